import { contextsFor } from '../../checking/contexts.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import type { ObjectNode, SourceDocument } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { parseOverrides } from '../../template/parse-overrides.ts'
import { prepareDefinition } from '../../template/prepare.ts'
import type { MigrationContext } from './ports.ts'
import type { MigratedServices } from './services.ts'

/** What a definition is rendered with: where services are placed, and which of them are there. */
export type RenderScope = {
  readonly context: MigrationContext
  readonly placement: Placement
  readonly services: Pick<MigratedServices, 'missing'>
}

/**
 * serviceToDeploy is the service that a deploy of this run renders a file for: one that is not there and will not be
 * made is none, and its definition is only registered.
 */
export function serviceToDeploy(
  service: string | undefined,
  { context, services }: RenderScope
): string | undefined {
  const isCreated = context.configuration.serviceDefinition.length > 0
  return service !== undefined && (isCreated || !services.missing.includes(service)) ? service : undefined
}

/** renderFor makes of a file what a deploy of this run would make of it, for a service or for none. */
export async function renderFor(
  document: SourceDocument,
  name: string | undefined,
  scope: RenderScope
): Promise<{ readonly root?: ObjectNode; readonly problems: readonly Problem[] }> {
  const { configuration, ports, account } = scope.context
  const service = serviceToDeploy(name, scope)
  const site = siteOf(service, scope.placement, configuration)
  const contexts = contextsFor(configuration, { site, ...present({ service }) }, ports)
  const { overrides } = parseOverrides(configuration.overrides)
  return prepareDefinition(document, {
    contexts: { ...contexts, aws: { ...contexts.aws, account } },
    overrides
  })
}
