import type { InventoryPort, PurgePort } from './audit/ports.ts'
import type { Clock } from './clock.ts'
import type { CodeDeployPort } from './codedeploy/ports.ts'
import type { BalancersPort, LogsPort } from './diagnosis/ports.ts'
import type { PullRequestBase } from './exceptions/base.ts'
import type { TextGate } from './gate/shown.ts'
import type { DeploymentRecorder } from './github/ports.ts'
import type { JsonObject } from './json.ts'
import type { Log } from './log.ts'
import type { SecretDirectory, SecretKeys } from './references/ports.ts'
import type { EcsPort } from './rollout/ports.ts'
import type { RulesPort, SchedulesPort } from './schedules/ports.ts'
import type { TaskLogs, TasksPort } from './tasks/ports.ts'
import type { ImageDirectory, RoleDirectory, RunningImages } from './verify/ports.ts'
import type { WritingArea } from './workspace/placing.ts'

/**
 * The sides of AWS that plan and deploy use; nothing of the SDK is loaded before a method is called. `logs` and
 * `balancers` are asked when a rollout has failed, and are a help, not a need.
 */
export type AwsPorts = {
  readonly ecs: EcsPort
  readonly directory: SecretDirectory
  readonly logs: LogsPort
  readonly balancers: BalancersPort
  readonly codedeploy: CodeDeployPort
  readonly tasks: TasksPort
  readonly taskLogs: TaskLogs
  readonly rules: RulesPort
  readonly schedules: SchedulesPort
  readonly roles: RoleDirectory
  readonly images: ImageDirectory
  readonly running: RunningImages
}

/** What `keep-revisions` needs of ECS besides what a deploy does. */
export type CleanupAws = { readonly inventory: InventoryPort; readonly purge: PurgePort }

/** A text on standard input, and the file that it is called in messages. */
export type StandardInput = { readonly file: string; readonly text: string }

/** All that a mode may touch besides its configuration. */
export type ModePorts = {
  /** Absolute path of the folder that files are named relative to. */
  readonly workspace: string
  /** Where files may be written that an input names. */
  readonly area: WritingArea
  /** What `-` among the files of a check stands for; absent where nothing is handed over. */
  readonly standardInput?: StandardInput
  /** The base of the pull request that the run is for; absent where it is for none. */
  readonly base?: PullRequestBase
  /** Where rendered definitions are written; absent where nothing shall be written. */
  readonly renderedFolder?: string
  readonly clock: Clock
  readonly log: Log
  /** Contexts of templates that come from outside the files. */
  readonly github: JsonObject
  /** The variables of the process; templates are given those that are listed. */
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Names this run and attempt, so that a repeated call of it is known as one. */
  readonly runName: string
  /** Keeps a GitHub deployment; absent outside of GitHub. */
  readonly recordDeployment?: (environment: string, token: string) => Promise<DeploymentRecorder>
  /** Makes texts fit to leave the program; the log has gone through it already. */
  readonly gate: TextGate
  /**
   * Takes credentials that were found, so that no surface can show them. Called before anything about them is
   * printed.
   */
  readonly mask: (values: readonly string[]) => void
  /** Takes each file's text, so that a terminal can show a finding's line with its values blanked. */
  readonly keepSource: (file: string, text: string) => void
  readonly connectAws: (options: {
    readonly region: string
    readonly maxRetries: number
    readonly roleArn?: string
  }) => Promise<AwsPorts>
  /** Called where `expand-keys` is given: the only way of a deploy to a secret, for the names of its keys. */
  readonly connectKeys?: (options: Parameters<ModePorts['connectAws']>[0]) => Promise<SecretKeys>
  /** Called where `keep-revisions` is given. */
  readonly connectCleanup: (options: Parameters<ModePorts['connectAws']>[0]) => Promise<CleanupAws>
}
