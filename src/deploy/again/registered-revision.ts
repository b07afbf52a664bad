import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { explained } from '../../inputs/configuration/explained-problems.ts'
import type { Placement } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { rollOut, withEnds } from '../carry-out/carry-out.ts'
import type { ServiceEnd } from '../carry-out/run.ts'
import type { Plan } from '../comparison/plan.ts'
import type { DeployingPorts } from '../connections.ts'
import { withNotStarted } from '../not-started.ts'
import { withOldValues } from '../old-values.ts'
import { decideOn, type Planned } from '../plan/decide-on.ts'
import { inspectCodeDeploy, type WithAppSpecs } from '../plan/inspect-codedeploy.ts'
import { withMovedImages } from '../plan/moved-images.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { findMissingParts } from './missing-parts.ts'
import { openServices } from './open-services.ts'

/** A service in its current state, and the registered revision to deploy unchanged. */
export type Redeployment = NamedService & {
  readonly state: ServiceState
  readonly live: LiveDefinition
  /** A deployment of the service that already does what is wanted: it is watched, and no other one is started. */
  readonly following?: string
}

/** A run that deploys registered revisions. */
export type AgainRun = DeployingPorts & {
  readonly configuration: AwsConfiguration
  readonly placement: Placement
  /** All services that are to have a result. */
  readonly services: readonly NamedService[]
}

/** The differences between the modes that deploy again. */
type AgainOptions = {
  /** Whether CodeDeploy's groups and AppSpecs are checked before anything is changed. */
  readonly inspectsCodeDeploy?: true
  /** When the services were read, in milliseconds since 1970; if absent, now. */
  readonly plannedAt?: number
  /** Work on other services of the run that continues in the meantime. */
  readonly beside?: () => Promise<readonly ServiceEnd[]>
}

/** planAgain decides what to do so that the services run these revisions. Nothing is registered. */
export function planAgain(
  items: readonly Redeployment[],
  report: Report,
  run: DeployingPorts & { readonly configuration: AwsConfiguration }
): Promise<Planned> {
  const wanted = items.map(({ site, key, state, live, following }) => {
    const { arn, family, definition } = live
    return { file: arn, family, site, definition, state, existing: live, ...present({ following, key }) }
  })
  return decideOn(wanted, report, run)
}

/**
 * deployAgain deploys registered revisions unchanged and watches them as a deploy does: decide, check CodeDeploy, roll
 * out. Every service is read before the first one is changed; a problem with one stops all.
 */
export async function deployAgain(
  items: readonly Redeployment[],
  report: Report,
  { run, inspectsCodeDeploy, plannedAt, beside }: AgainOptions & { readonly run: AgainRun }
): Promise<Report> {
  const decided = await planAgain(items, report, run)
  if (!decided.plan) return withNotStarted(decided.report, run.services)
  const { plan, problems } = inspectsCodeDeploy
    ? await withAppSpecs(decided.plan, run)
    : { plan: decided.plan, problems: [] }
  const planned = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] }
  if (problems.length > 0) return withNotStarted(planned, run.services)
  const arns = new Map(
    plan.definitions.flatMap(({ id, registration }) =>
      registration.kind === 'reuse' ? [[id, registration.arn] as const] : []
    )
  )
  const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() }
  const [others, rolledOut] = await Promise.all([
    beside?.() ?? [],
    rollOut(registered, run.configuration, run)
  ])
  const ends = [...others, ...rolledOut.ends]
  return withEnds({ ...planned, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends })
}

/** withAppSpecs checks what CodeDeploy deploys. */
export function withAppSpecs(plan: Plan, run: AgainRun): Promise<WithAppSpecs> {
  return inspectCodeDeploy(plan, run.configuration, run)
}

/**
 * planExisting plans the deployment of a registered revision (input `task-definition-arn`): without a file, rendering
 * or registration. It must be ACTIVE and contain no plaintext credential, like everything that is deployed.
 */
export async function planExisting(
  revision: string,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  const opened = await openServices(configuration, planning.ports, { what: 'deployed', aws: planning.aws })
  const { placement } = opened
  if ('ended' in opened) return { report: { ...opened.ended, results: [] }, placement }
  const { report, subjects, run } = opened
  const found = await Promise.all(run.services.map(({ site }) => findRevision(revision, site, run)))
  const wrong = found.flatMap(item => ('problem' in item ? [item.problem] : []))
  const problems = [
    ...report.problems,
    ...explained(
      distinctBy(wrong, ({ message }) => message),
      placement
    )
  ]
  if (problems.length > 0) return { report: { ...report, problems }, placement }
  const items = subjects.flatMap((subject, index): readonly Redeployment[] => {
    const item = found[index]
    return item && 'live' in item ? [{ ...subject, live: item.live }] : []
  })
  const { resolved, ...missing } = await findMissingParts(items, () => 'Deploy from the file.', run)
  const checked = { ...report, ...missing, remarks: [...report.remarks, ...missing.remarks] }
  if (missing.problems.length > 0) return { report: checked, placement }
  const planned = await withMovedImages(await planAgain(items, checked, run), run)
  return { ...(await withOldValues(planned, resolved, run)), placement }
}

/** A revision from which ECS can start tasks, or why there is none. */
type FoundRevision = { readonly live: LiveDefinition } | { readonly problem: Problem }

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
