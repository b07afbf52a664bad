import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { POLL_INTERVAL_MS } from '../pace.ts'
import { CANCELLED_BEFORE } from '../rollout/outcome.ts'
import type { CodeDeployment, CodeDeployPort } from './ports.ts'
import type { CodeDeployLog } from './progress-log.ts'
import { awaitsTermination, DeploymentReader, isOver } from './read-deployment.ts'

/** Another deployment of the group that is in progress, and what to do about it. */
export type ConflictingDeployment = {
  readonly id: string
  /** `cluster:service`, CodeDeploy's ID for the target. */
  readonly targetId: string
  readonly ifDeploying: 'wait' | 'replace' | 'fail'
  /** Milliseconds since 1970. */
  readonly deadline: number
}

/** The group is free, or the reason why it is not. */
export type ConflictResult =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'blocked'
      readonly outcome: 'not-started' | 'cancelled' | 'timed-out'
      readonly reason: string
    }

export type ConflictPorts = {
  readonly codedeploy: CodeDeployPort
  readonly clock: Clock
  readonly progressLog: CodeDeployLog
  readonly signal?: AbortSignal
}

/**
 * resolveConflict waits for another deployment to end, including its rollback. With `replace`, it ends that deployment:
 * it is stopped and rolled back or, if its traffic has already been shifted, its remaining wait is skipped. Whether it
 * succeeded does not matter, because ours follows it. Throws AwsError if stopping or reading is denied.
 */
export async function resolveConflict(
  other: ConflictingDeployment,
  ports: ConflictPorts
): Promise<ConflictResult> {
  switch (other.ifDeploying) {
    case 'fail':
      return {
        kind: 'blocked',
        outcome: 'not-started',
        reason: `CodeDeploy is already deploying ${other.id} for this service (if-deploying: fail); nothing was started.`
      }
    case 'replace':
      await bringToEnd(other, ports)
      return waitForEnd(other, ports)
    case 'wait':
      ports.progressLog.say(`waiting for deployment ${other.id}, which is in progress (if-deploying: wait)`)
      return waitForEnd(other, ports)
  }
}

async function bringToEnd(
  { id, targetId }: ConflictingDeployment,
  { codedeploy, progressLog }: ConflictPorts
): Promise<void> {
  const looker = new DeploymentReader(codedeploy, progressLog)
  const look = await looker.look(id)
  const target = await looker.target(id, targetId)
  if (
    look.kind === 'seen' &&
    awaitsTermination(look.deployment, target) &&
    (await skipWait(id, codedeploy))
  ) {
    progressLog.say(
      `ending the last wait of deployment ${id}, whose traffic is shifted (if-deploying: replace)`
    )
    return
  }
  progressLog.say(`stopping deployment ${id}, which is in progress (if-deploying: replace)`)
  await codedeploy.stopDeployment(id)
}

/**
 * Rolling back a deployment that already has all the traffic, only to replace it, would bring the older release back
 * for a while.
 */
async function skipWait(id: string, codedeploy: CodeDeployPort): Promise<boolean> {
  try {
    await codedeploy.endTerminationWait(id)
    return true
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return false
  }
}

async function waitForEnd(other: ConflictingDeployment, ports: ConflictPorts): Promise<ConflictResult> {
  const { clock, progressLog, signal } = ports
  const looker = new DeploymentReader(ports.codedeploy, progressLog)
  for (let id = other.id; ; ) {
    const look = await looker.look(id)
    if (look.kind === 'hopeless') throw look.error
    if (look.kind === 'seen' && isOver(look.deployment.status)) {
      const rollback = look.deployment.rollbackId
      if (rollback === undefined || rollback === id) return ended(look.deployment, progressLog)
      id = rollback
      continue
    }
    if (signal?.aborted) return { kind: 'blocked', outcome: 'cancelled', reason: CANCELLED_BEFORE.reason }
    if (clock.now() >= other.deadline)
      return {
        kind: 'blocked',
        outcome: 'timed-out',
        reason: `Deployment ${id}, which was in progress before, has not ended; nothing was started.`
      }
    await clock.sleep(Math.max(0, Math.min(POLL_INTERVAL_MS, other.deadline - clock.now())), signal)
  }
}

function ended(deployment: CodeDeployment, progressLog: CodeDeployLog): ConflictResult {
  progressLog.say(`deployment ${deployment.id} has ended: ${deployment.status}`)
  return { kind: 'free' }
}
