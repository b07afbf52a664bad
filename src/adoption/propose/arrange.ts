import { environmentIn, knownValueOf, meaningOf, patternOf, type SurveyEntry } from '../survey/entry.ts'
import type { FoundOrder } from '../survey/order.ts'
import type { Survey } from '../survey/survey.ts'
import type { Cell } from '../workflow/cell.ts'

/** One value of the configuration file. `note` marks a guess and names its basis. */
export type ConfiguredValue = {
  readonly value: string | { readonly live: string } | readonly (string | readonly string[])[]
  readonly note?: string
}

/** Keys and values of one section of the configuration file. */
export type Keys = Readonly<Record<string, ConfiguredValue>>

/** The configuration file to write, before it is serialized. */
export type Arrangement = {
  readonly defaults: Keys
  readonly services: Readonly<Record<string, Keys>>
  readonly environments: Readonly<
    Record<string, { readonly general: Keys; readonly services: Readonly<Record<string, Keys>> }>
  >
  readonly tasks: Readonly<Record<string, Keys>>
  readonly order?: ConfiguredValue
}

type Placed = { readonly key: string; readonly environment: string; readonly keys: Keys }

const NAMES = ['service', 'cluster', 'region', 'task-definition'] as const

/** The environment of entries whose names contain none, if other entries have one. */
const UNNAMED = 'default'

/**
 * arrange states each setting once: what all environments share is set on the service, what all services share is set
 * in `defaults`, and values that differ only in the environment's name become a pattern.
 */
export function arrange({ entries, tasks, order }: Survey): Arrangement {
  const names = environmentNames(entries)
  const placed = entries.map(entry => place(entry, names))
  const environments = [...new Set(placed.map(({ environment }) => environment))].filter(Boolean)
  const keys = [...new Set(placed.map(({ key }) => key))]
  const shared = Object.fromEntries(
    keys.map(key => {
      const own = placed.filter(one => one.key === key)
      // A service without a task definition in an environment is not there.
      return [key, own.length < environments.length ? withoutDefinition(sharedKeys(own)) : sharedKeys(own)]
    })
  )
  const { common, rest } = hoist(shared, keys)
  return {
    defaults: common,
    services: Object.fromEntries(keys.map(key => [key, withoutOwnName(key, rest[key] ?? {})])),
    environments: Object.fromEntries(
      environments.map(environment => {
        const own = Object.fromEntries(
          placed
            .filter(one => one.environment === environment)
            .map(one => [one.key, difference(one.keys, shared[one.key] ?? {})] as const)
        )
        const isWhole = Object.keys(own).length === keys.length
        const lifted = hoist(own, Object.keys(own), { isPlain: true, isWhole })
        const services = Object.entries(lifted.rest).filter(([, left]) => Object.keys(left).length > 0)
        return [environment, { general: lifted.common, services: Object.fromEntries(services) }]
      })
    ),
    ...arrangedTasks(tasks, { entries, names }),
    ...(order ? { order: orderOf(order) } : {})
  }
}

function orderOf({ waves, from }: FoundOrder): ConfiguredValue {
  const value = waves.map(wave => (wave.length === 1 ? (wave[0] as string) : wave))
  return { value, note: `guess, from ${from}: the order of its steps` }
}

/**
 * Tasks that run before the services today, or whose names suggest it. They are always a guess, because they would run
 * in addition to the existing step.
 */
function arrangedTasks(
  tasks: Survey['tasks'],
  {
    entries,
    names
  }: { readonly entries: readonly SurveyEntry[]; readonly names: ReadonlyMap<string, string> }
): Pick<Arrangement, 'tasks'> {
  const pattern = (text: string) => {
    const word = environmentIn(text)
    return word && names.has(word.meaning) ? patternOf(text, word.word) : text
  }
  const known = new Set(entries.map(({ key }) => key))
  const arranged = tasks.map(({ key, definition, command, for: services, from }): readonly [string, Keys] => [
    key,
    {
      'task-definition': {
        value: 'file' in definition ? pattern(definition.file) : { live: pattern(definition.live) }
      },
      ...(command ? { command: { value: command } } : {}),
      run: services
        ? { value: 'before', note: `guess, from ${from}; the step there then goes` }
        : { value: 'manual', note: `guess, from the name of ${from}; "before" runs it before the services` },
      ...(services && services.length < known.size ? { for: { value: services } } : {})
    }
  ])
  return { tasks: Object.fromEntries(arranged) }
}

