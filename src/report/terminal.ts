import { findingsToText, type Sources } from './findings.ts'
import type { Report } from './report.ts'
import { problemsToText, remarksToText } from './text.ts'
import { judgeReport } from './verdict.ts'

/** reportToText is what a command-line run prints at its end; the verdict stands last, next to the prompt. */
export function reportToText(report: Report, sources: Sources): readonly string[] {
  return [
    ...remarksToText(report.remarks),
    ...findingsToText(report.findings, sources),
    ...problemsToText(report.problems),
    judgeReport(report).sentence
  ]
}
