import { AwsError, oneLine } from '../aws/error.ts'
import { present } from '../present.ts'
import type { CodeDeployment, CodeDeployPort, DeploymentTarget } from './ports.ts'
import type { CodeDeployLog } from './progress-log.ts'

/** Number of consecutive reads that may fail (throttling, lost connections) before the watch gives up. */
const FAILED_LOOKS_ALLOWED = 10

/** The result of one poll: the deployment, or why it could not be read; `hopeless` if polling again is pointless. */
export type DeploymentReading =
  | { readonly kind: 'seen'; readonly deployment: CodeDeployment }
  | { readonly kind: 'again' }
  | { readonly kind: 'hopeless'; readonly error: AwsError }

/** DeploymentReader reads deployments through the port and tolerates temporary failures. */
export class DeploymentReader {
  readonly #codedeploy: CodeDeployPort
  readonly #progressLog: CodeDeployLog
  #failed = 0
  #targets = true

  constructor(codedeploy: CodeDeployPort, progressLog: CodeDeployLog) {
    this.#codedeploy = codedeploy
    this.#progressLog = progressLog
  }

  /** look reads a deployment. A new one may not be visible everywhere yet. */
  async look(id: string): Promise<DeploymentReading> {
    try {
      const deployment = await this.#codedeploy.getDeployment(id)
      if (deployment !== undefined) {
        this.#failed = 0
        return { kind: 'seen', deployment }
      }
      const message = `CodeDeploy does not know deployment ${id}`
      const awsName = 'DeploymentDoesNotExistException'
      return this.#count(
        new AwsError({ kind: 'missing', operation: 'codedeploy:GetDeployment', awsName, message })
      )
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (error.kind === 'denied' || error.kind === 'expired' || error.kind === 'refused')
        return { kind: 'hopeless', error }
      this.#progressLog.warn(
        `Could not read deployment ${id} (${error.operation}: ${error.awsName}); retrying.`
      )
      return this.#count(error)
    }
  }

  #count(error: AwsError): DeploymentReading {
    this.#failed += 1
    return this.#failed < FAILED_LOOKS_ALLOWED ? { kind: 'again' } : { kind: 'hopeless', error }
  }

  /**
   * target reads events and traffic, which do not affect the verdict: without the permission, they are omitted, and
   * this is reported.
   */
  async target(id: string, targetId: string): Promise<DeploymentTarget | undefined> {
    if (!this.#targets) return undefined
    try {
      return await this.#codedeploy.getTarget(id, targetId)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (error.kind !== 'denied') return undefined
      this.#targets = false
      this.#progressLog.say(
        `Events and traffic of the deployment are not shown (no permission for ${error.operation}).`
      )
      return undefined
    }
  }
}

/** The meaning of one poll of a deployment. */
export type DeploymentVerdict =
  | { readonly state: 'in-progress' }
  /** It is paused until somebody continues it. */
  | { readonly state: 'waits' }
  | { readonly state: 'succeeded' }
  /** It ended without success; `rollbackId` is the deployment that rolls it back, if there is one. */
  | { readonly state: 'broken-off'; readonly reason: string; readonly rollbackId?: string }

/**
 * judgeDeployment interprets the status of a deployment. Only Succeeded is a success; an unknown status is not an end.
 */
export function judgeDeployment(deployment: CodeDeployment): DeploymentVerdict {
  switch (deployment.status) {
    case 'Succeeded':
      return { state: 'succeeded' }
    case 'Ready':
      return { state: 'waits' }
    case 'Failed':
    case 'Stopped':
      return {
        state: 'broken-off',
        reason: reasonOf(deployment),
        ...present({ rollbackId: deployment.rollbackId })
      }
    default:
      return { state: 'in-progress' }
  }
}

/** isOver returns whether a status is final. */
export function isOver(status: string): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped'
}

/**
 * awaitsTermination returns whether the traffic has been shifted and only the wait before the old tasks are stopped is
 * left: by CodeDeploy's flag, or because every event has finished while the deployment continues (observed on AWS).
 */
export function awaitsTermination(deployment: CodeDeployment, target: DeploymentTarget | undefined): boolean {
  if (deployment.status !== 'InProgress') return false
  const events = target?.events ?? []
  const isThrough = ({ status }: { readonly status: string }) =>
    status === 'Succeeded' || status === 'Skipped'
  return deployment.terminationWaits || (events.length > 0 && events.every(isThrough))
}

/** CodeDeploy's error code and message in one line. */
function reasonOf({ status, error }: CodeDeployment): string {
  const what =
    status === 'Failed' ? 'CodeDeploy failed the deployment' : 'The deployment was stopped in CodeDeploy'
  if (error === undefined) return `${what} and gave no reason.`
  const text = oneLine(error.message)
  return text === ''
    ? `${what} (${oneLine(error.code)}).`
    : `${what} (${oneLine(error.code)}): ${ended(text)}`
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
