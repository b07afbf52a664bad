import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, mapsOf, numberOf, textOf, textsOf } from '../../json.ts'
import { lastPart } from '../../world/lookup.ts'
import type { Cluster, Standalone, Task, TaskDefinition } from '../../world/state.ts'
import { behaviourOf, launchStandalone } from '../../world/task-launch.ts'
import { roleProblem } from '../../world/task-start.ts'
import { type Call, callArn, here, type Operations, passRole, text } from '../operation.ts'
import { activeDefinition, clientFault, clusterIn, inCluster } from './common.ts'
import { findDefinition } from './definition-store.ts'
import { refuse, refuseNetwork, refuseSettings, usesFargate } from './service-rules.ts'
import { viewTask } from './views.ts'

/**
 * A client token is valid for 24 hours, or less if the task is forgotten earlier (API reference, "Ensuring
 * idempotency").
 */
const TOKEN_LIFE = 24 * 3_600_000

function refuseLaunch({ input }: Call, definition: TaskDefinition): void {
  refuseNetwork(input, definition, true)
  refuseSettings(input, definition)
  const names = mapsOf(definition.definition, 'containerDefinitions').map(one => one['name'])
  for (const { name } of mapsOf(mapOf(input, 'overrides') ?? {}, 'containerOverrides'))
    refuse([
      !names.includes(name),
      `Override for container named ${name ?? ''} is not a container in the TaskDefinition.`
    ])
  const given = mapsOf(input, 'volumeConfigurations').map(one => one['name'])
  for (const { name, configuredAtLaunch } of mapsOf(definition.definition, 'volumes'))
    refuse([
      configuredAtLaunch === true && !given.includes(name),
      `A volume configuration for ${name} must be given, since it is configured at launch.`
    ])
}

function standaloneOf(call: Call, definition: TaskDefinition): Standalone {
  const { input } = call
  const provider = textOf(mapsOf(input, 'capacityProviderStrategy')[0] ?? {}, 'capacityProvider')
  const startedBy = textOf(input, 'startedBy')
  const launchType = textOf(input, 'launchType') ?? (usesFargate(input) ? 'FARGATE' : 'EC2')
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
  const { world, region } = call
  const tasks: Task[] = []
  const failures: JsonMap[] = []
  for (let count = numberOf(call.input, 'count') ?? 1; count > 0; count--) {
    const behaviour = behaviourOf(world, definition, true)
    const standalone = standaloneOf(call, definition)
    if (behaviour.failPlacement !== undefined) failures.push({ reason: behaviour.failPlacement })
    else tasks.push(launchStandalone(world, cluster, { region, definition, behaviour, standalone }))
  }
  return { tasks, failures }
}

/** The tasks of an earlier request with this client token; a different request with the same token is refused. */
function repeated(call: Call, cluster: Cluster): Task[] {
  const known = here(call).taskTokens.get(`${cluster.name} ${text(call, 'clientToken')}`)
  if (!known || call.world.now - known.at > TOKEN_LIFE) return []
  const tasks = known.taskIds.flatMap(id => cluster.tasks.get(id) ?? [])
  if (known.request === JSON.stringify(call.input)) return tasks
  throw new AwsFault(
    'ConflictException',
    'The provided clientToken is already in use with a different RunTask request.',
    { resourceIds: tasks.map(({ arn }) => arn) }
  )
}

/** RunTask. */
export const RUN_TASK: Operations = {
  RunTask: {
    writes: true,
    resources: call => {
      const id = text(call, 'taskDefinition')
      const found = findDefinition(call.world, here(call), id)
      return [found?.arn ?? callArn(call, 'ecs', `task-definition/${lastPart(id)}`)]
    },
    alsoNeeds: call => {
      const { definition = {} } = findDefinition(call.world, here(call), text(call, 'taskDefinition')) ?? {}
      const given: JsonMap = { ...definition, ...mapOf(call.input, 'overrides') }
      const roles = [textOf(given, 'executionRoleArn'), textOf(given, 'taskRoleArn')]
      const context = { 'ecs:CreateAction': 'RunTask' }
      const tagging = { action: 'ecs:TagResource', resource: inCluster(call, 'task', '*'), context }
      const tags = mapsOf(call.input, 'tags')
      return [...passRole(call, roles, 'ecs-tasks.amazonaws.com'), ...(tags.length > 0 ? [tagging] : [])]
    },
    run: call => {
      const cluster = clusterIn(call)
      const view = (task: Task) => viewTask(call.world, task, textsOf(call.input, 'include'))
      const before = repeated(call, cluster)
      if (before.length > 0) return { tasks: before.map(view), failures: [] }
      const definition = activeDefinition(call, text(call, 'taskDefinition'))
      refuseLaunch(call, definition)
      const problem = roleProblem(call.world, call.region, definition)
      if (problem !== undefined) throw clientFault(problem)
      const { tasks, failures } = launchAll(call, cluster, definition)
      const token = text(call, 'clientToken')
      if (token !== '' && tasks.length > 0)
        here(call).taskTokens.set(`${cluster.name} ${token}`, {
          request: JSON.stringify(call.input),
          taskIds: tasks.map(task => task.id),
          at: call.world.now
        })
      return { tasks: tasks.map(view), failures }
    }
  }
}
