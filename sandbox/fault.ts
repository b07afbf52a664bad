/**
 * AwsFault is a refusal as AWS returns it: exception name, message, HTTP status. Operations throw it; the server
 * serializes it in the protocol. JSON services answer 400 for a client error.
 */
export class AwsFault extends Error {
  override readonly name = 'AwsFault'
  readonly type: string
  readonly status: number
  /** Members of the exception besides its message. */
  readonly more: Readonly<Record<string, readonly string[]>>

  /** `how`: the HTTP status, or further members of the exception (the status is then 400). */
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

/**
 * SandboxError is a mistake in the use of the sandbox itself (scenario, admin call, command line), with a message for
 * the user.
 */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
}

/** assertNever makes a switch exhaustive: it is unreachable as long as every case is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`)
}
