import type { Problem } from '../errors.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { LIVE } from '../inputs/reader.ts'
import type { ModePorts } from '../ports.ts'
import { findTaskDefinitions } from '../workspace/find.ts'

/**
 * lostFiles returns the problems of files that do not exist, for a mode that does without files and would not notice:
 * a word that names no file is most often the name of a service, and the run would be about all of them.
 */
export async function lostFiles(
  { taskDefinition }: Pick<AwsConfiguration, 'taskDefinition'>,
  { workspace, area }: Pick<ModePorts, 'workspace' | 'area'>
): Promise<readonly Problem[]> {
  const files = taskDefinition.filter(file => file !== LIVE)
  if (files.length === 0) return []
  const { problems } = await findTaskDefinitions(workspace, files, area.temporary)
  return problems.filter(({ code }) => code === 'file-not-found' || code === 'pattern-without-match')
}
