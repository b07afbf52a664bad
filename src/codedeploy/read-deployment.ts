import { AwsError, oneLine } from '../aws/error.ts'
import { present } from '../present.ts'
import type { CodeDeployment, CodeDeployPort, DeploymentTarget } from './ports.ts'
import type { CodeDeployLog } from './progress-log.ts'

/** So many looks in a row may fail (throttling, lost connections) before the watch gives up. */
const FAILED_LOOKS_ALLOWED = 10

/** One look: the deployment, or why there was nothing to see; `hopeless` when looking again changes nothing. */
export type DeploymentReading =
  | { readonly kind: 'seen'; readonly deployment: CodeDeployment }
  | { readonly kind: 'again' }
  | { readonly kind: 'hopeless'; readonly error: AwsError }

/** DeploymentReader looks at deployments through the port and bears with what passes by itself. */
export class DeploymentReader {
  readonly #codedeploy: CodeDeployPort
  readonly #progressLog: CodeDeployLog
  #failed = 0
  #targets = true

  constructor(codedeploy: CodeDeployPort, progressLog: CodeDeployLog) {
    this.#codedeploy = codedeploy
    this.#progressLog = progressLog
  }

  /** look reads a deployment. A new one may not be known everywhere yet. */
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
        `A look at deployment ${id} failed (${error.operation}: ${error.awsName}); retrying.`
      )
      return this.#count(error)
    }
  }

  #count(error: AwsError): DeploymentReading {
    this.#failed += 1
    return this.#failed < FAILED_LOOKS_ALLOWED ? { kind: 'again' } : { kind: 'hopeless', error }
  }

  /**
   * target reads events and traffic, which decide nothing: without the permission they are left out, and that is
   * said.
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

/** What one look at a deployment says. */
export type DeploymentVerdict =
  | { readonly state: 'in-progress' }
  /** It stands still until somebody continues it. */
  | { readonly state: 'waits' }
  | { readonly state: 'succeeded' }
  /** It ended without success; `rollbackId` is the deployment that takes it back, where there is one. */
  | { readonly state: 'broken-off'; readonly reason: string; readonly rollbackId?: string }

/**
 * judgeDeployment reads the state of a deployment. Only Succeeded is success; a word that nobody knows yet is no
 * end.
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

/** isOver tells whether a status is a last one. */
export function isOver(status: string): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped'
}

/**
 * awaitsTermination tells that the traffic has been shifted and only the wait before the old tasks are stopped is
 * left: by
 * CodeDeploy's flag, or because every event is through while the deployment goes on (seen on AWS).
 */
export function awaitsTermination(deployment: CodeDeployment, target: DeploymentTarget | undefined): boolean {
  if (deployment.status !== 'InProgress') return false
  const events = target?.events ?? []
  const isThrough = ({ status }: { readonly status: string }) =>
    status === 'Succeeded' || status === 'Skipped'
  return deployment.terminationWaits || (events.length > 0 && events.every(isThrough))
}

/** CodeDeploy's own code and words, one line. */
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
