import { AwsError } from '../../aws/error.ts'
import { explainAwsError, leftAsItWas, refusalOf } from '../../aws/explain.ts'
import { namesFor } from '../../inputs/read-deploy.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { buildAppSpec } from '../../rollout/codedeploy/appspec.ts'
import { deployThroughCodeDeploy } from '../../rollout/codedeploy/deploy.ts'
import { DEPLOY_CANCELLED } from '../../rollout/codedeploy/follow.ts'
import type { CodeDeployEnd, CodeDeployPorts } from '../../rollout/codedeploy/group.ts'
import { rollBackCodeDeploy, stopAndRollBack } from '../../rollout/codedeploy/roll-back.ts'
import { refusedUpdate } from '../../rollout/update-service.ts'
import { definitionIn, type ServicePlan, wantsNewTasks } from '../comparison/plan.ts'
import { changedMembers } from '../services/settings.ts'
import { investigateFailure } from './advice.ts'
import {
  baseOf,
  type CarriedService,
  endedAs,
  isoTimestamp,
  lookAgain,
  ourRollout,
  type RollbackEnd,
  type RolloutRun,
  revisionFor,
  type ServiceEnd,
  waitLimit
} from './run.ts'
import { plaintextNote } from './settle.ts'
import { unchangedEnd } from './tasks-now.ts'

/** A service, the run, and what deploying it through CodeDeploy takes. */
type Carrying = { readonly service: ServicePlan; readonly run: RolloutRun; readonly ports: CodeDeployPorts }

/**
 * carryCodeDeploy deploys a service whose deployment controller is CODE_DEPLOY through CodeDeploy, and rolls it back if
 * requested. Throws no AwsError.
 */
export async function carryCodeDeploy(service: ServicePlan, run: RolloutRun): Promise<CarriedService> {
  const { configuration } = run
  const { clock, log, signal } = run.ports
  const startedAt = clock.now()
  if (service.action.kind === 'unchanged') {
    return { end: await unchangedEnd(service, run) }
  }
  const refused = await changeSettings(service, run)
  if (refused) return { end: refused }
  const spec = specOf(service, revisionFor(service, run), definitionIn(run.plan, service.definitionId))
  if ('problems' in spec) {
    // The plan was made with the same AppSpec, so the service has changed in the meantime.
    const [problem] = spec.problems
    const why = { outcome: 'not-started' as const, reason: problem?.message ?? '' }
    return { end: endedAs(service, run, { ...why, ...present({ problem }) }) }
  }
  const { codedeploy } = await run.aws(service.site)
  const onFailure = ({ taskSetId }: { readonly taskSetId?: string }) => investigate(service, taskSetId, run)
  const carrying = { service, run, ports: { codedeploy, clock, log, signal, onFailure } }
  const { description, config } = configuration.codeDeploy
  const end = await deployThroughCodeDeploy(
    {
      ...namedIn(carrying),
      content: spec.content,
      ifDeploying: configuration.ifDeploying ?? 'wait',
      // CodeDeploy also leaves an equal revision alone
      forceNewDeployment: configuration.forceNewDeployment || wantsNewTasks(service.action),
      waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
      waitMs: waitLimit(configuration),
      seenAt: run.plannedAt,
      ...present({ description, config })
    },
    carrying.ports
  )
  if (end.outcome === 'timed-out') await investigate(service, end.taskSetId, run)
  return {
    end: endOf(await settle(end, carrying), service, { run, startedAt }),
    undo: () => undo(end.deploymentId ?? '', carrying)
  }
}

function specOf(
  { appSpec, before, service }: ServicePlan,
  taskDefinitionArn: string,
  definition: JsonObject
) {
  return buildAppSpec(appSpec ?? { kind: 'service', raw: before.raw }, {
    service,
    taskDefinitionArn,
    definition
  })
}

function namedIn({ service: { service, site }, run }: Carrying) {
  const { cluster, region } = site
  return { service, cluster, region, ...namesFor(run.configuration.codeDeploy, { cluster, service }) }
}

async function investigate(
  service: ServicePlan,
  taskSetId: string | undefined,
  run: RolloutRun
): Promise<void> {
  const { ecs } = await run.aws(service.site)
  const now = { deploymentId: taskSetId ?? '', ecs, state: service.before }
  await investigateFailure(ourRollout(service, now, run), run)
}

