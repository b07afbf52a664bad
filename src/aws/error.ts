import { present } from '../present.ts'

/**
 * The meaning of a failed AWS call, which decides what the caller may do next. denied: no permission. expired:
 * credentials are invalid, missing or expired. missing: the named resource does not exist. refused: AWS understood the
 * request and rejected it. throttled: rate exceeded, after all retries. unreachable: no connection was made, so nothing
 * was carried out. lost: the request was sent and no reliable response came back (reset, timeout, 5xx, unreadable
 * body), so a write may have been carried out. unsupported: this endpoint does not know the operation.
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

/** An endpoint can write anything in the place of a name. */
const NAME = /^(?:HTTP [\w. /+-]+|[\w.]{1,99})$/

/** A cluster that ECS has not found; `meant` is the question whether the nearest one was meant. */
export type MissingCluster = { readonly cluster: string; readonly region: string; readonly meant?: string }

/** AwsError is the only error that leaves src/aws. `message` is AWS's own message, in one line. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly kind: AwsErrorKind
  /** E.g. `ecs:UpdateService`, IAM's name of the action. */
  readonly operation: string
  /** AWS's exception name, e.g. `ClusterNotFoundException`, or the code of the network error. */
  readonly awsName: string
  /** The cluster that does not exist, which AWS does not name. */
  readonly missing: MissingCluster | undefined

  constructor(
    what: {
      kind: AwsErrorKind
      operation: string
      awsName: string
      message: string
      missing?: MissingCluster
    },
    options?: { cause?: unknown }
  ) {
    super(what.message, options)
    this.kind = what.kind
    this.operation = what.operation
    this.awsName = NAME.test(what.awsName) ? what.awsName : 'UnknownError'
    this.missing = what.missing
  }

  /** The same failure with another text, or with what is known of it besides. */
  with(change: Partial<Pick<AwsError, 'message' | 'awsName' | 'missing'>>): AwsError {
    const { kind, operation, awsName, message, missing } = this
    return new AwsError({ kind, operation, awsName, message, ...present({ missing }), ...present(change) })
  }
}

const longest = 1000

/**
 * oneLine converts external text to one line of output: control characters become spaces, and it is truncated at 1000
 * characters.
 */
export function oneLine(text: string): string {
  // C0, DEL, C1, and the two separators that JavaScript and some terminals treat as line ends
  const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return flat.length > longest ? `${flat.slice(0, longest)} …` : flat
}

/**
 * isSkewed reports that AWS rejected a request because of the time in its signature. The SDK corrects the time of the
 * client by the response, so that the next request of the client is accepted.
 */
export function isSkewed({ awsName, message }: AwsError): boolean {
  return /signature (?:expired|not yet current)|too ?skewed|RequestExpired/i.test(`${awsName} ${message}`)
}
