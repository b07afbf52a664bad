import type { Layout } from './layout.ts'

/** absentServices returns the services that an environment has not: only other environments set their task definition. */
export function absentServices(layout: Layout, environment: string | undefined): readonly string[] {
  const own = environment === undefined ? undefined : layout.environments.get(environment)
  if (own === undefined) return []
  const setsIt = 'task-definition'
  return [...layout.services].flatMap(([key, entry]) => {
    const levels = [layout.defaults, own.general, entry, own.services.get(key)]
    const isHere = levels.some(level => level?.values.has(setsIt))
    const isElsewhere = [...layout.environments.values()].some(one =>
      one.services.get(key)?.values.has(setsIt)
    )
    return !isHere && isElsewhere ? [key] : []
  })
}

/** orderWithout leaves services out of the waves. */
export function orderWithout(order: Layout['order'], absent: readonly string[]): Layout['order'] {
  if (absent.length === 0) return order
  return order.map(wave => wave.filter(key => !absent.includes(key))).filter(wave => wave.length > 0)
}
