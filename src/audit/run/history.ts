import { detect } from '../../detector/detect.ts'
import { RULES } from '../../detector/rules.ts'
import { sensitiveValues } from '../../detector/sensitive.ts'
import { walk } from '../../detector/walk.ts'
import type { Problem } from '../../errors.ts'
import { readForCheck } from '../../formats/read-for-check.ts'
import { askGit } from '../../history/git-objects.ts'
import type { HistoryReport } from '../../history/history.ts'
import { placeProblem, replacementText, writeReplacements } from '../../history/replacements.ts'
import { type Inspected, searchHistory } from '../../history/search-history.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import type { ModePorts } from '../../ports.ts'
import type { GitPlace } from '../../workspace/git/run-git.ts'
import {
  exposureOf,
  isCredential,
  type NamedCredential,
  namedCredentials,
  plaintextOf,
  treeOf
} from '../definition.ts'
import type { AreaSnapshot } from './area.ts'

/**
 * replacementsProblem checks whether the replacement file may be written to the requested path, before anything else is
 * done.
 */
export function replacementsProblem(
  { historyReplacements }: AuditConfiguration,
  place: Pick<ModePorts, 'workspace' | 'env'>
): readonly Problem[] {
  if (historyReplacements === undefined) return []
  const problem = placeProblem(historyReplacements, repositoriesAt(place), place.workspace)
  return problem === undefined ? [] : [problem]
}

/** The workspace, the repository that contains it, and the Git directory, which can be elsewhere. */
function repositoriesAt(place: GitPlace): readonly string[] {
  const found = ['--show-toplevel', '--absolute-git-dir'].flatMap(option => {
    const answer = askGit(place, ['rev-parse', option])
    return 'out' in answer ? [answer.out.toString('utf8').trim()] : []
  })
  return [place.workspace, ...found]
}

/**
 * auditHistory searches Git's history for live values and for credentials, and writes the replacement file if one was
 * requested.
 */
export async function auditHistory(
  live: readonly NamedCredential[],
  { historyReplacements }: AuditConfiguration,
  ports: ModePorts
): Promise<{ readonly history: HistoryReport; readonly problems: readonly Problem[] }> {
  const { clock, mask, area } = ports
  const { report, texts } = await searchHistory(live, { place: ports, clock, mask, inspect })
  if (historyReplacements === undefined || texts.length === 0) return { history: report, problems: [] }
  const problem = writeReplacements({ area, file: historyReplacements }, replacementText(texts))
  if (problem !== undefined) return { history: report, problems: [problem] }
  return { history: { ...report, replacementFile: historyReplacements }, problems: [] }
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
