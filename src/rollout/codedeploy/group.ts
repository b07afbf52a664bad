import { lastPartOf } from '../../arn.ts'
import type { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Milestone, Outcome, ServiceResult } from '../outcome.ts'

/** The names that identify a service's deployments in CodeDeploy. */
export type GroupNames = { readonly application: string; readonly group: string }

/** The parts of a deployment group that a deployment needs; durations are in milliseconds. */
export type DeploymentGroup = GroupNames & {
  /** ECS, Lambda or Server; absent if the response does not contain it. */
  readonly computePlatform?: string
  /** The services that it deploys; CodeDeploy allows one. */
  readonly services: readonly { readonly cluster: string; readonly service: string }[]
  /** Set if traffic is rerouted only after manual approval, within this time. */
  readonly readyWaitMs?: number
  /** How long the old tasks are kept after the traffic shift. */
  readonly terminationWaitMs: number
  /** Whether CodeDeploy rolls back by itself in any case. */
  readonly autoRollback: boolean
  /** The default deployment configuration of the group. */
  readonly config?: string
  /** The newest deployment, whatever its status; its times are from AWS's clock. */
  readonly lastAttempted?: {
    readonly id: string
    readonly status: string
    readonly createdAt?: number
    readonly endedAt?: number
  }
}

/** What CodeDeploy has of a group: `missing` is which of its names does not exist. */
export type FoundGroup = { readonly group: DeploymentGroup } | { readonly missing: 'application' | 'group' }

/** A deployment as returned by GetDeployment. */
export type CodeDeployment = {
  readonly id: string
  /** Created, Queued, InProgress, Baking, Ready, Succeeded, Failed, Stopped, or a future status. */
  readonly status: string
  /** Who created it: `user`, `codeDeployRollback`, and so on. */
  readonly creator?: string
  /** The AppSpec that it deploys, if the response contains it. */
  readonly content?: string
  readonly sha256?: string
  readonly error?: { readonly code: string; readonly message: string }
  /** The deployment that rolls this one back. */
  readonly rollbackId?: string
  /** All traffic has been shifted to the new tasks, and the old ones wait to be stopped. */
  readonly terminationWaits: boolean
}

/** One task set of a deployment. */
export type TargetTaskSet = {
  readonly id: string
  /** Blue is the previous task set, Green the one being deployed. */
  readonly label?: string
  readonly desired: number
  readonly running: number
  readonly pending: number
  /** Percentage of production traffic. */
  readonly traffic?: number
}

/** The service of a deployment as CodeDeploy sees it; status: Pending, InProgress, Succeeded, Failed, Skipped. */
export type DeploymentTarget = {
  readonly events: readonly { readonly name: string; readonly status: string }[]
  readonly taskSets: readonly TargetTaskSet[]
}

/** The exact parameters of CreateDeployment; absent members are not sent. */
export type CreateDeploymentRequest = GroupNames & {
  readonly content: string
  readonly sha256: string
  readonly description?: string
  readonly config?: string
}

/**
 * CodeDeployPort is everything that deployments through CodeDeploy need from it. Every method throws AwsError. Reads
 * are retried inside. Writes are retried only if AWS certainly did not carry them out. An AwsError of kind `lost` on a
 * write means that the result is unknown: the caller must read the state before it tries again.
 */
export interface CodeDeployPort {
  getDeploymentGroup(names: GroupNames): Promise<FoundGroup>
  /** Returns the ID of the new deployment. */
  createDeployment(request: CreateDeploymentRequest): Promise<string>
  /** Undefined if CodeDeploy does not know it (yet). */
  getDeployment(id: string): Promise<CodeDeployment | undefined>
  /**
   * IDs in any order; those created at or after `since` (milliseconds since 1970), or all that CodeDeploy still lists.
   */
  listDeployments(names: GroupNames, since: number | undefined): Promise<readonly string[]>
  /** Undefined until the deployment has begun. The ID of a target is `cluster:service`. */
  getTarget(id: string, targetId: string): Promise<DeploymentTarget | undefined>
  /** Stops a deployment and makes CodeDeploy roll it back; `already over` if there is nothing to stop. */
  stopDeployment(id: string): Promise<'stopping' | 'already over'>
  /** Ends the wait before the old tasks are stopped, so that the deployment succeeds immediately. */
  endTerminationWait(id: string): Promise<void>
}

