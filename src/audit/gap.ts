import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import { pageUrl } from '../nearest.ts'

/** A part that could not be read. */
export type Gap = { readonly what: string; readonly why: string }

/** The result of a request, or why it could not be made. */
export type FoundOrGap<Result> = { readonly found: Result } | { readonly gap: Gap }

/**
 * readOrGap makes a request that may be denied, or that the endpoint may not support. Throws AwsError for everything
 * else, because invalid credentials or a failed connection are not findings of an audit.
 */
export async function readOrGap<Result>(
  what: string,
  look: () => Promise<Result>
): Promise<FoundOrGap<Result>> {
  try {
    return { found: await look() }
  } catch (error) {
    if (!(error instanceof AwsError) || (error.kind !== 'denied' && error.kind !== 'unsupported')) throw error
    return { gap: { what, why: refusedCall(error) } }
  }
}

/** gapProblem returns the problem for a part that could not be checked. */
export function gapProblem({ what, why }: Gap): Problem {
  return {
    code: 'audit-not-verified',
    fault: 'cloud',
    message: `Not verified: ${what}: ${why}. What was not checked is not reported as clean.`,
    hint: `Grant the permission (see ${pageUrl('audit')}), and run again.${/ of cluster /.test(what) ? ' Check the name of the cluster, too: a role that is limited to its own clusters is refused any other.' : ''}`
  }
}
