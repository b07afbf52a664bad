import { oneLine } from '../aws/error.ts'
import type { CodeDeployment, DeploymentTarget } from './ports.ts'

/** What one look at a deployment says. */
export type DeploymentVerdict =
  | { readonly state: 'in-progress' }
  /** It stands still until somebody continues it. */
  | { readonly state: 'waits' }
  | { readonly state: 'succeeded' }
  /** It ended without success; `rollbackId` is the deployment that takes it back, where there is one. */
  | { readonly state: 'broken-off'; readonly reason: string; readonly rollbackId?: string }

/** judgeDeployment reads the state of a deployment. Only Succeeded is success; a word that nobody knows yet is no end. */
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
        ...(deployment.rollbackId === undefined ? {} : { rollbackId: deployment.rollbackId })
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
 * awaitsTermination tells that the traffic has been shifted and only the wait before the old tasks are stopped is left: by
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
