import type { RequestRecord } from '../../sandbox/record.ts'
import type { Service, ServiceDeployment } from '../../sandbox/world/state.ts'
import { isGood, type ServiceResult } from '../../src/rollout/outcome.ts'
import type { Played, Ran } from './run-world.ts'
import { imageOf, nameOf, plaintextOf, REGION, releasesOf, SCALED } from './scenario.ts'
import type { WorldSpec } from './spec.ts'

/** How soon a run has to notice what ECS has decided, in milliseconds, when all its reads are fresh and answered. */
export const NOTICED_WITHIN = 5_000

/** A run, and one of its services with what ECS made of it. */
type View = {
  readonly played: Played
  readonly run: Ran
  readonly which: 'first' | 'second'
  readonly index: number
  readonly name: string
  readonly state: Service
  readonly result: ServiceResult | undefined
}

/** brokenPromises holds a world against what ECS had decided: one line for each promise that was broken. */
export function brokenPromises(played: Played): readonly string[] {
  const views = (['first', 'second'] as const).flatMap(which =>
    played.services.map(({ name, state }, index): View => {
      const run = played[which]
      const result = run.report?.results.find(one => one.service === name)
      return { played, run, which, index, name, state, result }
    })
  )
  return [
    ...[played.first, played.second].flatMap((run, at) =>
      run.broken === undefined ? [] : [`${at === 0 ? 'first' : 'second'} run: ${run.broken}`]
    ),
    ...[played.first, played.second].flatMap(oneVerdict),
    ...views.flatMap(view => [
      ...greenIsTrue(view),
      ...redIsTrue(view),
      ...inTime(view),
      ...othersStand(view)
    ]),
    ...nothingTwice(played),
    ...sealed(played),
    ...sameEnd(played)
  ]
}

/** Headline, exit code, outputs and results tell the same. */
function oneVerdict({ report, exit, verdict, outputs }: Ran): readonly string[] {
  if (!report) return []
  const bad = report.results.filter(({ outcome }) => !isGood(outcome))
  const wrong: string[] = []
  if (exit === 0 && bad.length > 0)
    wrong.push(`exit 0, and ${bad.map(one => `${one.service} ${one.outcome}`).join()}`)
  if (exit === 0 && report.problems.length > 0) wrong.push(`exit 0 beside ${report.problems[0]?.code}`)
  if (exit === 0 && report.results.length < report.services.length)
    wrong.push('exit 0, and a service has no result')
  if (exit !== 0 && bad.length === 0 && report.problems.length === 0)
    wrong.push(`exit ${exit} without a reason`)
  const isRed = /did not get through|not started|to be put right|Not sealed/.test(verdict)
  if (isRed === (exit === 0)) wrong.push(`exit ${exit}, headline: ${verdict}`)
  if (outputs['results'] !== JSON.stringify(report.results)) wrong.push('the output results differs')
  return wrong.map(line => `one verdict: ${line}`)
}

/** Good is said only where ECS completed what was asked for. */
function greenIsTrue(view: View): readonly string[] {
  const { result, state, played, run } = view
  if (!result || !isGood(result.outcome)) return []
  const about = `${view.which} run: ${result.service} ${result.outcome}`
  const finished = timeOf(result, run)
  if (result.outcome === 'succeeded') {
    const record = recordOf(state, result)
    if (!record) return [`green: ${about}, and no deployment ${result.deploymentId}`]
    const rolledBack = played.spec.mode === 'rollback' && tookBack(view, record)
    if (record.status !== 'SUCCESSFUL' && !rolledBack)
      return [`green: ${about}, and ECS: ${record.status} ${record.statusReason ?? ''}`]
    if ((record.finishedAt ?? Number.POSITIVE_INFINITY) > finished)
      return [`green: ${about} before ECS had decided`]
  }
  if (othersActed(view, 0)) return []
  const image = imageAt(view, finished)
  const wanted = imageOf(view.name, releasesOf(played.spec, specOf(view)).wanted)
  if (played.spec.mode === 'rollback') {
    const release = imageOf(view.name, releasesOf(played.spec, specOf(view)).now)
    return view.which === 'second' && image === release && result.outcome === 'succeeded'
      ? [`green: ${about}: back to the release that was left, ${image}`]
      : []
  }
  return image === wanted ? [] : [`green: ${about}, and ${image} runs instead of ${wanted}`]
}

