import { whatIsDown } from './down.ts'
import { AT_TERMINAL, stepsAfterFailure, stepsToText } from './next-steps.ts'
import type { Report } from './report.ts'
import { storiesOf } from './rollout-details.ts'
import { plain } from './text.ts'
import { judgeReport } from './verdict.ts'

/**
 * endingToText returns the lines that a terminal or log shows above the verdict if not all rollouts succeeded: the next
 * steps, and whether any service is down. Empty for every other run.
 */
export function endingToText(report: Report): readonly string[] {
  const { results } = judgeReport(report)
  const steps = stepsAfterFailure(report, results, report.run === undefined ? AT_TERMINAL : undefined)
  if (steps.length === 0) return []
  const down = whatIsDown(storiesOf({ ...report, results }))
  return [...stepsToText(steps), ...(down === undefined ? [] : [plain(down.sentence)])]
}
