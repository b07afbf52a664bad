import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml'
import { isObject, type JsonObject } from '../../json.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { fieldsOf, knownInRuns } from './matrix.ts'

/** A value of a step: as known, or as the expression whose value is known only in a run. `from` is `file:line`. */
export type StepValue = { readonly from: string } & ({ readonly value: string } | { readonly open: string })

/** A step of one of AWS's two actions, or of the actions of this project that take their place. */
export type AwsStep = {
  readonly kind: 'render' | 'deploy'
  readonly file: string
  /** Not an action of this project. */
  readonly isOfAws: boolean
  /** Line of its `uses`, from 1. */
  readonly line: number
  /** The names of its inputs, as written. */
  readonly inputs: readonly { readonly name: string; readonly line: number }[]
  /** What it deploys in each of the runs of its job that differ, at least one. */
  readonly runs: readonly StepRun[]
}

/** What a step deploys in one run of its job: there is one for each combination of a matrix and choice of an input. */
export type StepRun = {
  /** The `environment:` of its job; absent if only a run knows it. */
  readonly environment?: string
  readonly service?: StepValue
  readonly cluster?: StepValue
  readonly region?: StepValue
  /** The file, also where a render step of the same job stands between. */
  readonly taskDefinition?: StepValue
}

/** A step of aws-actions/configure-aws-credentials, with its inputs as written; names in `env` are resolved. */
export type CredentialsStep = {
  readonly uses: string
  readonly with: Readonly<Record<string, unknown>>
  readonly from: string
  readonly environment?: string
}

/** A workflow, or an action of the repository itself. */
export type Workflow = {
  readonly file: string
  readonly text: string
  readonly steps: readonly AwsStep[]
  /** The steps that configure credentials before a step of one of the actions. */
  readonly credentials: readonly CredentialsStep[]
  /** The Regions of all its jobs: of `AWS_REGION` in `env`, and of the steps that configure credentials. */
  readonly regions: readonly StepValue[]
  /** The whole file as plain data. */
  readonly root: JsonObject
}

const AWS_ACTION =
  /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/

type Path = readonly (string | number)[]
type Fields = Readonly<Record<string, unknown>>
/** A mapping of the workflow: a step, or an `env`. */
type Part = { readonly path: Path; readonly fields: Fields }

/**
 * readWorkflow finds the steps of AWS's two actions. Values are literal, or names in `env` with a literal value; what
 * any other expression gives is not known. Returns undefined for a file that is no workflow, or not valid YAML.
 */
export function readWorkflow(file: string, text: string): Workflow | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  if (document.errors.length > 0) return undefined
  const root: unknown = document.toJS()
  if (!isObject(root)) return undefined
  const lineOf = (path: Path): number => {
    const node: unknown = document.getIn(path, true)
    const range = isScalar(node) || isCollection(node) ? node.range : undefined
    return range ? lines.linePos(range[0]).line : 1
  }
  const jobs = fieldsOf(root['jobs'])
  const inJobs = Object.keys(jobs).map((name): readonly Reading[] => {
    const job = fieldsOf(jobs[name])
    const steps = stepsAt(job['steps'], ['jobs', name, 'steps'])
    const envs = [envOf({ path: [], fields: root }), envOf({ path: ['jobs', name], fields: job })].map(
      ({ path, fields }) => ({ path, fields: keptEnv(fields, steps) })
    )
    const { environment: said } = job
    const text = textOf(isObject(said) ? said['name'] : said)
    return knownInRuns(root, job, text).map(known => {
      const environment = filledIn(text, { envs, known })
      const isLiteral = environment !== '' && !environment.includes('${{')
      return { file, lineOf, steps, envs, known, ...(isLiteral ? { environment } : {}) }
    })
  })
  const runs = fieldsOf(root['runs'])
  if (root['jobs'] === undefined && runs['using'] === undefined) return undefined
  const inAction = { file, lineOf, steps: stepsAt(runs['steps'], ['runs', 'steps']), envs: [], known: {} }
  const all = [...inJobs, [inAction]]
  const found = all.flatMap(awsSteps)
  const before = found.flatMap(one => one.credentials)
  return {
    ...{ file, text, root },
    steps: found.map(({ step }) => step),
    credentials: distinctBy(before, JSON.stringify),
    regions: distinctBy(all.flat().flatMap(regionsIn), JSON.stringify)
  }
}

/** A name that a script writes to GITHUB_ENV, rather than reads, has a value afterwards that is known only in a run. */
function keptEnv(env: Fields, steps: readonly Part[]): Fields {
  const words = steps.flatMap(({ fields }) => {
    const run = textOf(fields['run'])
    return run.includes('GITHUB_ENV') ? (run.match(/(?<![\w$.{:])\w+/g) ?? []) : []
  })
  return Object.fromEntries(Object.entries(env).filter(([name]) => !words.includes(name)))
}

function stepsAt(steps: unknown, path: Path): readonly Part[] {
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: unknown, index) =>
    isObject(step) ? [{ path: [...path, index], fields: step }] : []
  )
}