/** How a deployment through CodeDeploy ended. */
export type CodeDeployEnd = Pick<ServiceResult, 'isOngoing' | 'isCancelled' | 'isDeleted' | 'rollback'> & {
  readonly outcome: Exclude<Outcome, 'unchanged'>
  readonly reason: string
  /** Absent if no deployment was created. */
  readonly deploymentId?: string
  /** The task set that was deployed (`ecs-svc/…`), which is the `startedBy` of its tasks. */
  readonly taskSetId?: string
  readonly milestones: readonly Milestone[]
  /** Milliseconds since 1970. */
  readonly finishedAt: number
  /** Set if AWS refused to create or to return the deployment. */
  readonly error?: AwsError
  /** Set if a problem must be fixed first. */
  readonly problems?: readonly Problem[]
}

/** What is known as soon as a deployment fails, although CodeDeploy may still be rolling it back. */
export type CodeDeployFailure = { readonly reason: string; readonly taskSetId?: string }

export type CodeDeployPorts = {
  readonly codedeploy: CodeDeployPort
  readonly clock: Clock
  readonly log: Log
  readonly signal?: AbortSignal
  /** Called once, as soon as the deployment is known to fail. */
  readonly onFailure?: (failure: CodeDeployFailure) => Promise<void>
}

/** A deployment to watch to its end. */
export type Followed = {
  readonly deploymentId: string
  /** `cluster:service`, CodeDeploy's ID for the target. */
  readonly targetId: string
  readonly region: string
  /** The deadline in milliseconds since 1970, and the timeout as it is reported. */
  readonly deadline: number
  readonly limitMs: number
  /** A rollback is expected on failure, because the group is configured for it or because it was requested. */
  readonly expectsRollback: boolean
  /** Its rollback was requested, whether or not CodeDeploy has begun it. */
  readonly isStopped?: true
}

/** A service and its names in CodeDeploy. */
export type GroupSubject = GroupNames & {
  readonly service: string
  /** Name or ARN. */
  readonly cluster: string
  readonly region: string
}

/**
 * inspectDeploymentGroup reads the group before anything is changed: it must exist, be for ECS, and deploy this
 * service. Throws nothing; a denied call is also returned as a problem.
 */
export async function inspectDeploymentGroup(
  subject: GroupSubject,
  codedeploy: CodeDeployPort
): Promise<{ readonly group: DeploymentGroup } | { readonly problems: readonly Problem[] }> {
  const { service } = subject
  try {
    const found = await codedeploy.getDeploymentGroup(subject)
    const message = faultOf(found, subject)
    if (message === undefined && 'group' in found) return found
    const hint =
      'Name them with the inputs codedeploy-application and codedeploy-deployment-group; {cluster} and {service} are filled in there.'
    return {
      problems: [{ code: 'codedeploy-group', fault: 'user', service, message: message ?? '', hint }]
    }
  } catch (error) {
    return { problems: [refusalOf(error, { subject: `deployment group ${subject.group}`, service })] }
  }
}

/** What is wrong with the group, in one sentence. */
function faultOf(
  found: FoundGroup,
  { application, group, service, cluster, region }: GroupSubject
): string | undefined {
  if ('missing' in found) {
    const what =
      found.missing === 'application'
        ? `application "${application}"`
        : `deployment group "${group}" in application "${application}"`
    return `CodeDeploy in Region ${region} has no ${what}, which service "${service}" would be deployed through.`
  }
  const { computePlatform = 'ECS', services } = found.group
  if (computePlatform !== 'ECS')
    return `CodeDeploy's application "${application}" is for ${computePlatform}, so it can't deploy service "${service}" of ECS.`
  const own = lastPartOf(cluster)
  if (
    services.length === 0 ||
    services.some(one => one.service === service && lastPartOf(one.cluster) === own)
  )
    return undefined
  const others = services.map(one => `${one.service} in cluster ${lastPartOf(one.cluster)}`).join(', ')
  return `Deployment group "${group}" deploys ${others}, not service "${service}" in cluster ${own}.`
}

const MINUTE_MS = 60_000

/**
 * waitingTime returns how long a deployment of the group waits by design, in milliseconds: for approval, between
 * traffic steps, and before the old tasks are stopped. The timeout is added to it. Steps are known only for the
 * predefined configurations (CodeDeploy: "Predefined deployment configurations for an Amazon ECS compute platform").
 */
export function waitingTime(group: DeploymentGroup, config = group.config ?? ''): number {
  const [, canary = 0] = /^CodeDeployDefault\.ECSCanary\d+Percent(\d+)Minutes$/.exec(config) ?? []
  const [, percent = 100, every = 0] =
    /^CodeDeployDefault\.ECSLinear(\d+)PercentEvery(\d+)Minutes$/.exec(config) ?? []
  const minutes = Number(canary) + (Math.ceil(100 / Number(percent)) - 1) * Number(every)
  return (group.readyWaitMs ?? 0) + minutes * MINUTE_MS + group.terminationWaitMs
}
