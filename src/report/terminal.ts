import { linesOfFindings, migrateWords, type Sources } from './findings.ts'
import type { Report } from './report.ts'
import { problemsToText, remarksToText } from './text.ts'
import { judgeReport } from './verdict.ts'

/** reportToText returns what a command-line run prints at its end; the verdict is last, next to the prompt. */
export function reportToText(report: Report, sources: Sources): readonly string[] {
  return [...linesOfReport(report, sources)]
}

/**
 * linesOfReport yields the lines of reportToText one by one; `endingOf` returns those above the verdict of some runs.
 */
export function* linesOfReport(
  report: Report,
  sources: Sources,
  endingOf: (report: Report) => readonly string[] = () => []
): Generator<string> {
  yield* remarksToText(report.remarks)
  yield* linesOfFindings(report.findings, sources)
  yield* migrateWords(report)
  yield* problemsToText(report.problems)
  yield* endingOf(report)
  yield judgeReport(report).sentence
}
