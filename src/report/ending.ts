import type { ServiceResult } from '../rollout/outcome.ts'
import type { Report } from './report.ts'
import { type DownReport, whatIsDown } from './rollouts/down.ts'
import { storiesOf } from './rollouts/stories.ts'
import { askedBy, stepsAfterFailure, stepsToText } from './steps/next-steps.ts'
import type { Asked } from './steps/step-commands.ts'
import type { NextStep } from './steps/step-groups.ts'
import { plain } from './text.ts'
import { judgeReport } from './verdict.ts'

/** What a run says above all if not all rollouts succeeded: whether any service is down, and the next steps. */
export type Ending = { readonly down?: DownReport | undefined; readonly steps: readonly NextStep[] }

/** endingOf returns the ending of a run with the results of its judgment; without steps there is nothing to say. */
export function endingOf(report: Report, results: readonly ServiceResult[], asked?: Asked): Ending {
  const steps = stepsAfterFailure(report, results, asked)
  if (steps.length === 0) return { steps }
  return { steps, down: whatIsDown(storiesOf({ ...report, results })) }
}

/** endingToText returns the ending as the lines that a terminal or log shows above the verdict. */
export function endingToText(report: Report): readonly string[] {
  const { results } = judgeReport(report)
  const { steps, down } = endingOf(report, results, report.run === undefined ? askedBy(process) : undefined)
  return [...stepsToText(steps), ...(down === undefined ? [] : [plain(down.sentence)])]
}
