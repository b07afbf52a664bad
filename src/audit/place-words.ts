import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import type { Audit } from './audit.ts'

/** The location of an item of an audit. */
export type AuditedPlace = {
  readonly account?: string
  readonly region?: string
  readonly cluster?: string
}

/** placeInArn reads the account and the Region from an ARN. */
export function placeInArn(arn: string): AuditedPlace {
  const [, , , region, account] = arn.split(':')
  return present({ region: region || undefined, account: account || undefined })
}

/**
 * placeWordsOf returns the location that a row of the audit shows: ` in cluster demo, eu-west-1, account 111111111111`,
 * limited to the parts of which the audit has several. For an audit of one cluster, the first line of the run states
 * it. Pure.
 */
export function placeWordsOf(
  audit: Pick<Audit, 'items' | 'exposedRevisions' | 'secrets'>
): (place: AuditedPlace) => string {
  const { items, exposedRevisions, secrets } = audit
  const places: readonly AuditedPlace[] = [
    ...items,
    ...exposedRevisions.map(({ arn }) => placeInArn(arn)),
    ...secrets.map(({ region }) => ({ region }))
  ]
  const isSeveral = (pick: (place: AuditedPlace) => string | undefined) =>
    new Set(places.flatMap(place => pick(place) ?? [])).size > 1
  const several = {
    account: isSeveral(({ account }) => account),
    region: isSeveral(({ region }) => region),
    cluster: isSeveral(({ cluster }) => (cluster === '' ? undefined : cluster))
  }
  return ({ account, region, cluster }) => {
    const parts = [
      several.cluster && cluster ? `cluster ${lastPartOf(cluster)}` : '',
      several.region && region ? region : '',
      several.account && account ? `account ${account}` : ''
    ].filter(part => part !== '')
    return parts.length === 0 ? '' : ` in ${parts.join(', ')}`
  }
}
