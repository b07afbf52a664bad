import { placeFinder } from '../document/place.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { CheckedFile } from '../formats/checked-file.ts'
import { present } from '../present.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import type { DefinitionSource } from './load-sources.ts'

/** A target of a check. A `template` is looked at as it is written; only a `definition` can be rendered. */
export type CheckSource = DefinitionSource & {
  readonly kind: 'definition' | 'template'
  /** What a second reading found beside the document's tree, of a file whose structure could not be trusted. */
  readonly rest?: DocumentNode
}

/** What the texts of a check give: what is to be looked at, and what could not be read. */
type MadeSources = {
  readonly targets: readonly CheckSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
  /** What would only stop a deployment. */
  readonly remarks: readonly Remark[]
}

/**
 * sourcesFrom makes of files that were read what the rules look at. `discovered` files hold a task definition or are left out; of one
 * that was named, not holding any is a problem.
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
  const rests = new Map<string, DocumentNode>()
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
    if (result.loose === undefined) continue
    // A file that reads as what it is never loads the second reader.
    const { restOfFile } = await import('./rest-of-file.ts')
    const rest = restOfFile(result.document, result.loose)
    if (rest) rests.set(file, rest)
  }
  const targets = found.targets.flatMap(({ file, service }) =>
    targetOf(read.get(file), present({ service, rest: rests.get(file) }))
  )
  return { targets, unscanned, problems, remarks }
}

const NOT_WHOLE = 'Not all of it could be read.'

/** unscannedFor says of a file that was not read whole where that begins, by its first problem. */
export function unscannedFor(file: string, problems: readonly Problem[]): Unscanned {
  const [first] = problems
  return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE }
}

/** targetOf gives what the rules look at in a file that was read; nothing where it holds no task definition. */
export function targetOf(
  read: CheckedFile | undefined,
  more: Pick<CheckSource, 'service' | 'rest'>
): readonly CheckSource[] {
  if (read?.kind !== 'definition' && read?.kind !== 'template') return []
  const { kind, document } = read
  return [{ kind, document, place: placeFinder(document), ...more }]
}

/** remarksOf says each kind of problem once a file, at its first place: a template has the same one in every line. */
export function remarksOf(problems: readonly Problem[]): readonly Remark[] {
  const byCode = new Map<string, Problem[]>()
  for (const problem of problems) {
    const alike = byCode.get(problem.code)
    if (alike === undefined) byCode.set(problem.code, [problem])
    else alike.push(problem)
  }
  return [...byCode.values()].map(([first, ...others]) => {
    const { message, hint, place } = first as Problem
    const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`
    const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`
    return place === undefined ? { message: text } : { message: text, place }
  })
}
