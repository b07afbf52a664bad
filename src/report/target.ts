import type { ActingPlace } from '../log.ts'

export type { ActingPlace as TargetPlace } from '../log.ts'

import { codePiece, namesInCode, type ReportSection, tableBlock } from './section.ts'
import { plain } from './text.ts'

/** Shown in place of what AWS has not returned. */
const UNKNOWN = 'not known'

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

/** targetSection is the same as a table. Empty if AWS was not called. */
export function targetSection(target: readonly ActingPlace[]): ReportSection {
  const rows = target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) => ({
    cells: [
      account,
      region,
      clusters.length === 0 ? 'none' : namesInCode(clusters, 20),
      [codePiece(identity)]
    ]
  }))
  const blocks = tableBlock(['account', 'region', 'cluster', 'identity'], rows)
  return { id: 'target', heading: '', share: 0.02, blocks }
}
