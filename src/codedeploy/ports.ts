/** The names under which CodeDeploy knows a service's deployments. */
export type GroupNames = { readonly application: string; readonly group: string }

/** A deployment group as far as a deployment needs it; waits are milliseconds. */
export type DeploymentGroup = GroupNames & {
  /** ECS, Lambda or Server; absent where the answer does not say. */
  readonly computePlatform?: string
  /** The services it deploys; CodeDeploy allows one. */
  readonly services: readonly { readonly cluster: string; readonly service: string }[]
  /** Set where traffic is rerouted only when a person says so, within this time. */
  readonly readyWaitMs?: number
  /** How long the old tasks are kept after the traffic has been shifted. */
  readonly terminationWaitMs: number
  /**
   * What makes CodeDeploy roll back by itself: DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM,
   * DEPLOYMENT_STOP_ON_REQUEST.
   */
  readonly autoRollback: readonly string[]
  /** The deployment configuration that counts when a deployment names none. */
  readonly config?: string
  /** The newest deployment, whatever became of it; its times are of AWS's own clock. */
  readonly lastAttempted?: {
    readonly id: string
    readonly status: string
    readonly createdAt?: number
    readonly endedAt?: number
  }
}

export type FoundGroup =
  | { readonly kind: 'found'; readonly group: DeploymentGroup }
  | { readonly kind: 'missing'; readonly what: 'application' | 'deployment group' }

/** A deployment as GetDeployment gives it. Times are milliseconds since 1970. */
export type CodeDeployment = GroupNames & {
  readonly id: string
  /** Created, Queued, InProgress, Baking, Ready, Succeeded, Failed, Stopped, or a newer word. */
  readonly status: string
  readonly createdAt?: number
  readonly completedAt?: number
  /** `user`, `codeDeployRollback`, …: who created it. */
  readonly creator?: string
  /** The AppSpec it deploys, where the answer has it. */
  readonly content?: string
  readonly sha256?: string
  readonly error?: { readonly code: string; readonly message: string }
  /** The deployment that rolls this one back. */
  readonly rollbackId?: string
  readonly rollbackMessage?: string
  /** All traffic is on the new tasks, and the old ones wait to be stopped. */
  readonly terminationWaits: boolean
  /** CodeDeploy's own remarks about the state. */
  readonly messages: readonly string[]
}

export type LifecycleEvent = {
  readonly name: string
  /** Pending, InProgress, Succeeded, Failed, Skipped or Unknown. */
  readonly status: string
  readonly message?: string
}

/** One task set of a deployment. */
export type TargetTaskSet = {
  readonly id: string
  /** Blue is what ran before, Green what is being deployed. */
  readonly label?: string
  readonly desired: number
  readonly running: number
  readonly pending: number
  /** Per cent of production traffic. */
  readonly traffic?: number
}

/** The service of a deployment as CodeDeploy sees it. */
export type DeploymentTarget = {
  readonly status: string
  readonly events: readonly LifecycleEvent[]
  readonly taskSets: readonly TargetTaskSet[]
}

/** Exactly what CreateDeployment is asked for; members that are absent are not sent. */
export type CreateDeploymentRequest = GroupNames & {
  readonly content: string
  readonly sha256: string
  readonly description?: string
  readonly config?: string
}

/**
 * CodeDeployPort is all that deployments through CodeDeploy need of it. Every method throws AwsError; reads are retried
 * inside, writes only where AWS certainly did not carry them out: an AwsError of kind `lost` on a write means that
 * nobody knows, and the caller must look before it asks again.
 */
export interface CodeDeployPort {
  getDeploymentGroup(names: GroupNames): Promise<FoundGroup>
  /** Gives the new deployment's id. */
  createDeployment(request: CreateDeploymentRequest): Promise<string>
  /** Undefined when CodeDeploy does not know it (yet). */
  getDeployment(id: string): Promise<CodeDeployment | undefined>
  /** Ids in any order; those created at or after `since` (milliseconds), or all that CodeDeploy remembers. */
  listDeployments(names: GroupNames, since: number | undefined): Promise<readonly string[]>
  /** Undefined as long as the deployment has not begun. A target's id is `cluster:service`. */
  getTarget(id: string, targetId: string): Promise<DeploymentTarget | undefined>
  /** Stops a deployment and has CodeDeploy roll it back; `already over` when there is nothing to stop. */
  stopDeployment(id: string): Promise<'stopping' | 'already over'>
  /** Ends the wait before the old tasks are stopped, so that the deployment succeeds now. */
  endTerminationWait(id: string): Promise<void>
}
