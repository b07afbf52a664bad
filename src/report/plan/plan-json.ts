import type { DefinitionPlan, Plan, ServicePlan, TaskPlan } from '../../deploy/comparison/plan.ts'
import { risksOf } from '../../deploy/comparison/risks.ts'
import type { ActingPlace } from '../../log.ts'
import { present } from '../../present.ts'
import { keyOf } from '../../rollout/outcome.ts'
import { describeAction, describeTask } from './plan-words.ts'

/**
 * planToJson returns the machine-readable form of a plan (schema/plan.schema.json): what would be registered and
 * updated, without any value that could be a credential.
 */
export function planToJson(plan: Plan): object {
  const definitions = new Map(plan.definitions.map(one => [one.id, one]))
  return {
    version: 1,
    definitions: plan.definitions.map(definitionToJson),
    tasks: plan.tasks?.map(taskToJson),
    services: plan.services.map(service => serviceToJson(service, definitions.get(service.definitionId)))
  }
}

function definitionToJson(definition: DefinitionPlan): object {
  const { account, family, files, registration, comparedWith } = definition
  return {
    region: account.region,
    family,
    files,
    action: registration.kind,
    because: registration.kind === 'register' ? registration.because : undefined,
    revision: registration.kind === 'reuse' ? registration.arn : undefined,
    comparedWith,
    differences: definition.differences,
    references: definition.references ?? [],
    notKept: definition.notKept,
    runsTask: definition.runsTask
  }
}

function serviceToJson(service: ServicePlan, definition: DefinitionPlan | undefined): object {
  const { before, site, action } = service
  return {
    service: service.service,
    key: keyOf(service),
    cluster: site.cluster,
    region: site.region,
    file: service.file,
    family: definition?.family,
    action: action.kind,
    description: describeAction(action),
    previousTaskDefinitionArn: service.previousTaskDefinitionArn,
    running:
      action.kind === 'create'
        ? undefined
        : {
            desiredCount: before.desiredCount,
            runningCount: before.runningCount,
            strategy: before.strategy,
            isExpress: before.isExpress,
            deploymentController: before.deploymentController
          },
    risks: definition === undefined ? [] : risksOf(service, definition)
  }
}

function taskToJson(task: TaskPlan): object {
  const { key, cluster, file } = task
  return { key, cluster, file, action: 'run', description: describeTask(task) }
}

/** One job of a matrix: the services of one place and wave, separated by commas as in the input `service`. */
type MatrixRow = {
  /** Absent if the account of a place is unknown. */
  readonly account?: string
  readonly region: string
  readonly cluster: string
  readonly wave: number
  readonly service: string
}

/**
 * matrixOf returns the matrix of a plan: the changes, ordered by wave, so that `max-parallel: 1` preserves the order.
 * Unchanged services are omitted.
 */
export function matrixOf(
  plan: Plan,
  target: readonly ActingPlace[] = []
): { readonly include: readonly MatrixRow[] } {
  const rows = new Map<string, { readonly first: ServicePlan; readonly names: string[] }>()
  for (const one of plan.services.filter(({ action }) => action.kind !== 'unchanged')) {
    const id = JSON.stringify([one.site, one.wave])
    const known = rows.get(id)
    if (known) known.names.push(keyOf(one))
    else rows.set(id, { first: one, names: [keyOf(one)] })
  }
  const waveOf = ({ first }: { readonly first: ServicePlan }) => first.wave ?? 1
  const sorted = [...rows.values()].toSorted((a, b) => waveOf(a) - waveOf(b))
  return {
    include: sorted.map(({ first: { site, wave = 1 }, names }) => ({
      ...present({ account: accountOf(site.region, target) }),
      region: site.region,
      cluster: site.cluster,
      wave,
      service: names.join(',')
    }))
  }
}

/** The Region alone cannot distinguish two accounts in the same Region. */
function accountOf(region: string, target: readonly ActingPlace[]): string | undefined {
  const accounts = new Set(target.filter(place => place.region === region).map(({ account }) => account))
  return accounts.size === 1 ? [...accounts][0] : undefined
}
