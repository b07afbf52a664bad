import { SandboxError } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, listOf, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { targetProblem } from '../operations/events.ts'
import { addSchedule } from '../operations/scheduler.ts'
import { checkRequest } from '../wire/model.ts'
import { type DeploymentGroup, deploymentOf, makeTaskSet, stepsOf } from '../world/codedeploy/task-sets.ts'
import { arnOf, definitionByArn, regionOf, serviceOf } from '../world/lookup.ts'
import type { Service, World } from '../world/state.ts'
import type { Building } from './build.ts'
import { addRunningTask } from './build-services.ts'

const HOUR = 3_600_000

/**
 * buildCodeDeploy creates the scenario's deployment groups and the task set that each of their services runs. Throws
 * SandboxError.
 */
export function buildCodeDeploy(building: Building): void {
  const { world, scenario } = building
  for (const [index, entry] of mapsOf(scenario.content, 'codedeploy').entries()) {
    const group = groupOf(building, entry)
    const path = `Scenario: codedeploy[${index}]`
    const service = serviceOf(world, group)
    if (service?.controller !== 'CODE_DEPLOY')
      throw new SandboxError(`${path}.service names no service of deploymentController CODE_DEPLOY.`)
    if (!stepsOf(group.config))
      throw new SandboxError(`${path}.config ${group.config} is no predefined configuration.`)
    regionOf(world, group.region).codedeploy.groups.set(`${group.application}/${group.name}`, group)
    settle(world, service, entry)
  }
}

function groupOf({ regionOf: regionNameOf }: Building, entry: JsonMap): DeploymentGroup {
  const cluster = textOf(entry, 'cluster') ?? ''
  const service = textOf(entry, 'service') ?? ''
  return {
    application: textOf(entry, 'application') ?? `AppECS-${cluster}-${service}`,
    name: textOf(entry, 'group') ?? `DgpECS-${cluster}-${service}`,
    region: regionNameOf(entry),
    cluster,
    service,
    config: textOf(entry, 'config') ?? 'CodeDeployDefault.ECSAllAtOnce',
    readyWait: numberOf(entry, 'readyWait'),
    terminationWait: numberOf(entry, 'terminationWait') ?? 0,
    healthyWait: numberOf(entry, 'healthyWait') ?? HOUR,
    rollbackEvents: textsOf(entry, 'rollbackOn'),
    rollbackFails: booleanOf(entry, 'rollbackFails') ?? false,
    lastSuccessful: undefined,
    lastAttempted: undefined
  }
}

/**
 * The service has been running for an hour: one PRIMARY task set with healthy tasks behind the first of two target
 * groups.
 */
function settle(world: World, service: Service, entry: JsonMap): void {
  const definition = definitionByArn(world, service.region, service.taskDefinition)
  if (!definition) return
  const { now } = world
  world.now = now - HOUR
  const targetGroup = `${service.name}-1`
  const made = makeTaskSet(world, service, { taskDefinition: definition.arn, status: 'PRIMARY', targetGroup })
  const deployment = deploymentOf(service, made)
  if (deployment) deployment.rolloutState = 'COMPLETED'
  for (let count = 0; deployment && count < service.desiredCount; count++)
    addRunningTask(world, service, { deployment, definition })
  world.now = now
  const path = `targetgroup/${targetGroup}/0123456789abcdef`
  const [container = {}] = mapsOf(definition.definition, 'containerDefinitions')
  const [port = {}] = mapsOf(container, 'portMappings')
  service.settings['loadBalancers'] ??= [
    {
      targetGroupArn: arnOf(world, ['elasticloadbalancing', service.region], path),
      containerName: textOf(entry, 'container') ?? textOf(container, 'name') ?? '',
      containerPort: numberOf(entry, 'port') ?? numberOf(port, 'containerPort') ?? 80
    }
  ]
}

/** buildRules creates the scenario's EventBridge rules with their targets. Throws SandboxError or AwsFault. */
export function buildRules({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  for (const [index, entry] of mapsOf(scenario.content, 'rules').entries()) {
    const region = regionNameOf(entry)
    const { region: _region, targets: _targets, ...given } = entry
    const name = textOf(entry, 'name') ?? ''
    const targets = (fill(region, listOf(entry, 'targets')) as JsonMap[]).filter(isMap)
    checkRequest({ service: 'events', operation: 'PutTargets' }, { Rule: name, Targets: targets })
    const problem = targets.map(targetProblem).find(text => text !== undefined)
    if (problem !== undefined) throw new SandboxError(`Scenario: rules[${index}]: ${problem}`)
    const arn = arnOf(world, ['events', region], `rule/${name}`)
    regionOf(world, region).rules.set(name, { state: 'ENABLED', ...given, name, arn, targets })
  }
}

/** buildSchedules creates the scenario's schedules, each from the input of CreateSchedule. Throws AwsFault. */
export function buildSchedules({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  for (const entry of mapsOf(scenario.content, 'schedules')) {
    const { region: _region, ...given } = entry
    const region = regionNameOf(entry)
    const input = fill(region, given) as JsonMap
    checkRequest({ service: 'scheduler', operation: 'CreateSchedule' }, input)
    addSchedule(world, regionOf(world, region), input)
  }
}
