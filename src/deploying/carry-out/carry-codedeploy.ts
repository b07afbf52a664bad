import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { buildAppSpec } from '../../codedeploy/appspec.ts'
import { type CodeDeployPorts, deployThroughCodeDeploy } from '../../codedeploy/deploy.ts'
import type { CodeDeployEnd } from '../../codedeploy/end.ts'
import { rollBackCodeDeploy, stopAndRollBack } from '../../codedeploy/roll-back.ts'
import { namesFor } from '../../inputs/codedeploy.ts'
import type { JsonObject } from '../../json.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'
import { investigateFailure } from './investigate.ts'
import { baseOf, type CarriedService, isoTime, type RolloutRun, type ServiceEnd } from './rolling.ts'
import { startOf } from './start-service.ts'
import { plaintextNote, type RollbackEnd } from './take-back.ts'

const MINUTE_MS = 60_000

/** carryCodeDeploy takes a service whose deployment controller is CODE_DEPLOY through CodeDeploy, with the way back where one is asked for. */
export async function carryCodeDeploy(service: ServicePlan, rolling: RolloutRun): Promise<CarriedService> {
  const { configuration, ports } = rolling
  const startedAt = ports.clock.now()
  const base = baseOf(service, rolling.arns)
  if (service.action.kind === 'unchanged') {
    const reason = 'The service already runs this definition.'
    return { end: { result: { ...base, outcome: 'unchanged', reason }, milestones: [] } }
  }
  const counted = await setCount(service, rolling)
  if (counted) return { end: counted }
  const spec = buildAppSpec(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
    service: service.service,
    taskDefinitionArn: base.taskDefinitionArn ?? '',
    definition: definitionOf(service, rolling)
  })
  if ('problems' in spec) {
    // The plan was made with the same AppSpec, so this is a service that was changed meanwhile.
    const [problem] = spec.problems
    const reason = problem?.message ?? ''
    const result = { ...base, outcome: 'not-started' as const, reason }
    return { end: { result, milestones: [], ...(problem ? { problem } : {}) } }
  }
  const request = { ...subjectOf(service, rolling), content: spec.content }
  const { codedeploy } = await rolling.aws(service.site)
  const codePorts: CodeDeployPorts = {
    codedeploy,
    clock: ports.clock,
    log: ports.log,
    signal: ports.signal,
    onFailure: ({ taskSetId }) => investigate(service, taskSetId, rolling)
  }
  const { description, config } = configuration.codeDeploy
  const end = await deployThroughCodeDeploy(
    {
      ...request,
      ifDeploying: configuration.ifDeploying ?? 'wait',
      forceNewDeployment: configuration.forceNewDeployment,
      waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
      waitMs: configuration.waitMinutes * MINUTE_MS,
      ...(description === undefined ? {} : { description }),
      ...(config === undefined ? {} : { config })
    },
    codePorts
  )
  if (end.outcome === 'timed-out') await investigate(service, end.taskSetId, rolling)
  const settled = await takeBack(end, service, { rolling, codePorts })
  const undo = async (): Promise<RollbackEnd> => {
    const back = await goBack(end.deploymentId ?? '', service, { rolling, codePorts })
    return back.outcome === 'rolled-back'
      ? { outcome: 'rolled-back', addition: 'Rolled back, verified.', milestones: back.milestones }
      : { outcome: 'failed', addition: `No way back: ${back.reason}`, milestones: back.milestones }
  }
  return { end: endOf(settled, service, { rolling, startedAt }), undo }
}

function subjectOf(service: ServicePlan, { configuration }: RolloutRun) {
  const { cluster, region } = service.site
  const names = namesFor(configuration.codeDeploy, { cluster, service: service.service })
  return { service: service.service, cluster, region, ...names }
}

function definitionOf(service: ServicePlan, { plan }: RolloutRun): JsonObject {
  return plan.definitions.find(({ id }) => id === service.definitionId)?.definition ?? {}
}