/** The end of a deployment, including its rollback if there is one. */
async function settle(end: CodeDeployEnd, carrying: Carrying): Promise<CodeDeployEnd> {
  const { service, run, ports } = carrying
  const { onCancel, onFailure } = run.configuration
  const { deploymentId } = end
  if (deploymentId === undefined || end.error !== undefined) return end
  const isBad = end.outcome === 'failed' || end.outcome === 'timed-out'
  const deleted = isBad ? await whyDeleted(service, run) : undefined
  if (deleted !== undefined) return { ...end, isDeleted: true, reason: `${end.reason} ${deleted}` }
  // what CodeDeploy is rolling back already need not be stopped
  if (end.outcome === 'cancelled' && end.rollback === undefined && onCancel === 'rollback') {
    const asked = await stopAndRollBack(deploymentId, ports.codedeploy)
    if (asked instanceof AwsError)
      return {
        ...end,
        reason: `${end.reason} Cannot roll back: ${asked.operation} failed (${asked.awsName}).`
      }
    const cancelled = `${DEPLOY_CANCELLED} (deployment ${deploymentId}).`
    if (asked === 'already over')
      return { ...end, reason: `${cancelled} Cannot roll back: the deployment is already over.` }
    const reason = `${cancelled} Its rollback was requested and continues in CodeDeploy.`
    return { ...end, reason, rollback: 'in-progress' }
  }
  if (!isBad || onFailure !== 'rollback') return end
  const back = await rollBack(deploymentId, carrying)
  return {
    ...end,
    outcome: back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome,
    reason: `${end.reason} ${inWords(back)}`,
    finishedAt: back.finishedAt,
    ...present({ rollback: back.rollback ?? end.rollback }),
    milestones: [...end.milestones, ...back.milestones]
  }
}

/** The rollback of a deployment that had succeeded (atomic). */
async function undo(deploymentId: string, carrying: Carrying): Promise<RollbackEnd> {
  const end = await rollBack(deploymentId, carrying)
  const { milestones, rollback } = end
  // without another deployment, what succeeded is still running
  const without = rollback === undefined ? 'succeeded' : 'failed'
  const outcome = end.outcome === 'rolled-back' ? end.outcome : without
  return { outcome, addition: inWords(end), milestones, ...present({ rollback }) }
}

/** How a rollback that this run has requested ended, as a sentence after that of the deployment. */
function inWords({ rollback, reason }: CodeDeployEnd): string {
  if (rollback === 'completed') return 'Rolled back, verified.'
  if (rollback === undefined) return `Cannot roll back: ${reason}`
  return `${rollback === 'failed' ? 'The rollback did not succeed.' : 'Its rollback was requested.'} ${reason}`
}

/** Stops the deployment with a rollback; one that has ended is rolled back by deploying the previous revision. */
function rollBack(deploymentId: string, carrying: Carrying): Promise<CodeDeployEnd> {
  const { service, run, ports } = carrying
  const previous = specOf(service, service.previousTaskDefinitionArn, {})
  const waitMs = waitLimit(run.configuration)
  const previousContent = 'content' in previous ? previous.content : undefined
  return rollBackCodeDeploy(
    { ...namedIn(carrying), deploymentId, waitMs, ...present({ previousContent }) },
    ports
  )
}

function endOf(
  end: CodeDeployEnd,
  service: ServicePlan,
  { run, startedAt }: { readonly run: RolloutRun; readonly startedAt: number }
): ServiceEnd {
  const { deploymentId, error, problems = [], isOngoing, rollback, isCancelled, isDeleted } = end
  const note = end.outcome === 'rolled-back' ? plaintextNote(service) : ''
  const problem = problems[0] ?? (error ? { ...explainAwsError(error), service: service.service } : undefined)
  // no deployment was created, and the settings, which are changed before, did not change either
  const isAsBefore = deploymentId === undefined && Object.keys(changesOf(service)).length === 0
  const isRefused = (isAsBefore && error !== undefined && leftAsItWas(error)) || undefined
  return {
    result: {
      ...baseOf(service, run),
      outcome: end.outcome,
      reason: `${end.reason}${note}`,
      startedAt: isoTimestamp(startedAt),
      finishedAt: isoTimestamp(end.finishedAt),
      ...present({ deploymentId, isOngoing, rollback, isCancelled, isDeleted, isRefused })
    },
    milestones: end.milestones,
    ...present({ codeDeployId: deploymentId, problem })
  }
}

/** The settings that a service does not have yet. Those that start a deployment are refused when a run is planned. */
function changesOf({ before, settings = {} }: ServicePlan): JsonObject {
  return changedMembers(settings, before.raw)
}

/** Changes the settings that ECS itself changes. Returns the end of the service if that was refused. */
async function changeSettings(service: ServicePlan, run: RolloutRun): Promise<ServiceEnd | undefined> {
  const members = changesOf(service)
  if (Object.keys(members).length === 0) return undefined
  const { ecs } = await run.aws(service.site)
  try {
    await ecs.updateService({ cluster: service.site.cluster, service: service.service, members })
    return undefined
  } catch (error) {
    const problem = refusalOf(error)
    return endedAs(service, run, {
      outcome: 'failed',
      reason: problem.message,
      problem,
      ...refusedUpdate(error)
    })
  }
}

/** That a service was deleted, as a sentence; CodeDeploy does not show why a deployment gets no further. */
async function whyDeleted(service: ServicePlan, run: RolloutRun): Promise<string | undefined> {
  const now = await lookAgain(service, run)
  if (now === undefined || now.status === 'ACTIVE') return undefined
  return `The service is ${now.status}: it was deleted during the deployment.`
}
