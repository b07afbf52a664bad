import { lastPartOf } from '../../arn.ts'
import { contextsFor, contextsForEntry } from '../../check/contexts.ts'
import type { ProjectRules } from '../../check/project-rules.ts'
import { accountKey } from '../../deploy/target.ts'
import { loadDocument } from '../../files/document/load.ts'
import { childOf, stringOf } from '../../files/document/tree.ts'
import { readTextFile } from '../../files/read.ts'
import { siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { ResolvedEntry } from '../../inputs/configuration/resolve-layout.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Remark } from '../../report/report.ts'
import { NO_OVERRIDES } from '../../template/overrides.ts'
import { prepareLeniently } from '../../template/prepare.ts'
import type { Use } from '../audit.ts'
import { type Area, EVERY } from './areas.ts'

/** The newest revisions of the tasks of the configuration file, as uses, by the area that they are in. */
export type TaskFamilies = { usesIn(area: Area): readonly Use[]; readonly remarks: readonly Remark[] }

/**
 * taskFamilies finds the families of the configuration file's tasks. Nothing of them runs between two deploys, so that
 * what runs does not lead to them. With named services, only tasks that run before one of these are included.
 */
export async function taskFamilies(
  configuration: AuditConfiguration,
  { resolved, placement, layout }: Pick<ProjectRules, 'resolved' | 'placement' | 'layout'>,
  ports: Pick<ModePorts, 'workspace' | 'github' | 'env'>
): Promise<TaskFamilies> {
  const uses = new Map<string, Use[]>()
  const remarks: Remark[] = []
  const { services } = configuration
  const named = typeof services === 'string' ? undefined : services
  for (const entry of resolved.tasks) {
    const { for: before } = entry.task
    if (named && named.length > 0 && before.length > 0 && !before.some(key => named.includes(key))) continue
    const site = siteOfTarget({ entry }, placement, configuration)
    const contexts = contextsFor(configuration, { entry, site }, ports)
    const family = await familyOf(entry, { layout, contexts, workspace: ports.workspace })
    if (family === undefined)
      remarks.push({
        message: `Not verified: old revisions of task "${entry.key}". Its family is known only when it is deployed.`,
        isUnverified: true
      })
    else {
      const { cluster } = site
      const known = uses.get(accountKey(site)) ?? []
      uses.set(accountKey(site), known)
      known.push({
        kind: 'task',
        name: entry.key,
        revision: family,
        ...(cluster === undefined || cluster === EVERY ? {} : { cluster: lastPartOf(cluster) })
      })
    }
  }
  return { usesIn: ({ account }) => uses.get(accountKey(account)) ?? [], remarks }
}

type Rendering = {
  readonly layout: ProjectRules['layout']
  readonly contexts: ReturnType<typeof contextsFor>
  readonly workspace: string
}

async function familyOf(
  entry: ResolvedEntry,
  { layout, contexts, workspace }: Rendering
): Promise<string | undefined> {
  const { base } = entry
  if (base?.kind === 'live') return base.family
  const read = base === undefined ? undefined : readTextFile(workspace, base.path)
  if (base === undefined || read === undefined || !('text' in read)) return undefined
  const { document } = await loadDocument(base.path, read.text)
  if (document === undefined) return undefined
  const own = await contextsForEntry(entry, layout, { contexts, mode: 'lenient' })
  const { root } = await prepareLeniently(document, {
    contexts: own.contexts,
    overrides: NO_OVERRIDES
  })
  const family = stringOf(root && childOf(root, 'family'))
  return family === undefined || family === '' || family.includes('${{') ? undefined : family
}
