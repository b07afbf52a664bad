import { AwsFault } from '../../fault.ts'
import { booleanOf, type JsonMap, mapOf, numberOf, sameJson, textOf } from '../../json.ts'
import { startDeployment } from '../../world/deployments.ts'
import { wake } from '../../world/queue.ts'
import type { Service } from '../../world/state.ts'
import { type Call, here, type Operation } from '../operation.ts'
import { clientFault, clusterIn, invalidParameter, serviceIn, theService } from './common.ts'
import { configurationOf } from './configuration.ts'
import { givenOf, HIDDEN_SETTINGS, KEPT_SETTINGS, refuseCombination } from './create-service.ts'
import { findDefinition } from './definition-store.ts'
import { withCurrentDeployment } from './lagged.ts'
import { alsoNeededFor, refuseForceless, refuseSettings } from './service-rules.ts'
import { viewService } from './service-view.ts'

/** These members change a service without a new deployment (API reference of UpdateService, member by member). */
const QUIET = [
  'healthCheckGracePeriodSeconds',
  'placementConstraints',
  'placementStrategy',
  'availabilityZoneRebalancing',
  'enableExecuteCommand',
  'enableECSManagedTags',
  'propagateTags',
  'capacityProviderStrategy'
]

function refuseController(call: Call, service: Service): void {
  if (service.controller === 'CODE_DEPLOY') {
    if (call.input['taskDefinition'] !== undefined)
      throw invalidParameter(
        'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.'
      )
    if (booleanOf(call.input, 'forceNewDeployment'))
      throw invalidParameter(
        'Cannot force a new deployment on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.'
      )
  }
  if (service.controller === 'EXTERNAL' && call.input['taskDefinition'] !== undefined)
    throw invalidParameter(
      'Unable to update task definition on services with an EXTERNAL deployment controller.'
    )
}

/**
 * Express Mode reserves these for its own calls (kayac/ecspresso#902 observed the refusal; its exact text is not
 * known).
 */
function refuseExpress(input: JsonMap, service: Service): void {
  if (!service.express) return
  const [key] = ['loadBalancers', 'deploymentConfiguration'].filter(one => input[one] !== undefined)
  if (key !== undefined) throw invalidParameter(`Cannot update ${key} of a service that is managed by ECS.`)
}

function wantedDefinition(call: Call, service: Service): string {
  const id = textOf(call.input, 'taskDefinition')
  const own = findDefinition(call.world, here(call), service.taskDefinition)
  if (id === undefined) {
    if (own) refuseSettings(call.input, own)
    return service.taskDefinition
  }
  const found = findDefinition(call.world, here(call), id)
  if (!found) throw clientFault('TaskDefinition not found.')
  if (found.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive')
  // what the service has already must fit the new definition, too
  const loadBalancers = call.input['loadBalancers'] ?? service.settings['loadBalancers'] ?? []
  refuseSettings(service.controller === 'ECS' ? { ...call.input, loadBalancers } : call.input, found)
  return found.arn
}

function changesOf(
  input: JsonMap,
  service: Service
): { settings: JsonMap; hidden: JsonMap; deploys: boolean } {
  const changed = KEPT_SETTINGS.filter(
    key => input[key] !== undefined && input[key] !== null && !sameJson(input[key], service.settings[key])
  )
  const hidden = givenOf(input, HIDDEN_SETTINGS)
  const differs = Object.keys(hidden).some(key => !sameJson(hidden[key], service.hidden?.[key]))
  return {
    settings: Object.fromEntries(changed.map(key => [key, input[key]])),
    hidden,
    deploys: differs || changed.some(key => !QUIET.includes(key))
  }
}

const update: Operation = {
  writes: true,
  resources: theService,
  alsoNeeds: alsoNeededFor,
  run: call => {
    const { world, input } = call
    const cluster = clusterIn(call)
    const service = serviceIn(call, cluster)
    if (service.status !== 'ACTIVE')
      throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.')
    refuseController(call, service)
    refuseExpress(input, service)
    const definition = wantedDefinition(call, service)
    const configuration = configurationOf(service.configuration, mapOf(input, 'deploymentConfiguration'))
    refuseForceless(input, service)
    const { settings, hidden, deploys } = changesOf(input, service)
    const merged = { ...service.settings, ...settings }
    refuseCombination({ ...service, configuration, settings: merged }, input)
    service.configuration = configuration
    service.settings = merged
    service.hidden = { ...service.hidden, ...hidden }
    service.desiredCount = numberOf(input, 'desiredCount') ?? service.desiredCount
    const forced = booleanOf(input, 'forceNewDeployment') ?? false
    if (service.controller === 'ECS' && (forced || deploys || definition !== service.taskDefinition))
      startDeployment(world, service, definition)
    wake(world, service)
    return { service: withCurrentDeployment(world, service, viewService(service)) }
  }
}

/** UpdateService. */
export const UPDATE_SERVICE: Readonly<Record<string, Operation>> = { UpdateService: update }
