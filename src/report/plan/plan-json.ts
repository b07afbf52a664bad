import type { DefinitionPlan, Plan, PlannedStop, ServicePlan, TaskPlan } from '../../plan/plan.ts'
import { risksOf } from '../../plan/risks.ts'
import { keyOf } from '../../rollout/outcome.ts'
import { describeAction, describeStop, describeTask } from './plan-words.ts'

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
    services: [
      ...plan.services.map(service => serviceToJson(service, definitions.get(service.definitionId))),
      ...(plan.stops ?? []).map(stopToJson)
    ]
  }
}

function definitionToJson(definition: DefinitionPlan): object {
  const { environment, account, family, files, registration, comparedWith } = definition
  return {
    environment,
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
    environment: service.environment,
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
            deploymentController: before.deploymentController
          },
    risks: definition === undefined ? [] : risksOf(service, definition)
  }
}

function taskToJson(task: TaskPlan): object {
  const { environment, key, cluster, file } = task
  return { environment, key, cluster, file, action: 'run', description: describeTask(task) }
}

function stopToJson(stop: PlannedStop): object {
  const { service, site, from, to } = stop
  return {
    service,
    key: keyOf(stop),
    cluster: site.cluster,
    region: site.region,
    file: to,
    action: stop.isUnderWay ? 'follow' : 'stop',
    description: describeStop(stop),
    previousTaskDefinitionArn: from,
    risks: []
  }
}
