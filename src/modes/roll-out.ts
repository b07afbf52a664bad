import pLimit from 'p-limit'
import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import { assertNever, type Problem } from '../errors.ts'
import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { Plan, ServicePlan } from '../plan/plan.ts'
import { diagnosisToText } from '../report/results-text.ts'
import { type Diagnosis, diagnose } from '../rollout/diagnose.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import type { ServiceState, UpdateRequest } from '../rollout/ports.ts'
import { confirmDeployment, updateService } from '../rollout/update.ts'
import { type RolloutEnd, type RolloutStart, watchRollouts } from '../rollout/watch.ts'
import type { AwsPorts, ModePorts } from './ports.ts'

/** How all services of a run ended. */
export type RolledOut = {
  readonly results: readonly ServiceResult[]
  readonly diagnoses: readonly Diagnosis[]
  readonly problems: readonly Problem[]
}

type Ports = ModePorts & { readonly aws: AwsPorts }
type Work = { readonly plan: Plan; readonly arns: ReadonlyMap<string, string> }
type Started =
  | { readonly kind: 'watch'; readonly service: ServicePlan; readonly start: RolloutStart }
  | { readonly kind: 'done'; readonly result: ServiceResult; readonly problem?: Problem }

/** UpdateService's bucket is 50 with 5 a second. */
const UPDATES_AT_ONCE = 8
const MINUTE_MS = 60_000

/** rollOut updates all services, watches all rollouts together and finds out why those failed that did. */
export async function rollOut(
  work: Work,
  configuration: DeployConfiguration,
  ports: Ports
): Promise<RolledOut> {
  const limit = pLimit(UPDATES_AT_ONCE)
  const started = await Promise.all(
    work.plan.services.map(service => limit(() => startService(service, work, { configuration, ports })))
  )
  const watched = started.flatMap(item => (item.kind === 'watch' ? [item] : []))
  const diagnoses: Diagnosis[] = []
  const investigate = async (start: RolloutStart) => {
    const diagnosis = await investigateFailure(start, work, ports)
    diagnoses.push(diagnosis)
    ports.log.group(`Why ${start.service} failed`, diagnosisToText(diagnosis))
  }
  const ends = await watchRollouts(
    watched.map(({ start }) => start),
    {
      timeoutMs: configuration.waitMinutes * MINUTE_MS,
      signal: ports.signal,
      onFailure: investigate
    },
    { ecs: ports.aws.ecs, clock: ports.clock, log: ports.log }
  )
  for (const end of ends) {
    const start = watched.find(item => item.start.service === end.service)?.start
    if (end.outcome === 'timed-out' && start) await investigate({ ...start, target: end.target })
  }
  return assemble({ work, started, ends, diagnoses }, configuration)
}

async function startService(
  service: ServicePlan,
  work: Work,
  run: { readonly configuration: DeployConfiguration; readonly ports: Ports }
): Promise<Started> {
  const { configuration, ports } = run
  const arn = work.arns.get(service.definitionId) ?? service.previousTaskDefinitionArn
  const startedAt = ports.clock.now()
  const base = resultBase(service, arn, configuration)
  switch (service.action.kind) {
    case 'unchanged':
      return {
        kind: 'done',
        result: { ...base, outcome: 'unchanged', reason: 'The service already runs this definition.' }
      }
    case 'follow':
      return toWatch(service, { startedAt, arn, state: service.before, configuration })
    case 'scale':
    case 'update':
      return update(service, { startedAt, arn, base }, run)
    default:
      return assertNever(service.action)
  }
}

type Starting = {
  readonly startedAt: number
  readonly arn: string
  readonly base: ReturnType<typeof resultBase>
}

async function update(
  service: ServicePlan,
  { startedAt, arn, base }: Starting,
  run: { readonly configuration: DeployConfiguration; readonly ports: Ports }
): Promise<Started> {
  const { configuration, ports } = run
  const { ecs } = ports.aws
  const wanted = { request: requestFor(service, arn, configuration), before: service.before }
  const failed = { ...base, startedAt: new Date(startedAt).toISOString(), outcome: 'failed' as const }
  if (ports.signal.aborted) {
    return { kind: 'done', result: { ...base, outcome: 'not-started', reason: CANCELLED_BEFORE } }
  }
  try {
    const answer = await updateService(ecs, ports.clock, wanted)
    const waits = configuration.waitUntil !== 'none'
    const state = waits ? await confirmDeployment(ecs, ports.clock, { ...wanted, answer }) : answer
    if (!state) return { kind: 'done', result: { ...failed, reason: NO_NEW_DEPLOYMENT } }
    ports.log.info(`[${service.service}] updated: ${primaryId(state) ?? 'no deployment listed'}`)
    return toWatch(service, { startedAt, arn, state, configuration })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = { ...explainAwsError(error), service: service.service }
    return { kind: 'done', problem, result: { ...failed, reason: problem.message } }
  }
}