/** environmentNames chooses, for each environment, the spelling that most of its names use. */
function environmentNames(entries: readonly SurveyEntry[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const { environment, cells } of entries) {
    if (environment === undefined) continue
    const words = counts.get(environment.meaning) ?? new Map<string, number>()
    counts.set(environment.meaning, words.set(environment.word, words.get(environment.word) ?? 0))
    for (const cell of Object.values(cells) as readonly Cell[]) {
      const parts = (knownValueOf(cell) ?? '').split(/[^A-Za-z0-9]+/)
      for (const part of parts.filter(one => meaningOf(one) === environment.meaning))
        words.set(part, (words.get(part) ?? 0) + 1)
    }
  }
  return new Map(
    [...counts].map(([meaning, words]) => {
      const [first] = [...words].toSorted(([, a], [, b]) => b - a)
      return [meaning, first?.[0] ?? meaning]
    })
  )
}

function place({ key, environment, cells, paths }: SurveyEntry, names: ReadonlyMap<string, string>): Placed {
  const name = environment
    ? (names.get(environment.meaning) ?? environment.word)
    : names.size > 0
      ? UNNAMED
      : ''
  const live = cells.live
  const leaves = NAMES.flatMap((member): readonly [string, ConfiguredValue][] => {
    const cell = cells[member]
    return cell?.kind === 'known' ? [[member, valueOfCell(cell, patternOf(cell.value, name || ' '))]] : []
  })
  if (live?.kind === 'known') {
    leaves.push(['task-definition', valueOfCell(live, { live: patternOf(live.value, name || ' ') })])
  }
  if (paths)
    leaves.push([
      'paths',
      {
        value: paths.values,
        ...(paths.isGuess
          ? { note: `guess, from ${paths.from}, ${paths.why ?? 'which deploys several'}` }
          : {})
      }
    ])
  return { key, environment: name, keys: Object.fromEntries(leaves) }
}

function valueOfCell(
  cell: Extract<Cell, { kind: 'known' }>,
  value: ConfiguredValue['value']
): ConfiguredValue {
  return cell.isGuess ? { value, note: `guess, from ${cell.from}` } : { value }
}

const same = (a: ConfiguredValue | undefined, b: ConfiguredValue | undefined) =>
  a !== undefined && b !== undefined && JSON.stringify(a.value) === JSON.stringify(b.value)

/** The keys that all environments of a service share. */
function sharedKeys(placed: readonly Placed[]): Keys {
  const [first, ...others] = placed
  return Object.fromEntries(
    Object.entries(first?.keys ?? {}).filter(([name, leaf]) =>
      others.every(({ keys }) => same(keys[name], leaf))
    )
  )
}

function withoutDefinition({ 'task-definition': _, ...keys }: Keys): Keys {
  return keys
}

function difference(keys: Keys, from: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([name, leaf]) => !same(from[name], leaf)))
}

/**
 * Moves out the keys that several services share, with `{service}` for their names in paths. The key `service` is never
 * moved.
 */
function hoist(
  own: Readonly<Record<string, Keys>>,
  keys: readonly string[],
  { isPlain = false, isWhole = true } = {}
): { readonly common: Keys; readonly rest: Readonly<Record<string, Keys>> } {
  const [first, ...others] = keys
  if (first === undefined || (others.length === 0 && !isPlain)) return { common: {}, rest: own }
  const general = (key: string, name: string) => {
    const leaf = own[key]?.[name]
    if (leaf === undefined || isPlain) return leaf
    if (name === 'paths' && Array.isArray(leaf.value))
      return { ...leaf, value: leaf.value.map(path => String(path).replace(`${key}/`, '{service}/')) }
    if (name !== 'task-definition') return leaf
    return typeof leaf.value === 'string' ? { ...leaf, value: servicePattern(leaf.value, key) } : leaf
  }
  const common = Object.fromEntries(
    Object.keys(own[first] ?? {}).flatMap(name => {
      const leaf = general(first, name)
      const isCommon =
        name !== 'service' &&
        (isWhole || name !== 'task-definition') &&
        others.every(key => same(general(key, name), leaf))
      return leaf !== undefined && isCommon ? [[name, leaf]] : []
    })
  )
  const left = (keysOf: Keys) =>
    Object.fromEntries(Object.entries(keysOf).filter(([name]) => common[name] === undefined))
  return { common, rest: Object.fromEntries(Object.entries(own).map(([key, keysOf]) => [key, left(keysOf)])) }
}

function servicePattern(path: string, key: string): string {
  const at = path.lastIndexOf('/') + 1
  const base = path.slice(at)
  return base.startsWith(`${key}-`) || base.startsWith(`${key}.`) || base.includes(`-${key}.`)
    ? path.slice(0, at) + base.replace(key, '{service}')
    : path
}

/** Removes `service` if it equals the entry's key. */
function withoutOwnName(key: string, keys: Keys): Keys {
  return Object.fromEntries(
    Object.entries(keys).filter(([name, { value }]) => name !== 'service' || value !== key)
  )
}
