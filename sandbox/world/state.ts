import type { ContainerDefinition, RegisterTaskDefinitionCommandInput, Tag } from '@aws-sdk/client-ecs'
import type { JsonMap } from '../json.ts'
import type { CodeDeployment, CodeDeployState } from './codedeploy/task-sets.ts'
import type { Lag } from './lag.ts'
import type { Policy } from './policy.ts'
import type { Deployment, Hook, LambdaScript, Service, ServiceDeployment } from './service-state.ts'
import type {
  Bucket,
  Caller,
  LogGroup,
  Parameter,
  Repository,
  Role,
  Rule,
  Schedule,
  Secret,
  Session,
  TargetGroup,
  TaskToken
} from './store-state.ts'
import type { Behaviour, Task, Timing } from './task-state.ts'

export type { DeploymentGroup } from './codedeploy/task-sets.ts'
export type { LagPath } from './lag.ts'
export type * from './service-state.ts'
export type * from './store-state.ts'
export type * from './task-state.ts'

/**
 * The whole state of the fake cloud: plain data only (no functions), so that a copy of it (structuredClone) is a
 * snapshot of the past from which stale reads are answered. All times are virtual milliseconds since 1970.
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
  /** S3's buckets of all Regions, by name. */
  readonly buckets: Map<string, Bucket>
  /** IAM is global; roles by name. */
  readonly roles: Map<string, Role>
  /** Credentials returned by AssumeRole, by access key ID. */
  readonly sessions: Map<string, Session>
  /** Undefined: every caller may do everything. */
  callers: Map<string, Caller> | undefined
  /** Service control policies; their Denies apply to every role and caller. */
  readonly organization: readonly Policy[]
  /** Tasks fail to start if an image is missing from a repository that the sandbox knows. */
  readonly pullsImages: boolean
  /** Repository prefixes of ECR's pull through cache rules, in every Region. */
  readonly cachePrefixes: readonly string[]
  behaviours: Behaviour[]
  lambdas: LambdaScript[]
  timing: Timing
  /** States of CloudWatch alarms by `region/name`; an absent alarm is OK. */
  readonly alarms: Map<string, string>
  /** Which reads lag, and what they showed; undefined if none does. */
  readonly lag?: Lag
  /** The outcome of the outside changes of `later` and POST /_sandbox/schedule. */
  readonly outside: { at: number; action: string; error?: string }[]
}

export type Region = {
  readonly name: string
  readonly clusters: Map<string, Cluster>
  /** All revisions of a family, in order; without deleted ones. */
  readonly families: Map<string, Family>
  /** Of all families, in the order in which they were registered. */
  readonly daemonDefinitions: DaemonDefinition[]
  readonly secrets: Map<string, Secret>
  readonly parameters: Map<string, Parameter>
  readonly codedeploy: CodeDeployState
  /** ECR's repositories, by name. */
  readonly repositories: Map<string, Repository>
  /** Rules of the default event bus, by name. */
  readonly rules: Map<string, Rule>
  /** Schedules of EventBridge Scheduler, by `group/name`. */
  readonly schedules: Map<string, Schedule>
  /** The outcome of RunTask for each client token, by `cluster token`. */
  readonly taskTokens: Map<string, TaskToken>
  /** By name. */
  readonly logGroups: Map<string, LogGroup>
  /** By ARN. */
  readonly targetGroups: Map<string, TargetGroup>
}

export type Family = { readonly name: string; lastRevision: number; revisions: TaskDefinition[] }

/** A task definition as registered plus the defaults that ECS adds, without tags. */
export type Definition = Omit<RegisterTaskDefinitionCommandInput, 'containerDefinitions' | 'tags'> & {
  readonly containerDefinitions: ContainerDefinition[]
}

export type TaskDefinition = {
  readonly arn: string
  readonly family: string
  readonly revision: number
  status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'
  readonly definition: Definition
  tags: Tag[]
  readonly registeredAt: number
  readonly registeredBy: string
  deregisteredAt?: number
}

export type DaemonDefinition = Pick<
  TaskDefinition,
  'arn' | 'family' | 'revision' | 'registeredAt' | 'registeredBy'
> & { readonly definition: object }

export type Cluster = {
  readonly name: string
  readonly arn: string
  tags: Tag[]
  /** Container instances: the number of tasks of a DAEMON service. */
  instances: number
  readonly services: Map<string, Service>
  /** By task ID, oldest first. */
  readonly tasks: Map<string, Task>
}

/** One AWS call at a set time by someone other than the client under test. */
export type OutsideCall = {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly input: JsonMap
  /**
   * The service whose service deployment and waiting hook the call is about: their IDs are known only when it happens.
   */
  readonly about?: { readonly cluster: string; readonly service: string }
}

export type QueuedEvent = { readonly at: number; readonly sequence: number; readonly what: Happening }

/** A service by its place in the world. */
export type Place = { readonly region: string; readonly cluster: string; readonly service: string }

export type Happening =
  | { readonly kind: 'task'; readonly task: Task; readonly version: number }
  | { readonly kind: 'reconcile'; readonly service: Service }
  | { readonly kind: 'mark-failed'; readonly service: Service; readonly deployment: Deployment }
  | {
      readonly kind: 'stage'
      readonly service: Service
      readonly record: ServiceDeployment
      readonly version: number
    }
  | { readonly kind: 'limit'; readonly service: Service; readonly record: ServiceDeployment }
  | ({ readonly kind: 'hook'; readonly service: Service } & HookEnd)
  | { readonly kind: 'alarm'; readonly region: string; readonly alarm: string; readonly state: string }
  | { readonly kind: 'code-deploy'; readonly deployment: CodeDeployment; readonly timer: number }
  | { readonly kind: 'outside'; readonly call: OutsideCall }

/** How a hook of a service deployment ends. */
export type HookEnd = {
  readonly record: ServiceDeployment
  readonly hook: Hook
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
}
