import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { readHouseRules } from '../../checking/house-rules.ts'
import { loadPlacement } from '../../configuration/load-placement.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import type { LiveDefinition, Site } from '../../rollout/ports.ts'
import type { DeployingPorts } from '../connections.ts'
import { inspectServices, missingService, type NamedService, noCluster } from '../prepare/inspect-services.ts'
import type { Planned } from './decide-on.ts'
import { decideOn, type Wanted } from './decide-on.ts'
import { plaintextIn } from './plaintext.ts'

/**
 * planExisting plans the deployment of a revision that is registered already, as it is: no file, no rendering, nothing
 * registered. It must be ACTIVE and hold no plaintext credential, like everything that is deployed here.
 */
export async function planExisting(
  revision: string,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  const house = await readHouseRules(configuration, planning.ports)
  const { placement, problems: badPlacement } = await loadPlacement(configuration, house.text)
  const services = namedServices(configuration, placement)
  const report: Report = {
    ...emptyReport(configuration.mode),
    services: services.map(({ service }) => service),
    problems: [...house.problems, ...badPlacement, ...needs(configuration, services)]
  }
  if (report.problems.length > 0) return { report, placement }
  const inspected = await inspectServices(services, configuration, planning.aws)
  const found = await Promise.all(services.map(({ site }) => findRevision(revision, site, planning)))
  const problems = [
    ...inspected.problems,
    ...inspected.missing.map(missingService),
    ...distinct(found.flatMap(item => ('problem' in item ? [item.problem] : [])))
  ]
  if (problems.length > 0) return { report: { ...report, problems }, placement }
  const wanted = services.flatMap(({ service, site }, index): Wanted[] => {
    const item = found[index]
    const state = inspected.states.get(service)
    if (!item || 'problem' in item || !state) return []
    const { arn, family, definition } = item.live
    return [{ file: arn, family, site, definition, state, existing: item.live }]
  })
  return { ...(await decideOn(wanted, report, { ...planning, configuration })), placement }
}

/** namedServices are the services that the input names, each with where it runs. */
export function namedServices(
  configuration: AwsConfiguration,
  placement: Placement
): readonly NamedService[] {
  const names = Array.isArray(configuration.services) ? configuration.services : []
  return names.map((service: string) => {
    const { cluster = '', ...rest } = siteOf(service, placement, configuration)
    return { service, site: { ...rest, cluster } }
  })
}

function needs(configuration: AwsConfiguration, services: readonly NamedService[]): readonly Problem[] {
  const problems: Problem[] = []
  const report = (code: string, message: string, hint: string) =>
    problems.push({ code, fault: 'user', message, hint })
  if (services.length === 0) {
    report(
      'missing-input',
      'Input "service" names no service for the revision of task-definition-arn.',
      'Name the services, for example service: dispatcher.'
    )
  }
  if (services.some(({ site }) => site.cluster === '')) problems.push(noCluster('deployed'))
  const overrides = Object.keys(configuration.overrides)
  if (configuration.taskDefinition.length > 0 || overrides.length > 0) {
    report(
      'bad-input',
      `Input "task-definition-arn" deploys a revision as it is; ${['task-definition', ...overrides].join(', ')} can't be given with it.`,
      'Remove one of them: to change a definition, deploy it from its file.'
    )
  }
  return problems
}

type Found = { readonly live: LiveDefinition } | { readonly problem: Problem }

async function findRevision(revision: string, site: Site, { aws, ports }: DeployingPorts): Promise<Found> {
  try {
    const { ecs } = await aws(site)
    const live = await ecs.describeTaskDefinition(revision)
    if (!live)
      return problem(
        'revision-not-found',
        `ECS has no revision ${revision} in ${site.region}.`,
        'Check family, number and region; a deleted revision can not be deployed.'
      )
    if (live.status !== 'ACTIVE')
      return problem(
        'revision-inactive',
        `${revision} is ${live.status}: ECS starts no new tasks from it.`,
        'Deploy from the file, which registers it again.'
      )
    const plaintext = plaintextIn(live.definition, ports.mask)
    if (plaintext.length > 0)
      return problem(
        'revision-holds-plaintext',
        `${revision} holds plaintext credentials (${plaintext.join(', ')}).`,
        'Deploy a revision with secret references; mode rollback goes back to one like this in an emergency.'
      )
    return { live }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { problem: explainAwsError(error) }
  }
}

function problem(code: string, message: string, hint: string): Found {
  return { problem: { code, fault: 'cloud', message, hint } }
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map(item => [item.message, item])).values()]
}
