import { refusalOf } from '../../aws/explain.ts'
import { readProjectRules } from '../../checking/decisions/project-rules.ts'
import { namedByKey, type Placement, siteOf } from '../../configuration/placement.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { DeployingPorts } from '../connections.ts'
import { withOldValues } from '../old-values.ts'
import { decideOn, type Planned } from '../plan/decide-on.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import { inspectServices, missingService, type NamedService, noCluster } from '../prepare/inspect-services.ts'
import { announceTarget, withTarget } from '../target.ts'

/** A service in its current state, and the registered revision to deploy unchanged. */
export type Redeployment = NamedService & {
  readonly state: ServiceState
  readonly live: LiveDefinition
  /** A deployment of the service that already does what is wanted: it is watched, and no other one is started. */
  readonly following?: string
}

/** planAgain decides what to do so that the services run these revisions. Nothing is registered. */
export function planAgain(
  items: readonly Redeployment[],
  report: Report,
  run: DeployingPorts & { readonly configuration: AwsConfiguration }
): Promise<Planned> {
  const wanted = items.map(({ site, key, state, live, following }) => {
    const { arn, family } = live
    const existing = live
    const { definition } = existing
    return { file: arn, family, site, definition, state, existing, ...present({ following, key }) }
  })
  return decideOn(wanted, report, run)
}

/**
 * planExisting plans the deployment of a registered revision (input `task-definition-arn`): without a file, rendering
 * or registration. It must be ACTIVE and contain no plaintext credential, like everything that is deployed.
 */
export async function planExisting(
  revision: string,
  configuration: PlanConfiguration | DeployConfiguration,
  run: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  const project = await readProjectRules(configuration, run.ports)
  const { placement, placementProblems: badPlacement } = project
  const services = namedServices(configuration, placement)
  const report: Report = {
    ...emptyReport(configuration.mode),
    services: services.map(keyOf),
    problems: [
      ...project.problems,
      ...badPlacement,
      ...(project.isUndecided ? [] : needs(services, project.placement))
    ]
  }
  if (report.problems.length > 0) return { report, placement }
  const said = await announceTarget(
    services.map(({ site }) => site),
    run
  )
  return said.problems.length > 0
    ? { report: withTarget(report, said), placement }
    : planNamed({ revision, services, placement, report: withTarget(report, said) }, configuration, run)
}

/** The plan for services whose places are known. */
async function planNamed(
  wanted: {
    readonly revision: string
    readonly services: readonly NamedService[]
    readonly placement: Placement
    readonly report: Report
  },
  configuration: PlanConfiguration | DeployConfiguration,
  run: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  const { revision, services, placement, report } = wanted
  const inspected = await inspectServices(services, configuration, run.aws)
  const found = await Promise.all(services.map(({ site }) => findRevision(revision, site, run)))
  const problems = [
    ...inspected.problems,
    ...inspected.missing.map(missingService),
    ...distinctBy(
      found.flatMap(item => ('problem' in item ? [item.problem] : [])),
      ({ message }) => message
    )
  ]
  if (problems.length > 0) {
    const { explained } = await import('../../configuration/explained-problems.ts')
    return { report: { ...report, problems: explained(problems, placement) }, placement }
  }
  const items = services.flatMap((named, index): readonly Redeployment[] => {
    const item = found[index]
    const state = inspected.states.get(keyOf(named))
    return item && 'live' in item && state ? [{ ...named, state, live: item.live }] : []
  })
  const again = { ...run, configuration }
  const { findMissingParts } = await import('./missing-parts.ts')
  const { resolved, ...missing } = await findMissingParts(
    items,
    () => ({ hint: 'Deploy from the file.' }),
    again
  )
  const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] }
  if (missing.problems.length > 0) return { report: checked, placement }
  const planned = await planAgain(items, checked, again)
  const { withMovedImages } = await import('../plan/moved-images.ts')
  return { ...(await withOldValues(await withMovedImages(planned, run), resolved, again)), placement }
}

