import { AwsError } from '../../aws/error.ts'
import { deployThroughCodeDeploy, targetIdOf } from './deploy.ts'
import { CodeDeployWatch } from './follow.ts'
import type { CodeDeployEnd, CodeDeployPort, CodeDeployPorts, GroupSubject } from './group.ts'

/** A deployment to roll back. */
export type CodeDeployRollback = GroupSubject & {
  readonly deploymentId: string
  /** AppSpec of the previous revision; needed to roll back a deployment that has already ended. */
  readonly previousContent?: string
  /** How long the rollback may take, in milliseconds. */
  readonly waitMs: number
}

/**
 * stopAndRollBack requests from CodeDeploy to stop a deployment and roll it back, in one call, for a run that has
 * little time left; CodeDeploy continues without the run. Returns the error if it was refused. Throws no AwsError.
 */
export async function stopAndRollBack(
  deploymentId: string,
  codedeploy: CodeDeployPort
): Promise<'stopping' | 'already over' | AwsError> {
  let isLost = false
  for (;;) {
    try {
      const answer = await codedeploy.stopDeployment(deploymentId)
      // already over at the second request: the first one, whose response was lost, arrived
      return isLost ? 'stopping' : answer
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      // stopping twice is harmless
      if (isLost || error.kind !== 'lost') return error
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
  const { deploymentId, region, service, waitMs } = subject
  const asked = await stopAndRollBack(deploymentId, ports.codedeploy)
  if (asked instanceof AwsError) {
    const reason = `The deployment could not be rolled back: ${asked.operation} failed (${asked.awsName}).`
    return { ...nothing(subject, reason, ports), error: asked }
  }
  if (asked === 'already over') return deployPrevious(subject, ports)
  const watch = new CodeDeployWatch(service, ports)
  watch.say(`rolling back deployment ${deploymentId}`)
  const end = await watch.follow({
    deploymentId,
    targetId: targetIdOf(subject),
    region,
    deadline: ports.clock.now() + waitMs,
    limitMs: waitMs,
    expectsRollback: true,
    isStopped: true
  })
  // it had ended before the request arrived
  return end.outcome === 'succeeded' ? deployPrevious(subject, ports) : withRollback(end)
}

async function deployPrevious(subject: CodeDeployRollback, ports: CodeDeployPorts): Promise<CodeDeployEnd> {
  const { deploymentId, previousContent: content } = subject
  if (content === undefined) {
    const reason = `Deployment ${deploymentId} has ended, and the previous revision is not known; nothing was rolled back.`
    return nothing(subject, reason, ports)
  }
  const request = { ...subject, content, ifDeploying: 'wait', waitUntil: 'deployed' } as const
  const end = await deployThroughCodeDeploy(request, ports)
  if (end.outcome !== 'succeeded') return end.deploymentId === undefined ? end : withRollback(end)
  const reason = `Deployment ${deploymentId} was over; what ran before was deployed again (deployment ${end.deploymentId}).`
  return { ...end, outcome: 'rolled-back', reason, rollback: 'completed' }
}

/** A rollback that was started and whose end was not seen continues in CodeDeploy. */
function withRollback(end: CodeDeployEnd): CodeDeployEnd {
  const isCut = end.outcome === 'cancelled' || end.outcome === 'timed-out' || end.error !== undefined
  return { ...end, rollback: end.rollback ?? (isCut ? 'in-progress' : 'failed') }
}

function nothing(subject: CodeDeployRollback, reason: string, { clock }: CodeDeployPorts): CodeDeployEnd {
  const { deploymentId } = subject
  return { outcome: 'failed', reason, deploymentId, milestones: [], finishedAt: clock.now() }
}
