import type { ServiceSettings } from '../deploy/services/settings.ts'
import type { Remark } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { LifecycleStage } from '../rollout/outcome.ts'
import type { Overrides } from '../template/overrides.ts'
import type { CodeDeployInputs, RunTaskInputs } from './read-deploy.ts'
import type { MigrationInputs } from './read-modes.ts'
import type { SecretInputs } from './read-secret-values.ts'

/**
 * The services of a run: all that the `{service}` patterns find, those of them that have changed since their
 * deployment, or named ones. If absent, all that the patterns find; for a plain path, the definition is only
 * registered.
 */
export type ServiceSelection = 'all' | 'changed' | readonly string[]

/** The output format of `check`. */
export type Format = 'text' | 'json' | 'sarif' | 'github'

/** `detect` finds credentials; `references-only` allows only references and values that are provably harmless. */
export type Policy = 'detect' | 'references-only'

/** The project's configuration file. If an input names it, it must exist; the default one is optional. */
export type ConfigFile = { readonly file: string; readonly named: boolean }

/** What every mode needs. */
export type CommonConfiguration = {
  /** Paths, globs, `{service}` patterns. Empty only in `check`: find the task definitions of the repository. */
  readonly taskDefinition: readonly string[]
  readonly config: ConfigFile
  readonly policy: Policy
  /** Which exceptions count on a pull request: only merged ones, or also those of the checkout. */
  readonly trustExceptions: 'base' | 'head'
  readonly services?: ServiceSelection
  readonly cluster?: string
  readonly region?: string
  /** The Region, if an input sets it; absent if it comes from the environment. */
  readonly writtenRegion?: string
  /** The environment whose overlay of the configuration file applies, and for which GitHub deployments are recorded. */
  readonly environment?: string
  /** Where to write the report as an HTML page, in addition to the printed output; relative to the workspace. */
  readonly reportFile?: string
  readonly variables: JsonObject
  /** Environment variables, and inputs of the workflow (`inputs.NAME`), that templates may use. */
  readonly env: readonly string[]
  readonly overrides: Overrides
  /** Inputs that AWS's actions also have are read as they are there. */
  readonly compatibility?: 'aws-actions'
  /** A step in the place of one of AWS's actions, which has its own task definitions. */
  readonly isDropIn?: true
  /** The files are only registered, also those of services of the configuration file: ECS does not have them yet. */
  readonly registersOnly?: true
  /** The default cluster: AWS's actions use `default`. */
  readonly usualCluster?: string
  /** Remarks from reading the inputs, which do not stop the run. */
  readonly inputRemarks?: readonly Remark[]
}

export type CheckConfiguration = CommonConfiguration & {
  readonly mode: 'check'
  /** The lowest level that makes the run fail. */
  readonly failOn: 'error' | 'warning'
  /** Where to write the findings as SARIF, in addition to the printed output; relative to the workspace. */
  readonly sarifFile?: string
  /** A git revision: only files that differ from it are checked. */
  readonly changedSince?: string
  readonly format: Format
  readonly output?: string
  /** Write exceptions for the current findings to the configuration file (command line only). */
  readonly writeBaseline: boolean
  /** The file name of the text on standard input, for which `-` stands in the files (command line only). */
  readonly stdinName?: string
  /** Print only the result, without progress; the command line evaluates it before there is a configuration. */
  readonly quiet: boolean
}

/**
 * A live definition to which the overrides are applied instead of a file: the one that each service runs, or a revision
 * (`family` alone is its newest ACTIVE one).
 */
export type LiveBase =
  | { readonly kind: 'service' }
  | { readonly kind: 'revision'; readonly revision: string; readonly input: string }

/** Write templates, or a live definition, to files with the overrides applied. Only a live base needs AWS. */
export type RenderConfiguration = CommonConfiguration & {
  readonly mode: 'render'
  readonly base?: LiveBase
  readonly maxRetries: number
  readonly keepEmpty?: readonly string[]
}

/**
 * When a rollout counts as done: its outcome, a stable service after it, a pause, one stage of a traffic-shifting
 * deployment, or immediately.
 */
export type WaitUntil = 'deployed' | 'stable' | 'paused' | 'none' | LifecycleStage

/** What to do with a service whose rollout failed or was interrupted. */
export type FailureAction = 'leave' | 'rollback'

/** Options for the rollouts of a run. */
export type RolloutConfiguration = {
  readonly waitUntil: WaitUntil
  /** Timeout of one rollout in minutes, not counting bake times. */
  readonly waitMinutes: number
  readonly failFast: boolean
  readonly onFailure: FailureAction
  readonly onCancel: FailureAction
  /**
   * If absent: `replace`, as ECS does, and `wait` for services of CodeDeploy, where replacing stops somebody else's
   * deployment.
   */
  readonly ifDeploying?: 'replace' | 'wait' | 'fail'
  /** Waves of service names; services that are in none come last. */
  readonly order: readonly (readonly string[])[]
  /** Number of services at a time; if absent, all of a wave. */
  readonly maxParallel?: number
  readonly onError: 'stop' | 'continue'
  readonly atomic: boolean
}