/** namedServices lists the services that the input names, each with its cluster, Region and account. */
export function namedServices(
  configuration: AwsConfiguration,
  placement: Placement
): readonly NamedService[] {
  const { services } = configuration
  const names = services === 'all' || services === 'changed' ? [...placement.places.keys()] : (services ?? [])
  return names.map((name: string) => {
    const key = keyFor(name, placement)
    const { cluster = '', ...rest } = siteOf(key, placement, configuration)
    return { ...namedByKey(key, placement), site: { ...rest, cluster } }
  })
}

/**
 * A service may be named by its name in ECS if only one service has it, because a paused deployment shows only that
 * name.
 */
function keyFor(name: string, { places }: Placement): string {
  if (places.has(name)) return name
  const own = [...places].filter(([, place]) => place.name === name)
  return own.length === 1 ? (own[0] as (typeof own)[number])[0] : name
}

/** nameServices says how to name the services: those of the configuration file, or an example. */
export function nameServices({ places }: Placement): string {
  const keys = [...places.keys()]
  return keys.length === 0
    ? 'Name the services, for example service: dispatcher.'
    : `Name one or several, or write service: all. The configuration file has ${keys.join(', ')}.`
}

function needs(services: readonly NamedService[], placement: Placement): readonly Problem[] {
  const problems: Problem[] = []
  const report = (code: string, message: string, hint: string) =>
    problems.push({ code, fault: 'user', message, hint })
  if (services.length === 0) {
    report(
      'missing-input',
      'Input "service" names no service for the revision of task-definition-arn.',
      nameServices(placement)
    )
  }
  if (services.some(({ site }) => site.cluster === '')) problems.push(noCluster('deployed'))
  return problems
}

/** A revision from which ECS can start tasks, or why there is none. */
export type FoundRevision = { readonly live: LiveDefinition } | { readonly problem: Problem }

async function findRevision(
  revision: string,
  site: Site,
  { aws, ports }: DeployingPorts
): Promise<FoundRevision> {
  try {
    const found = await activeRevision(revision, site, {
      aws,
      name: () => revision,
      hint: 'Deploy from the file, which registers it again.'
    })
    const plaintext = 'live' in found ? plaintextIn(found.live.definition, ports.mask) : []
    if (plaintext.length === 0) return found
    return {
      problem: {
        code: 'revision-holds-plaintext',
        fault: 'user',
        message: `${revision} holds plaintext credentials (${plaintext.join(', ')}).`,
        hint: 'Deploy a revision with secret references. In an emergency mode rollback can return to a revision like this.'
      }
    }
  } catch (error) {
    return { problem: refusalOf(error) }
  }
}

/**
 * activeRevision reads a revision, which must be ACTIVE. `name` is its name in messages, `hint` says what to do if it
 * is not ACTIVE. Throws AwsError.
 */
export async function activeRevision(
  revision: string,
  site: Site,
  about: Pick<DeployingPorts, 'aws'> & {
    readonly name: (arn: string) => string
    readonly hint: string
  }
): Promise<FoundRevision> {
  const { ecs } = await about.aws(site)
  const live = await ecs.describeTaskDefinition(revision)
  if (!live) {
    return {
      problem: {
        code: 'revision-not-found',
        fault: 'user',
        message: `ECS has no revision ${about.name(revision)} in ${site.region}.`,
        hint: 'Check family, number and region; a deleted revision cannot be deployed.'
      }
    }
  }
  if (live.status === 'ACTIVE') return { live }
  return { problem: inactiveRevision(about.name(live.arn), live.status, about.hint) }
}

/** inactiveRevision is the problem of a revision that is not ACTIVE: `status` is ECS's status, or `deleted`. */
export function inactiveRevision(name: string, status: string, hint: string): Problem {
  return {
    code: 'revision-inactive',
    fault: 'user',
    message: `${name} is ${status}: ECS starts no new tasks from it.`,
    hint
  }
}
