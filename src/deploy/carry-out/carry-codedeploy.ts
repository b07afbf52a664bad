import { AwsError } from '../../aws/error.ts'
import { explainAwsError, leftAsItWas, refusalOf } from '../../aws/explain.ts'
import { namesFor } from '../../inputs/read-deploy.ts'
import { present } from '../../present.ts'
import { buildAppSpec } from '../../rollout/codedeploy/appspec.ts'
import { deployThroughCodeDeploy } from '../../rollout/codedeploy/deploy.ts'
import { DEPLOY_CANCELLED } from '../../rollout/codedeploy/follow.ts'
import type { CodeDeployEnd, CodeDeployPorts } from '../../rollout/codedeploy/group.ts'
import { rollBackCodeDeploy, stopAndRollBack } from '../../rollout/codedeploy/roll-back.ts'
import { refusedUpdate } from '../../rollout/update-service.ts'
import { definitionIn, type ServicePlan } from '../comparison/plan.ts'
import { investigateFailure } from './advice.ts'
import {
  baseOf,
  type CarriedService,
  isoTimestamp,
  ourRollout,
  type RollbackEnd,
  type RolloutRun,
  type ServiceEnd,
  waitLimit
} from './run.ts'
import { plaintextNote } from './settle.ts'
import { unchangedEnd } from './tasks-now.ts'

type CodeDeployRun = { readonly run: RolloutRun; readonly codePorts: CodeDeployPorts }

/**
 * carryCodeDeploy deploys a service whose deployment controller is CODE_DEPLOY through CodeDeploy, and rolls it back if
 * requested.
 */
export async function carryCodeDeploy(service: ServicePlan, run: RolloutRun): Promise<CarriedService> {
  const startedAt = run.ports.clock.now()
  const base = baseOf(service, run)
  if (service.action.kind === 'unchanged') {
    const { result, ...course } = await unchangedEnd(service, run)
    return { end: { ...course, result: { ...base, ...result } } }
  }
  const counted = await setCount(service, run)
  if (counted) return { end: counted }
  const spec = buildAppSpec(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
    service: service.service,
    taskDefinitionArn: base.taskDefinitionArn ?? '',
    definition: definitionIn(run.plan, service.definitionId)
  })
  if ('problems' in spec) {
    // The plan was made with the same AppSpec, so the service has changed in the meantime.
    const [problem] = spec.problems
    const result = { ...base, outcome: 'not-started' as const, reason: problem?.message ?? '' }
    return { end: { result, milestones: [], ...present({ problem }) } }
  }
  const within = await codeDeployRun(service, run)
  const end = await deploy(service, spec.content, within)
  if (end.outcome === 'timed-out') await investigate(service, end.taskSetId, run)
  const settled = await settle(end, service, within)
  return {
    end: endOf(settled, service, { run, startedAt }),
    undo: () => undo(end.deploymentId ?? '', service, within)
  }
}

async function codeDeployRun(service: ServicePlan, run: RolloutRun): Promise<CodeDeployRun> {
  const { codedeploy } = await run.aws(service.site)
  const { clock, log, signal } = run.ports
  const onFailure: CodeDeployPorts['onFailure'] = ({ taskSetId }) => investigate(service, taskSetId, run)
  return { run, codePorts: { codedeploy, clock, log, signal, onFailure } }
}

function deploy(
  service: ServicePlan,
  content: string,
  { run, codePorts }: CodeDeployRun
): Promise<CodeDeployEnd> {
  const { configuration } = run
  const { description, config } = configuration.codeDeploy
  return deployThroughCodeDeploy(
    {
      ...namedIn(service, run),
      content,
      ifDeploying: configuration.ifDeploying ?? 'wait',
      forceNewDeployment: configuration.forceNewDeployment || isForImage(service.action),
      waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
      waitMs: waitLimit(configuration),
      seenAt: run.plannedAt,
      ...present({ description, config })
    },
    codePorts
  )
}

/** CodeDeploy also leaves an equal revision alone, but its image has changed. */
function isForImage(action: ServicePlan['action']): boolean {
  return action.kind === 'update' && action.because === 'image'
}

function namedIn(service: ServicePlan, { configuration }: RolloutRun) {
  const { cluster, region } = service.site
  const names = namesFor(configuration.codeDeploy, { cluster, service: service.service })
  return { service: service.service, cluster, region, ...names }
}

async function investigate(
  service: ServicePlan,
  taskSetId: string | undefined,
  run: RolloutRun
): Promise<void> {
  const { ecs } = await run.aws(service.site)
  const now = { deploymentId: taskSetId ?? '', ecs, state: service.before }
  await investigateFailure(ourRollout(service, now, run), run.investigation)
}

/** The end of a deployment, including its rollback if there is one. */
async function settle(
  end: CodeDeployEnd,
  service: ServicePlan,
  within: CodeDeployRun
): Promise<CodeDeployEnd> {
  const { configuration } = within.run
  const { deploymentId } = end
  if (deploymentId === undefined || end.error !== undefined) return end
  const isBad = end.outcome === 'failed' || end.outcome === 'timed-out'
  const deleted = isBad ? await whyDeleted(service, within.run) : undefined
  if (deleted !== undefined) return { ...end, isDeleted: true, reason: `${end.reason} ${deleted}` }
  // what CodeDeploy is rolling back already need not be stopped
  if (end.outcome === 'cancelled' && end.rollback === undefined && configuration.onCancel === 'rollback')
    return stopCancelled(end, deploymentId, within)
  if (!isBad || configuration.onFailure !== 'rollback') return end
  const back = await rollBack(deploymentId, service, within)
  const outcome = back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome
  return {
    ...end,
    outcome,
    reason: `${end.reason} ${backInWords(back)}`,
    finishedAt: back.finishedAt,
    ...present({ rollback: back.rollback ?? end.rollback }),
    milestones: [...end.milestones, ...back.milestones]
  }
}

