import type { ActingPlace } from '../log.ts'
import {
  codePiece,
  namesInCode,
  type ReportSection,
  sectionToText,
  strongPiece,
  tableBlock
} from './section.ts'
import { plain } from './text.ts'

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

/** Why a run for changed services includes a service, or not. */
export type SelectedService = {
  /** The key of the service, and its name in ECS. */
  readonly key: string
  readonly service: string
  readonly isIncluded: boolean
  /** A clause: what changed, what is unknown, or that nothing changed. */
  readonly reason: string
  /** The commit of the running revision, if known. */
  readonly commit?: string
}

/** selectionToText returns a line for each service. */
export function selectionToText(selection: readonly SelectedService[]): readonly string[] {
  return sectionToText(selectionSection(selection))
}

/** selectionSection is the table of the services and the reasons; empty if the run does not select changed services. */
export function selectionSection(selection: readonly SelectedService[] = []): ReportSection {
  const rows = selection
    .toSorted((a, b) => Number(b.isIncluded) - Number(a.isIncluded))
    .map(({ key, service, isIncluded, reason }) => {
      const name = key === service ? key : `${key} (${service})`
      return [[codePiece(name)], isIncluded ? [strongPiece('in')] : 'left alone', reason]
    })
  return {
    ...{ id: 'selection', heading: 'What changed', share: 0.05, rest: '; all are in the output `plan`' },
    blocks: tableBlock(['service', '', 'why'], rows)
  }
}
