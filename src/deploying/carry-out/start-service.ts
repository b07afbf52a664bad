import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { assertNever } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { bakingTime } from '../../rollout/deadline.ts'
import type { RolloutGoal } from '../../rollout/deployments.ts'
import { deploymentUnderWay, primaryOf } from '../../rollout/deployments.ts'
import type { RolloutStart } from '../../rollout/open-rollout.ts'
import type { EcsPort, ServiceState, UpdateServiceRequest } from '../../rollout/ports.ts'
import { confirmDeployment, updateServiceOnce } from '../../rollout/update-service.ts'
import { changedMembers, settingsNotes } from '../../services/settings.ts'
import { accountKey } from '../connections.ts'
import { baseOf, isoTime, notStarted, type RolloutRun, type ServiceEnd } from './rolling.ts'

/** A rollout to be watched, or a service that has ended already. */
export type StartedService =
  | { readonly kind: 'watch'; readonly start: RolloutStart; readonly updatedAt?: number }
  | { readonly kind: 'ended'; readonly end: ServiceEnd }

const MINUTE_MS = 60_000

/** startService does what the plan says about one service and gives what is to be watched. It throws no AwsError. */
export async function startService(service: ServicePlan, rolling: RolloutRun): Promise<StartedService> {
  const base = baseOf(service, rolling.arns)
  switch (service.action.kind) {
    case 'unchanged': {
      const reason = 'The service already runs this definition.'
      return ended({ result: { ...base, outcome: 'unchanged', reason }, milestones: [] })
    }
    case 'follow':
      return follow(service, service.action.deploymentId, rolling)
    case 'create':
      return create(service, rolling)
    case 'settings':
    case 'scale':
    case 'update':
      return update(service, rolling)
    default:
      return assertNever(service.action)
  }
}

async function create(service: ServicePlan, rolling: RolloutRun): Promise<StartedService> {
  const { ports, configuration } = rolling
  const startedAt = ports.clock.now()
  const { createPlanned } = await import('./create-service.ts')
  const created = await createPlanned(service, rolling)
  if ('end' in created) return ended(created.end)
  const { state } = created
  const deploymentId = primaryOf(state)?.id
  if (deploymentId === undefined) {
    const result = { ...baseOf(service, rolling.arns), outcome: 'failed' as const, reason: NO_NEW_DEPLOYMENT }
    return ended({ result, milestones: [] })
  }
  ports.log.info(`[${service.service}] created: ${deploymentId}`)
  if (configuration.waitUntil === 'none') {
    return ended(notWaitedFor(service, { deploymentId, startedAt }, rolling))
  }
  const { ecs } = await rolling.aws(service.site)
  const start = { ...startOf(service, { deploymentId, ecs, state }, rolling), startedAt }
  return { kind: 'watch', start, updatedAt: ports.clock.now() }
}

function ended(end: ServiceEnd): StartedService {
  return { kind: 'ended', end }
}

async function follow(
  service: ServicePlan,
  deploymentId: string,
  rolling: RolloutRun
): Promise<StartedService> {
  if (rolling.configuration.waitUntil === 'none') {
    const reason = 'Already being rolled out; not waited for (wait-until: none).'
    const result = { ...baseOf(service, rolling.arns), deploymentId, outcome: 'succeeded' as const, reason }
    return ended({ result, milestones: [] })
  }
  const { ecs } = await rolling.aws(service.site)
  return { kind: 'watch', start: startOf(service, { deploymentId, ecs, state: service.before }, rolling) }
}

