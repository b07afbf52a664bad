import type { Json, JsonMap } from '../json.ts'
import type { Policy } from './policy.ts'
import type { Service } from './service-state.ts'
import type { Behaviour, Task, Timing } from './task-state.ts'

export type * from './service-state.ts'
export type * from './task-state.ts'

/**
 * The whole state of the fake cloud: plain data only (no functions), so that a copy of it (structuredClone) is a
 * picture of the past, which stale reads are answered from. All times are virtual milliseconds since 1970.
 */
export type World = {
  readonly account: string
  readonly partition: string
  now: number
  /** Number of the last queued event: events of the same time happen in the order in which they were queued. */
  sequence: number
  random: number
  queue: QueuedEvent[]
  readonly regions: Map<string, Region>
  /** IAM is global; by role name. */
  readonly roles: Map<string, Role>
  /** Credentials handed out by AssumeRole, by access key id. */
  readonly sessions: Map<string, Session>
  /** Undefined: every caller may do everything. */
  callers: Map<string, Caller> | undefined
  behaviours: Behaviour[]
  timing: Timing
  /** What happened to the outside changes of `later` and POST /_sandbox/schedule. */
  readonly outside: { at: number; action: string; error?: string }[]
}

export type Region = {
  readonly name: string
  readonly clusters: Map<string, Cluster>
  /** All revisions of a family, in order; a deleted one is left out. */
  readonly families: Map<string, Family>
  readonly secrets: Map<string, Secret>
  readonly parameters: Map<string, Parameter>
}

export type Family = { readonly name: string; lastRevision: number; revisions: TaskDefinition[] }

export type TaskDefinition = {
  readonly arn: string
  readonly family: string
  readonly revision: number
  status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'
  /** The members as registered plus the defaults that ECS adds, without tags. */
  readonly definition: JsonMap
  tags: JsonMap[]
  readonly registeredAt: number
  readonly registeredBy: string
  deregisteredAt?: number
}

export type Cluster = {
  readonly name: string
  readonly arn: string
  tags: JsonMap[]
  readonly settings: Json[]
  readonly services: Map<string, Service>
  /** By task id, oldest first. */
  readonly tasks: Map<string, Task>
}

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
}

export type Session = { readonly roleName: string; readonly arn: string }
export type Caller = { readonly arn: string; readonly policy: Policy }

/** One AWS call to be made at a set time by somebody who is not the client under test. */
export type OutsideCall = {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly input: JsonMap
}

export type QueuedEvent = { readonly at: number; readonly sequence: number; readonly what: Happening }

export type Happening =
  | {
      readonly kind: 'task'
      readonly region: string
      readonly cluster: string
      readonly task: string
      readonly version: number
    }
  | {
      readonly kind: 'reconcile'
      readonly region: string
      readonly cluster: string
      readonly service: string
    }
  | {
      readonly kind: 'mark-failed'
      readonly region: string
      readonly cluster: string
      readonly service: string
      readonly deployment: string
    }
  | { readonly kind: 'outside'; readonly call: OutsideCall }
