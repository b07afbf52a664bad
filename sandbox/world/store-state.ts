import type { JsonMap } from '../json.ts'
import type { Policy } from './policy.ts'

export type Secret = {
  readonly name: string
  readonly arn: string
  description?: string
  kmsKeyId?: string
  tags: JsonMap[]
  readonly createdAt: number
  changedAt: number
  deletedAt?: number
  purgeAt?: number
  versions: SecretVersion[]
  /** Regions with a replica. */
  replicas?: string[]
}

export type SecretVersion = {
  readonly id: string
  readonly text?: string
  readonly binary?: string
  readonly createdAt: number
  stages: string[]
}

export type Parameter = {
  readonly name: string
  readonly arn: string
  readonly type: string
  readonly value: string
  readonly version: number
  readonly modifiedAt: number
  readonly description?: string
  readonly keyId?: string
  readonly tier: string
  tags: JsonMap[]
}

/** An ECR repository; images by digest, those that an index points at included. */
export type Repository = {
  readonly name: string
  readonly arn: string
  readonly images: Map<string, StoredImage>
}

export type StoredImage = {
  readonly digest: string
  tags: readonly string[]
  readonly mediaType: string
  readonly manifest: string
  /** `os/architecture` of the image, or of each one that its index points at. */
  readonly platforms: readonly string[]
  readonly pushedAt: number
}

export type Role = {
  readonly name: string
  readonly arn: string
  readonly id: string
  readonly path: string
  readonly createdAt: number
  trust: Policy
  trustText: string
  /** Inline policies by name; `text` as it was put. */
  readonly inline: Map<string, { policy: Policy; text: string }>
  readonly attached: Map<string, Policy>
  readonly boundary?: { readonly arn: string; readonly policy: Policy }
}

export type Session = { readonly roleName: string; readonly arn: string }
export type Caller = { readonly arn: string; readonly policy: Policy }

/** An object of S3: its text and when it was put. */
export type StoredObject = { readonly text: string; readonly at: number }

/** A bucket of S3. Names are unique in all regions; `objects` are by key. */
export type Bucket = {
  readonly name: string
  readonly region: string
  readonly objects: Map<string, StoredObject>
}

/** A log group of CloudWatch Logs; streams by name, events oldest first. */
export type LogGroup = {
  readonly name: string
  readonly arn: string
  readonly streams: Map<string, LogStream>
}

export type LogStream = {
  readonly name: string
  readonly createdAt: number
  readonly events: { readonly at: number; readonly message: string }[]
}

/** A target group of Elastic Load Balancing, as far as its health check goes. */
export type TargetGroup = {
  readonly arn: string
  readonly name: string
  readonly protocol: string
  readonly port: number
  readonly path?: string
  /** The HTTP codes that count as healthy, e.g. `200-299`. */
  readonly matcher?: string
}

/** A rule of EventBridge's default bus; its targets are kept as PutTargets took them. */
export type Rule = {
  readonly name: string
  readonly arn: string
  readonly state: string
  readonly scheduleExpression?: string
  readonly eventPattern?: string
  /** Set: only that AWS service may change it. */
  readonly managedBy?: string
  targets: JsonMap[]
}

/**
 * A schedule of EventBridge Scheduler: the members that CreateSchedule and UpdateSchedule take, and what the service
 * adds.
 */
export type Schedule = {
  readonly name: string
  readonly group: string
  readonly arn: string
  readonly createdAt: number
  modifiedAt: number
  settings: JsonMap
  /** What was asked for with which ClientToken, as canonical text. */
  readonly tokens: Map<string, string>
}

/** What RunTask did for a client token: the request as canonical text, and the tasks it started. */
export type TaskToken = { readonly request: string; readonly taskIds: readonly string[]; readonly at: number }
