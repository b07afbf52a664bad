import { type Problem, systemCodeOf } from '../../../errors.ts'
import { readTextFile } from '../../../workspace/read.ts'
import { movesOf } from '../../plan.ts'
import { rewriteSource } from '../../rewrite/rewrite.ts'
import type { JournalWriter } from '../journal.ts'
import type { PreparedMigration } from '../prepare.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { cancelled } from './store-secrets.ts'

/** A file with its new text. */
export type RewrittenFile = { readonly file: string; readonly text: string }

/** filesToRewrite counts the files that a migration rewrites. */
export function filesToRewrite({ previews }: PreparedMigration): number {
  return previews.filter(({ isChanged }) => isChanged).length
}

/**
 * rewriteInMemory generates the new texts of all files from their current content; a file that was changed in the
 * meantime is a problem.
 */
export async function rewriteInMemory(
  { previews, plan, context }: PreparedMigration,
  located: ReadonlyMap<string, LocatedSecret>
): Promise<{ readonly files: readonly RewrittenFile[]; readonly problems: readonly Problem[] }> {
  const arns = new Map([...located].map(([name, { arn }]) => [name, arn]))
  const files: RewrittenFile[] = []
  const problems: Problem[] = []
  for (const { source, isChanged } of previews) {
    const { file, text: known } = source.document
    if (!isChanged) continue
    const read = source.revision === undefined ? readTextFile(context.ports.workspace, file) : { text: known }
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

/** writeFiles writes the files one after the other, each atomically. */
export function writeFiles(
  files: readonly RewrittenFile[],
  { context }: PreparedMigration,
  writer: JournalWriter
): readonly Problem[] {
  for (const { file, text } of files) {
    if (context.ports.signal.aborted) return [cancelled()]
    writer.begin('rewrite', file)
    try {
      context.ports.files.replace(file, text)
    } catch (error) {
      const code = systemCodeOf(error)
      if (code === undefined) throw error
      return [notWritten(file, code)]
    }
    writer.finish('rewrite', file, `Rewrote ${file}.`)
  }
  return []
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function changedMeanwhile(file: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: it was changed while the migration was running.`,
    hint: 'Run again: a new plan is made, and secrets that are already stored are reused.'
  }
}

function notWritten(file: string, code: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: ${code}.`,
    hint: 'Its old content is intact. Free disk space, or make the file writable, and run again: the migration continues from here.'
  }
}