async function update(service: ServicePlan, rolling: RolloutRun): Promise<StartedService> {
  const { ports, configuration } = rolling
  await rolling.updates.take(accountKey(service.site), ports.signal)
  if (ports.signal.aborted) return ended(notStarted(service, rolling, CANCELLED_BEFORE))
  const startedAt = ports.clock.now()
  const { ecs } = await rolling.aws(service.site)
  const { signal } = ports
  const wanted = { request: requestFor(service, rolling), before: service.before, signal }
  const failed = {
    ...baseOf(service, rolling.arns),
    startedAt: isoTime(startedAt),
    outcome: 'failed' as const
  }
  try {
    const answer = await updateServiceOnce(ecs, ports.clock, wanted)
    const waits = configuration.waitUntil !== 'none'
    const state = waits ? await confirmDeployment(ecs, ports.clock, { ...wanted, answer }) : answer
    const deploymentId = state && primaryOf(state)?.id
    if (!state || deploymentId === undefined) {
      return ended({ result: { ...failed, reason: NO_NEW_DEPLOYMENT }, milestones: [] })
    }
    ports.log.info(`[${service.service}] updated: ${deploymentId}`)
    if (service.action.kind === 'settings' && deploymentUnderWay(state) === undefined) {
      return ended(settingsChanged(service, { startedAt, deploymentId }, rolling))
    }
    if (!waits) return ended(notWaitedFor(service, { deploymentId, startedAt }, rolling))
    const start = { ...startOf(service, { deploymentId, ecs, state }, rolling), startedAt }
    return { kind: 'watch', start, updatedAt: ports.clock.now() }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = { ...explainAwsError(error), service: service.service }
    return ended({ result: { ...failed, reason: problem.message }, problem, milestones: [] })
  }
}

function notWaitedFor(
  service: ServicePlan,
  { deploymentId, startedAt }: { readonly deploymentId: string; readonly startedAt: number },
  { arns }: RolloutRun
): ServiceEnd {
  return {
    result: {
      ...baseOf(service, arns),
      deploymentId,
      outcome: 'succeeded',
      reason: 'Updated; not waited for (wait-until: none).',
      startedAt: isoTime(startedAt)
    },
    milestones: [{ at: startedAt, what: 'updated', text: 'service updated' }]
  }
}

/** No deployment starts for such settings, so there is nothing to watch; ECS's answer is the outcome. */
function settingsChanged(
  service: ServicePlan,
  { startedAt, deploymentId }: { readonly startedAt: number; readonly deploymentId: string },
  { arns, ports }: RolloutRun
): ServiceEnd {
  const members = service.action.kind === 'settings' ? service.action.members : []
  const notes = settingsNotes(members)
  for (const note of notes) ports.log.notice(`[${service.service}] ${note}`)
  const finishedAt = ports.clock.now()
  return {
    result: {
      ...baseOf(service, arns),
      deploymentId,
      outcome: 'succeeded',
      reason: `Settings changed: ${members.join(', ')}.`,
      startedAt: isoTime(startedAt),
      finishedAt: isoTime(finishedAt)
    },
    milestones: [{ at: finishedAt, what: 'updated', text: 'settings changed' }]
  }
}

const CANCELLED_BEFORE = 'The run was cancelled before this service was touched.'

const NO_NEW_DEPLOYMENT =
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.'

function requestFor(service: ServicePlan, { arns, configuration }: RolloutRun): UpdateServiceRequest {
  const force = service.action.kind === 'update' && service.action.forceNewDeployment
  const { desiredCount, settings } = configuration
  const members = changedMembers(settings, service.before.raw)
  return {
    cluster: service.site.cluster,
    service: service.service,
    taskDefinition: arns.get(service.definitionId) ?? service.previousTaskDefinitionArn,
    ...(desiredCount === undefined ? {} : { desiredCount }),
    ...(force ? { forceNewDeployment: true } : {}),
    ...(Object.keys(members).length === 0 ? {} : { members })
  }
}

/** startOf is the rollout of a service as it is watched: until when, and what was there before. */
export function startOf(
  service: ServicePlan,
  now: { readonly deploymentId: string; readonly ecs: EcsPort; readonly state: ServiceState },
  { arns, configuration, ports }: RolloutRun
): RolloutStart {
  const { deploymentId, ecs, state } = now
  const startedAt = ports.clock.now()
  const before = service.before.deployments.map(({ id }) => id).filter(id => id !== deploymentId)
  const scaling = service.action.kind === 'scale' ? { scaleTo: service.action.to } : {}
  // `none` never comes here: what is not waited for is not watched.
  const goal: RolloutGoal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil
  return {
    service: service.service,
    site: service.site,
    ecs,
    target: {
      deploymentId,
      taskDefinition: arns.get(service.definitionId) ?? service.previousTaskDefinitionArn,
      before,
      goal,
      ...scaling
    },
    startedAt,
    deadline: startedAt + configuration.waitMinutes * MINUTE_MS + bakingTime(state.raw),
    seenEvents: service.before.events.map(({ id }) => id),
    purpose: 'ours'
  }
}
