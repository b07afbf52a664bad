import { AwsError } from '../aws/error.ts'
import type { Gap } from './audit.ts'

/** What a look gave, or why it could not be made. */
export type LookedAt<Result> = { readonly found: Result } | { readonly gap: Gap }

/**
 * orGap makes a look that may be denied, or that the endpoint may not know. Throws AwsError for everything else: bad credentials or no
 * connection are no finding of an audit.
 */
export async function orGap<Result>(what: string, look: () => Promise<Result>): Promise<LookedAt<Result>> {
  try {
    return { found: await look() }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (error.kind !== 'denied' && error.kind !== 'unsupported') throw error
    return { gap: { what, why: whyNot(error) } }
  }
}

/** whyNot says in a few words why a look could not be made. */
export function whyNot({ kind, operation, awsName }: AwsError): string {
  if (kind === 'denied') return `no permission for ${operation}`
  if (kind === 'unsupported') return `the endpoint does not know ${operation}`
  return `${awsName} from ${operation}`
}
