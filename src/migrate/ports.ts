import type { PolicyDocument } from './policy.ts'
import type { SecretValue } from './secret-value.ts'

/** The metadata of a stored secret or parameter, without its value. Times are in milliseconds since 1970. */
export type Stored = {
  readonly name: string
  /**
   * The complete ARN; absent if the endpoint does not return it (Parameter Store), in which case the caller builds it.
   */
  readonly arn?: string
  /** Set if the secret is scheduled for deletion: the name is taken, and the value cannot be read. */
  readonly deletedAt?: number
  /** The key as the store returns it: ID, ARN or alias; absent for the store's default key. */
  readonly keyId?: string
  /** Why an existing entry cannot be used, for example a parameter that is not a SecureString. */
  readonly unfit?: string
  /** Of Secrets Manager: the tags, and the staging labels by version ID. */
  readonly tags?: Readonly<Record<string, string>>
  readonly versions?: Readonly<Record<string, readonly string[]>>
  /** Why only something else may write its value: a rotation, an AWS service, the primary of a replica. */
  readonly writer?: string
}

/** One value to store. `token` is the same for every attempt, so that a repeated request is idempotent. */
export type NewValue = {
  readonly name: string
  readonly text: SecretValue
  readonly token: string
}

/** The properties of a new secret or parameter besides its value. */
export type NewSecret = NewValue & {
  readonly keyId?: string
  readonly tags: Readonly<Record<string, string>>
}

/**
 * SecretStore writes secrets or parameters and reads their metadata; it cannot read a value. Every method throws
 * AwsError. A write whose response was lost is not repeated here: the caller checks the state first.
 */
export interface SecretStore {
  /** Returns undefined if the name is free. */
  look(name: string): Promise<Stored | undefined>
  /** Fails if the name is taken. */
  create(secret: NewSecret): Promise<void>
  /** Stores a new version of an existing secret or parameter. */
  overwrite(value: NewValue): Promise<void>
  tag(name: string, tags: Readonly<Record<string, string>>): Promise<void>
}

/** A value and the ID of its version; a parameter has no version ID. */
export type ReadValue = { readonly value: SecretValue; readonly versionId?: string }

/**
 * ValueReader is the only way to read a stored value in this program. Only the migration creates one, to compare values
 * in memory. Throws AwsError.
 */
export interface ValueReader {
  /** Returns undefined if there is no value or if it is not text. */
  read(name: string): Promise<ReadValue | undefined>
}

/** RolePolicies reads and writes inline policies of roles in the account of the credentials. Throws AwsError. */
export interface RolePolicies {
  /** Lists all inline policies of a role. */
  listInline(
    roleName: string
  ): Promise<readonly { readonly policyName: string; readonly document: PolicyDocument }[]>
  /** Creates a policy or replaces the one with the same name; idempotent. */
  put(roleName: string, policyName: string, document: PolicyDocument): Promise<void>
}

/** The AWS access that a migration needs in addition to that of a deployment. */
export type MigrationCloud = {
  readonly stores: Readonly<Record<'secretsmanager' | 'ssm', SecretStore>>
  readonly values: Readonly<Record<'secretsmanager' | 'ssm', ValueReader>>
  readonly policies: RolePolicies
}
