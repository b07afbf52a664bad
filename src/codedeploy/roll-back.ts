import { AwsError } from '../aws/error.ts'
import type { CodeDeployPorts } from './deploy.ts'
import { deployThroughCodeDeploy } from './deploy.ts'
import type { CodeDeployEnd } from './end.ts'
import { followDeployment } from './follow.ts'
import { clusterName, type GroupSubject } from './group.ts'
import type { CodeDeployPort } from './ports.ts'
import { CodeDeployLog } from './progress-log.ts'

/** A deployment that is to be taken back. */
export type CodeDeployRollback = GroupSubject & {
  readonly deploymentId: string
  /** AppSpec of what ran before; needed to take back a deployment that is over. */
  readonly previousContent?: string
  /** How long the way back may take, milliseconds. */
  readonly waitMs: number
}

/** What became of the request: CodeDeploy goes back by itself, there was nothing to stop, or it refused. */
export type StopRequested =
  | { readonly kind: 'stopping' }
  | { readonly kind: 'already over' }
  | { readonly kind: 'refused'; readonly error: AwsError }

/**
 * stopAndRollBack asks CodeDeploy to stop a deployment and roll it back: one call, for a run that has little time left.
 * CodeDeploy goes on by itself. Throws nothing of AWS's.
 */
export async function stopAndRollBack(
  deploymentId: string,
  codedeploy: CodeDeployPort
): Promise<StopRequested> {
  try {
    return { kind: await codedeploy.stopDeployment(deploymentId) }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    // the answer is lost, not the request: stopping twice does no harm
    if (error.kind !== 'lost') return { kind: 'refused', error }
    return stopAgain(deploymentId, codedeploy)
  }
}

async function stopAgain(deploymentId: string, codedeploy: CodeDeployPort): Promise<StopRequested> {
  try {
    const kind = await codedeploy.stopDeployment(deploymentId)
    // over at the second request: the first one arrived
    return { kind: kind === 'already over' ? 'stopping' : kind }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { kind: 'refused', error }
  }
}

/**
 * rollBackCodeDeploy stops a deployment and watches the rollback to its end. One that is over already is taken back by
 * deploying what ran before, where that is given. The outcome is `rolled-back` only when CodeDeploy says so.
 */
export async function rollBackCodeDeploy(
  subject: CodeDeployRollback,
  ports: CodeDeployPorts
): Promise<CodeDeployEnd> {
  const requested = await stopAndRollBack(subject.deploymentId, ports.codedeploy)
  switch (requested.kind) {
    case 'stopping': {
      const end = await watchRollback(subject, ports)
      // it was over before the request arrived
      return end.outcome === 'succeeded' ? deployPrevious(subject, ports) : end
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
  const { deploymentId, region, service, cluster, waitMs } = subject
  const progressLog = new CodeDeployLog(service, ports)
  progressLog.say(`taking deployment ${deploymentId} back`)
  const targetId = `${clusterName(cluster)}:${service}`
  const deadline = ports.clock.now() + waitMs
  const followed = { deploymentId, targetId, region, deadline, limitMs: waitMs, expectsRollback: true }
  return followDeployment(followed, { ...ports, progressLog })
}

async function deployPrevious(subject: CodeDeployRollback, ports: CodeDeployPorts): Promise<CodeDeployEnd> {
  const { deploymentId, previousContent } = subject
  if (previousContent === undefined) {
    const reason = `Deployment ${deploymentId} is over, and it is not known what ran before it; nothing was rolled back.`
    return nothing(subject, reason, ports)
  }
  const end = await deployThroughCodeDeploy(
    { ...subject, content: previousContent, ifDeploying: 'wait', waitUntil: 'deployed' },
    ports
  )
  if (end.outcome !== 'succeeded') return end
  const reason = `Deployment ${deploymentId} was over; what ran before was deployed again (deployment ${end.deploymentId}).`
  return { ...end, outcome: 'rolled-back', reason }
}

function nothing(subject: CodeDeployRollback, reason: string, ports: CodeDeployPorts): CodeDeployEnd {
  const { deploymentId } = subject
  return { outcome: 'failed', reason, deploymentId, milestones: [], finishedAt: ports.clock.now() }
}
