import { parse } from 'yaml'
import { isObject } from '../../json.ts'
import { memberNamed, stepOutput } from './texts.ts'

type Root = Readonly<Record<string, unknown>>

/** An action that reports which files have changed, by the filters that it is given. */
export const PATHS_FILTER = /^dorny\/paths-filter@/

/**
 * withRunTimeValues replaces expressions in a matrix that are evaluated at run time with lists, as far as the workflow
 * contains all possible values: a literal of `fromJSON`, an output that a script writes, the filters of
 * `dorny/paths-filter`. A run may start fewer jobs.
 */
export function withRunTimeValues(matrix: unknown, root: Root): Readonly<Record<string, unknown>> {
  const whole = madeBy(matrix, root)
  if (!isObject(whole)) return {}
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, madeBy(value, root)]))
}

/**
 * isMadeAtRunTime reports whether a matrix, or one of its lists, is an expression that cannot be determined statically.
 */
export function isMadeAtRunTime(matrix: unknown, root: Root): boolean {
  const whole = madeBy(matrix, root)
  const parts = isObject(whole) ? Object.values(whole).map(value => madeBy(value, root)) : [whole]
  return parts.some(part => typeof part === 'string')
}

/**
 * listedMembers returns the members of a matrix all of whose values are known. With an unknown `include` there are
 * none.
 */
export function listedMembers(matrix: unknown, root: Root): readonly string[] {
  const { include, ...lists } = withRunTimeValues(matrix, root)
  if (typeof include === 'string') return []
  return Object.keys(lists).filter(name => Array.isArray(lists[name]))
}

const FROM_JSON = /^\$\{\{\s*from[jJ][sS][oO][nN]\(([\s\S]*)\)\s*\}\}$/

/** The value of an expression, or the expression itself if its value cannot be determined. */
function madeBy(value: unknown, root: Root): unknown {
  const [, inner] = typeof value === 'string' ? (FROM_JSON.exec(value.trim()) ?? []) : []
  if (inner === undefined) return value
  const texts = textsOf(inner.trim(), root)
  const made = texts?.map(parsed)
  return made !== undefined && made.length > 0 && made.every(one => one !== undefined) ? united(made) : value
}

/** All texts that the argument of `fromJSON` can evaluate to. */
function textsOf(inner: string, root: Root): readonly string[] | undefined {
  const [, job, output] = /^needs\.([\w-]+)\.outputs\.([\w-]+)$/.exec(inner) ?? []
  if (job !== undefined && output !== undefined) return textsOfOutput(memberNamed(root['jobs'], job), output)
  const literals = [...inner.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"))
  const lists = literals.filter(text => /^\s*[[{]/.test(text))
  // `condition && 'one' || 'other'` can evaluate to nothing else.
  const rest = inner.replaceAll(/'(?:[^']|'')*'/g, "''")
  const isChosen = /^(?:[^|]*?&&\s*''\s*\|\|\s*)*''$/.test(rest)
  return lists.length > 0 && isChosen ? lists : undefined
}

function textsOfOutput(job: unknown, output: string): readonly string[] | undefined {
  const text = memberNamed(memberNamed(job, 'outputs'), output)
  const { id, name } = stepOutput(String(text)) ?? {}
  const steps = memberNamed(job, 'steps')
  const step: unknown = Array.isArray(steps) ? steps.find(one => memberNamed(one, 'id') === id) : undefined
  if (id === undefined || step === undefined) return undefined
  const filters = memberNamed(memberNamed(step, 'with'), 'filters')
  if (PATHS_FILTER.test(String(memberNamed(step, 'uses'))))
    return name === 'changes' && typeof filters === 'string'
      ? [JSON.stringify(filterNames(filters))]
      : undefined
  const run = memberNamed(step, 'run')
  return typeof run === 'string' && name !== undefined ? written(run, name) : undefined
}

/** What a script writes as one output, if each write is a literal text. */
function written(run: string, name: string): readonly string[] | undefined {
  const lines = run.split('\n').filter(line => new RegExp(`\\b${name}(?:=|<<)`).test(line))
  const texts = lines.map(line => {
    const [, single, double] =
      new RegExp(`^\\s*echo\\s+(?:'${name}=([^']*)'|"${name}=((?:\\\\.|[^"\\\\$\`])*)")\\s*>>`).exec(line) ??
      []
    return single ?? double?.replaceAll(/\\(.)/g, '$1')
  })
  const known = texts.filter(text => text !== undefined)
  return known.length > 0 && known.length === texts.length ? known : undefined
}

/** filterNames returns the names of the filters of a `dorny/paths-filter` step. */
function filterNames(filters: string): readonly string[] {
  try {
    const read: unknown = parse(filters)
    return isObject(read) ? Object.keys(read) : []
  } catch {
    return []
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** The union of several lists. Other values are known only if all are equal. */
function united(made: readonly unknown[]): unknown {
  if (made.every(Array.isArray)) {
    const texts = new Map(made.flat().map(item => [JSON.stringify(item), item as unknown]))
    return [...texts.values()]
  }
  const [first, ...others] = made
  return others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined
}
