/**
 * AwsFault is a refusal as AWS gives it: exception name, message, HTTP status. Thrown by operations, turned into the
 * protocol's shape at the edge. JSON services answer 400 for what the caller did wrong.
 */
export class AwsFault extends Error {
  override readonly name = 'AwsFault'
  readonly type: string
  readonly status: number
  /** Members that the exception has besides its message. */
  readonly more: Readonly<Record<string, readonly string[]>>

  /** `how`: the HTTP status, or the exception's further members (400 then). */
  constructor(
    type: string,
    message: string,
    how: number | Readonly<Record<string, readonly string[]>> = 400
  ) {
    super(message)
    this.type = type
    this.status = typeof how === 'number' ? how : 400
    this.more = typeof how === 'number' ? {} : how
  }
}

/** SandboxError is a mistake in using the sandbox itself (scenario, admin call, command line): text for a person. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
}

/** assertNever makes a switch exhaustive: it cannot be reached as long as every case is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`)
}
