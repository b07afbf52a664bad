import { EXCEPTION_RULES } from '../check/exceptions/findings.ts'
import type { Clock } from '../clock.ts'
import { OPTIONAL_RULES, RULES } from '../detector/detect.ts'
import { knownValue, referencesOnly } from '../detector/rules/policies.ts'
import type { Problem } from '../errors.ts'
import type { WritingArea } from '../files/write/placing.ts'
import { writeTextFile } from '../files/write/writer.ts'
import type { Format } from '../inputs/configuration.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import { reportToCommands } from '../report/annotations.ts'
import { linesOfFindings, type Sources } from '../report/check/findings.ts'
import { reportToSarif } from '../report/check/sarif.ts'
import type { RunGate } from '../report/gate/shown.ts'
import { checkToJson, quietJson, runToJson } from '../report/outputs.ts'
import { problemsToText, waysOut } from '../report/problem-text.ts'
import type { Report } from '../report/report.ts'
import { endingToText } from '../report/steps.ts'
import { reportToHtml } from '../report/summary.ts'
import { remarksToText } from '../report/text.ts'
import { type Judgment, judgeReport } from '../report/verdict.ts'
import { VERSION } from './version.ts'

/** Formats a report as text, in pieces. */
export type Printer = (report: Report) => Iterable<string>

/** What a text is printed with: the files with findings, and the look of lines. */
export type Look = {
  readonly sources: Sources
  readonly paint?: (line: string, verdict?: Judgment['kind']) => string
  /** Phrases a line for where it is read: at a command line, inputs are flags. */
  readonly phrase?: (line: string) => string
}

/** printerOf returns the printer of a format; its text ends with a line end. */
export function printerOf(format: Format, { sources, paint = same, phrase = same }: Look): Printer {
  switch (format) {
    case 'text':
      return report => {
        const { sentence, kind } = judgeReport(report)
        const shape = (line: string) => paint(phrase(line), line === sentence ? kind : undefined)
        return withLineEnds(linesOfReport(report, sources), shape)
      }
    case 'json':
      return report => [`${quietJson(report.mode === 'check' ? checkToJson(report) : runToJson(report))}\n`]
    case 'sarif':
      return report => [sarifOf(report)]
    case 'github':
      return function* (report) {
        yield* withLineEnds(reportToCommands(report, judgeReport(report)), same)
        yield* withLineEnds(linesOfReport(report, sources), same)
      }
  }
}

function* withLineEnds(lines: Iterable<string>, shape: (line: string) => string): Generator<string> {
  for (const line of lines) yield `${shape(line)}\n`
}

function same(line: string): string {
  return line
}

function sarifOf(report: Report): string {
  const rules = [...RULES, ...OPTIONAL_RULES, referencesOnly([]), knownValue(new Map()), ...EXCEPTION_RULES]
  return reportToSarif({ report, rules, version: VERSION })
}

/** What a command-line run prints at its end: the verdict is last, or followed only by commands to copy. */
function* linesOfReport(report: Report, sources: Sources): Generator<string> {
  yield* remarksToText(report.remarks)
  yield* linesOfFindings(report.findings, sources)
  if (report.findings.length > 0) yield* waysOut(report)
  if (report.problems.length > 0) yield* problemsToText(report.problems)
  yield* endingToText(report)
}

/** What writing the files of a report needs besides the report. */
export type FileRequest = {
  readonly raw: RawInputs
  readonly area: WritingArea
  readonly gate: RunGate
  readonly clock: Clock
}

/**
 * keepSarif writes the file in the input `sarif-file`, however the check ended, and returns the report with its path. A
 * file that cannot be written is a problem of the run.
 */
export function keepSarif(
  report: Report,
  { raw, area, gate }: Pick<FileRequest, 'raw' | 'area' | 'gate'>
): Report {
  const file = raw['sarif-file']?.trim() ?? ''
  if (file === '' || report.mode !== 'check') return report
  const problem = writeTextFile({ area, file }, gate.write(report, sarifOf))
  return problem ? withProblem(report, problem) : { ...report, sarifFile: file }
}

/** keepPage does the same for the page in the input `report-file`. */
export function keepPage(report: Report, { raw, area, gate, clock }: FileRequest): Report {
  const file = raw['report-file']?.trim() ?? ''
  if (file === '') return report
  const page = gate.write(report, clean => reportToHtml(clean, { now: clock.now() }))
  const problem = writeTextFile({ area, file }, page)
  return problem ? withProblem(report, problem) : { ...report, reportFile: file }
}

/** withProblem returns a report with one more problem, if there is one. */
export function withProblem(report: Report, problem: Problem | undefined): Report {
  return problem === undefined ? report : { ...report, problems: [...report.problems, problem] }
}
