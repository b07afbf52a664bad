import { loadSources } from '../../../checking/load/load-sources.ts'
import { resolveLayout } from '../../../configuration/resolve-layout.ts'
import type { ResolvedLayout } from '../../../configuration/resolved.ts'
import { walk } from '../../../detector/walk.ts'
import { parseReference } from '../../../references/parse.ts'
import { parseRoleArn } from '../../../verify/names.ts'
import type { MigrationCandidate } from '../../candidate.ts'
import { projectName } from '../../names.ts'
import { entriesOf } from '../configuration-file.ts'
import type { LoadedMigration } from '../load.ts'

/** A variable in a definition of another environment: its value, or its existing reference. */
type NamedText = { readonly variable: string; readonly text: string; readonly isReference: boolean }

/**
 * namesApart lists the variables whose secrets need the environment in their name, because another environment has
 * another value for them, in the same account and Region and with the same first part of the name. The names are the
 * same whichever environment is migrated first.
 */
export async function namesApart(
  migration: LoadedMigration,
  candidates: readonly MigrationCandidate[],
  project: string
): Promise<ReadonlySet<string>> {
  const { layout, resolved } = migration.project
  const { environment } = resolved
  const apart = new Set<string>()
  if (environment === undefined) return apart
  for (const name of layout.environments.keys()) {
    if (name === environment) continue
    const other = resolveLayout(layout, name)
    if (!isSamePlace(resolved, other) || projectOf(other, migration) !== project) continue
    for (const said of await saidIn(other, migration)) {
      const own = candidates.filter(({ variable }) => variable === said.variable)
      const isOther = said.isReference
        ? nameOf(said.text).split('/').includes(name)
        : own.some(({ value }) => value.reveal() !== said.text)
      if (own.length > 0 && isOther) apart.add(said.variable)
    }
  }
  return apart
}

/** Without a named role, both use the account of the credentials. */
function isSamePlace(one: ResolvedLayout, other: ResolvedLayout): boolean {
  const placesOf = (layout: ResolvedLayout) =>
    entriesOf(layout).map(
      ({ site }) => `${site.region ?? ''} ${parseRoleArn(site.roleArn ?? '')?.account ?? ''}`
    )
  const own = placesOf(one)
  return placesOf(other).some(place => own.includes(place))
}

function projectOf({ placement }: ResolvedLayout, { context }: LoadedMigration): string {
  const { configuration, ports } = context
  const cluster = configuration.cluster ?? placement.usual?.cluster ?? ports.repository
  return configuration.project ?? projectName(cluster ?? '')
}

async function saidIn(
  resolved: ResolvedLayout,
  { context }: Pick<LoadedMigration, 'context'>
): Promise<readonly NamedText[]> {
  const { services: _, ...configuration } = context.configuration
  const { workspace } = context.ports
  const { targets } = await loadSources(
    { ...configuration, taskDefinition: [] },
    { workspace, keepSource: () => {} },
    resolved
  )
  return targets.flatMap(({ document }) =>
    walk(document.root).flatMap(({ location, name, value }): readonly NamedText[] => {
      if (location !== 'environment' && location !== 'secrets') return []
      return [{ variable: name, text: value, isReference: location === 'secrets' }]
    })
  )
}

function nameOf(reference: string): string {
  const parsed = parseReference(reference)
  if (parsed.kind === 'secret-name' || parsed.kind === 'parameter-name') return parsed.name
  return parsed.kind === 'secret-arn' || parsed.kind === 'parameter-arn' ? parsed.resource : ''
}
