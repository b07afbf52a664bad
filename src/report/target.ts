import type { ActingPlace as TargetPlace } from '../log.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { plain } from './text.ts'

export type { ActingPlace as TargetPlace } from '../log.ts'

/** targetToText returns a line per place, printed before the run acts there. */
export function targetToText(target: readonly TargetPlace[]): readonly string[] {
  return target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) =>
    plain(`Account ${account}, region ${region}, ${clustersOf(clusters)}, as ${identity}`)
  )
}

/** targetToMarkdown returns the same for the head of a step summary. Empty if AWS was not called. */
export function targetToMarkdown(target: readonly TargetPlace[]): string {
  const rows = target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) =>
    tableRow([
      escapeMarkdown(account),
      escapeMarkdown(region),
      clusters.length === 0 ? 'none' : clusters.map(code).join(', '),
      code(identity)
    ])
  )
  return rows.length === 0
    ? ''
    : [...tableHead(['account', 'region', 'cluster', 'identity']), ...rows].join('\n')
}

const UNKNOWN = 'not known'

function clustersOf(clusters: readonly string[]): string {
  if (clusters.length === 0) return 'no cluster'
  return `${clusters.length === 1 ? 'cluster' : 'clusters'} ${clusters.join(', ')}`
}
