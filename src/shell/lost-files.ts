import type { Problem, Remark } from '../errors.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { LIVE } from '../inputs/reader.ts'
import type { Mode } from '../inputs/tables/specification.ts'
import type { ModePorts } from '../ports.ts'
import { findTaskDefinitions } from '../workspace/find/find.ts'

/** Files that do not exist: those that stop the run, and those that it does without. */
type LostFiles = { readonly problems: readonly Problem[]; readonly remarks: readonly Remark[] }

/** Modes that read no file once their services are named: in an emergency, there need not be a checkout. */
const WITHOUT_FILES: readonly Mode[] = ['rollback', 'continue']

/**
 * lostFiles finds the files that do not exist, for a mode that does without files and would not notice: a word that
 * names no file is most often the name of a service, and the run would be about all of them.
 */
export async function lostFiles(
  {
    mode,
    services,
    taskDefinition
  }: Pick<AwsConfiguration, 'services' | 'taskDefinition'> & {
    readonly mode: Mode
  },
  { workspace, area }: Pick<ModePorts, 'workspace' | 'area'>
): Promise<LostFiles> {
  const files = taskDefinition.filter(file => file !== LIVE)
  if (files.length === 0) return { problems: [], remarks: [] }
  const found = await findTaskDefinitions(workspace, files, area.temporary)
  const lost = found.problems.filter(
    ({ code }) => code === 'file-not-found' || code === 'pattern-without-match'
  )
  const isNamed = Array.isArray(services) && services.length > 0
  // `about`: a word that may have been meant as a service
  if (!WITHOUT_FILES.includes(mode) || !isNamed || lost.some(({ about }) => about !== undefined))
    return { problems: lost, remarks: [] }
  const why = `Mode ${mode} needs no file, because the input "service" names the services.`
  return { problems: [], remarks: lost.map(({ message }) => ({ message: `${message} ${why}` })) }
}
