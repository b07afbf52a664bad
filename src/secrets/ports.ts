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

/** A role as returned by IAM (GetRole). */
export type RoleMetadata = {
  /** Includes the role's path, which a name alone does not contain. */
  readonly arn: string
  /** The trust policy as JSON text. */
  readonly trust: string
}

/**
 * A question for IAM's policy simulator: whether this user or role may perform this action on each of these resources.
 */
export type Simulation = {
  /** ARN of an IAM role or user; the session of an assumed role does not have one. */
  readonly principal: string
  /** E.g. `secretsmanager:GetSecretValue`. */
  readonly action: string
  readonly resources: readonly string[]
  /** Condition keys with their values in the real call. */
  readonly context: Readonly<Record<string, string>>
}

/** The simulator's result for one resource. */
export type Simulated = {
  readonly resource: string
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny'
  /** Condition keys that the policies use and the question did not contain: the result of the real call may differ. */
  readonly missingKeys: readonly string[]
  /** False if the principal has a permissions boundary that does not allow the action. */
  readonly boundaryAllows: boolean
  /** False if a service control policy denies the action on at least one resource of the question. */
  readonly organizationAllows: boolean
  /** Names of the policies with the deciding statements. */
  readonly policies: readonly string[]
}

/** RoleDirectory reads roles of the credentials' own account. Read-only. Throws AwsError. */
export interface RoleDirectory {
  /** Undefined if the account has no role of that name (without its path). */
  describeRole(name: string): Promise<RoleMetadata | undefined>
  /**
   * At most one result per resource, in any order: none for a resource that IAM did not decide. Undefined if the
   * principal does not exist.
   */
  simulate(question: Simulation): Promise<readonly Simulated[] | undefined>
}

/** An image in a private ECR registry. */
export type ImageAddress = {
  /** The account of the registry. */
  readonly registry: string
  readonly region: string
  readonly repository: string
  /** `sha256:…` if there is a digest, otherwise the tag. */
  readonly id: { readonly digest: string } | { readonly tag: string }
}

/** An image as ECR returns it. `mediaType` distinguishes an index of several platforms from a single manifest. */
export type StoredImage =
  | { readonly kind: 'found'; readonly mediaType?: string; readonly digest?: string }
  | { readonly kind: 'no-repository' }
  | { readonly kind: 'no-image' }

/** ImageDirectory reads images of private ECR registries, in any Region. Read-only. Throws AwsError. */
export interface ImageDirectory {
  describeImage(image: ImageAddress): Promise<StoredImage>
  /** The manifest as pushed; undefined if it cannot be read. */
  readManifest(image: ImageAddress): Promise<string | undefined>
  /** Repository prefixes that a pull through cache rule fills on the first pull; `ROOT` is every repository. */
  listCachePrefixes(image: ImageAddress): Promise<readonly string[]>
}

/** A container of a running task, and the digest of the image that it was started from, if ECS returns it. */
export type RunningImage = {
  readonly container: string
  readonly taskDefinition: string
  readonly digest?: string
}

/** RunningImages reads what the tasks of services are running. Read-only. Throws AwsError. */
export interface RunningImages {
  /** By service name; every requested service has an entry. */
  runningImages(
    cluster: string,
    services: readonly string[]
  ): Promise<ReadonlyMap<string, readonly RunningImage[]>>
  /** The names of the services of a cluster: a mistyped name is near one of them. */
  namesIn(cluster: string): Promise<readonly string[]>
}