/** The steps of a job or an action in one run, and the `env` that apply to them, the most specific last. */
type Reading = {
  readonly file: string
  readonly lineOf: (path: Path) => number
  readonly steps: readonly Part[]
  readonly envs: readonly Part[]
  /** Names of expressions, such as `matrix.service`, with their values in this run. */
  readonly known: Fields
  readonly environment?: string
}

function envOf({ path, fields }: Part): Part {
  return { path: [...path, 'env'], fields: fieldsOf(fields['env']) }
}

/** The reading with the `env` of a step, if one is given. */
function within(reading: Reading, step: Part | undefined): Reading {
  return step === undefined ? reading : { ...reading, envs: [...reading.envs, envOf(step)] }
}

function valueIn({ path, fields }: Part, name: string, reading: Reading): StepValue | undefined {
  const text = fields[name]
  if (typeof text !== 'string' && typeof text !== 'number') return undefined
  return resolved(String(text), reading, `${reading.file}:${reading.lineOf([...path, name])}`)
}

function inputIn(step: Part, name: string, reading: Reading): StepValue | undefined {
  const inputs = { path: [...step.path, 'with'], fields: fieldsOf(step.fields['with']) }
  return valueIn(inputs, name, within(reading, step))
}

/** The Region that programs of a job, or of one step, take from their environment. */
function regionOfEnv(reading: Reading): StepValue | undefined {
  const closest = reading.envs.toReversed()
  const found = ['AWS_REGION', 'AWS_DEFAULT_REGION'].flatMap(name =>
    closest.flatMap(env => valueIn(env, name, reading) ?? [])
  )
  return found[0]
}

function regionsIn(reading: Reading): readonly StepValue[] {
  const credentials = reading.steps.filter(isCredentials)
  const given = credentials.flatMap(step => inputIn(step, 'aws-region', reading) ?? [])
  const ofEnv = regionOfEnv(reading)
  return ofEnv === undefined ? given : [...given, ofEnv]
}

function isCredentials({ fields }: Part): boolean {
  return CREDENTIALS.test(textOf(fields['uses']))
}

function awsSteps(
  readings: readonly Reading[]
): readonly { readonly step: AwsStep; readonly credentials: readonly CredentialsStep[] }[] {
  const [{ file, lineOf, steps }] = readings as readonly [Reading]
  return steps.flatMap((step, index) => {
    const [, aws, kind] = AWS_ACTION.exec(textOf(step.fields['uses'])) ?? []
    if (kind !== 'render' && kind !== 'deploy') return []
    const before = steps.slice(0, index)
    const credentials = before.findLast(isCredentials)
    const own: AwsStep = {
      ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
      inputs: Object.keys(fieldsOf(step.fields['with'])).map(name => ({
        name,
        line: lineOf([...step.path, 'with', name])
      })),
      runs: distinctBy(
        readings.map(reading => runOf(step, before, reading)),
        JSON.stringify
      )
    }
    return [
      {
        step: own,
        credentials: readings.flatMap(one => (credentials ? [credentialsIn(credentials, one)] : []))
      }
    ]
  })
}

function runOf(step: Part, before: readonly Part[], reading: Reading): StepRun {
  const inputOf = (name: string, of = step) => inputIn(of, name, reading)
  const credentials = before.findLast(isCredentials)
  return present({
    environment: reading.environment,
    service: inputOf('service'),
    cluster: inputOf('cluster'),
    region:
      inputOf('aws-region') ??
      (credentials && inputOf('aws-region', credentials)) ??
      regionOfEnv(within(reading, step)),
    taskDefinition: fileBehind(inputOf('task-definition'), before, inputOf)
  })
}

function credentialsIn(step: Part, reading: Reading): CredentialsStep {
  const { fields, path } = step
  const from = `${reading.file}:${reading.lineOf([...path, 'uses'])}`
  const given = Object.entries(fieldsOf(fields['with'])).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const
    const known = resolved(value, within(reading, step), from)
    return [name, 'value' in known ? known.value : known.open] as const
  })
  const { environment } = reading
  return { uses: textOf(fields['uses']), with: Object.fromEntries(given), from, ...present({ environment }) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The file that a render step takes, for the output of that step. */
function fileBehind(
  value: StepValue | undefined,
  before: readonly Part[],
  inputOf: (name: string, of: Part) => StepValue | undefined
): StepValue | undefined {
  if (value === undefined || !('open' in value)) return value
  const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec(value.open) ?? []
  const render = before.find(({ fields }) => id !== undefined && fields['id'] === id)
  if (!render || !AWS_ACTION.test(textOf(render.fields['uses']))) return value
  return fileBehind(inputOf('task-definition', render), before, inputOf) ?? value
}

function resolved(text: string, reading: Reading, from: string): StepValue {
  const whole = filledIn(text, reading)
  return whole.includes('${{') ? { open: whole, from } : { value: whole, from }
}

/** A text with the names that have a value; that of `env` can be such a text itself. */
function filledIn(text: string, { envs, known }: Pick<Reading, 'envs' | 'known'>): string {
  const env: Fields = Object.assign({}, ...envs.map(({ fields }) => fields))
  const fill = (one: string) =>
    one.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (expression, name: string) => {
      const value = name.startsWith('env.') ? env[name.slice('env.'.length)] : known[name]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : expression
    })
  return fill(fill(text))
}
