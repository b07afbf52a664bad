import { AwsError } from '../aws/error.ts'

/** Attempts makes reads that may fail and keeps, each once, what could not be looked at. */
export class Attempts {
  readonly #notes = new Set<string>()

  /** make gives what was read, or undefined when it could not be. Throws nothing. */
  async make<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await read()
    } catch (error) {
      this.note(describe(error))
      return undefined
    }
  }

  /** note keeps a sentence. */
  note(sentence: string): void {
    this.#notes.add(sentence)
  }

  /** All sentences, in the order in which they came. */
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
  // a mistake of ours must not hide why the rollout failed; its message could quote a text from outside
  const name = error instanceof Error ? error.name : 'an unknown error'
  return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`
}
