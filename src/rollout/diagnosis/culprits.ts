import type { JsonObject } from '../../json.ts'
import type { StoppedTask } from '../ports.ts'
import { type Container, definedContainers, memberObject, textOf } from './definition.ts'

/** logOptionsOf returns the options of a container's awslogs driver; undefined for another driver or none. */
export function logOptionsOf(container: Container): JsonObject | undefined {
  const log = memberObject(container.fields, 'logConfiguration')
  return log && textOf(log, 'logDriver') === 'awslogs' ? (memberObject(log, 'options') ?? {}) : undefined
}

type Ended = StoppedTask['containers'][number]

/** The signals that ECS sends to the other containers after an essential one has exited: SIGKILL and SIGTERM. */
const COLLATERAL = new Set([137, 143])

/** culpritsOf names the containers that made a task end, without those that were only stopped as a consequence. */
export function culpritsOf(task: StoppedTask, definition: JsonObject): readonly Ended[] {
  const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined)
  const essential = new Set(
    definedContainers(definition)
      .filter(({ fields }) => fields['essential'] !== false)
      .map(({ name }) => name)
  )
  const isEssential = ({ name }: Ended) => essential.size === 0 || essential.has(name)
  const tests: readonly ((one: Ended) => boolean)[] = [
    one => /OutOfMemory/i.test(one.reason ?? ''),
    one => isEssential(one) && one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
    one => one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
    one => isEssential(one) && one.exitCode === 0,
    () => true
  ]
  return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? []
}
