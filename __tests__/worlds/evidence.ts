import type { RequestRecord } from '../../sandbox/sandbox.ts'
import type { LagPath } from '../../sandbox/world/lag.ts'
import type { Service, ServiceDeployment } from '../../sandbox/world/state.ts'
import type { ServiceResult } from '../../src/rollout/outcome.ts'
import { REGION, repositoryOf } from './names.ts'
import type { Played, Ran } from './run-world.ts'
import type { ServiceSpec, WorldSpec } from './spec.ts'

/** A run, and one of its services with its state in ECS. */
export type View = {
  readonly played: Played
  readonly run: Ran
  readonly which: 'first' | 'second'
  readonly index: number
  readonly name: string
  readonly state: Service
  readonly result: ServiceResult | undefined
}

/** specOf is what the run requests for the service. */
export function specOf(view: View): ServiceSpec {
  const found = view.played.spec.services[view.index]
  if (!found) throw new Error(`no service ${view.index}`)
  return found
}

/** timeOf is when a result was reported, in milliseconds. */
export function timeOf(result: ServiceResult, run: Ran): number {
  return result.finishedAt === undefined ? run.endedAt : Date.parse(result.finishedAt)
}

/** recordOf is ECS's record of the deployment that a result names. */
export function recordOf(state: Service, { deploymentId }: ServiceResult): ServiceDeployment | undefined {
  return state.serviceDeployments.find(one => one.deploymentId === deploymentId)
}

/** The newest deployment that this run started, for a result that does not name it. */
export function ownRecord(view: View): ServiceDeployment | undefined {
  const updates = ownWrites(view).filter(isUpdate)
  return view.state.serviceDeployments.find(one => updates.some(({ at }) => at === one.createdAt))
}

/** definitionOf is the revision that a record deploys, as `family:number`. */
export function definitionOf(state: Service, record: ServiceDeployment): string {
  const found = state.revisions.find(one => one.arn === record.targetRevision)
  return found?.taskDefinition.split('/')[1] ?? ''
}

/** The maximum round-trip time of a call in a world, in milliseconds. */
export const CALL_MS = 300

/** lagOn is the largest lag of these read paths, in milliseconds. */
export function lagOn({ lags }: WorldSpec, ...paths: readonly LagPath[]): number {
  return Math.max(0, ...lags.map(({ path, seconds }) => (paths.includes(path) ? seconds * 1000 : 0)))
}

const LOOKS = ['DescribeServices', 'ListServiceDeployments', 'DescribeServiceDeployments']

/** A poll that failed, or that a fault answered from the past, shows nothing. */
function failedLooks({ run }: View, until: number): readonly number[] {
  return run.requests.flatMap(({ operation, status, fault, at }) =>
    LOOKS.includes(operation) && at <= until && (status !== 200 || fault !== undefined) ? [at] : []
  )
}

/**
 * visibleAt is the earliest time at which a record's end can be read. The record is known once ListServiceDeployments
 * shows it, and its end once DescribeServiceDeployments does; the reason why it was stopped is in the service's list.
 * Polls that failed show nothing, and a run that has not started polling sees nothing. Undefined if ECS has not
 * decided.
 */
export function visibleAt(view: View, record: ServiceDeployment, told: number): number | undefined {
  const { spec } = view.played
  if (record.finishedAt === undefined) return
  const list = record.status === 'STOPPED' ? lagOn(spec, 'deployments') : 0
  return Math.max(
    record.createdAt + lagOn(spec, 'ListServiceDeployments'),
    record.finishedAt + Math.max(lagOn(spec, 'DescribeServiceDeployments'), list),
    Date.parse(view.result?.startedAt ?? '') || 0,
    namedByList(view, record) ? record.createdAt + lagOn(spec, 'deployments') : 0,
    ...failedLooks(view, told)
  )
}

/** The response that named the deployment was lost, or someone else started it: only the service's list names it. */
function namedByList({ run, played, state }: View, record: ServiceDeployment): boolean {
  const { createdAt } = record
  if (!isOurs(played, state, record)) return true
  return run.requests.some(
    one => isUpdate(one) && one.at === createdAt && (one.fault === 'reset-after' || one.fault === 'truncate')
  )
}

/** expiredAt is when the run's credentials were first refused: from then on, it cannot know what ECS decides. */
export function expiredAt({ run }: View): number {
  const first = run.requests.find(({ fault }) => fault === 'expired-token')
  return first?.at ?? Number.POSITIVE_INFINITY
}

const UPDATES = ['UpdateService', 'UpdateExpressGatewayService']

/** isUpdate reports whether a call deploys or changes a service that exists. */
export function isUpdate({ operation }: RequestRecord): boolean {
  return UPDATES.includes(operation)
}

const WRITES = [
  ...UPDATES,
  'CreateService',
  'StopServiceDeployment',
  'RegisterTaskDefinition',
  'ContinueServiceDeployment',
  'CreateDeployment',
  'StopDeployment',
  'CreateSecret',
  'PutSecretValue',
  'PutRolePolicy'
]

/** isWrite reports whether a call changes something. */
export function isWrite({ operation }: RequestRecord): boolean {
  return WRITES.includes(operation)
}

/** Writes of this run to this service that were carried out. */
export function ownWrites(view: View): readonly RequestRecord[] {
  return view.run.requests.filter(
    one => isWrite(one) && wasCarriedOut(one) && isAboutService(one, view.state)
  )
}

