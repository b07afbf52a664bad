import { lastPartOf } from '../../arn.ts'
import type { OtherDeployment, WatchedDeployment } from '../deployments.ts'

/**
 * adoptedTarget returns what is watched from now on, because somebody else has deployed the same: the other deployment,
 * of which it is not known when ECS created it. Pure.
 */
export function adoptedTarget(
  { createdAt: _, ...target }: WatchedDeployment,
  { deploymentId, taskDefinition }: OtherDeployment
): WatchedDeployment {
  return { ...target, deploymentId, taskDefinition, before: [...target.before, target.deploymentId] }
}

/** describeAdopted names a deployment that is followed from now on, and why it is the same. Pure. */
export function describeAdopted(
  target: Pick<WatchedDeployment, 'taskDefinition'>,
  { deploymentId, taskDefinition }: OtherDeployment
): string {
  if (taskDefinition === target.taskDefinition) return `${deploymentId} of the same definition`
  return `${deploymentId} of ${lastPartOf(taskDefinition)}, which equals ${lastPartOf(target.taskDefinition)},`
}
