import { siteOfTarget } from '../../../configuration/placement.ts'
import { resolveLayout } from '../../../configuration/resolve-layout.ts'
import type { ResolvedEntry } from '../../../configuration/resolved.ts'
import { accountKey } from '../../../deploying/connections.ts'
import type { Problem } from '../../../errors.ts'
import { entriesOf, isFrom } from '../configuration-file.ts'
import type { LoadedMigration } from '../load.ts'
import type { FoundInFiles } from './credentials.ts'

/** A file that gets references, and the other users of the file, for which those secrets are not stored. */
type SharedFile = { readonly file: string; readonly others: readonly string[] }

/**
 * sharedWithOthers reports files that other environments, or services in another Region or account, also use as their
 * definitions: the name of a secret that is stored here would apply there too, where nothing is stored. Pure.
 */
export function sharedWithOthers(migration: LoadedMigration, found: FoundInFiles): readonly Problem[] {
  if (migration.context.configuration.onDifference === 'file') return []
  return sharedFiles(migration, found).map(({ file, others }) => ({
    code: 'migration-shared-file',
    fault: 'user',
    message: `${file} is the task definition of ${others.join(', ')} too: what this migration writes into it would apply there too.`,
    hint: 'Give each its own file (task-definition: .aws/api-{environment}.json). If the value is one for all of them, set on-difference: file: then the same secret must be stored in the account and region of each, and its execution role be allowed to read it.'
  }))
}

/**
 * sharedRemarks describes the remaining steps elsewhere, if the user has specified that the value is the same for all.
 */
export function sharedRemarks(migration: LoadedMigration, found: FoundInFiles): readonly string[] {
  if (migration.context.configuration.onDifference !== 'file') return []
  return sharedFiles(migration, found).map(
    ({ file, others }) =>
      `${file} is the task definition of ${others.join(', ')} too: before their next deploy the same secrets must be there, and their execution roles be allowed to read them (on-difference: file).`
  )
}

function sharedFiles(migration: LoadedMigration, { candidates }: FoundInFiles): readonly SharedFile[] {
  const { project, context } = migration
  const { layout } = project
  const { environment } = context.configuration
  const files = new Set(candidates.flatMap(({ source }) => (source.kind === 'file' ? [source.file] : [])))
  const users = [...layout.environments.keys()]
    .filter(name => name !== environment)
    .map(name => ({ name: `environment ${name}`, entries: entriesOf(resolveLayout(layout, name)) }))
  const elsewhere = servicesElsewhere(migration).map(entry => ({
    name: `"${entry.key}" in another region or account`,
    entries: [entry]
  }))
  return [...files].flatMap((file): readonly SharedFile[] => {
    const others = [...users, ...elsewhere].filter(({ entries }) =>
      entries.some(entry => isFrom(entry, file))
    )
    return others.length === 0 ? [] : [{ file, others: others.map(({ name }) => name) }]
  })
}

/** A migration covers one place; services of its environment in other places are not part of it. */
function servicesElsewhere({
  project,
  placement,
  loaded,
  context
}: LoadedMigration): readonly ResolvedEntry[] {
  const { configuration } = context
  const here = new Set(
    loaded.targets.map(target => accountKey(siteOfTarget(target, placement, configuration)))
  )
  return entriesOf(project.resolved).filter(
    entry => !here.has(accountKey(siteOfTarget({ entry }, placement, configuration)))
  )
}
