import { isMap, mapOf, mapsOf, textOf } from '../json.ts'
import { definitionByArn } from './lookup.ts'
import type { Task, World } from './state.ts'

/**
 * writeLogs creates the log streams of a task that has started to run: one per container with the awslogs driver whose
 * group exists, named prefix/container/task. The scripted lines go to the stream of the first essential container.
 */
export function writeLogs(world: World, task: Task): void {
  const definition = definitionByArn(world, task.region, task.taskDefinition)
  if (!definition) return
  const first = task.containers.find(container => container.essential)
  for (const container of mapsOf(definition.definition, 'containerDefinitions')) {
    const log = mapOf(container, 'logConfiguration')
    const options = log && textOf(log, 'logDriver') === 'awslogs' ? log['options'] : undefined
    if (!isMap(options)) continue
    const region = world.regions.get(textOf(options, 'awslogs-region') ?? task.region)
    const group = region?.logGroups.get(textOf(options, 'awslogs-group') ?? '')
    if (!group) continue
    const own = textOf(container, 'name') ?? ''
    const prefix = textOf(options, 'awslogs-stream-prefix')
    const runtimeId = task.containers.find(one => one.name === own)?.runtimeId ?? task.id
    const name = prefix === undefined ? runtimeId : `${prefix}/${own}/${task.id}`
    const lines = own === first?.name ? (task.behaviour.logs ?? []) : []
    const events = lines.map((message, index) => ({ at: world.now + index, message }))
    group.streams.set(name, { name, createdAt: world.now, events })
  }
}
