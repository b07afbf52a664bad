import { isObject } from '../../json.ts'

/** A mapping of a workflow. */
export type Fields = Readonly<Record<string, unknown>>

/** More combinations than a job may have on GitHub are not looked at. */
const MOST = 256

/**
 * knownInRuns returns, for each run of a job, the names of expressions that have a value there: `matrix.NAME` of each
 * combination, and `inputs.NAME` of each option of the choice that its `environment:` is. One run without names if the
 * matrix is known only in a run, or there is none. Pure.
 */
export function knownInRuns(workflow: Fields, job: Fields, environment: string): readonly Fields[] {
  const { matrix } = fieldsOf(job['strategy'])
  const combined = isObject(matrix) ? combinations(matrix) : []
  const runs = combined.length === 0 ? [{}] : combined.map(one => Object.fromEntries(flat('matrix', one)))
  const [, input = ''] = /^\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}$/.exec(environment) ?? []
  const dispatch = fieldsOf(fieldsOf(workflow['on'])['workflow_dispatch'])
  const { options } = fieldsOf(fieldsOf(dispatch['inputs'])[input])
  if (!Array.isArray(options)) return runs
  return options.flatMap((value: unknown) =>
    runs.map(run => ({ ...run, [`inputs.${input}`]: value, [`github.event.inputs.${input}`]: value }))
  )
}

/** The combinations as GitHub makes them: `exclude` takes some away, `include` extends those that fit or adds one. */
function combinations({ include, exclude, ...axes }: Fields): readonly Fields[] {
  const names = Object.keys(axes)
  let all: Fields[] = names.length === 0 ? [] : [{}]
  for (const [name, values] of Object.entries(axes)) {
    if (!Array.isArray(values) || all.length * values.length > MOST) return []
    all = all.flatMap(one => values.map((value: unknown) => ({ ...one, [name]: value })))
  }
  const without = listOf(exclude)
  const added = listOf(include)
  if (without === undefined || added === undefined) return []
  const own = all.filter(one => !without.some(some => fits(one, some, Object.keys(some))))
  const alone = added.filter(entry => !own.some(one => fits(one, entry, names)))
  return [
    ...own.map(one => Object.assign({}, one, ...added.filter(entry => fits(one, entry, names))) as Fields),
    ...alone
  ]
}

function fits(one: Fields, entry: Fields, names: readonly string[]): boolean {
  return names.every(name => !(name in entry) || JSON.stringify(entry[name]) === JSON.stringify(one[name]))
}

/** The mappings of a list; undefined if they are known only in a run. */
function listOf(value: unknown): readonly Fields[] | undefined {
  if (value === undefined) return []
  return Array.isArray(value) ? value.filter(isObject) : undefined
}

function flat(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) return [[name, value]]
  return Object.entries(value).flatMap(([key, inner]) => flat(`${name}.${key}`, inner))
}

/** fieldsOf returns the fields of a mapping; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {}
}

/** What an `if:` compares with a text. */
const COMPARED = /([\w.-]+)\s*==\s*'([^']*)'/g
/** Names of expressions by which one workflow deploys from several branches, or to where its input leads. */
const OF_BRANCH =
  /^github\.(?:ref|ref_name|base_ref|event\.workflow_run\.head_branch|event\.pull_request\.base\.ref)$/
const OF_INPUT = /^(?:github\.event\.)?inputs\.([\w-]+)$/

/** eventsOf returns the events that start a workflow, each with its filters. */
export function eventsOf({ on }: Fields): Fields {
  if (isObject(on)) return on
  return Object.fromEntries([on].flat().map(name => [String(name), undefined]))
}

/** isSkipped returns whether a condition of a job or step is false, as far as names with a value decide it. */
export function isSkipped(condition: unknown, known: Fields): boolean {
  const text = String(condition ?? '')
  if (/\|\||!|\(/.test(text)) return false
  return [...text.matchAll(COMPARED)].some(([, name = '', value]) => name in known && known[name] !== value)
}

/**
 * triggersOf returns what starts a job, such as `branch main` or `release`: the branches that its conditions compare,
 * otherwise those of its events. A start by hand counts only beside no other. Pure.
 */
export function triggersOf(workflow: Fields, conditions: readonly unknown[]): readonly string[] {
  const compared = conditions.flatMap(one => [...String(one ?? '').matchAll(COMPARED)])
  const branches = compared.flatMap(([, name = '', value = '']) =>
    OF_BRANCH.test(name) ? [`branch ${value.replace(/^refs\/heads\//, '')}`] : []
  )
  const chosen = compared.flatMap(([, name = '', value]) => {
    const [, input] = OF_INPUT.exec(name) ?? []
    return input === undefined ? [] : [`${input} ${value}`]
  })
  if (branches.length + chosen.length > 0) return branches.length > 0 ? branches : chosen
  const named = compared.flatMap(([, name, value]) => (name === 'github.event_name' ? [value] : []))
  const all = Object.entries(eventsOf(workflow))
  const some = [
    all.filter(([name]) => named.includes(name)),
    all.filter(([name]) => !/^(?:workflow_(?:dispatch|call)|pull_request.*)$/.test(name)),
    all.filter(([name]) => !/^workflow_(?:dispatch|call)$/.test(name)),
    all
  ].find(({ length }) => length > 0)
  return (some ?? []).flatMap(([name, filters]) => {
    const { branches: on, tags } = fieldsOf(filters)
    const filtered = [...listed('branch', on), ...listed('tag', tags)]
    return filtered.length > 0 ? filtered : [name]
  })
}

function listed(what: string, names: unknown): readonly string[] {
  return names === undefined || names === null ? [] : [names].flat().map(name => `${what} ${String(name)}`)
}
