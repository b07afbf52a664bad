import type { Layout } from '../../configuration/layout.ts'
import type { Placement } from '../../configuration/placement.ts'
import type { ProjectDecisions, ProjectFile } from '../../configuration/project-file.ts'
import type { ResolvedLayout } from '../../configuration/resolved.ts'
import type { Finding } from '../../detector/finding.ts'
import type { RuleChoice } from '../../detector/rule-choice.ts'
import type { Problem } from '../../errors.ts'
import type { BaseDoubt, Exception, PullRequestBase } from '../../exceptions/exception.ts'
import type { CommonConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { ModePorts } from '../../ports.ts'
import type { LoadedDefinitionSources } from '../load/source.ts'

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

/** The rules of this run, and the content of the project's configuration file. */
export type ProjectRules = RuleDecisions & {
  readonly configuration: ProjectFile['decisions']
  /** Services, tasks and environments, as written in the file. */
  readonly layout: Layout
  /** The same, resolved for the environment of the run. */
  readonly resolved: ResolvedLayout
  /** Where services run and in which order they are deployed. */
  readonly placement: Placement
  /** The file's text. Empty if there is no file. */
  readonly text: string
  readonly problems: readonly Problem[]
  /** The environment is unknown, so the layout cannot be used. */
  readonly isUndecided?: true
  /** The problems of the layout as written. */
  readonly layoutProblems: readonly Problem[]
  /** The same, plus the problems of the layout in the environment of the run and contradictions with the inputs. */
  readonly placementProblems: readonly Problem[]
}

/** What else determines the rules besides the configuration file. */
export type ProjectRulesPorts = Pick<ModePorts, 'workspace' | 'clock' | 'gate' | 'base' | 'env'>

/** The inputs that are combined with the configuration file. */
export type ProjectRulesInputs = Pick<CommonConfiguration, 'config' | 'policy' | 'trustExceptions'> &
  WrittenInputs

/** The inputs that the configuration file can set too. */
export type WrittenInputs = Partial<
  Pick<CommonConfiguration, 'cluster' | 'region' | 'writtenRegion' | 'services' | 'environment'>
> & {
  readonly mode?: Mode
  readonly isDropIn?: boolean
  readonly order?: Placement['order']
  readonly allowedRoles?: readonly string[]
}
