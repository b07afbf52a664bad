import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml'
import { isObject, type JsonObject } from '../../json.ts'
import { eventsOf, type Fields, fieldsOf, isSkipped, knownInRuns } from './job-runs.ts'

/** A value of a step: as known, or as the expression whose value is known only in a run. `from` is `file:line`. */
export type StepValue = { readonly from: string } & ({ readonly value: string } | { readonly open: string })

/** A workflow or an action as it is written. */
export type ParsedWorkflow = {
  readonly file: string
  readonly text: string
  /** The whole file as plain data. */
  readonly root: JsonObject
  readonly lineOf: (path: Path) => number
}

type Path = readonly (string | number)[]
/** A mapping of the workflow: a step, or an `env`. */
export type WorkflowPart = { readonly path: Path; readonly fields: Fields }

/** parseWorkflow returns a workflow or an action; undefined for a file that is neither, or not valid YAML. */
export function parseWorkflow(file: string, text: string): ParsedWorkflow | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  if (document.errors.length > 0) return undefined
  const root: unknown = document.toJS()
  if (!isObject(root) || (root['jobs'] ?? fieldsOf(root['runs'])['using']) === undefined) return undefined
  const lineOf = (path: Path): number => {
    const node: unknown = document.getIn(path, true)
    const range = isScalar(node) || isCollection(node) ? node.range : undefined
    return range ? lines.linePos(range[0]).line : 1
  }
  return { file, text, root, lineOf }
}

/** A job that calls a workflow of the same repository. */
export type WorkflowCall = ParsedWorkflow & {
  readonly to: string
  readonly name: string
  readonly job: Fields
}

/** callsIn returns the jobs of a workflow that call another one of the repository. */
export function callsIn(caller: ParsedWorkflow): readonly WorkflowCall[] {
  const jobs = fieldsOf(caller.root['jobs'])
  return Object.keys(jobs).flatMap(name => {
    const job = fieldsOf(jobs[name])
    const [, to] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(asText(job['uses'])) ?? []
    return to === undefined ? [] : [{ ...caller, to, name, job }]
  })
}

/** What a call gives: the names of expressions with their texts as written, and where these stand. */
function givenBy({ file, lineOf, name, job }: WorkflowCall, called: Fields) {
  const inputs = fieldsOf(fieldsOf(eventsOf(called)['workflow_call'])['inputs'])
  const given = fieldsOf(job['with'])
  const known = [
    ...Object.entries(inputs).map(([input, one]) => [`inputs.${input}`, fieldsOf(one)['default']]),
    ...Object.entries(given).map(([input, value]) => [`inputs.${input}`, value]),
    ...Object.entries(fieldsOf(job['secrets'])).map(([secret, value]) => [`secrets.${secret}`, value])
  ]
  const places = Object.keys(given).map(input => [
    `inputs.${input}`,
    `${file}:${lineOf(['jobs', name, 'with', input])}`
  ])
  return { known: Object.fromEntries(known) as Fields, places: Object.fromEntries(places) as Fields }
}

/** readingsOf returns the runs of a job: those of each call, and its own unless only calls start it. */
export function readingsOf(
  { file, root, lineOf }: ParsedWorkflow,
  name: string,
  calls: readonly WorkflowCall[]
): readonly Reading[] {
  const job = fieldsOf(fieldsOf(root['jobs'])[name])
  const steps = stepsAt(job['steps'], ['jobs', name, 'steps'])
  const envs = [envOf({ path: [], fields: root }), envOf({ path: ['jobs', name], fields: job })].map(
    ({ path, fields }) => ({ path, fields: keptEnv(fields, steps) })
  )
  const { environment: said } = job
  const text = asText(isObject(said) ? said['name'] : said)
  const isCalledOnly = calls.length > 0 && Object.keys(eventsOf(root)).join() === 'workflow_call'
  return [...(isCalledOnly ? [] : [undefined]), ...calls].flatMap(call => {
    const given = call && givenBy(call, root)
    const choice = filledIn(text, { envs: [], known: given?.known ?? {} })
    const outer = call ? knownInRuns(call.root, call.job, choice) : [{}]
    const runs = outer.flatMap(known => {
      const filled = Object.entries(given?.known ?? {}).map(([key, value]) => [
        key,
        typeof value === 'string' ? filledIn(value, { envs: [], known }) : value
      ])
      return knownInRuns(root, job, call ? '' : text).map(own => ({ ...Object.fromEntries(filled), ...own }))
    })
    const by = call ?? { file, root, lineOf, job: {} }
    const conditions = [fieldsOf(by.job)['if'], job['if']]
    const start = { file: by.file, line: by.lineOf(['on']), root: by.root, conditions }
    return runs
      .filter(known => !conditions.some(one => isSkipped(one, known)))
      .map(known => {
        const environment = filledIn(text, { envs, known })
        const isLiteral = environment !== '' && !environment.includes('${{')
        const places = given?.places ?? {}
        return { file, lineOf, steps, envs, known, places, start, ...(isLiteral ? { environment } : {}) }
      })
  })
}

