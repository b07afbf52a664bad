import type { Target } from '@aws-sdk/client-eventbridge'
import type { CreateScheduleInput } from '@aws-sdk/client-scheduler'
import type { Tag } from '@aws-sdk/client-secrets-manager'
import type { Tag as ParameterTag } from '@aws-sdk/client-ssm'
import type { Policy } from './policy.ts'

export type Secret = {
  readonly name: string
  readonly arn: string
  description?: string | undefined
  kmsKeyId?: string | undefined
  tags: Tag[]
  readonly createdAt: number
  changedAt: number
  deletedAt?: number | undefined
  purgeAt?: number | undefined
  rotates?: boolean | undefined
  owner?: string | undefined
  primaryRegion?: string | undefined
  versions: SecretVersion[]
}

export type SecretVersion = {
  readonly id: string
  readonly text: string
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
  readonly description?: string | undefined
  readonly keyId?: string | undefined
  readonly tier: string
  tags: ParameterTag[]
}

/** An ECR repository; images by digest, including those that an index refers to. */
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
  /** `os/architecture` of the image, or of each image that its index refers to. */
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
  /** Inline policies by name; `text` is the document as put. */
  readonly inline: Map<string, { policy: Policy; text: string }>
  readonly attached: Map<string, Policy>
  readonly boundary?: { readonly arn: string; readonly policy: Policy } | undefined
}

export type Session = { readonly roleName: string; readonly arn: string }
export type Caller = { readonly arn: string; readonly policy: Policy }

/** An S3 object: its text and when it was put. */
export type StoredObject = { readonly text: string; readonly at: number }

/** An S3 bucket. Names are unique across all Regions; `objects` are by key. */
export type Bucket = {
  readonly name: string
  readonly region: string
  readonly objects: Map<string, StoredObject>
}

/** A log group of CloudWatch Logs; streams by name, events oldest first. */
export type LogGroup = {
  readonly streams: Map<string, LogStream>
}

export type LogStream = {
  readonly events: { readonly at: number; readonly message: string }[]
}

/** A target group of Elastic Load Balancing, limited to its health check. */
export type TargetGroup = {
  readonly arn: string
  readonly name: string
  readonly protocol: string
  readonly port: number
  readonly path?: string | undefined
  /** The HTTP codes that count as healthy, e.g. `200-299`. */
  readonly matcher?: string | undefined
}

/** A rule of EventBridge's default bus; its targets are stored as PutTargets received them. */
export type Rule = {
  readonly name: string
  readonly arn: string
  readonly state: string
  readonly scheduleExpression?: string
  readonly eventPattern?: string
  /** If set, only that AWS service may change the rule. */
  readonly managedBy?: string
  targets: Target[]
}

/**
 * A schedule of EventBridge Scheduler: the input members of CreateSchedule and UpdateSchedule, and what the service
 * adds.
 */
export type Schedule = {
  readonly name: string
  readonly group: string
  readonly arn: string
  readonly createdAt: number
  modifiedAt: number
  settings: Omit<CreateScheduleInput, 'ClientToken'>
  /** The request of each ClientToken, as canonical text. */
  readonly tokens: Map<string, string>
}

/** The outcome of RunTask for a client token: the request as canonical text, and the tasks it started. */
export type TaskToken = { readonly request: string; readonly taskIds: readonly string[]; readonly at: number }
