import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { Problem } from '../../errors.ts'
import type { FoundInFiles } from './credentials.ts'
import type { LoadedMigration } from './load.ts'

/** A file that gets references, and the other environments that make definitions of it too. */
type SharedFile = { readonly file: string; readonly environments: readonly string[] }

/**
 * sharedWithOthers asks about files of which other environments make their definitions too: what is written into them for this one, the name of
 * a secret that is stored here, holds there as well, where nothing is stored. Pure.
 */
export function sharedWithOthers(migration: LoadedMigration, found: FoundInFiles): readonly Problem[] {
  const { environment = '', onDifference } = migration.context.configuration
  if (onDifference === 'file') return []
  return sharedFiles(migration, found).map(({ file, environments }) => ({
    code: 'migration-shared-file',
    fault: 'user',
    message: `${file} is the task definition of ${environments.join(', ')} too: what a migration of ${environment} writes into it would hold there as well.`,
    hint: 'Give each environment a file of its own (task-definition: .aws/api-{environment}.json). If the value is one for all of them, set on-difference: file: then the same secret must be stored in the account and region of each, and its execution role be allowed to read it.'
  }))
}

/** sharedRemarks says what is left to do elsewhere, where a person has answered that the value is one for all. */
export function sharedRemarks(migration: LoadedMigration, found: FoundInFiles): readonly string[] {
  if (migration.context.configuration.onDifference !== 'file') return []
  return sharedFiles(migration, found).map(
    ({ file, environments }) =>
      `${file} is the task definition of ${environments.join(', ')} too: before their next deploy the same secrets must be there, and their execution roles be allowed to read them (on-difference: file).`
  )
}

function sharedFiles(
  { house, context }: LoadedMigration,
  { candidates }: FoundInFiles
): readonly SharedFile[] {
  const { layout } = house
  const { environment } = context.configuration
  const files = new Set(candidates.flatMap(({ source }) => (source.kind === 'file' ? [source.file] : [])))
  const others = [...layout.environments.keys()].filter(name => name !== environment)
  const used = others.map(name => {
    const { services, tasks } = resolveLayout(layout, name)
    const paths = [...services, ...tasks].flatMap(({ base }) =>
      base?.kind === 'file' ? [base.path.replace(/^(?:\.\/)+/, '')] : []
    )
    return { name, paths: new Set(paths) }
  })
  return [...files].flatMap((file): readonly SharedFile[] => {
    const environments = used.filter(({ paths }) => paths.has(file)).map(({ name }) => name)
    return environments.length === 0 ? [] : [{ file, environments }]
  })
}
