import { AwsError } from '../../aws/error.ts'
import { deployThroughCodeDeploy } from './deploy.ts'
import { CodeDeployWatch } from './follow.ts'
import { type GroupSubject, targetIdOf } from './group.ts'
import type { CodeDeployEnd, CodeDeployPort, CodeDeployPorts } from './ports.ts'

/** A deployment to roll back. */
export type CodeDeployRollback = GroupSubject & {
  readonly deploymentId: string
  /** AppSpec of the previous revision; needed to roll back a deployment that has already ended. */
  readonly previousContent?: string
  /** How long the rollback may take, in milliseconds. */
  readonly waitMs: number
}

/** The result of the request: CodeDeploy rolls back automatically, there was nothing to stop, or it was rejected. */
export type StopRequested =
  | { readonly kind: 'stopping' }
  | { readonly kind: 'already over' }
  | { readonly kind: 'refused'; readonly error: AwsError }

/**
 * stopAndRollBack asks CodeDeploy to stop a deployment and roll it back, in one call, for a run that has little time
 * left. CodeDeploy continues without the run. Throws no AwsError.
 */
export async function stopAndRollBack(
  deploymentId: string,
  codedeploy: CodeDeployPort
): Promise<StopRequested> {
  let isLost = false
  for (;;) {
    try {
      const kind = await codedeploy.stopDeployment(deploymentId)
      // already over at the second request: the first one, whose response was lost, arrived
      return { kind: isLost ? 'stopping' : kind }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      // stopping twice is harmless
      if (isLost || error.kind !== 'lost') return { kind: 'refused', error }
      isLost = true
    }
  }
}

/**
 * rollBackCodeDeploy stops a deployment and watches its rollback to the end. A deployment that has already ended is
 * rolled back by deploying the previous AppSpec, if given. The outcome is `rolled-back` only if CodeDeploy reports it.
 */
export async function rollBackCodeDeploy(
  subject: CodeDeployRollback,
  ports: CodeDeployPorts
): Promise<CodeDeployEnd> {
  const requested = await stopAndRollBack(subject.deploymentId, ports.codedeploy)
  switch (requested.kind) {
    case 'stopping': {
      const end = await watchRollback(subject, ports)
      // it had ended before the request arrived
      return end.outcome === 'succeeded' ? deployPrevious(subject, ports) : withRollback(end)
    }
    case 'already over':
      return deployPrevious(subject, ports)
    case 'refused': {
      const { operation, awsName } = requested.error
      const reason = `The deployment could not be rolled back: ${operation} failed (${awsName}).`
      return { ...nothing(subject, reason, ports), error: requested.error }
    }
  }
}

function watchRollback(subject: CodeDeployRollback, ports: CodeDeployPorts): Promise<CodeDeployEnd> {
  const { deploymentId, region, service, waitMs } = subject
  const watch = new CodeDeployWatch(service, ports)
  watch.say(`rolling back deployment ${deploymentId}`)
  return watch.follow({
    deploymentId,
    targetId: targetIdOf(subject),
    region,
    deadline: ports.clock.now() + waitMs,
    limitMs: waitMs,
    expectsRollback: true,
    isStopped: true
  })
}

async function deployPrevious(subject: CodeDeployRollback, ports: CodeDeployPorts): Promise<CodeDeployEnd> {
  const { deploymentId, previousContent } = subject
  if (previousContent === undefined) {
    const reason = `Deployment ${deploymentId} has ended, and the previous revision is not known; nothing was rolled back.`
    return nothing(subject, reason, ports)
  }
  const end = await deployThroughCodeDeploy(
    { ...subject, content: previousContent, ifDeploying: 'wait', waitUntil: 'deployed' },
    ports
  )
  if (end.outcome !== 'succeeded') return end.deploymentId === undefined ? end : withRollback(end)
  const reason = `Deployment ${deploymentId} was over; what ran before was deployed again (deployment ${end.deploymentId}).`
  return { ...end, outcome: 'rolled-back', reason, rollback: 'completed' }
}

/** A rollback that was started and whose end was not seen continues in CodeDeploy. */
function withRollback(end: CodeDeployEnd): CodeDeployEnd {
  const isCut = end.outcome === 'cancelled' || end.outcome === 'timed-out' || end.error !== undefined
  return { ...end, rollback: end.rollback ?? (isCut ? 'in-progress' : 'failed') }
}

function nothing(subject: CodeDeployRollback, reason: string, ports: CodeDeployPorts): CodeDeployEnd {
  const { deploymentId } = subject
  return { outcome: 'failed', reason, deploymentId, milestones: [], finishedAt: ports.clock.now() }
}
