import type { JsonObject } from '../json.ts'
import type { SecretMetadata } from '../secrets/ports.ts'

/** A task that runs, or is starting. Times are milliseconds since 1970. */
export type RunningTask = {
  readonly arn: string
  readonly taskDefinition: string
  /** `service:NAME` for a task of a service. */
  readonly group?: string
  readonly startedBy?: string
  readonly createdAt?: number
  /** When its containers started. Absent until then. */
  readonly startedAt?: number
  /** The overrides that RunTask passed, as AWS returns them. */
  readonly overrides?: JsonObject
}

/** The statuses that ListTaskDefinitions accepts. */
export type RevisionStatus = 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'

/** A revision that DeleteTaskDefinitions did not delete, and ECS's reason. */
export type NotDeleted = { readonly arn: string; readonly reason: string }

/** What an audit reads from ECS in addition to the EcsPort. Every method throws AwsError. */
export interface InventoryPort {
  /** ARNs of the account's clusters in the Region. */
  listClusters(): Promise<readonly string[]>
  /** ARNs of a cluster's services, all pages. */
  listServices(cluster: string): Promise<readonly string[]>
  /** Every task of a cluster whose desired status is RUNNING, including standalone tasks. */
  listRunningTasks(cluster: string): Promise<readonly RunningTask[]>
  /** The account's families, also those that have only INACTIVE revisions, all pages. */
  listFamilies(): Promise<readonly string[]>
  /** ARNs of the ACTIVE revisions of the account's daemon task definitions, all pages. */
  listDaemonRevisions(): Promise<readonly string[]>
  /** ARNs of a family's revisions with that status, newest first, all pages. */
  listRevisions(family: string, status: RevisionStatus): Promise<readonly string[]>
}

/** The two calls of a purge. Both throw AwsError; `lost` means that the outcome is unknown. */
export interface PurgePort {
  /** Makes a revision INACTIVE. */
  deregister(arn: string): Promise<void>
  /** Deletes up to ten INACTIVE revisions. Returns those that ECS rejected. */
  deleteRevisions(arns: readonly string[]): Promise<readonly NotDeleted[]>
}

/** The metadata of a secret. Times are milliseconds since 1970. */
export type SecretFacts = SecretMetadata & {
  readonly createdAt?: number
  readonly rotatedAt?: number
  /** The day on which the value was last read. */
  readonly accessedAt?: number
  /** The service that owns it, such as `rds`. Such a secret is not judged. */
  readonly owner?: string
}

/** The metadata of a parameter. */
export type ParameterFacts = {
  readonly name: string
  readonly arn?: string
  readonly changedAt?: number
}

/** The version of a secret that is labeled AWSCURRENT; `isNewest` unless an older version has the label again. */
export type CurrentVersion = { readonly createdAt?: number; readonly isNewest: boolean }

/** Secrets and parameters of any Region, metadata only. Every method throws AwsError. */
export interface SecretInventory {
  /** By name or ARN. Undefined if it does not exist. */
  describeSecret(region: string, secretId: string): Promise<SecretFacts | undefined>
  /** The version AWSCURRENT. Undefined if the secret has none. */
  currentVersion(region: string, secretId: string): Promise<CurrentVersion | undefined>
  /** Secrets whose names begin with one of at most ten prefixes. Secrets scheduled for deletion are left out. */
  listSecrets(region: string, prefixes: readonly string[]): Promise<readonly SecretFacts[]>
  /** The named parameters that exist. */
  describeParameters(region: string, names: readonly string[]): Promise<readonly ParameterFacts[]>
}

/**
 * Reads values. Only an audit with `compare-values` has this port. The values are compared in memory and passed to
 * nothing but the runner's masks. Every method throws AwsError.
 */
export interface SecretValues {
  /** The current value. Undefined if the secret does not exist, or has no value or a binary one. */
  secretValue(region: string, secretId: string): Promise<string | undefined>
  /** The values of the parameters that exist, by the requested name. */
  parameterValues(region: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** The result of reading an S3 object. `missing`: the bucket or key does not exist. */
export type ObjectRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number }

/** Reads environment files, which may contain credentials. Only an audit has this port. Throws AwsError. */
export interface EnvironmentFiles {
  /** `arn` is that of an S3 object in any Region. A larger object than `limit` bytes is not read. */
  read(arn: string, limit: number): Promise<ObjectRead>
}

/** Reads when objects of S3 were changed, and nothing of what they contain. Throws AwsError. */
export interface ObjectDates {
  /** In milliseconds since 1970; `arn` is that of an object in any Region. Undefined if it does not exist. */
  changedAt(arn: string): Promise<number | undefined>
}