/** A failure is one: what ECS completes by itself is not told as failed, and who superseded whom is told right. */
function redIsTrue(view: View): readonly string[] {
  const { result, state, run, played } = view
  if (!result || isGood(result.outcome) || result.outcome === 'not-started') return []
  const about = `${view.which} run: ${result.service} ${result.outcome} (${result.reason})`
  const record = recordOf(state, result) ?? ownRecord(view)
  // a deployment from before is what a rollback goes back to, and none of ours
  if (!record || record.createdAt < played.first.startedAt) return []
  const decided = record.finishedAt ?? Number.POSITIVE_INFINITY
  const wrong: string[] = []
  const took = ownWrites(view).some(one => one.at > record.createdAt)
  if (record.status === 'SUCCESSFUL' && !took && !cannotRead(view) && !played.spec.atomic) {
    const early = decided > timeOf(result, run)
    if (!early || (result.outcome === 'failed' && !othersActed(view, 0)))
      wrong.push(`red: ${about}, and ECS: SUCCESSFUL`)
  }
  if (result.outcome === 'superseded' && !supersededBy(view, record)) wrong.push(`red: ${about}, by nobody`)
  if (result.outcome === 'rolled-back' && !tookBack(view, record))
    wrong.push(`red: ${about}, and ECS: ${record.status}`)
  if (
    result.outcome !== 'superseded' &&
    supersededBy(view, record) &&
    decided < timeOf(result, run) - slack(played.spec) &&
    !took
  )
    wrong.push(`red: ${about}, and somebody else's deployment replaced it`)
  return wrong
}

/** What ECS has decided is told within five seconds, where all reads are fresh and answered. */
function inTime(view: View): readonly string[] {
  const { result, state, run, played } = view
  if (!result || result.outcome === 'not-started' || result.outcome === 'unchanged') return []
  const record = recordOf(state, result)
  // with atomic a service waits for the others before it is told
  if (!record?.finishedAt || played.spec.atomic || cannotRead(view)) return []
  if (ownWrites(view).some(one => one.at > record.createdAt)) return []
  const late = timeOf(result, run) - record.finishedAt - slack(played.spec)
  if (late <= NOTICED_WITHIN) return []
  return [
    `late: ${view.which} run: ${result.service} ${result.outcome} ${(late / 1000).toFixed(1)} s after ECS`
  ]
}

/** What somebody else has begun or set since is left as it is. */
function othersStand(view: View): readonly string[] {
  const { state, played, result } = view
  const wrong: string[] = []
  const mine = result && recordOf(state, result)
  const theirs = mine && supersededBy(view, mine)
  const late =
    theirs &&
    ownWrites(view).find(
      one => changesDeployments(view, one) && one.at > theirs.createdAt + slack(played.spec) + 2_000
    )
  if (late && view.which === 'first')
    wrong.push(
      `others: ${late.operation} ${Math.round((late.at - theirs.createdAt) / 1000)} s after somebody else's deployment`
    )
  const scaled = played.spec.others.filter(
    one => one.what === 'scale' && isAbout(played.spec, one.service, view.index)
  )
  if (
    scaled.length > 0 &&
    wasDone(played, 'UpdateService') &&
    state.desiredCount !== SCALED &&
    state.status === 'ACTIVE'
  )
    wrong.push(`others: the count is ${state.desiredCount}, and somebody had set ${SCALED}`)
  return view.which === 'first' ? wrong : wrong.filter(line => line.includes('count'))
}

/** No revision registered twice, and no deployment of a revision that is deployed or on its way. */
function nothingTwice(played: Played): readonly string[] {
  const wrong: string[] = []
  for (const { name, state } of played.services) {
    const revisions = played.sandbox.world.regions.get(REGION)?.families.get(name)?.revisions ?? []
    const mine = revisions.filter(one => one.registeredBy.endsWith('/sandbox/caller'))
    const alike = mine.filter(
      (one, at) =>
        mine.findIndex(other => JSON.stringify(other.definition) === JSON.stringify(one.definition)) !== at
    )
    const gone = mine.some(one => one.deregisteredAt !== undefined)
    if (alike.length > 0 && !gone) wrong.push(`twice: ${name} has ${mine.length} revisions of one definition`)
    for (const again of deployedAgain(played, state)) wrong.push(`twice: ${again}`)
  }
  return wrong
}

