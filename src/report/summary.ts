import { isGood } from '../rollout/outcome.ts'
import { whatIsDown } from './down.ts'
import { stepsAfterFailure } from './next-steps.ts'
import type { Report } from './report.ts'
import { storiesOf } from './rollout-details.ts'
import { SUMMARY_BYTES, summaryToMarkdown } from './summary-page.ts'
import { judgeReport } from './verdict.ts'

/**
 * reportToMarkdown returns the step summary: the verdict, then the problems, the plan and the notes. It never exceeds
 * `bytes` bytes of UTF-8: a section that is too long shows less and counts the rest; markup is never cut.
 */
export function reportToMarkdown(report: Report, bytes = SUMMARY_BYTES): string {
  const { results } = judgeReport(report)
  const isUp = results.every(({ outcome }) => isGood(outcome))
  const down = isUp ? undefined : whatIsDown(storiesOf({ ...report, results }))?.sentence
  return summaryToMarkdown(report, { down, steps: stepsAfterFailure(report, results) }, bytes)
}
