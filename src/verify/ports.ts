/** What IAM says about a role (GetRole). */
export type RoleMetadata = {
  /** With the role's path, which a name alone does not tell. */
  readonly arn: string
  /** The trust policy as JSON text. */
  readonly trust: string
}

/** One question to IAM's policy simulator: may this user or role do this to each of these? */
export type Simulation = {
  /** ARN of an IAM role or user; an assumed role's session has none of its own. */
  readonly principal: string
  /** E.g. `secretsmanager:GetSecretValue`. */
  readonly action: string
  readonly resources: readonly string[]
  /** Condition keys with the values that they will have in the real call. */
  readonly context: Readonly<Record<string, string>>
}

/** The simulator's answer for one resource. */
export type Simulated = {
  readonly resource: string
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny'
  /** Condition keys that the policies look at and the question did not have: the real call may end otherwise. */
  readonly missingKeys: readonly string[]
  /** False where the principal has a permissions boundary that does not allow it. */
  readonly boundaryAllows: boolean
  /** False where a service control policy denies the action on at least one resource of the question. */
  readonly organizationAllows: boolean
  /** Names of the policies whose statements decided. */
  readonly policies: readonly string[]
}

/** RoleDirectory looks at roles of the credentials' own account. It only reads. Throws AwsError. */
export interface RoleDirectory {
  /** Undefined when the account has no role of that name (the name has no path). */
  describeRole(name: string): Promise<RoleMetadata | undefined>
  /** One answer a resource, in any order; undefined when there is no such principal. */
  simulate(question: Simulation): Promise<readonly Simulated[] | undefined>
}

/** An image in a private ECR registry. */
export type ImageAddress = {
  /** The account whose registry it is. */
  readonly registry: string
  readonly region: string
  readonly repository: string
  /** `sha256:…` where one is given, else the tag. */
  readonly id: { readonly digest: string } | { readonly tag: string }
}

/** What ECR has of an image. `mediaType` tells an index of several platforms from the manifest of one. */
export type StoredImage =
  | { readonly kind: 'found'; readonly mediaType?: string; readonly digest?: string }
  | { readonly kind: 'no-repository' }
  | { readonly kind: 'no-image' }

/** ImageDirectory looks at images of private ECR registries, in any region. It only reads. Throws AwsError. */
export interface ImageDirectory {
  describeImage(image: ImageAddress): Promise<StoredImage>
  /** The manifest as it was pushed; undefined when it cannot be had. */
  readManifest(image: ImageAddress): Promise<string | undefined>
  /** Repository prefixes that a pull through cache rule fills at the first pull; `ROOT` is every repository. */
  listCachePrefixes(image: ImageAddress): Promise<readonly string[]>
}

/** A container of a running task, and the digest of the image that it was started from, where ECS says it. */
export type RunningImage = {
  readonly container: string
  readonly taskDefinition: string
  readonly digest?: string
}

/** RunningImages tells what the tasks of services run. It only reads. Throws AwsError. */
export interface RunningImages {
  /** By the service's name; every service that was asked for has an entry. */
  runningImages(
    cluster: string,
    services: readonly string[]
  ): Promise<ReadonlyMap<string, readonly RunningImage[]>>
}
