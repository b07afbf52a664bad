import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { decideAction } from '../../plan/decide.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import type { Deployment } from '../../rollout/ports.ts'
import { requestedChangesOf } from '../plan/wishes.ts'
import type { RolloutRun } from './rolling.ts'

/** The service as it is when its turn comes, or why it is not deployed. */
export type Turn = { readonly service: ServicePlan } | { readonly reason: string }

const MINUTE_MS = 60_000
/** A state younger than this is as good as a new look. */
const FRESH_MS = 10_000

/**
 * awaitTurn looks at a service again when its turn comes, since its plan can be old by then, and keeps out of a deployment
 * that somebody else has under way as `if-deploying` says.
 */
export async function awaitTurn(planned: ServicePlan, rolling: RolloutRun): Promise<Turn> {
  if (planned.action.kind === 'unchanged' || planned.action.kind === 'create') return { service: planned }
  const { configuration, ports } = rolling
  const deadline = ports.clock.now() + configuration.waitMinutes * MINUTE_MS
  let service = planned
  if (ports.clock.now() - rolling.plannedAt > FRESH_MS) {
    const looked = await lookAgain(service, rolling)
    if ('reason' in looked) return looked
    service = looked.service
  }
  for (;;) {
    const busy = service.action.kind === 'update' ? deploymentUnderWay(service.before) : undefined
    if (!busy) return { service }
    if (configuration.ifDeploying === 'fail') {
      return { reason: `A deployment of the service is under way (${busy.id}), and if-deploying is fail.` }
    }
    if (configuration.ifDeploying !== 'wait') {
      ports.log.info(`[${service.service}] replaces the deployment that is under way (${busy.id})`)
      return { service }
    }
    const waited = await waitFor(busy, service, { rolling, deadline })
    if ('reason' in waited) return waited
    service = waited.service
  }
}

async function waitFor(
  busy: Deployment,
  service: ServicePlan,
  { rolling, deadline }: { readonly rolling: RolloutRun; readonly deadline: number }
): Promise<Turn> {
  const { ports } = rolling
  ports.log.info(`[${service.service}] waits for the deployment that is under way (${busy.id})`)
  const { ecs } = await rolling.aws(service.site)
  const before = service.before.deployments.map(({ id }) => id).filter(id => id !== busy.id)
  const target = {
    deploymentId: busy.id,
    taskDefinition: busy.taskDefinition,
    before,
    goal: 'deployed' as const
  }
  const end = await rolling.watcher.follow({
    service: service.service,
    site: service.site,
    ecs,
    target,
    startedAt: ports.clock.now(),
    deadline,
    seenEvents: service.before.events.map(({ id }) => id),
    purpose: 'foreign'
  })
  if (end.outcome === 'cancelled') return { reason: 'The run was cancelled before this service was touched.' }
  if (end.outcome === 'timed-out' || end.error) {
    return { reason: `The deployment that was under way (${busy.id}) did not end: ${end.reason}` }
  }
  return lookAgain(service, rolling)
}

async function lookAgain(service: ServicePlan, rolling: RolloutRun): Promise<Turn> {
  try {
    const { ecs } = await rolling.aws(service.site)
    const state = await rolling.looks.look(ecs, service.site.cluster, service.service)
    if (state?.status !== 'ACTIVE') return { reason: 'The service was deleted before its turn came.' }
    const arn = rolling.arns.get(service.definitionId) ?? service.previousTaskDefinitionArn
    const action = decideAction(state, { kind: 'reuse', arn }, requestedChangesOf(rolling.configuration))
    return { service: { ...service, action, before: state } }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { reason: explainAwsError(error).message }
  }
}
