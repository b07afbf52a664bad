import { lastPartOf } from '../../arn.ts'
import type { DefinitionPlan, ServiceAction, ServicePlan, TaskPlan } from '../../deploy/comparison/plan.ts'
import { assertNever } from '../../errors.ts'
import { countsInWords } from '../../rollout/status-words.ts'
import type { Report } from '../report.ts'
import { count } from '../text.ts'

/** describeAction briefly describes what happens to a service. */
export function describeAction(action: ServiceAction): string {
  switch (action.kind) {
    case 'unchanged':
      return 'unchanged'
    case 'follow':
      return `already rolling out (${action.deploymentId}): watch it`
    case 'stop':
      return describeStop(action)
    case 'continue':
      return action.deployment.hookIds.length === 0
        ? 'nothing is paused: watch the deployment'
        : 'continue the deployment'
    case 'settings':
      return `change ${action.members.join(', ')}`
    case 'create':
      return 'create the service'
    case 'scale': {
      const others = action.others === undefined ? '' : `, change ${action.others.join(', ')}`
      return `desired count ${action.from} → ${action.to}${others}`
    }
    case 'update':
      return describeUpdate(action)
    default:
      return assertNever(action)
  }
}

function describeUpdate(action: Extract<ServiceAction, { kind: 'update' }>): string {
  switch (action.because) {
    case 'image':
    case 'old-value':
      return `new deployment of the same revision (${action.why})`
    case 'new-definition':
      return 'update to this revision'
    case 'forced':
      return 'new deployment of the same revision (forced)'
    case 'settings':
      return 'new deployment of the same revision (for changed settings)'
    case 'retry-failed':
      return 'new deployment of the same revision (the last one failed)'
    default:
      return assertNever(action)
  }
}

/** describeRegistration describes what happens to a definition. */
export function describeRegistration(definition: DefinitionPlan): string {
  const { registration } = definition
  if (registration.kind === 'reuse') return `equals ${lastPartOf(registration.arn)}, which is reused`
  switch (registration.because) {
    case 'first-revision':
      return 'register the first revision'
    case 'changed':
      return 'register a new revision'
    case 'inactive':
      return 'register again (the equal revision is inactive)'
    case 'not-compared':
      return 'register a new revision (not compared with what runs)'
    default:
      return assertNever(registration.because)
  }
}

/** describeTask describes when a task of the configuration file runs. */
export function describeTask({ for: services }: TaskPlan): string {
  return `run before ${services.length === 0 ? 'all services' : services.join(', ')}`
}

function describeStop({ deployment, to, isInProgress }: Extract<ServiceAction, { kind: 'stop' }>): string {
  const from = `${deployment.id} (${lastPartOf(deployment.taskDefinition)})`
  return isInProgress
    ? `follow ECS, which is rolling back ${from} to ${lastPartOf(to)} already`
    : `stop ${from}, back to ${lastPartOf(to)}`
}

/** describeRunning describes what runs now and will be replaced: `web:7, 2 of 2 tasks, rolling`. */
export function describeRunning({ before, previousTaskDefinitionArn, action }: ServicePlan): string {
  if (action.kind === 'create') return 'nothing yet'
  const { deploymentController, schedulingStrategy } = before
  const count = countsInWords(before)
  const kind = schedulingStrategy === 'DAEMON' ? ', daemon' : ''
  const strategy =
    deploymentController === 'ECS'
      ? (STRATEGIES[before.strategy] ?? before.strategy)
      : (CONTROLLERS[deploymentController] ?? deploymentController)
  const mode = before.isExpress ? 'Express Mode, ' : ''
  return `${lastPartOf(previousTaskDefinitionArn)}, ${count}, ${mode}${strategy}${kind}`
}

const STRATEGIES: Readonly<Record<string, string>> = {
  ROLLING: 'rolling',
  BLUE_GREEN: 'blue/green',
  LINEAR: 'linear',
  CANARY: 'canary'
}
const CONTROLLERS: Readonly<Record<string, string>> = { CODE_DEPLOY: 'CodeDeploy' }

/** changesInWords counts what a plan would change; '' for nothing. */
export function changesInWords({ plan, schedules }: Pick<Report, 'plan' | 'schedules'>): string {
  const { services = [], definitions = [], tasks: ofEnvironments = [] } = plan ?? {}
  const of = (kind: string) => services.filter(({ action }) => action.kind === kind).length
  const [creations, watched, stops] = [of('create'), of('follow'), of('stop')]
  const updates = services.length - of('unchanged') - creations - watched - stops
  const registrations = definitions.filter(({ registration }) => registration.kind === 'register').length
  const tasks = ofEnvironments.length + definitions.filter(({ runsTask }) => runsTask).length
  const moves = schedules.filter(({ state }) => state === 'planned').length
  if (updates + creations + watched + registrations + stops + moves + tasks === 0) return ''
  const created = creations === 0 ? '' : `${count(creations, 'service')} to create, `
  const followed = watched === 0 ? '' : `, ${count(watched, 'rollout')} to watch`
  const stopped = stops === 0 ? '' : `, ${count(stops, 'deployment')} to stop and roll back`
  const first = tasks === 0 ? '' : `, ${count(tasks, 'task')} to run first`
  return `${count(registrations, 'definition')} to register, ${created}${count(updates, 'service')} to update${followed}${stopped}${first}`
}
