import { placeFinder } from '../../document/place.ts'
import type { Problem } from '../../errors.ts'
import type { CheckedFile } from '../../formats/checked-file.ts'
import { present } from '../../present.ts'
import type { Remark, Unscanned } from '../../report/report.ts'
import { unscannedFor } from '../find/find-check-files.ts'
import { remarksByCode } from './remarks-by-code.ts'
import type { CheckSource } from './source.ts'

/** The sources made from the files of a check: what to examine, and what could not be read. */
type MadeSources = {
  readonly targets: readonly CheckSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
  /** Problems that would only stop a deployment. */
  readonly remarks: readonly Remark[]
}

/**
 * sourcesFrom converts files that were read to what the rules examine. A `discovered` file without a task definition is
 * left out. A named file without one is a problem.
 */
export async function sourcesFrom(
  read: ReadonlyMap<string, CheckedFile>,
  found: {
    readonly targets: readonly { readonly file: string; readonly service?: string }[]
    readonly discovered: boolean
    readonly guessed?: ReadonlySet<string>
  }
): Promise<MadeSources> {
  const problems: Problem[] = []
  const remarks: Remark[] = []
  const unscanned: Unscanned[] = []
  for (const [file, result] of read) {
    if (result.kind === 'unreadable') {
      problems.push(...result.problems)
      unscanned.push(unscannedFor(file, result.problems))
      continue
    }
    if (result.kind === 'nothing') {
      if (!found.discovered && found.guessed?.has(file) !== true) problems.push(...result.problems)
      continue
    }
    remarks.push(...remarksOf(result.notes))
    if (result.unread === undefined) continue
    problems.push(result.unread)
    unscanned.push(unscannedFor(file, [result.unread]))
  }
  const targets = found.targets.flatMap(({ file, service }) => targetOf(read.get(file), present({ service })))
  return { targets, unscanned, problems, remarks }
}

/** targetOf returns what the rules examine in a file. It returns nothing if the file contains no task definition. */
export function targetOf(
  read: CheckedFile | undefined,
  more: Pick<CheckSource, 'service'>
): readonly CheckSource[] {
  if (read?.kind !== 'definition' && read?.kind !== 'template') return []
  const { kind, document } = read
  return [{ kind, document, place: placeFinder(document), ...more }]
}

/** remarksOf reports each kind of problem once per file. */
export function remarksOf(problems: readonly Problem[]): readonly Remark[] {
  return problems.length === 0 ? [] : remarksByCode(problems)
}
