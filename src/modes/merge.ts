import type { Problem } from '../errors.ts'
import type { Shown, TextGate } from '../report/gate/shown.ts'
import { asExternal } from '../report/merge/document.ts'
import { type Merged, mergeParts } from '../report/merge/merge.ts'
import {
  isMergeKind,
  type MergeFiles,
  type MergeInputs,
  readMergeInputs,
  UNKNOWN_KIND
} from '../report/merge/merge-inputs.ts'
import { readPart } from '../report/merge/read-run.ts'
import { mergedToMarkdown, mergedToText } from '../report/merged.ts'

/** What a merge may access. */
export type MergePorts = MergeFiles &
  Pick<TextGate, 'external'> & {
    now(): number
    /** Masks the merged document and writes it; returns the problem if writing fails. */
    write(file: string, merged: Merged, render: (merged: Merged) => string): Problem | undefined
    /** Masks the merged document. */
    show(merged: Merged, render: (merged: Merged) => string): Shown
  }

/** What a merge prints, its problems, and its exit code. */
export type MergeResult = {
  readonly text: Shown | undefined
  readonly problems: readonly Problem[]
  readonly exitCode: 0 | 1 | 2 | 3
}

/** runMerge combines the documents of many jobs into one table. As in one run, `unknown` is not a success. */
export function runMerge(inputs: MergeInputs, ports: MergePorts): MergeResult {
  const { kind, output, summary, format } = inputs
  if (!isMergeKind(kind)) return { text: undefined, problems: [UNKNOWN_KIND], exitCode: 2 }
  const { names, expected, problems } = readMergeInputs({ ...inputs, kind }, ports)
  if (problems.length > 0) return { text: undefined, problems, exitCode: 2 }
  const parts = names.map(file => readPart(kind, { file, read: ports.read(file) }, ports))
  const merged = asExternal(mergeParts(kind, parts, { expected, now: ports.now() }), ports)
  const unwritten = [
    output === undefined ? undefined : ports.write(output, merged, toJson),
    summary === undefined ? undefined : ports.write(summary, merged, mergedToMarkdown)
  ].filter(problem => problem !== undefined)
  const render = format === 'json' ? toJson : format === 'markdown' ? mergedToMarkdown : toText
  const exitCode = unwritten.length > 0 ? 3 : merged.verdict === 'good' ? 0 : 1
  return { text: ports.show(merged, render), problems: unwritten, exitCode }
}

function toJson(merged: Merged): string {
  return `${JSON.stringify(merged)}\n`
}

function toText(merged: Merged): string {
  return mergedToText(merged)
    .map(line => `${line}\n`)
    .join('')
}
