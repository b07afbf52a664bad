import type * as ecs from '@aws-sdk/client-ecs'
import { AwsFault } from '../../fault.ts'
import { lastPart } from '../../world/lookup.ts'
import type { Cluster, Standalone, Task, TaskDefinition } from '../../world/state.ts'
import { behaviourOf, launch } from '../../world/task-launch.ts'
import { roleProblem } from '../../world/task-start.ts'
import { type Call, callArn, here, type Operations, passRole } from '../operation.ts'
import { activeDefinition, clientFault, clusterIn, inCluster, refuse } from './common.ts'
import { findDefinition } from './definitions.ts'
import { refuseNetwork, refuseSettings, usesFargate } from './service-rules.ts'
import { viewTask } from './views.ts'

type RunTask = Call<ecs.RunTaskCommandInput>

/**
 * A client token is valid for 24 hours, or less if the task is forgotten earlier (API reference, "Ensuring
 * idempotency").
 */
const TOKEN_LIFE = 24 * 3_600_000

function refuseLaunch({ input }: RunTask, definition: TaskDefinition): void {
  refuseNetwork(input, definition, true)
  refuseSettings(input, definition)
  const { containerDefinitions, volumes = [] } = definition.definition
  for (const { name } of input.overrides?.containerOverrides ?? [])
    refuse([
      !containerDefinitions.some(one => one.name === name),
      `Override for container named ${name ?? ''} is not a container in the TaskDefinition.`
    ])
  for (const { name, configuredAtLaunch } of volumes)
    refuse([
      configuredAtLaunch && !input.volumeConfigurations?.some(one => one.name === name),
      `A volume configuration for ${name} must be given, since it is configured at launch.`
    ])
}

function standaloneOf({ input }: RunTask, definition: TaskDefinition): Standalone {
  const launchType = input.launchType ?? (usesFargate(input) ? 'FARGATE' : 'EC2')
  const propagated = input.propagateTags === 'TASK_DEFINITION' ? definition.tags : []
  return {
    group: input.group ?? `family:${definition.family}`,
    launchType,
    enableExecuteCommand: input.enableExecuteCommand === true,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...input.overrides },
    tags: [...propagated, ...(input.tags ?? [])],
    startedBy: input.startedBy,
    capacityProviderName: input.capacityProviderStrategy?.[0]?.capacityProvider,
    platformVersion: launchType === 'FARGATE' ? (input.platformVersion ?? '1.4.0') : undefined
  }
}

function launchAll(
  call: RunTask,
  cluster: Cluster,
  definition: TaskDefinition
): { tasks: Task[]; failures: object[] } {
  const { world, region } = call
  const tasks: Task[] = []
  const failures: object[] = []
  for (let count = call.input.count ?? 1; count > 0; count--) {
    const behaviour = behaviourOf(world, definition, true)
    const standalone = standaloneOf(call, definition)
    if (behaviour.failPlacement !== undefined) failures.push({ reason: behaviour.failPlacement })
    else
      tasks.push(
        launch(
          world,
          { region, cluster: cluster.name },
          { owner: undefined, deploymentId: '', definition, behaviour, standalone }
        )
      )
  }
  return { tasks, failures }
}

function tokenOf({ input }: RunTask, cluster: Cluster): string {
  return `${cluster.name} ${input.clientToken ?? ''}`
}

/** The tasks of an earlier request with this client token; a different request with the same token is refused. */
function repeated(call: RunTask, cluster: Cluster): Task[] {
  const known = here(call).taskTokens.get(tokenOf(call, cluster))
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
export const RUN_TASK: Operations<typeof ecs> = {
  RunTask: {
    resources: call => {
      const { taskDefinition: id = '' } = call.input
      const found = findDefinition(call.world, here(call), id)
      return [found?.arn ?? callArn(call, 'ecs', `task-definition/${lastPart(id)}`)]
    },
    alsoNeeds: call => {
      const { taskDefinition = '', overrides, tags } = call.input
      const found = findDefinition(call.world, here(call), taskDefinition)
      const { executionRoleArn, taskRoleArn } = { ...found?.definition, ...overrides }
      const context = { 'ecs:CreateAction': 'RunTask' }
      const tagging = { action: 'ecs:TagResource', resource: inCluster(call, 'task'), context }
      return [
        ...passRole(call, [executionRoleArn, taskRoleArn], 'ecs-tasks.amazonaws.com'),
        ...(tags?.length ? [tagging] : [])
      ]
    },
    run: call => {
      const cluster = clusterIn(call)
      const view = (task: Task) => viewTask(call.world, task)
      const before = repeated(call, cluster)
      if (before.length > 0) return { tasks: before.map(view), failures: [] }
      const definition = activeDefinition(call, call.input.taskDefinition)
      refuseLaunch(call, definition)
      const problem = roleProblem(call.world, call.region, definition)
      if (problem !== undefined) throw clientFault(problem)
      const { tasks, failures } = launchAll(call, cluster, definition)
      if (call.input.clientToken && tasks.length > 0)
        here(call).taskTokens.set(tokenOf(call, cluster), {
          request: JSON.stringify(call.input),
          taskIds: tasks.map(task => task.id),
          at: call.world.now
        })
      return { tasks: tasks.map(view), failures }
    }
  }
}
