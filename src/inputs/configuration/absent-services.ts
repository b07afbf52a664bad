import type { Problem } from '../../errors.ts'
import type { Layout } from './layout.ts'

/** The keys of services that an environment has not, each with the environments that have it. */
export type AbsentServices = ReadonlyMap<string, readonly string[]>

/**
 * absentServices returns the services that an environment has not: only other environments set their task definition.
 */
export function absentServices(layout: Layout, environment: string | undefined): AbsentServices {
  const own = environment === undefined ? undefined : layout.environments.get(environment)
  if (own === undefined) return new Map()
  const setsIt = 'task-definition'
  return new Map(
    [...layout.services].flatMap(([key, entry]) => {
      const levels = [layout.defaults, own.general, entry, own.services.get(key)]
      const isHere = levels.some(level => level?.values.has(setsIt))
      const others = [...layout.environments].flatMap(([name, one]) =>
        one.services.get(key)?.values.has(setsIt) ? [name] : []
      )
      return !isHere && others.length > 0 ? [[key, others] as const] : []
    })
  )
}

/** absentProblems returns the problems of services that a run names and that its environment has not. */
export function absentProblems(
  names: readonly string[],
  absent: AbsentServices,
  environment = ''
): readonly Problem[] {
  return names.flatMap(service => {
    const others = absent.get(service)
    if (others === undefined) return []
    return [
      {
        code: 'unknown-service',
        fault: 'user',
        service,
        message: `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`,
        hint: 'Name another environment or another service, or set its "task-definition" there or in its entry.'
      }
    ]
  })
}

/** orderWithout leaves services out of the waves. */
export function orderWithout(order: Layout['order'], absent: AbsentServices): Layout['order'] {
  if (absent.size === 0) return order
  return order.map(wave => wave.filter(key => !absent.has(key))).filter(wave => wave.length > 0)
}
