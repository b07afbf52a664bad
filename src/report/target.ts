import type { ActingPlace } from '../log.ts'
import { codePiece, namesInCode, type ReportSection, tableBlock } from './section.ts'
import { plain } from './text.ts'

export type { ActingPlace as TargetPlace } from '../log.ts'

/** Shown in place of what AWS has not returned. */
const UNKNOWN = 'not known'

/** targetToText returns a line per place, printed before the run acts there. */
export function targetToText(target: readonly ActingPlace[]): readonly string[] {
  return target.map(({ account = UNKNOWN, region, clusters, identity }) => {
    const who = identity === undefined ? `identity ${UNKNOWN}` : `as ${identity}`
    const where = clusters.length === 0 ? 'no cluster' : `cluster ${clusters.join(', ')}`
    return plain(`Account ${account}, Region ${region}, ${where}, ${who}`)
  })
}

/** targetSection is the same as a table. Empty if AWS was not called. */
export function targetSection(target: readonly ActingPlace[]): ReportSection {
  const rows = target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) => [
    account,
    region,
    clusters.length === 0 ? 'none' : namesInCode(clusters, 20),
    [codePiece(identity)]
  ])
  const blocks = tableBlock(['account', 'region', 'cluster', 'identity'], rows)
  return { id: 'target', heading: '', share: 0.02, blocks }
}
