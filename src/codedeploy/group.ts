import { refusalOf } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { CodeDeployPort, DeploymentGroup, GroupNames } from './ports.ts'

/** A service, and the names of what CodeDeploy knows it by. */
export type GroupSubject = GroupNames & {
  readonly service: string
  /** Name or ARN. */
  readonly cluster: string
  readonly region: string
}

/**
 * inspectDeploymentGroup asks CodeDeploy for the group before anything is sent: it must exist, be one for ECS, and
 * deploy this service. Throws nothing; what AWS refuses is a problem too.
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
      ? `CodeDeploy has no application "${application}" in region ${region}, which service "${service}" would be deployed through.`
      : `CodeDeploy's application "${application}" in region ${region} has no deployment group "${group}", which service "${service}" would be deployed through.`
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

/** clusterName is a cluster's name, also where its ARN is given. */
export function clusterName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
}

const MINUTE_MS = 60_000

/**
 * waitingTime is how long a deployment of the group waits on purpose, in milliseconds: for a person, between steps of
 * traffic, and before the old tasks are stopped. A time-out is counted on top. Steps are known of the predefined
 * configurations only (CodeDeploy: "Predefined deployment configurations for an Amazon ECS compute platform").
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
