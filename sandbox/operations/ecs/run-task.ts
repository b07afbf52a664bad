import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, mapsOf, numberOf, sameJson, textOf, textsOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import type { Question } from '../../world/evaluate.ts'
import { launchStandalone } from '../../world/standalone.ts'
import type { Cluster, Standalone, Task, TaskDefinition } from '../../world/state.ts'
import { behaviourOf } from '../../world/task-launch.ts'
import { roleProblem } from '../../world/task-start.ts'
import { type Call, here, must, type Operation } from '../operation.ts'
import { clientFault, clusterArn, clusterIn, invalidParameter } from './common.ts'
import { findDefinition } from './definition-store.ts'
import { viewTask } from './task-view.ts'

/**
 * A client token is valid for 24 hours, or less if the task is forgotten earlier (API reference, "Ensuring
 * idempotency").
 */
const TOKEN_LIFE = 24 * 3_600_000

function definitionIn(call: Call): TaskDefinition {
  const id = must(call, 'taskDefinition', () => invalidParameter('TaskDefinition can not be blank.'))
  const found = findDefinition(call.world, here(call), id)
  if (!found) throw clientFault('TaskDefinition not found.')
  if (found.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive')
  return found
}

function refuseLaunch(call: Call, definition: TaskDefinition): void {
  const { input } = call
  const strategy = mapsOf(input, 'capacityProviderStrategy')
  if (textOf(input, 'launchType') !== undefined && strategy.length > 0)
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.'
    )
  if (textOf(input, 'propagateTags') === 'SERVICE')
    throw invalidParameter('The SERVICE option for propagateTags is not valid when running a task.')
  const network = mapOf(mapOf(input, 'networkConfiguration') ?? {}, 'awsvpcConfiguration')
  const awsvpc = textOf(definition.definition, 'networkMode') === 'awsvpc'
  if (awsvpc && !network)
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  if (!awsvpc && network)
    throw invalidParameter(
      'Network Configuration is not valid for the given networkMode of this task definition.'
    )
  if (network && mapsOrTexts(network, 'subnets') === 0) throw invalidParameter('subnets can not be empty.')
  const count = numberOf(input, 'count') ?? 1
  if (count < 1 || count > 10) throw invalidParameter('Count must be between 1 and 10.')
}

function mapsOrTexts(map: JsonMap, key: string): number {
  const value = map[key]
  return Array.isArray(value) ? value.length : 0
}

function refuseTexts(call: Call): void {
  const { input } = call
  if (!/^[\w/-]{0,128}$/.test(textOf(input, 'startedBy') ?? ''))
    throw invalidParameter(
      'Invalid startedBy: letters, numbers, hyphens, slashes and underscores, up to 128.'
    )
  if (!/^[!-~]{0,64}$/.test(textOf(input, 'clientToken') ?? ''))
    throw invalidParameter('Invalid clientToken: up to 64 characters in the range of 33 to 126.')
  const overrides = mapOf(input, 'overrides') ?? {}
  if (JSON.stringify(overrides).length > 8192)
    throw invalidParameter('Container Overrides length must be at most 8192')
}

function refuseOverrides(call: Call, definition: TaskDefinition): void {
  const names = mapsOf(definition.definition, 'containerDefinitions').map(one => textOf(one, 'name'))
  for (const one of mapsOf(mapOf(call.input, 'overrides') ?? {}, 'containerOverrides')) {
    const name = textOf(one, 'name')
    if (name === undefined || !names.includes(name))
      throw invalidParameter(
        `Override for container named ${name ?? ''} is not a container in the TaskDefinition.`
      )
  }
}

function refuseVolumes(call: Call, definition: TaskDefinition): void {
  const given = mapsOf(call.input, 'volumeConfigurations').map(one => textOf(one, 'name'))
  const wanted = mapsOf(definition.definition, 'volumes')
    .filter(one => one['configuredAtLaunch'] === true)
    .map(one => textOf(one, 'name'))
  const unknown = given.find(name => !wanted.includes(name))
  if (unknown !== undefined)
    throw invalidParameter(`The volume ${unknown} is not configured at launch in the task definition.`)
  const missing = wanted.find(name => !given.includes(name))
  if (missing !== undefined)
    throw invalidParameter(
      `A volume configuration for ${missing} must be given, since it is configured at launch.`
    )
}

