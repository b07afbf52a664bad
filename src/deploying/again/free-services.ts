import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { NamedService } from '../prepare/inspect-services.ts'

/**
 * withOthers adds to the problems of services that cannot be rolled back, which stop the run, how to roll back the
 * others. Pure.
 */
export function withOthers(
  problems: readonly Problem[],
  services: readonly NamedService[]
): readonly Problem[] {
  const stuck = new Set(problems.map(({ service }) => service))
  const free = services.filter(one => !stuck.has(one.service) && !stuck.has(keyOf(one))).map(keyOf)
  if (stuck.size === 0 || stuck.has(undefined) || free.length === 0) return problems
  const one = `Nothing was rolled back. To roll back ${someOf(free)} alone, set the input "service" to ${free.join(',')}.`
  return problems.map((problem, index) =>
    index > 0 ? problem : { ...problem, hint: problem.hint === undefined ? one : `${one} ${problem.hint}` }
  )
}
