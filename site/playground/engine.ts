import { checkText } from '../../src/check/check-text.ts'
import type { Finding } from '../../src/detector/rule.ts'
import { migrateText } from '../../src/migrate/run/migrate-text.ts'
import { countsOf } from '../../src/report/check/findings.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { checkToJson } from '../../src/report/outputs.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { blankedLines } from './blank.ts'

/** A finding as the page shows it. Lines and columns start at 1. */
export type ShownFinding = {
  readonly level: Finding['level']
  readonly rule: string
  readonly message: string
  readonly hint: string
  readonly line?: number
  readonly column?: number
}

/** What the page shows for one text. No string in it contains the value of a finding. */
export type Examined = {
  readonly verdict: string
  readonly isClean: boolean
  readonly findings: readonly ShownFinding[]
  /** Why something could not be read, or would fail a check. */
  readonly problems: readonly string[]
  /** What does not fail a check and limits what it means: a mistake in the file, for instance. */
  readonly notes: readonly { readonly message: string; readonly line?: number; readonly column?: number }[]
  /** The lines of the text, with the value of every finding blanked. */
  readonly lines: readonly string[]
  /** What `check --format json` prints. */
  readonly json: string
}

/** examine runs the command line's `check` on one text. */
export async function examine(file: string, text: string, now: number): Promise<Examined> {
  const gate = new Gate()
  const report = await checkText({ file, text, now, mask: values => gate.know(values) })
  const { sentence, exitCode } = judgeReport(report)
  const { findings, problems, remarks } = report
  const shown = gate.cleared({ sentence, findings, problems, remarks })
  return {
    verdict: report.findings.length > 0 ? countsOf(report.findings) : shown.sentence,
    isClean: exitCode === 0 && report.findings.length === 0,
    findings: shown.findings.map(({ level, rule, message, hint, place }) => ({
      level,
      rule,
      message,
      hint,
      ...positionOf(place)
    })),
    problems: shown.problems.map(({ message, hint }) =>
      hint === undefined ? message : `${message} ${hint}`
    ),
    notes: shown.remarks.map(({ message, place }) => ({ message, ...positionOf(place) })),
    lines: blankedLines(text, report.findings).map(line => gate.shown(line)),
    json: gate.write(report, checkToJson)
  }
}

function positionOf(place: Finding['place'] | undefined): {
  readonly line?: number
  readonly column?: number
} {
  return place === undefined ? {} : { line: place.line, column: place.column }
}

/** The text as a migration would write it. Removed lines are blanked; `text` is the new content of the file. */
export type Rewritten = {
  readonly text?: string
  readonly secrets: readonly { readonly name: string; readonly variables: readonly string[] }[]
  readonly problems: readonly string[]
}

/** rewrite runs the command line's `migrate` on one text, as far as possible without AWS. */
export async function rewrite(
  file: string,
  text: string,
  { project, now }: { readonly project: string; readonly now: number }
): Promise<Rewritten> {
  const gate = new Gate()
  const mask = (values: readonly string[]) => gate.know(values)
  const migrated = await migrateText({ file, text, project, now, mask })
  const { secrets, problems } = gate.cleared({ secrets: migrated.secrets, problems: migrated.problems })
  return {
    secrets,
    problems: problems.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`)),
    ...(migrated.text === undefined ? {} : { text: migrated.text })
  }
}
