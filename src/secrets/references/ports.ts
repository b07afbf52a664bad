/** The metadata of a secret, without its value (DescribeSecret). */
export type SecretMetadata = {
  /** Full ARN with the six-character suffix. */
  readonly arn: string
  readonly name: string
  /** Set if the secret is scheduled for deletion, in milliseconds since 1970. */
  readonly deletedAt?: number
  readonly kmsKeyId?: string
  /** The last change of any kind, also of a tag, in milliseconds since 1970. */
  readonly changedAt?: number
  /**
   * Its versions that have staging labels, each with its labels: empty if it was created without a value. A version
   * without a label is not among them, and Secrets Manager may delete it (DescribeSecret).
   */
  readonly versions?: SecretVersions
}

/** Staging labels by version ID. */
export type SecretVersions = Readonly<Record<string, readonly string[]>>

/** The metadata of a parameter, without its value (DescribeParameters). */
export type ParameterMetadata = {
  readonly name: string
  /** Absent if the endpoint does not return it; the caller then builds it from Region and account. */
  readonly arn?: string
  readonly type?: string
  /** The KMS key of a SecureString: the ID, ARN or alias with which the parameter was stored. */
  readonly keyId?: string
  /** Milliseconds since 1970. */
  readonly changedAt?: number
}

/** The identity of the credentials in use. `arn` is from STS, e.g. `arn:aws:sts::…:assumed-role/deploy/session`. */
export type CallerIdentity = { readonly account: string; readonly partition: string; readonly arn?: string }

/**
 * SecretDirectory looks up secrets and parameters by name or ARN, metadata only: it has no method that could read a
 * value, so check, plan and deploy cannot read one (design: rule 2). Throws AwsError for anything but "not found".
 */
export interface SecretDirectory {
  /** Undefined if that Region has no such secret. */
  describeSecret(region: string, secretId: string): Promise<SecretMetadata | undefined>
  /** Those that exist, in no particular order; accepts any number of names. */
  describeParameters(region: string, names: readonly string[]): Promise<readonly ParameterMetadata[]>
  /** The identity of the credentials in use (STS GetCallerIdentity, which needs no permission). */
  callerIdentity(): Promise<CallerIdentity>
}
