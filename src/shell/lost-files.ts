import type { Problem } from '../errors.ts'
import { parseLines } from '../inputs/fields.ts'
import { LIVE } from '../inputs/reader.ts'
import type { RawInputs } from '../inputs/specification.ts'
import { findTaskDefinitions } from '../workspace/find.ts'

/**
 * lostFiles returns the problems of files that do not exist, for a mode that does without files: a word that names no
 * file is most often the name of a service, and the run would be about all of them.
 */
export async function lostFiles(raw: RawInputs, workspace: string): Promise<readonly Problem[]> {
  const files = parseLines(raw['task-definition'] ?? '').filter(file => file !== LIVE)
  const { problems } = await findTaskDefinitions(workspace, files)
  return problems.filter(({ code }) => code === 'file-not-found' || code === 'pattern-without-match')
}
