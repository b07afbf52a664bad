import { contextsFor } from '../../checking/contexts.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { contextsForEntry } from '../../checking/layout/entry-variables.ts'
import { type Placement, siteOfTarget } from '../../configuration/placement.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import type { ObjectNode, SourceDocument } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { parseOverrides } from '../../template/overrides/parse.ts'
import { imagesFor } from '../../template/overrides/split-images.ts'
import { prepareDefinition } from '../../template/prepare.ts'
import type { MigrationContext } from './ports.ts'
import type { MigratedServices } from './services.ts'

/** What a definition is rendered with: the places of services, and which of them exist. */
export type RenderScope = {
  readonly context: MigrationContext
  readonly placement: Placement
  readonly project: Pick<ProjectRules, 'layout' | 'resolved'>
  readonly services: Pick<MigratedServices, 'missing'>
}

/**
 * serviceToDeploy returns the service that a deploy of this run renders a file for; undefined for a service that does
 * not exist and is not created, whose definition is only registered.
 */
export function serviceToDeploy(
  service: string | undefined,
  { context, services }: RenderScope
): string | undefined {
  const isCreated = context.configuration.serviceDefinition.length > 0
  return service !== undefined && (isCreated || !services.missing.includes(service)) ? service : undefined
}

/**
 * renderFor renders a file as a deploy of this run would, for a service (by key), a task or neither, with the settings
 * of the configuration file for the run's environment.
 */
export async function renderFor(
  document: SourceDocument,
  { service: name, entry: task }: { readonly service?: string; readonly entry?: ResolvedEntry },
  scope: RenderScope
): Promise<{ readonly root?: ObjectNode; readonly problems: readonly Problem[] }> {
  const { configuration, ports, account } = scope.context
  const service = serviceToDeploy(name, scope)
  const { layout, resolved } = scope.project
  const entry = asResolved(service, task, resolved)
  const target = present({ service, entry })
  const site = siteOfTarget(target, scope.placement, configuration)
  const known = contextsFor(configuration, { ...target, site }, ports)
  const contexts = { ...known, aws: { ...known.aws, account } }
  const overrides = imagesFor(parseOverrides(configuration.overrides).overrides, target)
  if (entry === undefined) return prepareDefinition(document, { contexts, overrides })
  const own = await contextsForEntry(entry, layout, { contexts })
  const prepared = await prepareDefinition(document, { overrides, ...own })
  return { ...prepared, problems: [...own.problems, ...prepared.problems] }
}

/** The entry from the current state of the configuration file, whose content may be about to change. */
function asResolved(
  service: string | undefined,
  known: ResolvedEntry | undefined,
  { services, tasks }: ProjectRules['resolved']
): ResolvedEntry | undefined {
  const named = services.find(({ key }) => key === service)
  const all: readonly ResolvedEntry[] = [...services, ...tasks]
  return named ?? (known && (all.find(one => one.kind === known.kind && one.key === known.key) ?? known))
}