/** A migration that is told as done has left no credential anywhere, made no secret twice, and shown no value. */
function sealed(played: Played): readonly string[] {
  const { spec, sandbox, texts, services } = played
  if (spec.mode !== 'migrate') return []
  const wrong: string[] = []
  const values = Object.values(plaintextOf(spec))
  const holdsOne = (text: string) => values.some(value => text.includes(value))
  const region = sandbox.world.regions.get(REGION)
  const stored = [...(region?.secrets.values() ?? [])].flatMap(({ versions }) =>
    versions.flatMap(({ text }) => (text !== undefined && values.includes(text) ? [text] : []))
  )
  if (new Set(stored).size < stored.length) wrong.push('twice: one value is in two secrets or versions')
  for (const { log, verdict, report, outputs } of [played.first, played.second])
    if (holdsOne([log, verdict, JSON.stringify(report), JSON.stringify(outputs)].join()))
      wrong.push('values: a run shows one')
  if (played.second.exit !== 0) return wrong
  if (texts.some(holdsOne)) wrong.push('sealed: a value is left in a file')
  for (const { name, state } of spec.others.length === 0 ? services : []) {
    const runs = region?.families.get(name)?.revisions.find(({ arn }) => arn === state.taskDefinition)
    if (holdsOne(JSON.stringify(runs?.definition))) wrong.push(`sealed: ${name} runs with a value`)
  }
  return wrong
}

function deployedAgain(played: Played, state: Service): readonly string[] {
  const mine = state.serviceDeployments.filter(one => isOurs(played, state, one)).toReversed()
  return mine.flatMap((one, at) => {
    const before = mine[at - 1]
    if (!before || definitionOf(state, before) !== definitionOf(state, one)) return []
    const newest = state.serviceDeployments.find(other => other.createdAt < one.createdAt)
    const open = before.finishedAt === undefined || before.finishedAt > one.createdAt
    const isGoingBack = (before.rollback?.startedAt ?? Number.POSITIVE_INFINITY) <= one.createdAt
    const held = newest === before && !isGoingBack && (before.status === 'SUCCESSFUL' || open)
    return held
      ? [
          `${state.name} deployed ${definitionOf(state, one)} again ${Math.round((one.createdAt - before.createdAt) / 1000)} s later, the one before: ${before.status}`
        ]
      : []
  })
}

/** When all is quiet the same run comes to a good end wherever the first one was broken off, and changes nothing after a good one. */
function sameEnd(played: Played): readonly string[] {
  const { first, second, spec } = played
  const wrong: string[] = []
  const writes = second.requests.filter(isWrite)
  if (first.exit === 0 && spec.others.length === 0 && spec.mode !== 'rollback' && writes.length > 0)
    wrong.push(`second run: ${writes.map(one => one.operation).join()} after a good first one`)
  if (first.exit === 0 && spec.others.length === 0 && spec.mode !== 'rollback' && second.exit !== 0)
    wrong.push(`second run: exit ${second.exit} after a good first one: ${second.verdict}`)
  const fine = spec.services.every(
    one => one.conduct === 'good' && one.alarmAfter === null && ['none', 'passes'].includes(one.hook)
  )
  if (
    fine &&
    spec.others.length === 0 &&
    spec.mode !== 'rollback' &&
    spec.killAt !== null &&
    second.exit !== 0
  )
    wrong.push(
      `second run: exit ${second.exit} after a kill: ${second.verdict} ${second.report?.results.map(one => one.reason).join()} ${second.report?.problems.map(one => one.message).join()}`
    )
  return wrong
}

function specOf(view: View) {
  const found = view.played.spec.services[view.index]
  if (!found) throw new Error(`no service ${view.index}`)
  return found
}

function timeOf(result: ServiceResult, run: Ran): number {
  return result.finishedAt === undefined ? run.endedAt : Date.parse(result.finishedAt)
}

