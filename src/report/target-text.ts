import type { ActingPlace } from '../log.ts'
import { plain } from './text.ts'

/** Shown in place of what AWS has not returned. */
export const UNKNOWN = 'not known'

/** targetToText returns a line per place, printed before the run acts there. */
export function targetToText(target: readonly ActingPlace[]): readonly string[] {
  return target.map(({ account, region, clusters, identity }) => {
    const place = `Region ${region}, ${clustersOf(clusters)}`
    if (account === undefined && identity === undefined)
      return plain(`Account and identity ${UNKNOWN}, ${place}`)
    const who = identity === undefined ? `identity ${UNKNOWN}` : `as ${identity}`
    return plain(`Account ${account ?? UNKNOWN}, ${place}, ${who}`)
  })
}

function clustersOf(clusters: readonly string[]): string {
  if (clusters.length === 0) return 'no cluster'
  return `${clusters.length === 1 ? 'cluster' : 'clusters'} ${clusters.join(', ')}`
}
