import type { JsonMap } from '../json.ts'

/** A service, its deployments and their records. Times are virtual milliseconds since 1970. */
export type Service = {
  readonly region: string
  readonly cluster: string
  readonly name: string
  readonly arn: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  taskDefinition: string
  desiredCount: number
  readonly launchType: 'FARGATE' | 'EC2'
  readonly controller: string
  readonly schedulingStrategy: string
  configuration: DeploymentConfiguration
  /** Members that are kept and given back (networkConfiguration, loadBalancers, …) without further meaning. */
  settings: JsonMap
  tags: JsonMap[]
  readonly createdAt: number
  readonly createdBy: string
  /** PRIMARY first, newest next. */
  deployments: Deployment[]
  /** The most recent deployment that got COMPLETED: where a rollback goes. */
  lastCompleted: Deployment | undefined
  /** Newest first, at most 100. */
  events: ServiceEvent[]
  /** Newest first. */
  serviceDeployments: ServiceDeployment[]
  revisions: ServiceRevision[]
  /** When the scheduler looks at this service next. */
  reconcileAt: number | undefined
  steady: boolean
}

export type DeploymentConfiguration = {
  minimumHealthyPercent: number
  maximumPercent: number
  circuitBreaker: {
    enable: boolean
    rollback: boolean
    resetOnHealthyTask: boolean
    threshold: { type: string; value: number }
  }
  /** Everything that was given, as it is given back. */
  given: JsonMap
}

export type Deployment = {
  readonly id: string
  status: 'PRIMARY' | 'ACTIVE'
  readonly taskDefinition: string
  readonly revisionArn: string
  desiredCount: number
  failedTasks: number
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  rolloutStateReason: string
  readonly createdAt: number
  updatedAt: number
  /** No new task before this time, after failures. */
  nextStartAt: number
  consecutiveFailures: number
  /** Events that are given once in the life of a deployment. */
  said: string[]
}

export type ServiceDeployment = {
  readonly arn: string
  status: string
  statusReason?: string
  readonly deploymentId: string
  readonly targetRevision: string
  readonly sourceRevisions: string[]
  readonly createdAt: number
  startedAt?: number
  finishedAt?: number
  stoppedAt?: number
  updatedAt: number
  breaker: { status: string; failureCount: number; threshold: number }
  rollback?: { reason: string; startedAt: number; revision: string; toDeployment: string }
}

export type ServiceRevision = {
  readonly arn: string
  readonly taskDefinition: string
  readonly createdAt: number
}
export type ServiceEvent = { readonly id: string; readonly createdAt: number; readonly message: string }
