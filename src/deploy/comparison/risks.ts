import { isBefore, lastPartOf } from '../../arn.ts'
import { isObject, type JsonObject, type JsonValue, objectsIn } from '../../json.ts'
import { isExpressDefinition } from '../services/settings.ts'
import type { DefinitionPlan, ServicePlan } from './plan.ts'

/** A risk of a planned rollout; `kind` is for programs, `message` is a sentence for the user. */
export type Risk = {
  readonly kind:
    | 'no-circuit-breaker'
    | 'moving-tag'
    | 'other-repository'
    | 'no-health-check'
    | 'plaintext-way-back'
    | 'nothing-starts'
    | 'none-runs'
    | 'tasks-stop'
    | 'stops-first'
  readonly message: string
}

/**
 * risksOf lists the risks of deploying a service. If no deployment is planned, the only risk is that its tasks do not
 * run, do not keep running, or fail to start in the deployment in progress. Pure.
 */
export function risksOf(service: ServicePlan, definition: DefinitionPlan): readonly Risk[] {
  const { kind } = service.action
  if (kind === 'unchanged') return noneRuns(service)
  if (kind === 'follow') return failsSoFar(service)
  if (kind !== 'update' && kind !== 'create') return []
  return [
    ...plaintextRollback(service, definition),
    ...breakerRisk(service),
    ...healthRisk(service, definition),
    ...imageRisks(definition),
    ...otherRepositories(definition),
    ...capacityRisks(service)
  ]
}

function noneRuns({ before: { desiredCount, runningCount } }: ServicePlan): readonly Risk[] {
  if (desiredCount === 0 || runningCount > 0) return []
  const message = `None of its tasks runs (desired: ${desiredCount}), although nothing is to be changed: a deploy waits two minutes for a task, and fails if none starts. Check its events and stopped tasks.`
  return [{ kind: 'none-runs', message }]
}

/** What is in progress may be about to fail; only its end shows that. */
function failsSoFar({ before }: ServicePlan): readonly Risk[] {
  const { failedTasks, runningCount, desiredCount } =
    before.deployments.find(({ status }) => status === 'PRIMARY') ?? NOTHING
  if (failedTasks === 0) return []
  const starts = `${failedTasks} failed task ${failedTasks === 1 ? 'start' : 'starts'}`
  const message = `The deployment in progress has ${starts} so far, and ${runningCount} of ${desiredCount} tasks run. A deploy only watches it. Check the events and stopped tasks of the service.`
  return [{ kind: 'tasks-stop', message }]
}

const NOTHING = { failedTasks: 0, runningCount: 0, desiredCount: 0 }

/** A deployment of an earlier revision is a rollback, and the revision that it leaves is no rollback target. */
function plaintextRollback(
  { previousPlaintext, previousTaskDefinitionArn }: ServicePlan,
  { registration }: DefinitionPlan
): readonly Risk[] {
  if (previousPlaintext.length === 0) return []
  if (registration.kind === 'reuse' && isBefore(registration.arn, previousTaskDefinitionArn)) return []
  const message = `The rollback target is ${lastPartOf(previousTaskDefinitionArn)}, which holds plaintext credentials (${previousPlaintext.join(', ')}).`
  return [{ kind: 'plaintext-way-back', message }]
}

/** CodeDeploy has its own rules for rollbacks. */
function breakerRisk(service: ServicePlan): readonly Risk[] {
  if (service.before.deploymentController === 'CODE_DEPLOY' || isExpressDefinition(service.creation))
    return []
  const deployment = deploymentOf(service)
  const breaker = deployment['deploymentCircuitBreaker']
  const alarms = deployment['alarms']
  const has = (one: JsonValue | undefined) =>
    isObject(one) && one['enable'] === true && one['rollback'] === true
  if (has(breaker) || has(alarms)) return []
  const message =
    isObject(breaker) && breaker['enable'] === true
      ? 'The circuit breaker stops a deployment that fails and does not roll it back.'
      : 'The circuit breaker is off: ECS keeps starting tasks that fail, and does not roll back.'
  return [{ kind: 'no-circuit-breaker', message }]
}

function healthRisk({ before, creation }: ServicePlan, { definition }: DefinitionPlan): readonly Risk[] {
  const settings = creation ?? before.raw
  const isTargeted = ['loadBalancers', 'serviceRegistries'].some(
    member => listOf(settings[member]).length > 0
  )
  if (isExpressDefinition(creation)) return []
  const isChecked = containersOf(definition).some(({ healthCheck }) => healthCheck !== undefined)
  if (isTargeted || isChecked) return []
  const message =
    'Nothing checks whether the tasks work: no container has a health check, and there is no load balancer. A task counts as healthy as soon as it runs.'
  return [{ kind: 'no-health-check', message }]
}

function imageRisks({ definition }: DefinitionPlan): readonly Risk[] {
  return containersOf(definition).flatMap(({ name, image }): readonly Risk[] => {
    if (typeof image !== 'string' || image.includes('@') || !/^[^:]*$|:latest$/.test(lastPartOf(image)))
      return []
    const tag = image.endsWith(':latest') ? 'the tag latest' : 'no tag, which means latest'
    const message = `The image of container ${String(name)} has ${tag}: what runs is not known by its name, and going back to an older revision does not bring the older image back.`
    return [{ kind: 'moving-tag', message }]
  })
}

/** An image that was meant for another container or service usually shows by its repository. */
function otherRepositories({ differences }: DefinitionPlan): readonly Risk[] {
  return differences.flatMap(({ path, before, after }): readonly Risk[] => {
    const container = /^containerDefinitions\[(.+)\]\.image$/.exec(path)?.[1]
    if (container === undefined || before === undefined || after === undefined) return []
    const [old, wanted] = [repositoryOf(before), repositoryOf(after)]
    if (old === wanted) return []
    const message = `The image of container ${container} changes its repository: ${old} → ${wanted}.`
    return [{ kind: 'other-repository', message }]
  })
}

/** An image without its tag and digest. */
function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
}

function capacityRisks(service: ServicePlan): readonly Risk[] {
  const { before, creation, action } = service
  if (before.schedulingStrategy === 'DAEMON') return []
  const count = action.kind === 'create' ? creation?.['desiredCount'] : before.desiredCount
  if (count === 0) {
    const message =
      'The desired count is 0: no task is started, so that nothing shows whether the revision works.'
    return [{ kind: 'nothing-starts', message }]
  }
  if (action.kind === 'create' || deploymentOf(service)['minimumHealthyPercent'] !== 0) return []
  const message = 'The minimum healthy percent is 0: ECS may stop all tasks before new ones run.'
  return [{ kind: 'stops-first', message }]
}

/** The resulting deployment configuration: what inputs set takes precedence over what the service has. */
function deploymentOf({ before, creation, settings }: ServicePlan): JsonObject {
  const own = (creation ?? before.raw)['deploymentConfiguration']
  const wanted = settings?.['deploymentConfiguration']
  return { ...(isObject(own) ? own : {}), ...(isObject(wanted) ? wanted : {}) }
}

function containersOf(definition: JsonObject): readonly JsonObject[] {
  return objectsIn(definition['containerDefinitions'])
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

/**
 * looksLikeVersion returns whether an image reference is meant to stay the same image: a digest, or a tag with a digit
 * or like a commit, which is made for one build. `latest`, `main`, `stable` or no tag are meant to move.
 */
export function looksLikeVersion(image: string): boolean {
  const tag = /:([^:/]+)$/.exec(image)?.[1] ?? 'latest'
  return /\d/.test(tag) || /^[0-9a-f]{7,40}$/.test(tag)
}
