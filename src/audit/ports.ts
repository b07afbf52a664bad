import type { JsonObject } from '../json.ts'

/** A task that runs, or is about to. Times are milliseconds since 1970. */
export type RunningTask = {
  readonly arn: string
  readonly taskDefinition: string
  /** `service:NAME` for a task of a service. */
  readonly group?: string
  readonly startedBy?: string
  readonly createdAt?: number
  /** When its containers ran; absent while it has not started. */
  readonly startedAt?: number
  /** What RunTask gave it beside its definition, as AWS's answer has it. */
  readonly overrides?: JsonObject
}

/** What ListTaskDefinitions can be asked for. */
export type RevisionStatus = 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'

/** What DeleteTaskDefinitions did not take: a revision and ECS's reason. */
export type NotDeleted = { readonly arn: string; readonly reason: string }

/** What an audit reads of ECS besides the EcsPort. Every method throws AwsError. */
export interface InventoryPort {
  /** ARNs of the account's clusters in the region. */
  listClusters(): Promise<readonly string[]>
  /** ARNs of a cluster's services, all pages. */
  listServices(cluster: string): Promise<readonly string[]>
  /** Every task of a cluster that is wanted to run, those of RunTask too. */
  listRunningTasks(cluster: string): Promise<readonly RunningTask[]>
  /** ARNs of a family's revisions with that status, newest first, all pages. */
  listRevisions(family: string, status: RevisionStatus): Promise<readonly string[]>
  /** The same of all families, in any order; undefined where they do not fit into so many pages. `before` is waited for at each page. */
  listAllRevisions(
    status: RevisionStatus,
    of: { readonly pages: number; readonly before: () => Promise<void> }
  ): Promise<readonly string[] | undefined>
  /** ARNs of the service revisions that each service deployment took the place of, by its ARN. */
  sourceRevisions(deployments: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}

/** The two calls of a purge. Both throw AwsError; `lost` means that nobody knows whether it happened. */
export interface PurgePort {
  /** Makes a revision INACTIVE. */
  deregister(arn: string): Promise<void>
  /** Deletes up to ten INACTIVE revisions; gives those that ECS refused. */
  deleteRevisions(arns: readonly string[]): Promise<readonly NotDeleted[]>
}

/** What Secrets Manager says about a secret without its value. Times are milliseconds since 1970. */
export type SecretFacts = {
  readonly arn: string
  readonly name: string
  readonly createdAt?: number
  /** The last change of any kind, also of a tag. */
  readonly changedAt?: number
  readonly rotatedAt?: number
  /** The day somebody last read the value. */
  readonly accessedAt?: number
  /** Set when it is scheduled for deletion. */
  readonly deletedAt?: number
  /** The service that owns it, e.g. `rds`: such a secret is not ours to judge. */
  readonly owner?: string
}

/** What Parameter Store says about a parameter without its value. */
export type ParameterFacts = {
  readonly name: string
  readonly arn?: string
  readonly changedAt?: number
}

/** Secrets and parameters of any region, metadata only. Every method throws AwsError. */
export interface SecretInventory {
  /** By name or ARN; undefined when there is none. */
  describeSecret(region: string, secretId: string): Promise<SecretFacts | undefined>
  /** When the version AWSCURRENT was made; undefined when the secret has none. */
  currentVersionAt(region: string, secretId: string): Promise<number | undefined>
  /** Secrets whose names begin with one of at most ten prefixes; those scheduled for deletion are left out. */
  listSecrets(region: string, prefixes: readonly string[]): Promise<readonly SecretFacts[]>
  /** Those of the named parameters that exist. */
  describeParameters(region: string, names: readonly string[]): Promise<readonly ParameterFacts[]>
}

/**
 * Reads values. Only an audit with `compare-values` has it, and what it gives is compared in memory and goes
 * nowhere else (the runner's masks excepted). Every method throws AwsError.
 */
export interface SecretValues {
  /** The current value; undefined for a secret that is not there, has no value or a binary one. */
  secretValue(region: string, secretId: string): Promise<string | undefined>
  /** The values of those parameters that exist, by the name they were asked for. */
  parameterValues(region: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** What a look at an object of S3 gave; `missing`: no such bucket or key. */
export type ObjectRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number }

/** Reads environment files, which may hold credentials. Only an audit has it. Throws AwsError. */
export interface EnvironmentFiles {
  /** `arn`: of an object of S3, in any region; `limit`: bytes, above which nothing is read. */
  read(arn: string, limit: number): Promise<ObjectRead>
}

/** A task definition as it stands in AWS, in memory only. */
export type HeldDefinition = { readonly arn: string; readonly definition: JsonObject }
