import type { Remark } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { LifecycleStage } from '../rollout/stages.ts'
import type { ServiceSettings } from '../services/settings.ts'
import type { CodeDeployInputs } from './codedeploy.ts'
import type { ContinueInputs } from './continue-inputs.ts'
import type { MigrationInputs } from './migrate-inputs.ts'
import type { RunTaskInputs } from './run-task.ts'
import type { RawInputs } from './specification.ts'

/**
 * Which services a run is for: everything that the `{service}` patterns find, of that what has changed since it was deployed, or the
 * named ones. Not given means what the patterns find, and for a plain path that only the definition is registered.
 */
export type ServiceSelection = 'all' | 'changed' | readonly string[]

/** How `check` prints. */
export type Format = 'text' | 'json' | 'sarif' | 'github'

/** `detect` finds credentials; `references-only` allows nothing but references and what is provably harmless. */
export type Policy = 'detect' | 'references-only'

/** The project's own configuration file. One that was named must exist; the usual one may be missing. */
export type ConfigFile = { readonly file: string; readonly named: boolean }

/** What every mode needs. Override inputs stay raw here: the template room owns their grammar. */
export type CommonConfiguration = {
  /** Paths, globs, `{service}` patterns. Empty in `check` only: find the task definitions of the repository. */
  readonly taskDefinition: readonly string[]
  readonly config: ConfigFile
  readonly policy: Policy
  /** Whose exceptions count on a pull request: those that are merged, or those of the checkout too. */
  readonly trustExceptions: 'base' | 'head'
  readonly services?: ServiceSelection
  readonly cluster?: string
  readonly region?: string
  /** The region, where an input says it; absent where it comes from the environment. */
  readonly writtenRegion?: string
  /** The environment whose overlay of the configuration file holds, and for which GitHub deployments are recorded. */
  readonly environment?: string
  /** Where the report is written as a page, besides what is printed; relative to the workspace. */
  readonly reportFile?: string
  /** Say of every value of the definitions where it came from. */
  readonly explain?: true
  readonly variables: JsonObject
  /** Environment variables, and inputs of the workflow (`inputs.NAME`), that templates are given. */
  readonly env: readonly string[]
  readonly overrides: RawInputs
  /** Inputs that AWS's own actions have too are meant as there. */
  readonly compatibility?: 'aws-actions'
  /** The cluster where nobody says another one: AWS's actions mean `default`. */
  readonly usualCluster?: string
  /** What reading the inputs has to say, and stops nothing. */
  readonly inputRemarks?: readonly Remark[]
}

/** CommonConfiguration as it is read: with a configuration file region and files may stand there, which is seen when it is read. */
export type CommonInputs = CommonConfiguration & { readonly hasConfigFile: boolean }

export type CheckConfiguration = CommonConfiguration & {
  readonly mode: 'check'
  /** The mildest level that makes the run fail. */
  readonly failOn: 'error' | 'warning'
  /** Where the findings are written as SARIF, besides what is printed; relative to the workspace. */
  readonly sarifFile?: string
  /** A git revision: only files that differ from it are looked at. */
  readonly changedSince?: string
  readonly format: Format
  readonly output?: string
  /** Write exceptions for what is found today into the configuration file (command line only). */
  readonly writeBaseline: boolean
  /** What the text on standard input is called, which `-` among the files stands for (command line only). */
  readonly stdinName?: string
  /** Only the result is printed, and no progress; the command line looks at it before there is a configuration. */
  readonly quiet: boolean
}

/** A definition that ECS has, to be edited by the overrides instead of a file: what each service runs, or a revision (`family` alone is the newest ACTIVE one). */
export type LiveBase =
  | { readonly kind: 'service' }
  | { readonly kind: 'revision'; readonly revision: string; readonly input: string }

/** Templates, or a definition that ECS has, become files with the overrides in them. Only a base in ECS needs AWS. */
export type RenderConfiguration = CommonConfiguration & {
  readonly mode: 'render'
  readonly base?: LiveBase
  readonly maxRetries: number
  readonly keepEmpty?: readonly string[]
}

/** When a rollout counts as done: its outcome, also a calm service, a pause, one stage of a deployment that shifts traffic, or at once. */
export type WaitUntil = 'deployed' | 'stable' | 'paused' | 'none' | LifecycleStage

/** What to do about a service whose rollout failed or was interrupted. */
export type WayBack = 'leave' | 'rollback'

