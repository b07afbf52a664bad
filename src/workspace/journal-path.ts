import { join, resolve } from 'node:path'

/** The journal's default name. */
const NAME = 'ecs-sealed-deploy-migration.json'

/** The journal as named, and as an absolute path; `root` is the folder that was chosen if no input names one. */
export type JournalLocation = { readonly file: string; readonly path: string; readonly root?: string }

/**
 * journalPath returns the path of a migration's journal: that of the input (relative to the workspace), otherwise in
 * the git directory, where it cannot be committed, otherwise in the runner's temporary folder.
 */
export function journalPath(
  given: string | undefined,
  where: { readonly workspace: string; readonly gitFolder?: string; readonly temporaryFolder: string }
): JournalLocation {
  if (given !== undefined) return { file: given, path: resolve(where.workspace, given) }
  const root = where.gitFolder ?? where.temporaryFolder
  const path = join(root, NAME)
  return { file: path, path, root }
}
