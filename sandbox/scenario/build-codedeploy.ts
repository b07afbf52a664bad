import { SandboxError } from '../fault.ts'
import { booleanOf, type JsonMap, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { arnOf } from '../world/arns.ts'
import type { DeploymentGroup } from '../world/codedeploy/state.ts'
import { deploymentOf, makeTaskSet } from '../world/codedeploy/task-sets.ts'
import { stepsOf } from '../world/codedeploy/traffic.ts'
import { definitionByArn, regionOf, serviceOf } from '../world/lookup.ts'
import { drawUuid } from '../world/random.ts'
import type { Service, TaskDefinition, World } from '../world/state.ts'
import { addRunningTask } from './build-services.ts'
import { readDuration } from './times.ts'

const HOUR = 3_600_000

/**
 * buildCodeDeploy creates the scenario's deployment groups and the task set that each of their services runs. Throws
 * SandboxError.
 */
export function buildCodeDeploy(world: World, content: JsonMap, home: string): void {
  for (const [index, entry] of mapsOf(content, 'codedeploy').entries()) {
    const path = `Scenario: codedeploy[${index}]`
    const group = groupOf(world, entry, { home, path })
    const service = serviceOf(world, group)
    if (service?.controller !== 'CODE_DEPLOY')
      throw new SandboxError(`${path}.service names no service of deploymentController CODE_DEPLOY.`)
    regionOf(world, group.region).codedeploy.groups.set(`${group.application}/${group.name}`, group)
    settle(world, service, entry)
  }
}

function groupOf(world: World, entry: JsonMap, where: { home: string; path: string }): DeploymentGroup {
  const { path } = where
  const cluster = textOf(entry, 'cluster') ?? ''
  const service = textOf(entry, 'service') ?? ''
  const config = textOf(entry, 'config') ?? 'CodeDeployDefault.ECSAllAtOnce'
  if (!stepsOf(config)) throw new SandboxError(`${path}.config ${config} is no predefined configuration.`)
  const duration = (key: string) =>
    entry[key] === undefined ? undefined : readDuration(entry[key], `${path}.${key}`)
  return {
    application: textOf(entry, 'application') ?? `AppECS-${cluster}-${service}`,
    name: textOf(entry, 'group') ?? `DgpECS-${cluster}-${service}`,
    id: drawUuid(world),
    region: textOf(entry, 'region') ?? where.home,
    cluster,
    service,
    config,
    readyWait: duration('readyWait'),
    terminationWait: duration('terminationWait') ?? 0,
    healthyWait: duration('healthyWait') ?? HOUR,
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
  service.settings['loadBalancers'] ??= [
    { targetGroupArn: targetGroupArn(world, service, targetGroup), ...behind(definition, entry) }
  ]
}

function targetGroupArn(world: World, service: Service, name: string): string {
  return arnOf(world, ['elasticloadbalancing', service.region], `targetgroup/${name}/0123456789abcdef`)
}

function behind(definition: TaskDefinition, entry: JsonMap): JsonMap {
  const [first] = mapsOf(definition.definition, 'containerDefinitions')
  const [port] = first ? mapsOf(first, 'portMappings') : []
  return {
    containerName: textOf(entry, 'container') ?? (first && textOf(first, 'name')) ?? '',
    containerPort: numberOf(entry, 'port') ?? (port && numberOf(port, 'containerPort')) ?? 80
  }
}