function recordOf(state: Service, { deploymentId }: ServiceResult): ServiceDeployment | undefined {
  return state.serviceDeployments.find(one => one.deploymentId === deploymentId)
}

/** The newest deployment that this run began, for a result that does not name it. */
function ownRecord(view: View): ServiceDeployment | undefined {
  const updates = ownWrites(view).filter(({ operation }) => operation === 'UpdateService')
  return view.state.serviceDeployments.find(one => updates.some(({ at }) => at === one.createdAt))
}

function definitionOf(state: Service, record: ServiceDeployment): string {
  const found = state.revisions.find(one => one.arn === record.targetRevision)
  return found?.taskDefinition.split('/')[1] ?? ''
}

/** Reads that are behind, and what a call takes, in milliseconds. */
function slack(spec: WorldSpec): number {
  return Math.max(0, ...spec.lags.map(one => one.seconds * 1000)) + 2_000
}

function cannotRead({ played, which }: View): boolean {
  return which === 'first' && (played.spec.expiresAt !== null || played.spec.faults.length > 0)
}

const WRITES = [
  'UpdateService',
  'CreateService',
  'StopServiceDeployment',
  'RegisterTaskDefinition',
  'ContinueServiceDeployment',
  'CreateSecret',
  'PutSecretValue',
  'PutRolePolicy'
]

function isWrite({ operation }: RequestRecord): boolean {
  return WRITES.includes(operation)
}

/** Writes of this run to this service that were carried out. */
function ownWrites(view: View): readonly RequestRecord[] {
  return view.run.requests.filter(
    one => isWrite(one) && wasCarriedOut(one) && isAboutService(one, view.state)
  )
}

/** An update that ECS has nothing to do for changes nothing of anybody's. */
function changesDeployments({ state }: View, { operation, at }: RequestRecord): boolean {
  return operation !== 'UpdateService' || state.serviceDeployments.some(({ createdAt }) => createdAt === at)
}

function wasCarriedOut({ status, error, fault }: RequestRecord): boolean {
  return error === undefined && (status === 200 || fault === 'reset-after')
}

function isAboutService({ body }: RequestRecord, state: Service): boolean {
  const arn = body['serviceDeploymentArn']
  return body['service'] === state.name || (typeof arn === 'string' && arn.includes(`/${state.name}/`))
}

function isOurs(played: Played, state: Service, record: ServiceDeployment): boolean {
  return [...played.first.requests, ...played.second.requests].some(
    one => one.operation === 'UpdateService' && one.at === record.createdAt && isAboutService(one, state)
  )
}

function supersededBy({ played, state }: View, record: ServiceDeployment): ServiceDeployment | undefined {
  return state.serviceDeployments.findLast(
    one =>
      one.createdAt > record.createdAt &&
      one.createdAt <= (record.finishedAt ?? Number.POSITIVE_INFINITY) &&
      !isOurs(played, state, one)
  )
}

function tookBack(view: View, record: ServiceDeployment): boolean {
  if (record.status.startsWith('ROLLBACK')) return true
  return ownWrites(view).some(one => one.at > record.createdAt && one.operation === 'UpdateService')
}

function isAbout(spec: WorldSpec, service: number, index: number): boolean {
  return service % spec.services.length === index
}

/** Somebody else has done something with the service, or with a revision of it, until the end of the run. */
function othersActed({ played, index }: View, since: number): boolean {
  return played.spec.others.some(one => one.after * 1000 >= since && isAbout(played.spec, one.service, index))
}

function wasDone({ sandbox }: Played, operation: string): boolean {
  return sandbox.world.outside.every(one => one.action !== `ecs:${operation}` || one.error === undefined)
}

/** The image of the deployment that was completed last at a time. */
function imageAt({ played, state }: View, at: number): string {
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

/** describeWorld is a world in a few words, for the table of what seeds make. */
export function describeWorld(spec: WorldSpec): string {
  const services = spec.services.map(
    (one, index) => `${nameOf(index)}(${one.count} ${one.strategy} ${one.breaker} ${one.conduct})`
  )
  return [spec.mode, ...services].join(' ')
}
