import type { JsonMap } from '../../json.ts'

/** CodeDeploy's state in one Region; times and durations are virtual milliseconds. */
export type CodeDeployState = {
  /** By `application/group`. */
  readonly groups: Map<string, DeploymentGroup>
  /** By ID, oldest first. */
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
  /** Undefined: traffic is rerouted at once. Otherwise, the time limit to continue the deployment manually. */
  readonly readyWait: number | undefined
  readonly terminationWait: number
  /** The time limit for the replacement tasks to become healthy; CodeDeploy's limit is one hour. */
  readonly healthyWait: number
  readonly rollbackEvents: readonly string[]
  /** Scripted: a rollback ends as Failed. */
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
  /** IDs of the task sets; the green one exists from Install on. */
  readonly blue: string
  green?: string
  /** The remaining traffic weights. */
  steps: TrafficStep[]
  /** Incremented when a new timer is set, which makes the older one void. */
  timer: number
}

/** The service properties in an AppSpec. */
export type AppSpecTarget = {
  readonly taskDefinition: string
  readonly containerName: string
  readonly containerPort: number
}

/** Percent of production traffic for the replacement tasks, and the delay before it. */
export type TrafficStep = { readonly after: number; readonly weight: number }

/** The state of a task set besides the deployment of the same ID to which its tasks belong. */
export type TaskSet = {
  readonly id: string
  readonly externalId: string | undefined
  readonly targetGroup: string
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING'
  /** Percent of the service's desired count. */
  scale: number
  weight: number
  updatedAt: number
}
