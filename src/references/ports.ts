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
  /** What lies under a path, directly or with `isDeep` at any depth, in no particular order; `path` begins with a slash and does not end with one. */
  listParameters(region: string, path: string, isDeep: boolean): Promise<readonly ParameterMetadata[]>
  /** Who the credentials in use belong to (STS GetCallerIdentity, which needs no permission). */
  callerIdentity(): Promise<CallerIdentity>
}

/**
 * SecretKeys reads a secret to tell the names of its keys and nothing else: no method gives a value (decision 65). Only there where
 * `expand-keys` allows it. Throws AwsError.
 */
export interface SecretKeys {
  /** `version` has empty texts where none is named. Undefined where the secret holds no JSON object. */
  keysOf(
    region: string,
    arn: string,
    version: { readonly stage: string; readonly id: string }
  ): Promise<readonly string[] | undefined>
}
