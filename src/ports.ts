import type { DeploymentRecorder } from './action/github/ports.ts'
import type { InventoryPort, ObjectDates, SecretInventory } from './audit/ports.ts'
import type { PullRequestBase } from './check/exceptions/exception.ts'
import type { Clock } from './clock.ts'
import type { RulesPort, SchedulesPort } from './deploy/schedules/find-schedules.ts'
import type { TasksPort } from './deploy/tasks/request.ts'
import type { WritingArea } from './files/write/placing.ts'
import type { JsonObject } from './json.ts'
import type { Log } from './log.ts'
import type { SharedPaces } from './pace.ts'
import type { TextGate } from './report/gate/shown.ts'
import type { CodeDeployPort } from './rollout/codedeploy/group.ts'
import type { BalancersPort, LogsPort } from './rollout/diagnosis/diagnosis.ts'
import type { EcsPort } from './rollout/ports.ts'
import type { ImageDirectory, RoleDirectory, RunningImages, SecretDirectory } from './secrets/ports.ts'

/**
 * The AWS services that plan and deploy use; the SDK is not loaded before a method is called. `logs` and
 * `balancers` are only called after a failed rollout or a one-off task, and a run does not depend on them.
 */
export type AwsPorts = {
  readonly ecs: EcsPort
  readonly directory: SecretDirectory
  readonly logs: LogsPort
  readonly balancers: BalancersPort
  readonly codedeploy: CodeDeployPort
  readonly tasks: TasksPort
  readonly rules: RulesPort
  readonly schedules: SchedulesPort
  readonly roles: RoleDirectory
  readonly images: ImageDirectory
  readonly running: RunningImages
}

/** What shows how old the values are that running tasks hold. */
export type AgesAws = {
  readonly inventory: Pick<InventoryPort, 'listRunningTasks'>
  readonly secrets: SecretInventory
  readonly objects: ObjectDates
}

/** The text of standard input, and the file name that messages use for it. */
export type StandardInput = { readonly file: string; readonly text: string }

/** Everything that a mode may access besides its configuration. */
export type ModePorts = {
  /** Absolute path of the folder that file names are relative to. */
  readonly workspace: string
  /** The folders in which files named by inputs may be written. */
  readonly area: WritingArea
  /** The content that `-` stands for in the files of a check; absent if there is none. */
  readonly standardInput?: StandardInput
  /** The base of the run's pull request; absent if it has none. */
  readonly base?: PullRequestBase
  /** The folder for rendered definitions; absent if none are to be written. */
  readonly renderedFolder?: string
  readonly clock: Clock
  readonly log: Log
  /** Template contexts that do not come from the files. */
  readonly github: JsonObject
  /** The environment of the process; templates can read only the listed variables. */
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Identifies this run and attempt, so that a repeated call is recognized. */
  readonly runName: string
  /** Maintains the GitHub deployment; absent outside of GitHub. */
  readonly recordDeployment?: (environment: string, token: string) => Promise<DeploymentRecorder>
  /** Masks text before it leaves the program; the log is already masked. */
  readonly gate: TextGate
  /**
   * Registers credentials that were found, so that no output can show them. Called before anything about them
   * is printed.
   */
  readonly mask: (values: readonly string[]) => void
  /** Receives the text of each file, so that a terminal can show a finding's line with the values masked. */
  readonly keepSource: (file: string, text: string) => void
  readonly connectAws: (options: {
    readonly region: string
    readonly maxRetries: number
    readonly roleArn?: string
    /** Given where several connections to one account are made, which draw from the same request buckets. */
    readonly paces?: SharedPaces
  }) => Promise<AwsPorts>
  /** Called only for services of which a secret has changed since their deployment began, or with environment files. */
  readonly connectAges: (options: Parameters<ModePorts['connectAws']>[0]) => Promise<AgesAws>
}
