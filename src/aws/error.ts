/**
 * What an AWS call's failure means to the caller, which decides what may be done next: denied: no permission.
 * expired: credentials are bad, missing or out of date. missing: the thing named does not exist. refused: AWS
 * understood and said no. throttled: too often, after all retries. unreachable: no connection was made, so nothing
 * was carried out. lost: the request went out and no trustworthy answer came back (reset, time-out, 5xx, unreadable
 * body): a write may have been carried out. unsupported: this endpoint doesn't know the operation.
 */
export type AwsErrorKind =
  | 'denied'
  | 'expired'
  | 'missing'
  | 'refused'
  | 'throttled'
  | 'unreachable'
  | 'lost'
  | 'unsupported'

/** AwsError is the only error that leaves src/aws. `message` is AWS's own text, one line. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly kind: AwsErrorKind
  /** E.g. `ecs:UpdateService`, the name IAM uses for the permission. */
  readonly operation: string
  /** AWS's exception name, e.g. `ClusterNotFoundException`, or the network error's code. */
  readonly awsName: string
  /** What the call was about, where its refusal does not say it: `cluster "staging" in us-west-2`. */
  readonly subject: string | undefined

  constructor(
    what: { kind: AwsErrorKind; operation: string; awsName: string; message: string; subject?: string },
    options?: { cause?: unknown }
  ) {
    super(what.message, options)
    this.kind = what.kind
    this.operation = what.operation
    this.awsName = what.awsName
    this.subject = what.subject
  }
}

const longest = 1000

/**
 * oneLine makes a text from outside fit for one line of output: control characters become blanks, the end is cut at
 * 1000.
 */
export function oneLine(text: string): string {
  // C0, DEL, C1, and the two separators that JavaScript and some terminals take for line ends
  const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return flat.length > longest ? `${flat.slice(0, longest)} …` : flat
}
