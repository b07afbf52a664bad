import type { Problem } from '../../errors.ts'
import { readTextFile } from '../../workspace/read.ts'
import { movesOf } from '../plan.ts'
import { rewriteSource } from '../rewrite/rewrite.ts'
import type { Diary } from './diary.ts'
import type { ReadTarget } from './grants.ts'
import type { PreparedMigration } from './plan.ts'
import { cancelled } from './secrets.ts'

/** A file with its new text. */
export type RewrittenFile = { readonly file: string; readonly text: string }

/** rewriteInMemory makes the new texts of all files, from what stands on disk now; a file that somebody changed since is a problem. */
export async function rewriteInMemory(
  { foreseen, plan, scope }: PreparedMigration,
  targets: ReadonlyMap<string, ReadTarget>
): Promise<{ readonly files: readonly RewrittenFile[]; readonly problems: readonly Problem[] }> {
  const arns = new Map([...targets].map(([name, { arn }]) => [name, arn]))
  const files: RewrittenFile[] = []
  const problems: Problem[] = []
  for (const { source, isChanged } of foreseen) {
    const { file, text: known } = source.document
    if (!isChanged) continue
    const read = source.revision === undefined ? readTextFile(scope.ports.workspace, file) : { text: known }
    if (!('text' in read) || withoutMark(read.text) !== withoutMark(known)) {
      problems.push(changedMeanwhile(file))
      continue
    }
    const result = await rewriteSource({ file, text: read.text }, movesOf(plan, file, arns))
    if (result.kind === 'refused') problems.push(...result.problems)
    else files.push({ file, text: result.text })
  }
  return { files, problems }
}

/** writeFiles writes the files one after the other, each in one step. */
export function writeFiles(
  files: readonly RewrittenFile[],
  { scope }: PreparedMigration,
  diary: Diary
): readonly Problem[] {
  for (const { file, text } of files) {
    if (scope.ports.signal.aborted) return [cancelled()]
    diary.begin('rewrite', file)
    try {
      scope.ports.files.replace(file, text)
    } catch (error) {
      return [notWritten(file, codeOf(error))]
    }
    diary.finish('rewrite', file, `Rewrote ${file}.`)
  }
  return []
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
  throw error
}

function changedMeanwhile(file: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} can not be rewritten: it was changed while the migration was running.`,
    hint: 'Run again: the plan is made anew, and what is stored is found.'
  }
}

function notWritten(file: string, code: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} can not be rewritten: ${code}.`,
    hint: 'Its old text is whole. Make room, or make it writable, and run again: it goes on from here.'
  }
}
