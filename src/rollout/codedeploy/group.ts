import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
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
  const { application, group, service, region } = subject
  try {
    const found = await codedeploy.getDeploymentGroup(subject)
    const where = `CodeDeploy${found.kind === 'missing' && found.what === 'application' ? ` has no application "${application}" in Region ${region}` : `'s application "${application}" in Region ${region} has no deployment group "${group}"`}`
    const message =
      found.kind === 'missing'
        ? `${where}, which service "${service}" would be deployed through.`
        : faultOf(found.group, subject)
    if (message === undefined && found.kind === 'found') return { group: found.group }
    return {
      problems: [{ code: 'codedeploy-group', fault: 'user', service, message: message ?? '', hint: INPUTS }]
    }
  } catch (error) {
    return { problems: [refusalOf(error, { subject: `deployment group ${group}`, service })] }
  }
}

const INPUTS =
  'Name them with the inputs codedeploy-application and codedeploy-deployment-group; {cluster} and {service} are filled in there.'

/** What is wrong with the group that was found, in one sentence. */
function faultOf(
  { computePlatform = 'ECS', services, group }: DeploymentGroup,
  { application, service, cluster }: GroupSubject
): string | undefined {
  if (computePlatform !== 'ECS')
    return `CodeDeploy's application "${application}" is for ${computePlatform}, so it can't deploy service "${service}" of ECS.`
  const own = lastPartOf(cluster)
  const isOurs = services.some(one => one.service === service && lastPartOf(one.cluster) === own)
  if (services.length === 0 || isOurs) return undefined
  const others = services.map(one => `${one.service} in cluster ${lastPartOf(one.cluster)}`).join(', ')
  return `Deployment group "${group}" deploys ${others}, not service "${service}" in cluster ${own}.`
}

/** targetIdOf returns CodeDeploy's ID of the service, `cluster:service`. */
export function targetIdOf({ cluster, service }: GroupSubject): string {
  return `${lastPartOf(cluster)}:${service}`
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
