import { compact, type JsonMap, seconds, textOf } from '../../json.ts'
import { clusterOf, definitionByArn, serviceOf } from '../../world/lookup.ts'
import type { Task, World } from '../../world/state.ts'

/** viewTask is a task as RunTask and DescribeTasks return it. */
export function viewTask(world: World, task: Task, include: readonly string[]): JsonMap {
  const definition = definitionByArn(world, task.region, task.taskDefinition)?.definition ?? {}
  const { standalone } = task
  const service = serviceOf(world, task)
  return compact({
    attachments: [],
    attributes: [],
    clusterArn: clusterOf(world, task)?.arn,
    containers: task.containers.map(one => viewContainer(task, one)),
    cpu: textOf(definition, 'cpu'),
    memory: textOf(definition, 'memory'),
    createdAt: seconds(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: standalone?.enableExecuteCommand ?? false,
    group: standalone?.group ?? `service:${task.service}`,
    healthStatus: task.healthStatus,
    lastStatus: task.lastStatus,
    launchType: (standalone ?? service)?.launchType ?? 'FARGATE',
    capacityProviderName: standalone?.capacityProviderName,
    platformVersion: standalone?.platformVersion,
    overrides: standalone?.overrides ?? { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    startedAt: seconds(task.startedAt),
    startedBy: startedByOf(task),
    stopCode: task.stopCode,
    stoppedAt: seconds(task.stoppedAt),
    stoppedReason: task.stoppedReason,
    stoppingAt: seconds(task.stoppingAt),
    tags: include.includes('TAGS') ? (standalone?.tags ?? []) : [],
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    version: task.planVersion
  })
}

/** startedByOf is the deployment of a service's task, or the `startedBy` that RunTask was given. */
export function startedByOf(task: Task): string | undefined {
  return task.standalone ? task.standalone.startedBy : task.deploymentId
}

function viewContainer(task: Task, one: Task['containers'][number]): JsonMap {
  return compact({
    containerArn: `${task.arn.replace(':task/', ':container/')}/${one.name}`,
    taskArn: task.arn,
    name: one.name,
    image: one.image,
    imageDigest: one.imageDigest,
    runtimeId: one.runtimeId,
    lastStatus: one.lastStatus,
    exitCode: one.exitCode,
    reason: one.reason,
    networkInterfaces: [],
    healthStatus: task.healthStatus
  })
}
