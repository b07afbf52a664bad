import { applyProjectRules } from '../../checking/decisions/apply-decisions.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { configurationValues } from '../../checking/examine/configuration-values.ts'
import { examine } from '../../checking/examine/examine.ts'
import type { DefinitionSource } from '../../checking/load/source.ts'
import { NO_LAYOUT } from '../../configuration/layout.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../configuration/resolved.ts'
import type { Finding } from '../../detector/finding.ts'
import { loadDocument } from '../../document/load.ts'
import type { MigrationPorts } from './ports.ts'

/**
 * configurationErrors finds the credentials in `variables` and commands of the configuration file, on every level. They
 * are not moved, and a deploy would stop at them.
 */
export async function configurationErrors(
  project: ProjectRules,
  ports: Pick<MigrationPorts, 'mask' | 'clock'>
): Promise<readonly Finding[]> {
  if (project.layout === NO_LAYOUT) return []
  const targets = configurationValues(project.layout)
  const findings = await examine(targets, [], { rules: project.rules, mask: ports.mask })
  const files = targets.map(({ document }) => document.file)
  const loaded = { files, targets, unscanned: [], problems: [] }
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  return judged.findings.filter(({ level, category }) => level === 'error' && category === 'credential')
}

/** configurationSource returns the configuration file for a text search; nothing if it does not define services. */
export async function configurationSource({
  layout
}: Pick<ProjectRules, 'layout'>): Promise<readonly Pick<DefinitionSource, 'document' | 'place'>[]> {
  if (layout === NO_LAYOUT) return []
  const { document } = await loadDocument(layout.document.file, layout.document.text)
  return document ? [{ document, place: layout.place }] : []
}

/** entriesOf returns the services and tasks of a layout. */
export function entriesOf({
  services,
  tasks
}: Pick<ResolvedLayout, 'services' | 'tasks'>): readonly ResolvedEntry[] {
  return [...services, ...tasks]
}

/** isFrom returns whether a service or task is deployed from a file. */
export function isFrom({ base }: ResolvedEntry, file: string): boolean {
  return base?.kind === 'file' && base.path.replace(/^(?:\.\/)+/, '') === file
}