/** What is asked of the rollouts of a run. */
export type RolloutConfiguration = {
  readonly waitUntil: WaitUntil
  /** How long one rollout may take besides bake times, in minutes. */
  readonly waitMinutes: number
  readonly failFast: boolean
  readonly onFailure: WayBack
  readonly onCancel: WayBack
  /** Absent: `replace`, as ECS does it, and `wait` for services of CodeDeploy, where replacing stops what others have begun. */
  readonly ifDeploying?: 'replace' | 'wait' | 'fail'
  /** Waves by service name; services in none come last. */
  readonly order: readonly (readonly string[])[]
  /** How many services at a time; absent for all of a wave. */
  readonly maxParallel?: number
  readonly onError: 'stop' | 'continue'
  readonly atomic: boolean
}

/** `auto` stops at what is denied, `required` also at what could not be verified. */
export type PermissionCheck = 'auto' | 'required' | 'off'

/** What plan and deploy share. */
export type AwsConfiguration = CommonConfiguration &
  RolloutConfiguration & {
    /** Empty where only the configuration file says it. */
    readonly region: string
    /** Where the services run; needed as soon as a service is to be updated. */
    readonly cluster?: string
    /** A revision to deploy as it is (ARN or family:revision) instead of files. */
    readonly taskDefinitionArn?: string
    /** A definition that ECS has is edited instead of files. */
    readonly base?: LiveBase
    /** Empty members of definitions are left out, but those of these names; absent: all are sent as they stand. */
    readonly keepEmpty?: readonly string[]
    readonly desiredCount?: number
    readonly forceNewDeployment: boolean
    readonly settings: ServiceSettings
    /** Files to create missing services from: paths or `{service}` patterns. */
    readonly serviceDefinition: readonly string[]
    readonly codeDeploy: CodeDeployInputs
    /** A one-off task to run before the services are updated. */
    readonly runTask?: RunTaskInputs
    readonly verifyPermissions: PermissionCheck
    /** A service may get a definition of another family, or with none of its containers. */
    readonly allowFamilyChange?: boolean
    /** Secrets may be read for the names of their keys, where a reference stands for all of them. */
    readonly expandKeys?: true
    /** Move rules and schedules of the family to the new revision. */
    readonly updateSchedules: boolean
    /** After a success so many revisions of each family are kept, and older ones deregistered that nothing uses; absent: all are. */
    readonly keepRevisions?: number
    readonly githubToken?: string
    /** How often a throttled or failed read is repeated. */
    readonly maxRetries: number
    /** Roles that the configuration file may name; absent: any, and on pull requests none. */
    readonly allowedRoles?: readonly string[]
  }

export type PlanConfiguration = AwsConfiguration & { readonly mode: 'plan' }
export type DeployConfiguration = AwsConfiguration & {
  readonly mode: 'deploy'
  /** Set by a migration: credentials of the configuration file, by pointer, that reach no definition of the run and are others' to move. */
  readonly leftToOthers?: readonly string[]
}

/** Services back to a revision they ran before; no file is read but the configuration file. */
export type RollbackConfiguration = AwsConfiguration & {
  readonly mode: 'rollback'
  /** Number, family:revision or ARN; absent for the one that was deployed successfully before. */
  readonly revision?: string
  /** Only say what would be done. */
  readonly dryRun: boolean
}

/** What runs, what is under way, where it could go back to; with files also how those differ from what runs. */
export type StatusConfiguration = AwsConfiguration & { readonly mode: 'status' }

/** Deployments that wait for a person go on or back; no file is read but the configuration file. */
export type ContinueConfiguration = AwsConfiguration & ContinueInputs & { readonly mode: 'continue' }

/** What only `audit` reads. */
export type AuditInputs = {
  /** Deregister and delete revisions that hold plaintext and that nothing runs. */
  readonly purge: boolean
  /** `warning`: old revisions with plaintext make the run fail too; what runs always does. */
  readonly failOn: 'error' | 'warning'
  /** Look through git's history too. */
  readonly history: boolean
  /** Read the values of secrets, to find them in plaintext under names that do not look like credentials. */
  readonly compareValues: boolean
  /** Where the replacement file for `git filter-repo` is written. The only file that ever holds values. */
  readonly historyReplacements?: string
  /** A secret whose value is older counts as old. */
  readonly maxSecretAgeDays: number
}

/** What is live, and how much plaintext is in it. With files also how those differ from what runs. */
export type AuditConfiguration = AwsConfiguration & AuditInputs & { readonly mode: 'audit' }

/** Services whose tasks hold an older value than their secrets now have are deployed again as they are. */
export type RotateRestartConfiguration = AwsConfiguration & { readonly mode: 'rotate-restart' }

/** Plaintext values become secrets; what it deploys, it deploys as `deploy` does. */
export type MigrateConfiguration = AwsConfiguration & MigrationInputs & { readonly mode: 'migrate' }

/** One readonly, typed configuration a run; everything behind src/inputs works on this and never on strings. */
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
