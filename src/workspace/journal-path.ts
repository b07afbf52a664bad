import { join, resolve } from 'node:path'

/** The journal's name where no input gives one. */
const NAME = 'ecs-sealed-deploy-migration.json'

/**
 * journalPath says where a migration's journal is: where the input says (relative to the workspace), else in the git
 * directory, where nothing of it can be committed, else in the runner's temporary folder.
 */
export function journalPath(
  given: string | undefined,
  where: { readonly workspace: string; readonly gitFolder?: string; readonly temporaryFolder: string }
): string {
  if (given !== undefined) return resolve(where.workspace, given)
  return join(where.gitFolder ?? where.temporaryFolder, NAME)
}