/** `auto` stops if something is denied, `required` also if something could not be verified. */
export type PermissionCheck = 'auto' | 'required' | 'off'

/** What plan and deploy have in common. */
export type AwsConfiguration = CommonConfiguration &
  RolloutConfiguration & {
    /** Empty if only the configuration file names files. */
    readonly region: string
    /** The cluster of the services; required if a service is to be updated. */
    readonly cluster?: string
    /** A revision to deploy unchanged (ARN or family:revision) instead of files. */
    readonly taskDefinitionArn?: string
    /** A live definition to edit instead of files. */
    readonly base?: LiveBase
    /**
     * Empty members of definitions are removed, except those with these names; if absent, definitions are sent
     * unmodified.
     */
    readonly keepEmpty?: readonly string[]
    readonly forceNewDeployment: boolean
    readonly settings: ServiceSettings
    /** Files from which missing services are created: paths or `{service}` patterns. */
    readonly serviceDefinition: readonly string[]
    readonly codeDeploy: CodeDeployInputs
    /** A one-off task to run before the services are updated. */
    readonly runTask?: RunTaskInputs
    /** The values to store in secrets before the definitions that refer to them are registered. */
    readonly secretInputs?: SecretInputs
    readonly verifyPermissions: PermissionCheck
    /** Allow a service to get a definition of another family. */
    readonly allowFamilyChange?: boolean
    /** Move rules and schedules of the family to the new revision. */
    readonly updateSchedules: boolean
    readonly githubToken?: string
    /** Maximum number of retries of a throttled or failed read. */
    readonly maxRetries: number
    /** Roles that the configuration file may name; if absent, any, and on pull requests none. */
    readonly allowedRoles?: readonly string[]
  }

export type PlanConfiguration = AwsConfiguration & {
  readonly mode: 'plan'
  /** `warning`: a finding of that level also makes the run fail; `change`: anything that a deploy would change. */
  readonly failOn: 'error' | 'warning' | 'change'
}
export type DeployConfiguration = AwsConfiguration & {
  readonly mode: 'deploy'
}

/** Roll services back to a revision that they ran before; reads no files except the configuration file. */
export type RollbackConfiguration = AwsConfiguration & {
  readonly mode: 'rollback'
  /** Number, family:revision or ARN; if absent, the previous successful one. */
  readonly revision?: string
  /** Only show what would be done. */
  readonly dryRun: boolean
}

/**
 * Report what is running, deployments in progress and rollback targets; given files, also how those differ from what is
 * running.
 */
export type StatusConfiguration = AwsConfiguration & { readonly mode: 'status' }

/** What only `continue` reads. */
export type ContinueInputs = {
  readonly pauseAction: 'continue' | 'rollback'
  /** ARNs of service deployments; if empty, the newest of each service. */
  readonly serviceDeployments: readonly string[]
}

/** Continue or roll back deployments that wait for approval; reads no files except the configuration file. */
export type ContinueConfiguration = AwsConfiguration & ContinueInputs & { readonly mode: 'continue' }

/** What only `audit` reads. */
export type AuditInputs = {
  /** Deregister and delete unused revisions that contain plaintext. */
  readonly purge: boolean
  /** `warning`: unused revisions with plaintext also make the run fail; those in use always do. */
  readonly failOn: 'error' | 'warning'
  /** Every family of the account is checked, also what nothing runs. */
  readonly allFamilies: boolean
  /** Look through git's history too. */
  readonly history: boolean
  /** Read the values of secrets, to find them as plaintext under names that do not look like credentials. */
  readonly compareValues: boolean
  /** The age from which the value of a secret counts as old. */
  readonly maxSecretAgeDays: number
}

/** Report what is live and how much plaintext it contains; given files, also how those differ from what is running. */
export type AuditConfiguration = AwsConfiguration & AuditInputs & { readonly mode: 'audit' }

/** Redeploy, unchanged, the services whose tasks have an older value than their secrets. */
export type RotateRestartConfiguration = AwsConfiguration & {
  readonly mode: 'rotate-restart'
  /** Only show what would be restarted. */
  readonly dryRun: boolean
}

/** Move plaintext values to secrets; deploys in the same way as `deploy`. */
export type MigrateConfiguration = AwsConfiguration & MigrationInputs & { readonly mode: 'migrate' }

/** The read-only, typed configuration of a run; everything behind src/inputs uses it and never raw strings. */
export type Configuration =
  | CheckConfiguration
  | RenderConfiguration
  | PlanConfiguration
  | DeployConfiguration
  | StatusConfiguration
  | ContinueConfiguration
  | RollbackConfiguration
  | MigrateConfiguration
  | AuditConfiguration
  | RotateRestartConfiguration
