import { parse } from 'yaml'
import { isObject } from '../json.ts'
import { memberNamed } from './texts.ts'

type Root = Readonly<Record<string, unknown>>

/**
 * withRunTimeValues puts lists into a matrix where an expression makes them at run time, as far as the workflow says all that can be in them: a literal
 * of `fromJSON`, an output that a script writes out, the filters of `dorny/paths-filter`. A run may start fewer.
 */
export function withRunTimeValues(matrix: unknown, root: Root): Readonly<Record<string, unknown>> {
  const whole = madeBy(matrix, root)
  if (!isObject(whole)) return {}
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, madeBy(value, root)]))
}

/** isMadeAtRunTime tells whether an expression stands for a matrix, or a list of it, that nobody can know by reading. */
export function isMadeAtRunTime(matrix: unknown, root: Root): boolean {
  const whole = madeBy(matrix, root)
  const parts = isObject(whole) ? Object.values(whole).map(value => madeBy(value, root)) : [whole]
  return parts.some(part => typeof part === 'string')
}

const FROM_JSON = /^\$\{\{\s*from[jJ][sS][oO][nN]\(([\s\S]*)\)\s*\}\}$/

/** What an expression makes; itself where that cannot be known. */
function madeBy(value: unknown, root: Root): unknown {
  const [, inner] = typeof value === 'string' ? (FROM_JSON.exec(value.trim()) ?? []) : []
  if (inner === undefined) return value
  const texts = textsOf(inner.trim(), root)
  const made = texts?.map(parsed)
  return made !== undefined && made.length > 0 && made.every(one => one !== undefined) ? united(made) : value
}

/** All texts that the inside of `fromJSON` can be. */
function textsOf(inner: string, root: Root): readonly string[] | undefined {
  const [, job, output] = /^needs\.([\w-]+)\.outputs\.([\w-]+)$/.exec(inner) ?? []
  if (job !== undefined && output !== undefined) return textsOfOutput(memberNamed(root['jobs'], job), output)
  const literals = [...inner.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"))
  const lists = literals.filter(text => /^\s*[[{]/.test(text))
  // `condition && 'one' || 'other'`: nothing else can come out of it
  const rest = inner.replaceAll(/'(?:[^']|'')*'/g, "''")
  const isChosen = /^(?:[^|]*?&&\s*''\s*\|\|\s*)*''$/.test(rest)
  return lists.length > 0 && isChosen ? lists : undefined
}

function textsOfOutput(job: unknown, output: string): readonly string[] | undefined {
  const text = memberNamed(memberNamed(job, 'outputs'), output)
  const [, id, name = ''] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}$/.exec(String(text)) ?? []
  const steps = memberNamed(job, 'steps')
  const step: unknown = Array.isArray(steps) ? steps.find(one => memberNamed(one, 'id') === id) : undefined
  if (id === undefined || step === undefined) return undefined
  const filters = memberNamed(memberNamed(step, 'with'), 'filters')
  if (/^dorny\/paths-filter@/.test(String(memberNamed(step, 'uses'))))
    return name === 'changes' && typeof filters === 'string'
      ? [JSON.stringify(filterNames(filters))]
      : undefined
  const run = memberNamed(step, 'run')
  return typeof run === 'string' ? written(run, name) : undefined
}

/** What a script writes as one output, where each time it is the text that stands there. */
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

/** filterNames gives the names of the filters that a step of `dorny/paths-filter` has. */
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

/** Everything that can be in one of several lists; of several objects nothing is known but where they are the same. */
function united(made: readonly unknown[]): unknown {
  if (made.every(Array.isArray)) {
    const texts = new Map(made.flat().map(item => [JSON.stringify(item), item as unknown]))
    return [...texts.values()]
  }
  const [first, ...others] = made
  return others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined
}
