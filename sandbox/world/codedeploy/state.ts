import type { JsonMap } from '../../json.ts'

/** CodeDeploy's own state in one region; times and durations are virtual milliseconds. */
export type CodeDeployState = {
  /** By `application/group`. */
  readonly groups: Map<string, DeploymentGroup>
  /** By id, oldest first. */
  readonly deployments: Map<string, CodeDeployment>
}

export type DeploymentGroup = {
  readonly application: string
  readonly name: string
  readonly id: string
  readonly region: string
  readonly cluster: string
  readonly service: string
  readonly config: string
  /** Undefined: traffic is rerouted at once. Otherwise a person has so long to continue the deployment. */
  readonly readyWait: number | undefined
  readonly terminationWait: number
  /** How long the replacement tasks may take to become healthy; CodeDeploy's own limit is an hour. */
  readonly healthyWait: number
  readonly rollbackEvents: readonly string[]
  /** Scripted: a rollback ends in Failed. */
  readonly rollbackFails: boolean
  lastSuccessful: string | undefined
  lastAttempted: string | undefined
}

export type LifecycleEvent = {
  readonly name: string
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped'
  startedAt?: number
  endedAt?: number
}

export type CodeDeployment = {
  readonly id: string
  readonly region: string
  readonly application: string
  readonly group: string
  readonly config: string
  readonly revision: JsonMap | undefined
  readonly target: AppSpecTarget
  readonly description: string | undefined
  readonly creator: 'user' | 'codeDeployRollback'
  readonly createdAt: number
  status: 'Created' | 'InProgress' | 'Ready' | 'Succeeded' | 'Failed' | 'Stopped'
  phase: 'created' | 'installing' | 'waiting' | 'shifting' | 'terminating' | 'ended'
  startedAt?: number
  completedAt?: number
  updatedAt: number
  error?: { code: string; message: string }
  rollback?: {
    rollbackDeploymentId?: string
    rollbackTriggeringDeploymentId?: string
    rollbackMessage: string
  }
  readonly events: LifecycleEvent[]
  /** Ids of the task sets; the green one exists from Install on. */
  readonly blue: string
  green?: string
  /** Traffic weights still to come. */
  steps: TrafficStep[]
  /** Goes up when another timer is set: the older one is void. */
  timer: number
}

/** What an AppSpec says about the service. */
export type AppSpecTarget = {
  readonly taskDefinition: string
  readonly containerName: string
  readonly containerPort: number
}

/** Per cent of production traffic for the replacement tasks, and how long until then. */
export type TrafficStep = { readonly after: number; readonly weight: number }

/** What a task set has besides the deployment of the same id that its tasks belong to. */
export type TaskSet = {
  readonly id: string
  readonly externalId: string | undefined
  readonly targetGroup: string
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING'
  /** Per cent of the service's desired count. */
  scale: number
  weight: number
  updatedAt: number
}