async function stopCancelled(
  end: CodeDeployEnd,
  deploymentId: string,
  { codePorts }: CodeDeployRun
): Promise<CodeDeployEnd> {
  const asked = await stopAndRollBack(deploymentId, codePorts.codedeploy)
  const cancelled = `${DEPLOY_CANCELLED} (deployment ${deploymentId}).`
  if (asked instanceof AwsError)
    return { ...end, reason: `${end.reason} Cannot roll back: ${asked.operation} failed (${asked.awsName}).` }
  if (asked === 'already over')
    return { ...end, reason: `${cancelled} Cannot roll back: the deployment is already over.` }
  const reason = `${cancelled} Its rollback was requested and continues in CodeDeploy.`
  return { ...end, reason, rollback: 'in-progress' }
}

/** The rollback of a deployment that had succeeded (atomic). */
async function undo(deploymentId: string, service: ServicePlan, within: CodeDeployRun): Promise<RollbackEnd> {
  const end = await rollBack(deploymentId, service, within)
  const { milestones, rollback } = end
  // without another deployment, what succeeded is still running
  const without = rollback === undefined ? 'succeeded' : 'failed'
  const outcome = end.outcome === 'rolled-back' ? end.outcome : without
  return { outcome, addition: backInWords(end), milestones, ...present({ rollback }) }
}

/** How a rollback that this run has requested ended, as a sentence after that of the deployment. */
function backInWords({ rollback, reason }: CodeDeployEnd): string {
  switch (rollback) {
    case 'completed':
      return 'Rolled back, verified.'
    case 'in-progress':
      return `Its rollback was requested. ${reason}`
    case 'failed':
      return `The rollback did not succeed. ${reason}`
    default:
      return `Cannot roll back: ${reason}`
  }
}

/** Stops the deployment with a rollback; one that has ended is rolled back by deploying the previous revision. */
function rollBack(
  deploymentId: string,
  service: ServicePlan,
  { run, codePorts }: CodeDeployRun
): Promise<CodeDeployEnd> {
  const previous = buildAppSpec(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
    service: service.service,
    taskDefinitionArn: service.previousTaskDefinitionArn,
    definition: {}
  })
  return rollBackCodeDeploy(
    {
      ...namedIn(service, run),
      deploymentId,
      waitMs: waitLimit(run.configuration),
      ...('content' in previous ? { previousContent: previous.content } : {})
    },
    codePorts
  )
}

function endOf(
  end: CodeDeployEnd,
  service: ServicePlan,
  { run, startedAt }: { readonly run: RolloutRun; readonly startedAt: number }
): ServiceEnd {
  const { deploymentId, error, problems = [] } = end
  const note = end.outcome === 'rolled-back' ? plaintextNote(service) : ''
  const problem = problems[0] ?? (error ? { ...explainAwsError(error), service: service.service } : undefined)
  return {
    result: {
      ...baseOf(service, run),
      outcome: end.outcome,
      reason: `${end.reason}${note}`,
      startedAt: isoTimestamp(startedAt),
      finishedAt: isoTimestamp(end.finishedAt),
      ...present({ deploymentId, isOngoing: end.isOngoing, rollback: end.rollback }),
      ...present({
        isCancelled: end.isCancelled,
        isDeleted: end.isDeleted,
        isRefused: wasRefused(end, service, run) || undefined
      })
    },
    milestones: end.milestones,
    ...present({ codeDeployId: deploymentId, problem })
  }
}

/** Whether no deployment was created and the count, which is set before, was not changed either. */
function wasRefused({ error, deploymentId }: CodeDeployEnd, service: ServicePlan, run: RolloutRun): boolean {
  const isAsBefore = deploymentId === undefined && countOf(service, run) === undefined
  return isAsBefore && error !== undefined && leftAsItWas(error)
}

/** The count that a service does not have yet, if one is requested. */
function countOf({ before }: ServicePlan, { configuration }: RolloutRun): number | undefined {
  return configuration.desiredCount === before.desiredCount ? undefined : configuration.desiredCount
}

/** Sets the desired count, the only setting that ECS accepts for the service. Returns its end if that was refused. */
async function setCount(service: ServicePlan, run: RolloutRun): Promise<ServiceEnd | undefined> {
  const desiredCount = countOf(service, run)
  if (desiredCount === undefined) return undefined
  const { ecs } = await run.aws(service.site)
  try {
    await ecs.updateService({ cluster: service.site.cluster, service: service.service, desiredCount })
    return undefined
  } catch (error) {
    const problem = { ...refusalOf(error), service: service.service }
    const result = { ...baseOf(service, run), outcome: 'failed' as const, reason: problem.message }
    return { result: { ...result, ...refusedUpdate(error) }, problem, milestones: [] }
  }
}

/** That a service was deleted, as a sentence; CodeDeploy does not say why a deployment gets no further. */
async function whyDeleted({ service, site }: ServicePlan, run: RolloutRun): Promise<string | undefined> {
  try {
    const { ecs } = await run.aws(site)
    const [now] = (await ecs.describeServices(site.cluster, [service])).services
    if (now?.status === 'ACTIVE') return undefined
    const what = now === undefined ? 'ECS no longer knows the service' : `The service is ${now.status}`
    return `${what}: it was deleted during the deployment.`
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
