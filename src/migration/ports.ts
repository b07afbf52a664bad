import type { PolicyDocument } from './policy.ts'
import type { SecretValue } from './secret-value.ts'

/** A secret or parameter as it is stored, without its value. Times are milliseconds since 1970. */
export type Stored = {
  readonly name: string
  /** Complete; absent where an endpoint does not say (Parameter Store), the caller then builds it. */
  readonly arn?: string
  /** Of the secret; for a parameter that of its present version. */
  readonly createdAt?: number
  /** Set when it is scheduled for deletion: the name is taken, and nothing can be read. */
  readonly deletedAt?: number
  /** As the store has it: id, ARN or alias; absent for the store's own key. */
  readonly keyId?: string
  /** Why it can't be used although it is there, e.g. a parameter that is no SecureString. */
  readonly unfit?: string
  /** Regions that have a replica. */
  readonly replicas: readonly string[]
}

/** One value to be stored. `token` is the same for every attempt: a repeated request is the same request. */
export type NewValue = {
  readonly name: string
  readonly text: SecretValue
  readonly token: string
}

/** What a new secret or parameter gets besides its value. */
export type NewSecret = NewValue & {
  readonly keyId?: string
  readonly tags: Readonly<Record<string, string>>
}

/**
 * SecretStore writes secrets or parameters and reads their metadata; it can't read a value. Every method throws
 * AwsError. No write is repeated where its answer got lost: the caller looks first.
 */
export interface SecretStore {
  /** Undefined when the name is free. */
  look(name: string): Promise<Stored | undefined>
  /** Refused when the name is taken. */
  create(secret: NewSecret): Promise<void>
  /** Makes a new version of what is there. */
  overwrite(value: NewValue): Promise<void>
  tag(name: string, tags: Readonly<Record<string, string>>): Promise<void>
  /** Secrets Manager only. */
  replicate(name: string, regions: readonly string[]): Promise<void>
}

/** A value that was read, and which version of it; a parameter has no such id. */
export type ReadValue = { readonly value: SecretValue; readonly versionId?: string }

/**
 * ValueReader is the only way to a stored value in this program. Only the migration makes one, to compare in
 * memory. Throws AwsError.
 */
export interface ValueReader {
  /** Undefined when there is none, or one that is not a text. */
  read(name: string): Promise<ReadValue | undefined>
}

/** RolePolicies reads and writes inline policies of roles of the credentials' account. Throws AwsError. */
export interface RolePolicies {
  /** All inline policies of a role. */
  listInline(
    roleName: string
  ): Promise<readonly { readonly policyName: string; readonly document: PolicyDocument }[]>
  /** Puts one policy in the place of one of the same name; doing it twice is doing it once. */
  put(roleName: string, policyName: string, document: PolicyDocument): Promise<void>
}

/** A task that runs or is about to. */
export type LiveTask = {
  readonly arn: string
  readonly taskDefinition: string
  readonly lastStatus: string
  /** When its containers started, milliseconds since 1970; absent before. */
  readonly startedAt?: number
}

/** ServiceCensus lists what a cluster runs. It only reads. Throws AwsError. */
export interface ServiceCensus {
  /** ARNs of the region's clusters. */
  listClusters(): Promise<readonly string[]>
  /** Names of all services of a cluster. */
  listServices(cluster: string): Promise<readonly string[]>
  /** Every task of a cluster that ECS wants to run; `group` is `service:NAME` for one of a service. */
  listRunningTasks(cluster: string): Promise<readonly (LiveTask & { readonly group?: string })[]>
  /** Tasks of a service that ECS wants to run, also those that have not started yet. */
  listTasks(cluster: string, service: string): Promise<readonly LiveTask[]>
}

/** All that a migration needs of AWS besides what a deploy does. */
export type MigrationCloud = {
  readonly stores: Readonly<Record<'secretsmanager' | 'ssm', SecretStore>>
  readonly values: Readonly<Record<'secretsmanager' | 'ssm', ValueReader>>
  readonly policies: RolePolicies
  readonly census: ServiceCensus
}
