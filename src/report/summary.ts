import { endingOf } from './ending.ts'
import type { Report } from './report.ts'
import { SUMMARY_BYTES, summaryToMarkdown } from './summary-page.ts'
import { judgeReport } from './verdict.ts'

/**
 * reportToMarkdown returns the step summary: the verdict, then the problems, the plan and the notes. It never exceeds
 * `bytes` bytes of UTF-8: a section that is too long shows less and counts the rest; markup is never cut.
 */
export function reportToMarkdown(report: Report, bytes = SUMMARY_BYTES): string {
  const judgment = judgeReport(report)
  return summaryToMarkdown(report, { ...judgment, ...endingOf(report, judgment.results) }, bytes)
}
