import type { ActingPlace as TargetPlace } from '../log.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { UNKNOWN } from './target-text.ts'

export type { ActingPlace as TargetPlace } from '../log.ts'

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
