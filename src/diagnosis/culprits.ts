import type { JsonObject } from '../json.ts'
import type { StoppedTask } from '../rollout/ports.ts'
import { containersOf } from './definition.ts'

type Ended = StoppedTask['containers'][number]

/** What ECS itself sends to the other containers once an essential one has ended: SIGKILL and SIGTERM. */
const COLLATERAL = new Set([137, 143])

/** culpritsOf names the containers that made a task end: not those that were only taken down with it. */
export function culpritsOf(task: StoppedTask, definition: JsonObject): readonly Ended[] {
  const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined)
  const essential = new Set(
    containersOf(definition)
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
