import { readForCheck } from '../detector/formats/read-for-check.ts'
import { USUAL_RULES } from '../detector/rule.ts'
import { NO_DECISIONS } from '../inputs/configuration/layout.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { NO_OVERRIDES } from '../template/overrides.ts'
import { applyProjectRules } from './decisions.ts'
import { examine } from './examine.ts'
import { renderSources } from './render-sources.ts'
import { sourcesFrom } from './source.ts'

/** A text to check, with the information that a check needs about it. */
export type TextToCheck = {
  /** The name only selects the format, if the content does not. */
  readonly file: string
  readonly text: string
  /** Milliseconds since 1970. Comments that except a finding can expire. */
  readonly now: number
  /** Receives the values at findings. */
  readonly mask?: (values: readonly string[]) => void
}

/**
 * checkText runs mode check on one text, without a configuration file, inputs or a repository. It takes the same steps
 * as the mode. Pure and independent of Node.js, so it also runs in a browser.
 */
export async function checkText({ file, text, now, mask = () => {} }: TextToCheck): Promise<Report> {
  const read = new Map([[file, await readForCheck(file, text)]])
  const made = await sourcesFrom(read, { targets: [{ file }], discovered: false })
  const { rendered, problems, remarks } = await renderSources(made.targets, {
    isMade: () => false,
    contextsOf: () => ({ env: {}, github: {}, vars: {}, service: {}, environment: {}, aws: {} }),
    overridesOf: () => NO_OVERRIDES
  })
  const findings = await examine(made.targets, rendered, { rules: USUAL_RULES, mask })
  const loaded = { ...made, files: [file] }
  const project = { rules: USUAL_RULES, configuration: NO_DECISIONS }
  const judged = await applyProjectRules({ findings, loaded }, project, { clock: { now: () => now } })
  return {
    ...emptyReport('check'),
    files: [file],
    unscanned: made.unscanned,
    ...judged,
    problems: [...made.problems, ...problems],
    remarks: [...made.remarks, ...remarks]
  }
}
