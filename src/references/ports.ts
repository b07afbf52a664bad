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
}

/**
 * SecretDirectory looks secrets and parameters up by name or ARN, metadata only: there is no method that could read a
 * value, so check, plan and deploy can't (design: rule 2). Throws AwsError for anything but "not found".
 */
export interface SecretDirectory {
  /** Undefined when no such secret exists in that region. */
  describeSecret(region: string, secretId: string): Promise<SecretMetadata | undefined>
  /** The ones that exist, in no particular order; any number of names. */
  describeParameters(region: string, names: readonly string[]): Promise<readonly ParameterMetadata[]>
  /** Account and partition of the credentials in use (STS GetCallerIdentity, which needs no permission). */
  callerIdentity(): Promise<{ readonly account: string; readonly partition: string }>
}
