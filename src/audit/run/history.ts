import { detect } from '../../detector/detect.ts'
import { readForCheck } from '../../detector/formats/read-for-check.ts'
import { RULES } from '../../detector/rules.ts'
import { sensitiveValues } from '../../detector/sensitive.ts'
import { walk } from '../../detector/walk.ts'
import { distinctBy } from '../../list.ts'
import type { ModePorts } from '../../ports.ts'
import {
  exposureOf,
  isCredential,
  type NamedCredential,
  namedCredentials,
  plaintextOf,
  treeOf
} from '../definition.ts'
import type { HistoryReport } from '../history/history.ts'
import { type Inspected, searchHistory } from '../history/search-history.ts'
import type { AreaSnapshot } from './area.ts'

/** auditHistory searches Git's history for live values and for credentials. */
export function auditHistory(live: readonly NamedCredential[], ports: ModePorts): Promise<HistoryReport> {
  const { clock, mask } = ports
  return searchHistory(live, { place: ports, clock, mask, inspect })
}

async function inspect(path: string, text: string): Promise<Inspected> {
  const read = await readForCheck(path, text)
  if (read.kind !== 'definition' && read.kind !== 'template') return { exposures: [], needles: [] }
  const { root } = read.document
  const findings = detect({ file: path, root, place: () => undefined }, RULES).filter(isCredential)
  if (findings.length === 0) return { exposures: [], needles: [] }
  const texts = new Map(walk(root).map(({ node, value }) => [pointerOf(node.origin), value]))
  return {
    exposures: findings.map(finding => exposureOf(finding, texts.get(finding.pointer) ?? '')),
    needles: namedCredentials(root, sensitiveValues(root, RULES))
  }
}

function pointerOf(origin: { readonly kind: string; readonly pointer?: string }): string {
  return origin.pointer ?? ''
}

/**
 * liveValues returns the credential texts of all revisions of an area with the names of their variables, in memory
 * only.
 */
export function liveValues(area: AreaSnapshot): readonly NamedCredential[] {
  const found = area.revisions.held.flatMap(({ definition }) =>
    namedCredentials(treeOf(definition, ''), plaintextOf(definition).values)
  )
  return distinctBy(found, ({ value }) => value)
}
