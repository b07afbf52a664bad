import { AwsError } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import type { Gap } from './audit.ts'

/** What a look gave, or why it could not be made. */
export type FoundOrGap<Result> = { readonly found: Result } | { readonly gap: Gap }

/**
 * readOrGap makes a look that may be denied, or that the endpoint may not know. Throws AwsError for everything
 * else: bad credentials or no connection are no finding of an audit.
 */
export async function readOrGap<Result>(
  what: string,
  look: () => Promise<Result>
): Promise<FoundOrGap<Result>> {
  try {
    return { found: await look() }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (error.kind !== 'denied' && error.kind !== 'unsupported') throw error
    return { gap: { what, why: refusalReason(error) } }
  }
}

/** refusalReason says in a few words why a look could not be made. */
export function refusalReason({ kind, operation, awsName }: AwsError): string {
  if (kind === 'denied') return `no permission for ${operation}`
  if (kind === 'unsupported') return `the endpoint does not know ${operation}`
  return `${awsName} from ${operation}`
}

/** gapProblem is the problem of a part that could not be checked. */
export function gapProblem({ what, why }: Gap): Problem {
  return {
    code: 'audit-not-verified',
    fault: 'cloud',
    message: `Not verified: ${what}: ${why}. What was not checked is not reported as clean.`,
    hint: 'Allow it as in docs/audit.md, and run again.'
  }
}
