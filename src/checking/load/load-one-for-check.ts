import type { Problem } from '../../errors.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Unscanned } from '../../report/report.ts'
import { unscannedFor } from '../find/find-check-files.ts'
import { targetOf } from './check-source.ts'
import { readFile } from './load-for-check.ts'
import type { CheckSource } from './source.ts'

/** loadOneForCheck reads one more file for a check, which only the configuration file names. */
export async function loadOneForCheck(
  file: string,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): Promise<{
  readonly source?: CheckSource
  readonly problems: readonly Problem[]
  readonly unscanned: readonly Unscanned[]
}> {
  const read = await readFile(ports.workspace, file)
  if (read.kind === 'unreadable')
    return { problems: read.problems, unscanned: [unscannedFor(file, read.problems)] }
  ports.keepSource(file, read.document.text)
  const [source] = targetOf(read, {})
  if (read.kind === 'nothing') return { problems: read.problems, unscanned: [] }
  const problems = read.unread === undefined ? [] : [read.unread]
  return { ...present({ source }), problems, unscanned: problems.map(one => unscannedFor(file, [one])) }
}