/** An update that has no effect in ECS does not change anything of the service. */
export function changesDeployments({ state }: View, one: RequestRecord): boolean {
  return !isUpdate(one) || state.serviceDeployments.some(({ createdAt }) => createdAt === one.at)
}

export function wasCarriedOut({ status, error, fault }: RequestRecord): boolean {
  return error === undefined && (status === 200 || fault === 'reset-after')
}

export function isAboutService({ body }: RequestRecord, state: Service): boolean {
  const arn = body['serviceDeploymentArn']
  const isNamed = body['service'] === state.name || body['serviceArn'] === state.arn
  return isNamed || (typeof arn === 'string' && arn.includes(`/${state.name}/`))
}

/** isOurs: the deployment was started by one of the runs, not by someone else. */
export function isOurs(played: Played, state: Service, record: ServiceDeployment): boolean {
  return [...played.first.requests, ...played.second.requests].some(
    one => isUpdate(one) && one.at === record.createdAt && isAboutService(one, state)
  )
}

/** supersededBy is someone else's deployment that replaced this one while it was in progress. */
export function supersededBy(
  { played, state }: View,
  record: ServiceDeployment
): ServiceDeployment | undefined {
  return state.serviceDeployments.findLast(
    one =>
      one.createdAt > record.createdAt &&
      one.createdAt <= (record.finishedAt ?? Number.POSITIVE_INFINITY) &&
      !isOurs(played, state, one)
  )
}

/** wayBackOf is the newest deployment with which the run itself rolled this one back. */
export function wayBackOf(view: View, record: ServiceDeployment): ServiceDeployment | undefined {
  const writes = ownWrites(view).filter(one => isUpdate(one) && one.at > record.createdAt)
  return view.state.serviceDeployments.find(one => writes.some(({ at }) => at === one.createdAt))
}

/** followedFrom is the deployment that is finally followed: if someone else deploys the same definition, theirs. */
export function followedFrom(view: View, record: ServiceDeployment): ServiceDeployment {
  const theirs = supersededBy(view, record)
  const isSame = theirs && definitionOf(view.state, theirs) === definitionOf(view.state, record)
  return isSame ? followedFrom(view, theirs) : record
}

/** tookBack: ECS or the run itself rolled the deployment back. */
export function tookBack(view: View, record: ServiceDeployment): boolean {
  if (record.status.startsWith('ROLLBACK')) return true
  const later = view.state.serviceDeployments.filter(one => one.createdAt > record.createdAt)
  if (later.some(one => one.rollback && one.rollback.toDeployment !== record.deploymentId)) return true
  return ownWrites(view).some(one => one.at > record.createdAt && isUpdate(one))
}

/** isAbout: an outside change with this index is about the service. */
export function isAbout(spec: WorldSpec, service: number, index: number): boolean {
  return service % spec.services.length === index
}

/** Someone else deploys the service, or stops one of its deployments, so that it may run something else. */
export function othersDeployed({ played, index }: View): boolean {
  return played.spec.others.some(
    ({ what, service }) =>
      (what === 'deploy' || what === 'force' || what === 'stop') && isAbout(played.spec, service, index)
  )
}

/** wasDone: ECS did not refuse such a call by someone else. */
export function wasDone({ sandbox }: Played, operation: string): boolean {
  return sandbox.world.outside.every(one => one.action !== `ecs:${operation}` || one.error === undefined)
}

/** The image of the last deployment completed before a given time. */
export function imageAt({ played, state }: View, at: number): string {
  const done = state.serviceDeployments.filter(
    one => one.status === 'SUCCESSFUL' && (one.finishedAt ?? Number.POSITIVE_INFINITY) <= at
  )
  const record = done[0]
  const arn = record
    ? definitionOf(state, record)
    : (state.revisions.at(-1)?.taskDefinition.split('/')[1] ?? '')
  const [family = '', revision] = arn.split(':')
  const found = played.sandbox.world.regions
    .get(REGION)
    ?.families.get(family)
    ?.revisions.find(one => String(one.revision) === revision)
  const containers = found?.definition['containerDefinitions']
  const [first] = Array.isArray(containers) ? containers : []
  return String((first as { image?: string } | undefined)?.image)
}

/**
 * leavesTagOpen: the run reported that it does not know whether a tag has moved, since ECR did not respond (decision
 * 35).
 */
export function leavesTagOpen({ report }: Ran): boolean {
  return (
    report?.remarks.some(({ message }) => message.includes('whether the tag has moved is not verified')) ===
    true
  )
}

/** digestsAt returns the digests that the tasks of a service run, and the digest of the requested image's tag. */
export function digestsAt({ played, state }: View): {
  readonly run: readonly string[]
  readonly named: string
} {
  const region = played.sandbox.world.regions.get(REGION)
  const tasks = [...(region?.clusters.get(state.cluster)?.tasks.values() ?? [])]
  const running = tasks.filter(
    one => one.owner?.name === state.name && one.lastStatus === 'RUNNING' && one.desiredStatus === 'RUNNING'
  )
  const stored = [...(region?.repositories.get(repositoryOf(state.name))?.images.values() ?? [])]
  return {
    run: running.map(({ containers }) => containers[0]?.imageDigest ?? ''),
    named: stored.find(({ tags }) => tags.includes('1'))?.digest ?? ''
  }
}
