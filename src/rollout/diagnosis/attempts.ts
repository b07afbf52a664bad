import { AwsError } from '../../aws/error.ts'

/** Attempts runs reads that may fail, and collects what could not be read, each once. */
export class Attempts {
  readonly #notes = new Set<string>()

  /** make returns the result of a read, or undefined if it failed. Throws nothing. */
  async make<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await read()
    } catch (error) {
      this.note(describe(error))
      return undefined
    }
  }

  /** note adds a sentence. */
  note(sentence: string): void {
    this.#notes.add(sentence)
  }

  /** All sentences in order. */
  get notes(): readonly string[] {
    return [...this.#notes]
  }
}

function describe(error: unknown): string {
  if (error instanceof AwsError) {
    return error.kind === 'denied'
      ? `Not verified: no permission for ${error.operation}.`
      : `Not verified: ${error.awsName} from ${error.operation}.`
  }
  // an internal error must not hide why the rollout failed, and its message could quote external text
  const name = error instanceof Error ? error.name : 'an unknown error'
  return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`
}
