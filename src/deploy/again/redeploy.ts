import { lastPartOf, partitionOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { fromJson, type ObjectNode } from '../../files/document/tree.ts'
import { explained } from '../../inputs/configuration/explained-problems.ts'
import type { Placement } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy, mapBounded } from '../../list.ts'
import { present } from '../../present.ts'
import type { Remark, Report } from '../../report/report.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import { verifyImages } from '../../secrets/images.ts'
import { type ResolvedReference, resolveReferences } from '../../secrets/resolve.ts'
import { createAsker } from '../../secrets/verification.ts'
import { collectNeeds } from '../../secrets/verify.ts'
import { rollOut, withEnds } from '../carry-out/carry-out.ts'
import type { ServiceEnd } from '../carry-out/run.ts'
import { withOldValues } from '../old-values.ts'
import { decideOn, type Planned } from '../plan/decide-on.ts'
import { inspectCodeDeploy } from '../plan/inspect-codedeploy.ts'
import { withMovedImages } from '../plan/moved-images.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { type DeployingPorts, withNotStarted } from '../target.ts'
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

/** planAgain decides what to do so that the services run these revisions. Nothing is registered. */
export function planAgain(
  items: readonly Redeployment[],
  report: Report,
  run: DeployingPorts & { readonly configuration: AwsConfiguration }
): Promise<Planned> {
  const wanted = items.map(({ site, key, state, live, following }) => {
    const { arn, family, definition } = live
    const { settings } = run.configuration
    return {
      file: arn,
      family,
      site,
      definition,
      state,
      settings,
      existing: live,
      ...present({ following, key })
    }
  })
  return decideOn(wanted, report, run)
}

/**
 * rollOutAgain carries out a plan without files and watches it as a deploy does: it checks what CodeDeploy deploys, and
 * rolls out. `ends` are those of services that need nothing. `plannedAt` is when the services were read.
 */
export async function rollOutAgain(
  { plan: planned, report }: Planned,
  run: AgainRun,
  { ends = [], plannedAt }: { readonly ends?: readonly ServiceEnd[]; readonly plannedAt?: number } = {}
): Promise<Report> {
  if (!planned) return withNotStarted(report, run.services)
  const { plan, problems } = await inspectCodeDeploy(planned, run.configuration, run)
  const checked = { ...report, plan, problems: [...report.problems, ...problems] }
  if (problems.length > 0) return withNotStarted(checked, run.services)
  const arns = new Map(
    plan.definitions.flatMap(({ id, registration }) =>
      registration.kind === 'reuse' ? [[id, registration.arn] as const] : []
    )
  )
  const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() }
  const rolledOut = await rollOut(registered, run.configuration, run)
  const taskDefinitionArns = [...arns.values()]
  return withEnds({ ...checked, taskDefinitionArns }, { ...rolledOut, ends: [...ends, ...rolledOut.ends] })
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
  const distinct = distinctBy(wrong, ({ message }) => message)
  const problems = [...report.problems, ...explained(distinct, placement)]
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
    const hint = 'Deploy from the file, which registers it again.'
    const found = await activeRevision(revision, site, { aws, hint })
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

/** activeRevision reads a revision, which must be ACTIVE. `hint` is what to do if it is not. Throws AwsError. */
export async function activeRevision(
  revision: string,
  site: Site,
  { aws, hint }: Pick<DeployingPorts, 'aws'> & { readonly hint: string }
): Promise<FoundRevision> {
  const { ecs } = await aws(site)
  const live = await ecs.describeTaskDefinition(revision)
  if (live?.status === 'ACTIVE') return { live }
  const name = lastPartOf(revision)
  if (live) return { problem: inactiveRevision(name, live.status, hint) }
  return {
    problem: {
      code: 'revision-not-found',
      fault: 'user',
      message: `ECS has no revision ${name} in ${site.region}.`,
      hint: 'Check family, number and region; a deleted revision cannot be deployed.'
    }
  }
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

/** What the tasks of registered revisions lack, and what could not be checked. */
type MissingParts = {
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** Everything that the revisions read, as far as it was found. */
  readonly resolved: readonly ResolvedReference[]
}

const AT_ONCE = 4
/** The reference comes from ECS, not from a file. */
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 } as const

