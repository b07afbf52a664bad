/** What Secrets Manager says about a secret without its value (DescribeSecret). */
export type SecretMetadata = {
  /** Full ARN with the six-character suffix. */
  readonly arn: string
  readonly name: string
  /** Set when the secret is scheduled for deletion: milliseconds since 1970. */
  readonly deletedAt?: number
  readonly kmsKeyId?: string
}

/** What Parameter Store says about a parameter without its value (DescribeParameters). */
export type ParameterMetadata = {
  readonly name: string
  /** Absent where the endpoint does not return it; the caller then builds it from region and account. */
  readonly arn?: string
  readonly type?: string
  /** The KMS key of a SecureString: id, ARN or alias, as it was given when the parameter was put. */
  readonly keyId?: string
}

/** Who the credentials in use belong to. `arn` is STS's, e.g. `arn:aws:sts::…:assumed-role/deploy/session`. */
export type CallerIdentity = { readonly account: string; readonly partition: string; readonly arn?: string }

/**
 * SecretDirectory looks secrets and parameters up by name or ARN, metadata only: there is no method that could read
 * a value, so check, plan and deploy can't (design: rule 2). Throws AwsError for anything but "not found".
 */
export interface SecretDirectory {
  /** Undefined when no such secret exists in that region. */
  describeSecret(region: string, secretId: string): Promise<SecretMetadata | undefined>
  /** The ones that exist, in no particular order; any number of names. */
  describeParameters(region: string, names: readonly string[]): Promise<readonly ParameterMetadata[]>
  /** Who the credentials in use belong to (STS GetCallerIdentity, which needs no permission). */
  callerIdentity(): Promise<CallerIdentity>
}
