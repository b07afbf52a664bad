import { join, resolve } from 'node:path'

/** The journal's name where no input gives one. */
const NAME = 'ecs-sealed-deploy-migration.json'

/** The journal as it was named, and as an absolute path; `root` is the folder that was chosen for it where no input names one. */
export type JournalLocation = { readonly file: string; readonly path: string; readonly root?: string }

/**
 * journalPath says where a migration's journal is: where the input says (relative to the workspace), else in the git
 * directory, where nothing of it can be committed, else in the runner's temporary folder.
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