/** What AWS reports for certain, so that no task can start. Anything else about a reference is unknown here. */
const GONE: ReadonlySet<string> = new Set([
  'secret-not-found',
  'secret-scheduled-for-deletion',
  'parameter-not-found'
])
/** AWS denied the call, or did not answer. */
const UNKNOWN = /^aws-|-access-denied$|^reference-not-verified$/

/**
 * findMissingParts checks, before a service is changed, whether the secrets, parameters and images of an older revision
 * still exist. It reads only metadata. `verify-permissions: off` disables it. `otherwise` is what to do instead.
 * Throws no AwsError.
 */
export async function findMissingParts<Item extends Redeployment>(
  items: readonly Item[],
  otherwise: (item: Item) => string,
  run: DeployingPorts & { readonly configuration: AwsConfiguration }
): Promise<MissingParts> {
  const { verifyPermissions } = run.configuration
  const wanted = verifyPermissions === 'off' ? [] : items.filter(({ following }) => following === undefined)
  const looked = await mapBounded(wanted, AT_ONCE, async item => ({ item, ...(await partsOf(item, run)) }))
  const gone = looked.flatMap(({ item, gone }) => gone.map(one => problemOf(item, one, otherwise(item))))
  const open = [...new Set(looked.flatMap(one => one.open))]
  const resolved = looked.flatMap(one => one.resolved)
  if (verifyPermissions !== 'required')
    return { problems: gone, remarks: open.map(message => ({ message, isUnverified: true })), resolved }
  const hint = 'Allow the call to the deploying role, or set verify-permissions: auto.'
  const unverified = open.map((message): Problem => ({ code: 'not-verified', fault: 'cloud', message, hint }))
  return { problems: [...gone, ...unverified], remarks: [], resolved }
}

type Gone = { readonly what: string; readonly hint: string }

async function partsOf({ service, site, live }: Redeployment, { aws }: DeployingPorts) {
  const { region } = site
  const { directory, images } = await aws(site)
  const root = fromJson(live.definition, NOWHERE) as ObjectNode
  const document = { service, file: live.arn, root, place: () => undefined }
  const partition = partitionOf(region)
  const [{ problems, resolved }, identity] = await Promise.all([
    resolveReferences([document], { directory, region, partition, verify: 'required' }),
    createAsker()(() => directory.callerIdentity())
  ])
  const caller = identity.kind === 'answered' ? identity.value : undefined
  const needs = collectNeeds([document], [])
  const rows = await verifyImages(needs.images, { images, ask: createAsker(), caller })
  const gone = problems
    .filter(({ code }) => GONE.has(code))
    .map(({ message, hint = '' }): Gone => ({ what: message, hint }))
  const lost = rows.flatMap(row =>
    row.verdict === 'denied' && row.remedy.kind === 'advice'
      ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
      : []
  )
  const open = problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : []))
  const denied = rows.flatMap(row =>
    row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
      ? [`Not verified: whether the image ${row.what} exists (no permission for ${row.unknown.operation}).`]
      : []
  )
  return { resolved, gone: [...gone, ...lost], open: [...open, ...denied] }
}

function problemOf(item: Redeployment, { what, hint }: Gone, otherwise: string): Problem {
  return {
    code: 'revision-cannot-start',
    fault: 'user',
    service: item.service,
    message: `Service "${labelOf(item)}": tasks of ${lastPartOf(item.live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
    hint: `${otherwise} The revision keeps the ARNs that it was registered with. With verify-permissions: off this is not checked. ${hint}`
  }
}
