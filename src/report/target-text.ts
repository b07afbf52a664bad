import type { ActingPlace } from '../log.ts'
import { plain } from './text.ts'

/** Shown in place of what AWS has not returned. */
export const UNKNOWN = 'not known'

/** targetToText returns a line per place, printed before the run acts there. */
export function targetToText(target: readonly ActingPlace[]): readonly string[] {
  return target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) =>
    plain(`Account ${account}, region ${region}, ${clustersOf(clusters)}, as ${identity}`)
  )
}

function clustersOf(clusters: readonly string[]): string {
  if (clusters.length === 0) return 'no cluster'
  return `${clusters.length === 1 ? 'cluster' : 'clusters'} ${clusters.join(', ')}`
}
