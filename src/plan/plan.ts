import type { AppSpecSource } from '../codedeploy/appspec.ts'
import type { JsonObject } from '../json.ts'
import type { Account, LiveDefinition, PauseAction, ServiceState, Site } from '../rollout/ports.ts'
import type { CommitRecord } from './commit-tag.ts'
import type { Difference } from './compare.ts'

/** What happens to a definition: a new revision, or one that ECS already has and that equals it. */
export type Registration =
  | {
      readonly kind: 'register'
      readonly because: 'first-revision' | 'changed' | 'inactive' | 'not-compared'
    }
  | { readonly kind: 'reuse'; readonly arn: string }

/** A definition to be registered once, however many services use it. */
export type DefinitionPlan = {
  readonly id: string
  /** The environment that it is planned for, in a plan for several. */
  readonly environment?: string
  /** Where it is registered; services in two regions that share a file need a revision in each. */
  readonly account: Account
  /** Where it runs without a service: as a one-off task, by a rule or schedule. Absent where nobody names a cluster. */
  readonly cluster?: string
  readonly family: string
  readonly files: readonly string[]
  /** As it will be sent: rendered, overridden, every reference a full ARN. */
  readonly definition: JsonObject
  readonly registration: Registration
  /** What the references of the file became; absent for a revision that is deployed as it is. */
  readonly references?: readonly PlannedReference[]
  /** Against the revision that runs now, or else the family's latest; no value that could be a credential. */
  readonly differences: readonly Difference[]
  readonly notKept: readonly string[]
  readonly comparedWith?: string
  /**
   * The family's newest revision when the plan was made, 0 when there was none: what a lost answer is checked
   * against.
   */
  readonly latestRevision: number
  /** Rules and schedules that run the family get the new revision. */
  readonly schedules?: true
  /** The commit that it is made from, which the new revision is to carry; absent where nobody asks for it, or it is not known. */
  readonly record?: CommitRecord
}

/** A reference as the file has it, in its canonical form, and the full ARN that ECS gets. Names only. */
export type PlannedReference = {
  readonly container?: string
  /** The variable or option that it fills. */
  readonly name: string
  readonly written: string
  readonly arn: string
}

/** What happens to a service. */
export type ServiceAction =
  | { readonly kind: 'unchanged' }
  /** The wanted revision is already being rolled out (an earlier run was interrupted): watch it, start nothing. */
  | { readonly kind: 'follow'; readonly deploymentId: string }
  | { readonly kind: 'scale'; readonly from: number; readonly to: number }
  /** Settings of the service that change without a new deployment. */
  | { readonly kind: 'settings'; readonly members: readonly string[] }
  /** The deployment stands at pauses, which are ended; with none left it is only watched. */
  | {
      readonly kind: 'continue'
      readonly deployment: PausedDeployment
      readonly pauseAction: PauseAction
    }
  /** ECS has no such service; it is made from its service definition. */
  | { readonly kind: 'create' }
  | {
      readonly kind: 'update'
      readonly because: 'new-definition' | 'forced' | 'retry-failed' | 'settings'
      readonly forceNewDeployment: boolean
    }
  /** The same revision, whose image has another content now, or may have; `why` says which and how that is known. */
  | {
      readonly kind: 'update'
      readonly because: 'image'
      readonly why: string
      readonly forceNewDeployment: true
    }

/** A deployment that stands at pauses, or stood at one. */
export type PausedDeployment = {
  readonly id: string
  /** ARN of its record. */
  readonly arn: string
  readonly hookIds: readonly string[]
  readonly stage?: string
  /** Milliseconds since 1970. */
  readonly createdAt?: number
}

export type ServicePlan = {
  /** The name that ECS has for it. */
  readonly service: string
  /** The key that the configuration file has for it, where that is another one. */
  readonly key?: string
  readonly site: Site
  readonly file: string
  readonly definitionId: string
  readonly action: ServiceAction
  /** The service as it was when the plan was made. */
  readonly before: ServiceState
  /** ARN of the revision that the service ran when the plan was made; empty for a service that is created. */
  readonly previousTaskDefinitionArn: string
  /**
   * Where the revision before holds plaintext credentials, e.g. `DB_PASSWORD of container app`; a way back would
   * bring them back.
   */
  readonly previousPlaintext: readonly string[]
  /** Members of CreateService, for a service that does not exist yet. */
  readonly creation?: JsonObject
  /** How many tasks the configuration file wants of it. */
  readonly desiredCount?: number
  /** The environment that it is planned for, in a plan for several. */
  readonly environment?: string
  /** Which wave it is in, from 1; absent where nobody has asked. */
  readonly wave?: number
  /** `deploymentConfiguration` that the inputs ask for, as UpdateService takes it. */
  readonly deploymentConfiguration?: JsonObject
  /** What CodeDeploy is given, for services that it deploys. */
  readonly appSpec?: AppSpecSource
}

/** A task of the configuration file, which runs to its end before any service is updated. */
export type TaskPlan = {
  readonly key: string
  readonly file: string
  readonly definitionId: string
  readonly cluster: string
  /** Keys of the services that it runs before; empty for all. */
  readonly for: readonly string[]
  /** As RunTask takes them. */
  readonly containerOverrides: readonly JsonObject[]
  /** The service whose network and capacity it takes, as DescribeServices or CreateService has it. */
  readonly home?: JsonObject
  readonly environment?: string
}

/** A task as it is wanted, before it is known which definition it shares. */
export type WantedTask = Omit<TaskPlan, 'definitionId' | 'file' | 'environment'>

/** All that a deploy is going to do; `plan` prints it and stops, `deploy` carries it out. */
export type Plan = {
  readonly definitions: readonly DefinitionPlan[]
  readonly services: readonly ServicePlan[]
  /** Tasks that run before, one after the other. */
  readonly tasks?: readonly TaskPlan[]
  /** Deployments that a rollback would stop; ECS then takes the service back by itself. */
  readonly stops?: readonly PlannedStop[]
}

/** A deployment that is under way and would be stopped; `from` and `to` are ARNs of revisions. */
export type PlannedStop = {
  /** ECS is rolling it back already, which is followed. */
  readonly isUnderWay?: true
  readonly service: string
  readonly key?: string
  readonly site: Site
  readonly deploymentId: string
  readonly from: string
  readonly to: string
}

/** A definition with the services that shall run it, and what ECS has of both. The planner's input. */
export type PlanSubject = {
  readonly file: string
  readonly family: string
  readonly account: Account
  readonly cluster?: string
  readonly definition: JsonObject
  readonly service?: {
    readonly key?: string
    readonly desiredCount?: number
    readonly site: Site
    readonly state: ServiceState
    readonly previousPlaintext: readonly string[]
    /** Members of CreateService, where the service is to be created. */
    readonly creation?: JsonObject
    /** A deployment under way, or done, that does what is wanted already: it is followed. */
    readonly following?: string
    /** The revision the service runs; undefined when ECS no longer has it. */
    readonly current?: LiveDefinition
  }
  readonly task?: WantedTask
  /** Rules and schedules run it, and get the new revision. */
  readonly schedules?: true
  /** The revision to deploy as it is; nothing is registered then. */
  readonly pinned?: string
  /** The family's latest ACTIVE revision; undefined when the family is new. */
  readonly latest?: LiveDefinition
  /** ECS may not be asked for revisions (ecs:DescribeTaskDefinition), so that nothing is known of either. */
  readonly notCompared?: true
}
