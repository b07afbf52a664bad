import type { Clock } from '../clock.ts'
import type { ProjectDecisions } from '../configuration/project-file.ts'
import type { Finding } from '../detector/finding.ts'
import type { RuleChoice } from '../detector/rule-choice.ts'
import type { Applied } from '../exceptions/apply.ts'
import type { BaseDoubt, PullRequestBase } from '../exceptions/base.ts'
import type { Exception } from '../exceptions/exception.ts'
import type { LoadedDefinitionSources } from './load-sources.ts'

/** The rules of a run, and what the project has decided about their findings. */
export type HouseDecisions = {
  readonly rules: RuleChoice
  readonly configuration: ProjectDecisions
  /** On a pull request: what is known of its base, and what does not count until it is merged. */
  readonly standing?: {
    readonly base: PullRequestBase
    readonly pending: readonly Exception[]
    readonly doubt?: BaseDoubt
  }
}

/** What the exceptions are applied to. */
export type Examined = { readonly findings: readonly Finding[]; readonly loaded: LoadedDefinitionSources }

/** applyHouseRules takes out what an exception or a comment covers, and adds findings about those. */
export async function applyHouseRules(
  examined: Examined,
  house: HouseDecisions,
  ports: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const { findings, loaded } = examined
  const exceptions = house.configuration.exceptions.length + (house.standing?.pending.length ?? 0)
  if (exceptions === 0 && !loaded.targets.some(({ document }) => document.text.includes('ecs-sealed:')))
    return { findings, excepted: [] }
  const { weighedBy } = await import('./weigh-findings.ts')
  return weighedBy(examined, house, ports)
}
