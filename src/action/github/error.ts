import type { Clock } from '../../clock.ts'
import { assertNever } from '../../errors.ts'

/** The kinds of failed calls of GitHub's API. */
export type GithubFailure =
  | 'unauthorized'
  | 'denied'
  | 'limited'
  | 'missing'
  | 'invalid'
  | 'server'
  | 'late'
  | 'unreachable'
  | 'unreadable'
  | 'crowded'

/**
 * GithubError is a failed call of GitHub's API. Its message is GitHub's message in one line, never a header or a body.
 */
export class GithubError extends Error {
  override readonly name = 'GithubError'
  readonly failure: GithubFailure
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined

  constructor(failure: GithubFailure, said = '', status?: number) {
    super(said)
    this.failure = failure
    this.status = status
  }
}

/** What is known about a failed call. `message` is the member of GitHub's error responses. */
export type FailedAnswer = {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** classifyAnswer turns a response of GitHub, or of a proxy, into an error. */
export function classifyAnswer({ status, message, headers }: FailedAnswer): GithubError {
  const said = message.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return new GithubError(failureOf({ status, message, headers }), said.slice(0, SAID_LENGTH), status)
}

const SAID_LENGTH = 200

/** GitHub responds with 403 or 429 to rate-limited requests (REST documentation, "Rate limits"). */
function failureOf({ status, message, headers }: FailedAnswer): GithubFailure {
  const limited =
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(message)
  if (status === 429 || (status === 403 && limited)) return 'limited'
  if (status >= 500) return 'server'
  return BY_STATUS[status] ?? 'invalid'
}

const BY_STATUS: Readonly<Record<number, GithubFailure>> = {
  401: 'unauthorized',
  403: 'denied',
  404: 'missing'
}

/** What a 403 states if another permission of the token would not help. */
const OTHER_CAUSE = /\b(?:locked|archived|read-only|blocked|suspended|disabled|SAML|SSO|allow list)\b/i

/** explainGithub briefly returns why a call failed; `permission` is what the call needs, e.g. `deployments: write`. */
export function explainGithub(error: unknown, permission: string): string {
  if (!(error instanceof GithubError))
    return `internal error (${error instanceof Error ? error.name : typeof error})`
  const said = error.message === '' ? '' : `: ${error.message}`
  switch (error.failure) {
    case 'unauthorized':
      return 'GitHub does not accept the token (401)'
    case 'denied':
      return OTHER_CAUSE.test(error.message)
        ? `GitHub refused it (403${said})`
        : `no permission ${permission}`
    case 'limited':
      return "GitHub's rate limit is reached"
    case 'missing':
      return 'the token has no access to this repository or resource (404)'
    case 'invalid':
      return `GitHub refused it (${error.status}${said})`
    case 'server':
      return `GitHub failed (${error.status})`
    case 'late':
      return 'GitHub did not answer in time'
    case 'unreachable':
      return `no connection to GitHub${said}`
    case 'unreadable':
      return 'the answer is not one of GitHub; check GITHUB_API_URL'
    case 'crowded':
      return 'the pull request has so many comments that the earlier one of this step was not found among the first 2,000'
    default:
      return assertNever(error.failure)
  }
}

/** Total time to wait for GitHub, in milliseconds. */
export const PATIENCE_MS = 10_000

/** within limits work to `ms` milliseconds; after that, it is aborted and GithubError (late) is thrown. */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const stop = new AbortController()
  const over = new AbortController()
  const late = clock.sleep(ms, over.signal).then(() => LATE)
  try {
    const first = await Promise.race([work(stop.signal), late])
    if (first === LATE) throw new GithubError('late')
    return first as T
  } finally {
    over.abort()
    stop.abort()
  }
}

const LATE = Symbol('late')
