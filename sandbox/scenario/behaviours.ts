import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'
import { nearest } from '../nearest.ts'
import type { Behaviour, LambdaScript } from '../world/state.ts'
import { readDuration } from './times.ts'

const DURATIONS = [
  ...['startAfter', 'healthyAfter', 'exitAfter', 'unhealthyAfter', 'interruptedAfter', 'stopAfter']
]

/** behavioursOf reads a scenario's `behaviours`: what tasks do. Throws SandboxError with the location. */
export function behavioursOf(list: readonly JsonMap[]): Behaviour[] {
  return list.map((one, index) => behaviourOf(one, `behaviours[${index}]`))
}

function behaviourOf(one: JsonMap, path: string): Behaviour {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      DURATIONS.includes(key)
        ? readDuration(value, `Scenario: ${path}.${key}`)
        : key === 'targetHealth' && isMap(value)
          ? targetHealthOf(value, `Scenario: ${path}.${key}`)
          : value
    ])
  )
}

function targetHealthOf(one: JsonMap, path: string): JsonMap {
  return one['after'] === undefined ? one : { ...one, after: readDuration(one['after'], `${path}.after`) }
}

const KEYS = ['function', 'stage', 'service', 'result', 'after', 'times']
const RESULTS = ['SUCCEEDED', 'FAILED', 'IN_PROGRESS']

/**
 * lambdasOf reads a scenario's `lambdas`, which script the answers of the functions behind lifecycle hooks. Throws
 * SandboxError with the location.
 */
export function lambdasOf(list: readonly JsonMap[]): LambdaScript[] {
  return list.map((one, index) => lambdaOf(one, `Scenario: lambdas[${index}]`))
}

function lambdaOf(one: JsonMap, path: string): LambdaScript {
  for (const key of Object.keys(one)) {
    if (KEYS.includes(key)) continue
    const hint = nearest(key, KEYS)
    throw new SandboxError(`${path}.${key} is not known${hint ? `; did you mean ${hint}?` : '.'}`)
  }
  for (const key of ['function', 'stage', 'service'])
    if (one[key] !== undefined && typeof one[key] !== 'string')
      throw new SandboxError(`${path}.${key} must be text.`)
  if (one['times'] !== undefined && typeof one['times'] !== 'number')
    throw new SandboxError(`${path}.times must be a number.`)
  const { result = 'SUCCEEDED', after } = one
  if (typeof result !== 'string' || !RESULTS.includes(result))
    throw new SandboxError(`${path}.result must be one of ${RESULTS.join(', ')}.`)
  const delay = after === undefined ? {} : { after: readDuration(after, `${path}.after`) }
  return { ...one, result, ...delay } as unknown as LambdaScript
}