const CANCELLED_BEFORE = 'The run was cancelled before this service was touched.'

const NO_NEW_DEPLOYMENT =
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.'

function requestFor(service: ServicePlan, arn: string, configuration: DeployConfiguration): UpdateRequest {
  const force = service.action.kind === 'update' && service.action.forceNewDeployment
  const { desiredCount } = configuration
  return {
    cluster: service.cluster,
    service: service.service,
    taskDefinition: arn,
    ...(desiredCount === undefined ? {} : { desiredCount }),
    ...(force ? { forceNewDeployment: true } : {})
  }
}

function toWatch(
  service: ServicePlan,
  now: {
    readonly startedAt: number
    readonly arn: string
    readonly state: ServiceState
    readonly configuration: DeployConfiguration
  }
): Started {
  const { startedAt, arn, state, configuration } = now
  const deploymentId = service.action.kind === 'follow' ? service.action.deploymentId : primaryId(state)
  const base = { ...resultBase(service, arn, configuration), startedAt: new Date(startedAt).toISOString() }
  if (deploymentId === undefined) {
    const reason = 'Not verified: ECS answered the update without a deployment to watch.'
    return { kind: 'done', result: { ...base, outcome: 'failed', reason } }
  }
  if (configuration.waitUntil === 'none') {
    return { kind: 'done', result: { ...base, deploymentId, ...notWaitedFor(service.action) } }
  }
  const before = service.before.deployments.map(({ id }) => id).filter(id => id !== deploymentId)
  const scaling = service.action.kind === 'scale' ? { scaleTo: service.action.to } : {}
  return {
    kind: 'watch',
    service,
    start: {
      service: service.service,
      cluster: service.cluster,
      target: { deploymentId, taskDefinition: arn, before, ...scaling },
      startedAt,
      seenEvents: service.before.events.map(({ id }) => id)
    }
  }
}

function notWaitedFor(action: ServicePlan['action']): Pick<ServiceResult, 'outcome' | 'reason'> {
  return action.kind === 'follow'
    ? { outcome: 'unchanged', reason: 'Already being rolled out; not waited for (wait-until: none).' }
    : { outcome: 'succeeded', reason: 'Updated; not waited for (wait-until: none).' }
}

function primaryId(state: ServiceState): string | undefined {
  return state.deployments.find(({ status }) => status === 'PRIMARY')?.id
}

function resultBase(service: ServicePlan, arn: string, configuration: DeployConfiguration) {
  return {
    service: service.service,
    cluster: service.cluster,
    region: configuration.region,
    taskDefinitionArn: arn,
    previousTaskDefinitionArn: service.previousTaskDefinitionArn
  }
}

function investigateFailure(start: RolloutStart, work: Work, ports: Ports): Promise<Diagnosis> {
  const service = work.plan.services.find(plan => plan.service === start.service)
  const definition = work.plan.definitions.find(({ id }) => id === service?.definitionId)
  return diagnose(ports.aws.ecs, {
    cluster: start.cluster,
    service: start.service,
    deploymentId: start.target.deploymentId,
    taskDefinitionArn: start.target.taskDefinition,
    definition: definition?.definition ?? {},
    seenEvents: start.seenEvents
  })
}

function assemble(
  done: {
    readonly work: Work
    readonly started: readonly Started[]
    readonly ends: readonly RolloutEnd[]
    readonly diagnoses: readonly Diagnosis[]
  },
  configuration: DeployConfiguration
): RolledOut {
  const problems: Problem[] = []
  const results = done.started.map(item => {
    if (item.kind === 'done') {
      if (item.problem) problems.push(item.problem)
      return item.result
    }
    const end = done.ends.find(({ service }) => service === item.start.service)
    if (end?.error) problems.push({ ...explainAwsError(end.error), service: item.start.service })
    return endedResult(item, end, configuration)
  })
  return { results, diagnoses: done.diagnoses, problems }
}

function endedResult(
  item: Extract<Started, { kind: 'watch' }>,
  end: RolloutEnd | undefined,
  configuration: DeployConfiguration
): ServiceResult {
  const { start, service } = item
  return {
    ...resultBase(service, start.target.taskDefinition, configuration),
    deploymentId: end?.target.deploymentId ?? start.target.deploymentId,
    outcome: end?.outcome ?? 'failed',
    reason: end?.reason ?? 'Not verified: the watch ended without a verdict.',
    startedAt: new Date(start.startedAt).toISOString(),
    ...(end ? { finishedAt: new Date(end.finishedAt).toISOString() } : {})
  }
}
