import type { Target } from '@aws-sdk/client-eventbridge'
import type { CreateScheduleInput } from '@aws-sdk/client-scheduler'
import { SandboxError } from '../fault.ts'
import { addSchedule, targetProblem } from '../operations/schedules.ts'
import { requestOf } from '../wire/model.ts'
import { type DeploymentGroup, makeTaskSet, stepsOf } from '../world/codedeploy/task-sets.ts'
import { arnOf, definitionByArn, regionOf, serviceOf } from '../world/lookup.ts'
import type { Service, World } from '../world/state.ts'
import type { Building } from './build.ts'
import { addRunningTask } from './build-services.ts'
import type { GroupEntry } from './content.ts'

const HOUR = 3_600_000

/**
 * buildCodeDeploy creates the scenario's deployment groups and the task set that each of their services runs. Throws
 * SandboxError.
 */
export function buildCodeDeploy(building: Building): void {
  const { world, scenario } = building
  for (const [index, entry] of (scenario.content.codedeploy ?? []).entries()) {
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

function groupOf({ regionOf: regionNameOf }: Building, entry: GroupEntry): DeploymentGroup {
  const { cluster, service } = entry
  return {
    application: `AppECS-${cluster}-${service}`,
    config: 'CodeDeployDefault.ECSAllAtOnce',
    readyWait: undefined,
    terminationWait: 0,
    healthyWait: HOUR,
    rollbackFails: false,
    ...entry,
    name: entry.group ?? `DgpECS-${cluster}-${service}`,
    region: regionNameOf(entry),
    rollbackEvents: entry.rollbackOn ?? [],
    lastSuccessful: undefined,
    lastAttempted: undefined
  }
}

/**
 * The service has been running for an hour: one PRIMARY task set with healthy tasks behind the first of two target
 * groups.
 */
function settle(world: World, service: Service, entry: GroupEntry): void {
  const definition = definitionByArn(world, service.region, service.taskDefinition)
  if (!definition) return
  const { now } = world
  world.now = now - HOUR
  const targetGroup = `${service.name}-1`
  const what = { taskDefinition: definition.arn, status: 'PRIMARY', targetGroup } as const
  const { deployment } = makeTaskSet(world, service, what)
  deployment.rolloutState = 'COMPLETED'
  for (let count = 0; count < service.desiredCount; count++)
    addRunningTask(world, service, { deployment, definition })
  world.now = now
  const path = `targetgroup/${targetGroup}/0123456789abcdef`
  const [container] = definition.definition.containerDefinitions
  service.settings.loadBalancers ??= [
    {
      targetGroupArn: arnOf(world, ['elasticloadbalancing', service.region], path),
      containerName: entry.container ?? container?.name,
      containerPort: entry.port ?? container?.portMappings?.[0]?.containerPort ?? 80
    }
  ]
}

/** buildRules creates the scenario's EventBridge rules with their targets. Throws SandboxError or AwsFault. */
export function buildRules({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  for (const [index, entry] of (scenario.content.rules ?? []).entries()) {
    const region = regionNameOf(entry)
    const { region: _region, targets: given = [], ...rule } = entry
    const call = { service: 'events', operation: 'PutTargets' } as const
    const request = { Rule: rule.name, Targets: fill(region, given) }
    const { Targets: targets } = requestOf<{ Targets: Target[] }>(call, request)
    const problem = targets.map(targetProblem).find(text => text !== undefined)
    if (problem !== undefined) throw new SandboxError(`Scenario: rules[${index}]: ${problem}`)
    const arn = arnOf(world, ['events', region], `rule/${rule.name}`)
    regionOf(world, region).rules.set(rule.name, { state: 'ENABLED', ...rule, arn, targets })
  }
}

/** buildSchedules creates the scenario's schedules, each from the input of CreateSchedule. Throws AwsFault. */
export function buildSchedules({ world, scenario, fill, regionOf: regionNameOf }: Building): void {
  for (const entry of scenario.content.schedules ?? []) {
    const { region: _region, ...given } = entry
    const region = regionNameOf(entry)
    const call = { service: 'scheduler', operation: 'CreateSchedule' } as const
    const input = requestOf<CreateScheduleInput>(call, fill(region, given))
    addSchedule(world, regionOf(world, region), input)
  }
}