function standaloneOf(call: Call, definition: TaskDefinition): Standalone {
  const { input } = call
  const provider = textOf(mapsOf(input, 'capacityProviderStrategy')[0] ?? {}, 'capacityProvider')
  const startedBy = textOf(input, 'startedBy')
  const launchType =
    textOf(input, 'launchType') ?? (provider?.startsWith('FARGATE') === true ? 'FARGATE' : 'EC2')
  const propagated = textOf(input, 'propagateTags') === 'TASK_DEFINITION' ? definition.tags : []
  return {
    group: textOf(input, 'group') ?? `family:${definition.family}`,
    launchType,
    enableExecuteCommand: input['enableExecuteCommand'] === true,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...mapOf(input, 'overrides') },
    tags: [...propagated, ...mapsOf(input, 'tags')],
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(provider === undefined ? {} : { capacityProviderName: provider }),
    ...(launchType === 'FARGATE' ? { platformVersion: textOf(input, 'platformVersion') ?? '1.4.0' } : {})
  }
}

function launchAll(
  call: Call,
  cluster: Cluster,
  definition: TaskDefinition
): { tasks: Task[]; failures: JsonMap[] } {
  const tasks: Task[] = []
  const failures: JsonMap[] = []
  for (let count = numberOf(call.input, 'count') ?? 1; count > 0; count--) {
    const behaviour = behaviourOf(call.world, definition, true)
    if (behaviour.failPlacement !== undefined) failures.push({ reason: behaviour.failPlacement })
    else {
      const standalone = standaloneOf(call, definition)
      tasks.push(
        launchStandalone(call.world, cluster, { region: call.region, definition, behaviour, standalone })
      )
    }
  }
  return { tasks, failures }
}

/** The tasks of an earlier request with this client token; a different request with the same token is refused. */
function repeated(call: Call, cluster: Cluster): Task[] | undefined {
  const token = textOf(call.input, 'clientToken')
  if (token === undefined) return
  const known = here(call).taskTokens.get(`${cluster.name} ${token}`)
  if (!known || call.world.now - known.at > TOKEN_LIFE) return
  if (!sameJson(JSON.parse(known.request), call.input))
    throw new AwsFault(
      'ConflictException',
      'The provided clientToken is already in use with a different RunTask request.',
      { resourceIds: known.taskIds.flatMap(id => cluster.tasks.get(id)?.arn ?? []) }
    )
  const tasks = known.taskIds.flatMap(id => cluster.tasks.get(id) ?? [])
  return tasks.length > 0 ? tasks : undefined
}

function passRoles(call: Call): Question[] {
  const id = textOf(call.input, 'taskDefinition')
  const definition = id === undefined ? undefined : findDefinition(call.world, here(call), id)
  const overrides = mapOf(call.input, 'overrides') ?? {}
  const context = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }
  const roles = ['executionRoleArn', 'taskRoleArn'].flatMap(
    key => textOf(overrides, key) ?? textOf(definition?.definition ?? {}, key) ?? []
  )
  const tagging =
    mapsOf(call.input, 'tags').length === 0
      ? []
      : [
          {
            action: 'ecs:TagResource',
            resource: arnOf(call.world, ['ecs', call.region], `task/${clusterArn(call).split('/').at(-1)}/*`),
            context: { 'ecs:CreateAction': 'RunTask' }
          }
        ]
  return [...roles.map(resource => ({ action: 'iam:PassRole', resource, context })), ...tagging]
}

function theDefinition(call: Call): string[] {
  const id = textOf(call.input, 'taskDefinition') ?? '*'
  const found = findDefinition(call.world, here(call), id)
  return [found?.arn ?? arnOf(call.world, ['ecs', call.region], `task-definition/${id.split('/').at(-1)}`)]
}

const runTask: Operation = {
  writes: true,
  resources: theDefinition,
  alsoNeeds: passRoles,
  run: call => {
    const cluster = clusterIn(call)
    refuseTexts(call)
    const before = repeated(call, cluster)
    if (before)
      return {
        tasks: before.map(task => viewTask(call.world, task, textsOf(call.input, 'include'))),
        failures: []
      }
    const definition = definitionIn(call)
    refuseLaunch(call, definition)
    refuseOverrides(call, definition)
    refuseVolumes(call, definition)
    const problem = roleProblem(call.world, call.region, definition)
    if (problem !== undefined) throw clientFault(problem)
    const { tasks, failures } = launchAll(call, cluster, definition)
    const token = textOf(call.input, 'clientToken')
    if (token !== undefined && tasks.length > 0)
      here(call).taskTokens.set(`${cluster.name} ${token}`, {
        request: JSON.stringify(call.input),
        taskIds: tasks.map(task => task.id),
        at: call.world.now
      })
    return { tasks: tasks.map(task => viewTask(call.world, task, textsOf(call.input, 'include'))), failures }
  }
}

/** RunTask. */
export const RUN_TASK: Readonly<Record<string, Operation>> = { RunTask: runTask }
