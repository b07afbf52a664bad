import type { Clock } from '../../clock.ts'
import type { ProjectDecisions } from '../../configuration/project-file.ts'
import type { Finding } from '../../detector/finding.ts'
import type { RuleChoice } from '../../detector/rule-choice.ts'
import type { Applied } from '../../exceptions/apply.ts'
import type { BaseDoubt, Exception, PullRequestBase } from '../../exceptions/exception.ts'
import type { LoadedDefinitionSources } from '../load/load-sources.ts'

/** The rules of a run, and the project's decisions about their findings. */
export type RuleDecisions = {
  readonly rules: RuleChoice
  readonly configuration: ProjectDecisions
  /** On a pull request: its base, and the exceptions that do not apply until they are merged. */
  readonly standing?: {
    readonly base: PullRequestBase
    readonly pending: readonly Exception[]
    readonly doubt?: BaseDoubt
  }
  /** Finds every task definition that Git tracks; absent without a configuration file. */
  readonly trackedDefinitions?: () => Promise<readonly string[]>
}

/** The findings and the files that the exceptions are applied to. */
export type Examined = { readonly findings: readonly Finding[]; readonly loaded: LoadedDefinitionSources }

/**
 * applyProjectRules removes the findings that an exception or a comment covers, and adds findings about the exceptions.
 */
export async function applyProjectRules(
  examined: Examined,
  project: RuleDecisions,
  ports: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const { findings, loaded } = examined
  const exceptions = project.configuration.exceptions.length + (project.standing?.pending.length ?? 0)
  if (exceptions === 0 && !loaded.targets.some(({ document }) => document.text.includes('ecs-sealed:')))
    return { findings, excepted: [] }
  const { weighedBy } = await import('./weigh-findings.ts')
  return weighedBy(examined, project, ports)
}
