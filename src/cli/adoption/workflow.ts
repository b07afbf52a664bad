import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml'
import { isObject, type JsonObject } from '../../json.ts'
import { distinctBy } from '../../list.ts'

/** A value of a step: as known, or as the expression that only a run knows. `from` is `file:line`. */
export type StepValue = { readonly from: string } & ({ readonly value: string } | { readonly open: string })

/** A step of one of AWS's two actions, or of the actions of this project that take their place. */
export type AwsStep = {
  readonly kind: 'render' | 'deploy'
  readonly file: string
  /** Not an action of this project. */
  readonly isOfAws: boolean
  /** The `environment:` of its job, as it stands there; absent for an expression. */
  readonly environment?: string
  /** Line of its `uses`, from 1. */
  readonly line: number
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
}

/** A workflow, or an action of the repository itself. */
export type Workflow = {
  readonly file: string
  readonly text: string
  readonly steps: readonly AwsStep[]
  /** The steps that configure credentials before a step of one of the actions. */
  readonly credentials: readonly CredentialsStep[]
  /** The whole file as plain data. */
  readonly root: JsonObject
}

const AWS_ACTION =
  /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/

type Path = readonly (string | number)[]
type Fields = Readonly<Record<string, unknown>>
type Step = { readonly path: Path; readonly fields: Fields }

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
  const found = Object.keys(jobs).flatMap(name => {
    const job = fieldsOf(jobs[name])
    const env = keptEnv({ ...fieldsOf(root['env']), ...fieldsOf(job['env']) }, job['steps'])
    const { environment: said } = job
    const environment = isObject(said) ? said['name'] : said
    const isLiteral = typeof environment === 'string' && !environment.includes('${{')
    const reading = { env, file, lineOf, ...(isLiteral ? { environment } : {}) }
    return awsSteps(stepsAt(job['steps'], ['jobs', name, 'steps']), reading)
  })
  const runs = fieldsOf(root['runs'])
  const own = awsSteps(stepsAt(runs['steps'], ['runs', 'steps']), { env: {}, file, lineOf })
  if (root['jobs'] === undefined && runs['using'] === undefined) return undefined
  const all = [...found, ...own]
  const steps = all.map(({ step }) => step)
  const before = all.flatMap(one => one.credentials ?? [])
  const credentials = distinctBy(before, ({ from }) => from)
  return { file, text, root, steps, credentials }
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {}
}

/** A name that a script writes to GITHUB_ENV, rather than reads, has a value afterwards that only a run knows. */
function keptEnv(env: Fields, steps: unknown): Fields {
  const words = stepsAt(steps, []).flatMap(({ fields }) => {
    const run = textOf(fields['run'])
    return run.includes('GITHUB_ENV') ? (run.match(/(?<![\w$.{:])\w+/g) ?? []) : []
  })
  return Object.fromEntries(Object.entries(env).filter(([name]) => !words.includes(name)))
}

function stepsAt(steps: unknown, path: Path): readonly Step[] {
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: unknown, index) =>
    isObject(step) ? [{ path: [...path, index], fields: step }] : []
  )
}

type Reading = {
  readonly env: Fields
  readonly file: string
  readonly lineOf: (path: Path) => number
  readonly environment?: string
}

function awsSteps(
  steps: readonly Step[],
  reading: Reading
): readonly { readonly step: AwsStep; readonly credentials: CredentialsStep | undefined }[] {
  const { file, lineOf, env } = reading
  return steps.flatMap((step, index) => {
    const [, aws, kind] = AWS_ACTION.exec(textOf(step.fields['uses'])) ?? []
    if (kind !== 'render' && kind !== 'deploy') return []
    const before = steps.slice(0, index)
    const inputOf = (name: string, of = step): StepValue | undefined => {
      const text = fieldsOf(of.fields['with'])[name]
      if (typeof text !== 'string' && typeof text !== 'number') return undefined
      const from = `${file}:${lineOf([...of.path, 'with', name])}`
      return resolved(String(text), { env: { ...env, ...fieldsOf(of.fields['env']) }, from })
    }
    const credentials = before.findLast(({ fields }) => CREDENTIALS.test(textOf(fields['uses'])))
    const region = inputOf('aws-region') ?? (credentials && inputOf('aws-region', credentials))
    const values: Partial<AwsStep> = {
      ...given('service', inputOf('service')),
      ...given('cluster', inputOf('cluster')),
      ...given('region', region),
      ...given('taskDefinition', fileBehind(inputOf('task-definition'), before, inputOf))
    }
    const own: AwsStep = {
      ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
      ...(reading.environment === undefined ? {} : { environment: reading.environment }),
      ...values
    }
    return [{ step: own, credentials: credentials && credentialsIn(credentials, reading) }]
  })
}

function credentialsIn({ fields, path }: Step, { env, file, lineOf }: Reading): CredentialsStep {
  const from = `${file}:${lineOf([...path, 'uses'])}`
  const given = Object.entries(fieldsOf(fields['with'])).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const
    const known = resolved(value, { env: { ...env, ...fieldsOf(fields['env']) }, from })
    return [name, 'value' in known ? known.value : known.open] as const
  })
  return { uses: textOf(fields['uses']), with: Object.fromEntries(given), from }
}

function given(name: keyof AwsStep, value: StepValue | undefined): Partial<AwsStep> {
  return value === undefined ? {} : { [name]: value }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The file that a render step takes, for the output of that step. */
function fileBehind(
  value: StepValue | undefined,
  before: readonly Step[],
  inputOf: (name: string, of: Step) => StepValue | undefined
): StepValue | undefined {
  if (value === undefined || !('open' in value)) return value
  const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec(value.open) ?? []
  const render = before.find(({ fields }) => id !== undefined && fields['id'] === id)
  if (!render || !AWS_ACTION.test(textOf(render.fields['uses']))) return value
  return fileBehind(inputOf('task-definition', render), before, inputOf) ?? value
}

function resolved(text: string, { env, from }: { readonly env: Fields; readonly from: string }): StepValue {
  const whole = text.replaceAll(/\$\{\{\s*env\.(\w+)\s*\}\}/g, (expression, name: string) => {
    const value = env[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : expression
  })
  return whole.includes('${{') ? { open: whole, from } : { value: whole, from }
}
