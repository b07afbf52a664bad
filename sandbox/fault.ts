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

/**
 * nearest finds the name closest to `word` among `names`, the hint of every "unknown key" message; undefined if none is
 * close.
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(3, Math.ceil(word.length / 2))
  for (const name of names) {
    const begins = word.length >= 3 && name.toLowerCase().startsWith(word.toLowerCase())
    const distance = begins ? 1 : editDistance(word.toLowerCase(), name.toLowerCase())
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
