import { refusalOf } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { CodeDeployPort, DeploymentGroup, GroupNames } from './ports.ts'

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
  try {
    const found = await codedeploy.getDeploymentGroup(subject)
    if (found.kind === 'missing') return { problems: [missing(found.what, subject)] }
    const problem = platformProblem(found.group, subject) ?? serviceProblem(found.group, subject)
    return problem === undefined ? { group: found.group } : { problems: [problem] }
  } catch (error) {
    const about = { subject: `deployment group ${subject.group}`, service: subject.service }
    return { problems: [refusalOf(error, about)] }
  }
}

const INPUTS =
  'Name them with the inputs codedeploy-application and codedeploy-deployment-group; {cluster} and {service} are filled in there.'

function missing(what: 'application' | 'deployment group', subject: GroupSubject): Problem {
  const { application, group, service, region } = subject
  const message =
    what === 'application'
      ? `CodeDeploy has no application "${application}" in Region ${region}, which service "${service}" would be deployed through.`
      : `CodeDeploy's application "${application}" in Region ${region} has no deployment group "${group}", which service "${service}" would be deployed through.`
  return { code: 'codedeploy-group', fault: 'user', service, message, hint: INPUTS }
}

function platformProblem(found: DeploymentGroup, subject: GroupSubject): Problem | undefined {
  const { computePlatform } = found
  if (computePlatform === undefined || computePlatform === 'ECS') return undefined
  const { application, service } = subject
  return {
    code: 'codedeploy-group',
    fault: 'user',
    service,
    message: `CodeDeploy's application "${application}" is for ${computePlatform}, so it can't deploy service "${service}" of ECS.`,
    hint: INPUTS
  }
}

function serviceProblem(found: DeploymentGroup, subject: GroupSubject): Problem | undefined {
  const { service } = subject
  const cluster = clusterName(subject.cluster)
  const isOurs = (one: { readonly cluster: string; readonly service: string }) =>
    one.service === service && clusterName(one.cluster) === cluster
  if (found.services.length === 0 || found.services.some(isOurs)) return undefined
  const others = found.services.map(one => `${one.service} in cluster ${clusterName(one.cluster)}`).join(', ')
  return {
    code: 'codedeploy-group',
    fault: 'user',
    service,
    message: `Deployment group "${found.group}" deploys ${others}, not service "${service}" in cluster ${cluster}.`,
    hint: INPUTS
  }
}

/** clusterName returns the name of a cluster, given its name or ARN. */
export function clusterName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
}

const MINUTE_MS = 60_000

/**
 * waitingTime returns how long a deployment of the group waits by design, in milliseconds: for approval, between
 * traffic steps, and before the old tasks are stopped. The timeout is added to it. Steps are known only for the
 * predefined configurations (CodeDeploy: "Predefined deployment configurations for an Amazon ECS compute platform").
 */
export function waitingTime(group: DeploymentGroup, config = group.config): number {
  return (group.readyWaitMs ?? 0) + shiftingTime(config ?? '') + group.terminationWaitMs
}

function shiftingTime(config: string): number {
  const canary = /^CodeDeployDefault\.ECSCanary\d+Percent(\d+)Minutes$/.exec(config)?.[1]
  if (canary !== undefined) return Number(canary) * MINUTE_MS
  const linear = /^CodeDeployDefault\.ECSLinear(\d+)PercentEvery(\d+)Minutes$/.exec(config)
  const [, percent, minutes] = linear ?? []
  return linear ? (Math.ceil(100 / Number(percent)) - 1) * Number(minutes) * MINUTE_MS : 0
}
