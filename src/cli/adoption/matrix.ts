import { isObject } from '../../json.ts'

type Fields = Readonly<Record<string, unknown>>

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