/** ECS takes the count of such a service and nothing else. */
async function setCount(service: ServicePlan, rolling: RolloutRun): Promise<ServiceEnd | undefined> {
  const { desiredCount } = rolling.configuration
  if (desiredCount === undefined || desiredCount === service.before.desiredCount) return undefined
  const { ecs } = await rolling.aws(service.site)
  try {
    await ecs.updateService({ cluster: service.site.cluster, service: service.service, desiredCount })
    return undefined
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = { ...explainAwsError(error), service: service.service }
    const result: ServiceResult = {
      ...baseOf(service, rolling.arns),
      outcome: 'failed',
      reason: problem.message
    }
    return { result, problem, milestones: [] }
  }
}

async function investigate(
  service: ServicePlan,
  taskSetId: string | undefined,
  rolling: RolloutRun
): Promise<void> {
  const { ecs } = await rolling.aws(service.site)
  const deploymentId = taskSetId ?? ''
  const start = startOf(service, { deploymentId, ecs, state: service.before }, rolling)
  await investigateFailure(start, rolling.investigation)
}

async function takeBack(
  end: CodeDeployEnd,
  service: ServicePlan,
  run: { readonly rolling: RolloutRun; readonly codePorts: CodeDeployPorts }
): Promise<CodeDeployEnd> {
  const { configuration } = run.rolling
  const { deploymentId } = end
  if (deploymentId === undefined || end.error !== undefined) return end
  if (end.outcome === 'cancelled' && configuration.onCancel === 'rollback') {
    const asked = await stopAndRollBack(deploymentId, run.codePorts.codedeploy)
    const addition =
      asked.kind === 'stopping'
        ? 'Its rollback was asked for and goes on in CodeDeploy.'
        : `No way back: the deployment is ${asked.kind}.`
    return { ...end, reason: `${end.reason} ${addition}` }
  }
  const failed = end.outcome === 'failed' || end.outcome === 'timed-out'
  if (!failed || configuration.onFailure !== 'rollback') return end
  const back = await goBack(deploymentId, service, run)
  const outcome = back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome
  const addition = back.outcome === 'rolled-back' ? 'Rolled back, verified.' : `No way back: ${back.reason}`
  return {
    ...end,
    outcome,
    reason: `${end.reason} ${addition}`,
    finishedAt: back.finishedAt,
    milestones: [...end.milestones, ...back.milestones]
  }
}

/** Stops the deployment with a rollback; one that is over is taken back by deploying what ran before. */
function goBack(
  deploymentId: string,
  service: ServicePlan,
  { rolling, codePorts }: { readonly rolling: RolloutRun; readonly codePorts: CodeDeployPorts }
): Promise<CodeDeployEnd> {
  const previous = buildAppSpec(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
    service: service.service,
    taskDefinitionArn: service.previousTaskDefinitionArn,
    definition: {}
  })
  return rollBackCodeDeploy(
    {
      ...subjectOf(service, rolling),
      deploymentId,
      waitMs: rolling.configuration.waitMinutes * MINUTE_MS,
      ...('content' in previous ? { previousContent: previous.content } : {})
    },
    codePorts
  )
}

function endOf(
  end: CodeDeployEnd,
  service: ServicePlan,
  { rolling, startedAt }: { readonly rolling: RolloutRun; readonly startedAt: number }
): ServiceEnd {
  const { deploymentId, error, problems = [] } = end
  const note = end.outcome === 'rolled-back' ? plaintextNote(service) : ''
  const problem = problems[0] ?? (error ? { ...explainAwsError(error), service: service.service } : undefined)
  return {
    result: {
      ...baseOf(service, rolling.arns),
      outcome: end.outcome,
      reason: `${end.reason}${note}`,
      startedAt: isoTime(startedAt),
      finishedAt: isoTime(end.finishedAt),
      ...(deploymentId === undefined ? {} : { deploymentId })
    },
    milestones: end.milestones,
    ...(deploymentId === undefined ? {} : { codeDeployId: deploymentId }),
    ...(problem ? { problem } : {})
  }
}
