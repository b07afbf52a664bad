import { NO_DECISIONS } from '../configuration/project-file.ts'
import { USUAL_RULES } from '../detector/rule-choice.ts'
import { readForCheck } from '../formats/read-for-check.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { NO_OVERRIDES } from '../template/overrides.ts'
import { applyHouseRules } from './apply-decisions.ts'
import { sourcesFrom } from './check-source.ts'
import { examine } from './examine.ts'
import { renderSources } from './render-sources.ts'

/** A text to check, and what a check knows besides it. */
export type TextToCheck = {
  /** Its name decides nothing but the format where the content does not. */
  readonly file: string
  readonly text: string
  /** Milliseconds since 1970; comments that except a finding can end on a day. */
  readonly now: number
  /** Takes the values that stand at findings. */
  readonly mask?: (values: readonly string[]) => void
}

/**
 * checkText is mode check for one text: no configuration file, no inputs, no repository. Pure, and free of Node, so that it runs in a
 * browser too; it takes the same steps as the mode.
 */
export async function checkText({ file, text, now, mask = () => {} }: TextToCheck): Promise<Report> {
  const read = new Map([[file, await readForCheck(file, text)]])
  const made = await sourcesFrom(read, { targets: [{ file }], discovered: false })
  const { rendered, problems, remarks } = await renderSources(made.targets, {
    isMade: () => false,
    contextsOf: () => ({ env: {}, github: {}, vars: {}, service: {}, environment: {}, aws: {} }),
    overrides: NO_OVERRIDES
  })
  const findings = await examine(made.targets, rendered, { rules: USUAL_RULES, mask })
  const loaded = { ...made, files: [file] }
  const house = { rules: USUAL_RULES, configuration: NO_DECISIONS }
  const judged = await applyHouseRules({ findings, loaded }, house, { clock: { now: () => now } })
  return {
    ...emptyReport('check'),
    files: [file],
    unscanned: made.unscanned,
    ...judged,
    problems: [...made.problems, ...problems],
    remarks: [...made.remarks, ...remarks]
  }
}