/** A name that a script writes to GITHUB_ENV, rather than reads, has a value afterwards that is known only in a run. */
function keptEnv(env: Fields, steps: readonly WorkflowPart[]): Fields {
  const words = steps.flatMap(({ fields }) => {
    const run = asText(fields['run'])
    return run.includes('GITHUB_ENV') ? (run.match(/(?<![\w$.{:])\w+/g) ?? []) : []
  })
  return Object.fromEntries(Object.entries(env).filter(([name]) => !words.includes(name)))
}

/** stepsAt returns the steps of a list, with their paths. */
export function stepsAt(steps: unknown, path: Path): readonly WorkflowPart[] {
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: unknown, index) =>
    isObject(step) ? [{ path: [...path, index], fields: step }] : []
  )
}

/** The steps of a job or an action in one run, and the `env` that apply to them, the most specific last. */
export type Reading = {
  readonly file: string
  readonly lineOf: (path: Path) => number
  readonly steps: readonly WorkflowPart[]
  readonly envs: readonly WorkflowPart[]
  /** Names of expressions, such as `matrix.service`, with their values in this run, and where a call gives them. */
  readonly known: Fields
  readonly places: Fields
  /** What starts it, with the conditions on the way. */
  readonly start: {
    readonly file: string
    readonly line: number
    readonly root: Fields
    readonly conditions: readonly unknown[]
  }
  readonly environment?: string
}

function envOf({ path, fields }: WorkflowPart): WorkflowPart {
  return { path: [...path, 'env'], fields: fieldsOf(fields['env']) }
}

/** withStep returns the reading with the `env` of a step, if one is given. */
export function withStep(reading: Reading, step: WorkflowPart | undefined): Reading {
  return step === undefined ? reading : { ...reading, envs: [...reading.envs, envOf(step)] }
}

/** valueIn returns a field of a mapping, filled in; undefined for an empty one, or none. */
export function valueIn(
  { path, fields }: WorkflowPart,
  name: string,
  reading: Reading
): StepValue | undefined {
  const text = fields[name]
  if (typeof text !== 'string' && typeof text !== 'number') return undefined
  const [, only = ''] = /^\$\{\{\s*([\w.-]+)\s*\}\}$/.exec(String(text)) ?? []
  const from = asText(reading.places[only]) || `${reading.file}:${reading.lineOf([...path, name])}`
  const found = resolved(String(text), reading, from)
  return 'value' in found && found.value === '' ? undefined : found
}

/** inputIn returns an input of a step. */
export function inputIn(step: WorkflowPart, name: string, reading: Reading): StepValue | undefined {
  const inputs = { path: [...step.path, 'with'], fields: fieldsOf(step.fields['with']) }
  return valueIn(inputs, name, withStep(reading, step))
}

/** asText returns a text; an empty one for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** writtenAs returns a value or its expression; empty if there is none. */
export function writtenAs(value: StepValue | undefined): string {
  if (value === undefined) return ''
  return 'value' in value ? value.value : value.open
}

/** resolved returns a text of a reading, filled in. */
export function resolved(text: string, reading: Reading, from: string): StepValue {
  const whole = filledIn(text, reading)
  return whole.includes('${{') ? { open: whole, from } : { value: whole, from }
}

/** A text with the names that have a value; that of `env` can be such a text itself. */
function filledIn(text: string, { envs, known }: Pick<Reading, 'envs' | 'known'>): string {
  const env: Fields = Object.assign({}, ...envs.map(({ fields }) => fields))
  const fill = (one: string) =>
    one.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (expression, name: string) => {
      const value = name.startsWith('env.') ? env[name.slice('env.'.length)] : known[name]
      return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : expression
    })
  return fill(fill(text))
}
