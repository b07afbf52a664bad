import type { Problem } from '../errors.ts'
import type { Shown, TextGate } from '../gate/shown.ts'
import { mergeAudits } from '../organization/merge-audits.ts'
import { mergeChecks } from '../organization/merge-checks.ts'
import {
  type MergeFiles,
  type MergeInputs,
  type MergeKind,
  type MergeRequest,
  oneByOne,
  readMergeInputs
} from '../organization/merge-inputs.ts'
import { mergeResults } from '../organization/merge-results.ts'
import { asExternal, readRun } from '../organization/read-run.ts'
import { present } from '../present.ts'
import { type Merged, mergedToMarkdown, mergedToText } from '../report/organization/organization.ts'
import { mergedToSarif } from '../report/organization/organization-sarif.ts'

/** What a merge may access. */
export type MergePorts = MergeFiles &
  Pick<TextGate, 'external'> & {
    readonly version: string
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

const MODES_OF: Readonly<Record<Exclude<MergeKind, 'check'>, readonly string[]>> = {
  audit: ['audit'],
  results: ['deploy', 'rollback', 'rotate-restart', 'continue']
}

/**
 * runMerge combines the documents of many jobs. A job without a document is `unknown`, and the result is
 * never better than its worst part.
 */
export async function runMerge(inputs: MergeInputs, ports: MergePorts): Promise<MergeResult> {
  const named = readMergeInputs(inputs, ports)
  if ('problems' in named) return { text: undefined, problems: named.problems, exitCode: 2 }
  return finish(asExternal(mergedFrom(named, ports), ports), inputs, ports)
}

function mergedFrom({ kind, names, ...given }: MergeRequest, ports: MergePorts): Merged {
  const now = ports.now()
  if (kind === 'check') {
    return mergeChecks(
      oneByOne(names, file => ({ file, read: ports.read(file) })),
      given.repositories,
      now
    )
  }
  const runs = oneByOne(names, file => readRun(file, ports.read(file), MODES_OF[kind]))
  if (kind === 'results') return mergeResults(runs, given.places, now)
  const { places: expected, isFirst, before } = given
  return mergeAudits({ runs, expected, now, isFirst, ...present({ before }) })
}

async function finish(
  merged: Merged,
  { output, summary, sarif, report, format }: MergeInputs,
  ports: MergePorts
): Promise<MergeResult> {
  const written = [
    report === undefined ? undefined : ports.write(report, merged, await pageMaker()),
    output === undefined ? undefined : ports.write(output, merged, toJson),
    summary === undefined ? undefined : ports.write(summary, merged, mergedToMarkdown),
    sarif === undefined ? undefined : ports.write(sarif, merged, one => mergedToSarif(one, ports.version))
  ]
  const problems = written.filter(problem => problem !== undefined)
  const render = format === 'json' ? toJson : format === 'markdown' ? mergedToMarkdown : toText
  return {
    text: ports.show(merged, render),
    problems,
    exitCode: problems.length > 0 ? 3 : exitCodeOf(merged)
  }
}

/** The HTML renderer is loaded only if a page is requested. */
async function pageMaker(): Promise<(merged: Merged) => string> {
  const { mergedToHtml } = await import('../report/html/organization-page.ts')
  return mergedToHtml
}

/** As in an audit of one account, `unknown` is not a success. */
function exitCodeOf({ verdict }: Merged): 0 | 1 {
  switch (verdict) {
    case 'clean':
    case 'none':
    case 'old-revisions':
    case 'succeeded':
      return 0
    case 'exposed':
    case 'findings':
    case 'unknown':
    case 'failed':
      return 1
  }
}

function toJson(merged: Merged): string {
  return `${JSON.stringify(merged)}\n`
}

function toText(merged: Merged): string {
  return mergedToText(merged)
    .map(line => `${line}\n`)
    .join('')
}
