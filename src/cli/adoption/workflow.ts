import { distinctBy, grouped } from '../../list.ts'
import { present } from '../../present.ts'
import { fieldsOf, isSkipped, triggersOf } from './job-runs.ts'
import {
  asText,
  callsIn,
  inputIn,
  type ParsedWorkflow,
  type Reading,
  readingsOf,
  resolved,
  type StepValue,
  stepsAt,
  valueIn,
  type WorkflowPart,
  withStep,
  writtenAs
} from './jobs.ts'

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

/** What a step deploys in one run of its job: there is one for each combination of a matrix, choice and call. */
export type StepRun = {
  /** The `environment:` of its job; absent if only a run knows it. */
  readonly environment?: string
  /** The workflow that starts it, with the line of its events, and which of them do. */
  readonly start: { readonly file: string; readonly line: number; readonly triggers: readonly string[] }
  readonly service?: StepValue
  readonly cluster?: StepValue
  readonly region?: StepValue
  /** The file, also where a render step of the same job stands between. */
  readonly taskDefinition?: StepValue
  readonly 'desired-count'?: StepValue
  /** Its other inputs, and those of the render steps between. */
  readonly others: readonly (StepValue & { readonly name: string })[]
  /** The step before it that configures credentials. */
  readonly credentials?: CredentialsStep
}

/** A step of aws-actions/configure-aws-credentials, with its inputs as written; names in `env` are resolved. */
export type CredentialsStep = {
  readonly uses: string
  readonly with: Readonly<Record<string, unknown>>
  readonly from: string
}

/** A workflow, or an action of the repository itself. */
export type Workflow = Pick<ParsedWorkflow, 'file' | 'text'> & {
  readonly steps: readonly AwsStep[]
  /** The Regions of all its jobs: of `AWS_REGION` in `env`, and of the steps that configure credentials. */
  readonly regions: readonly StepValue[]
}

const AWS_ACTION =
  /^(?:(aws-actions)\/amazon-ecs-|ecs-sealed-deploy\/ecs-sealed-deploy\/)(render|deploy)(?:-task-definition)?@/
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/

/**
 * readWorkflows finds the steps of AWS's two actions, also in a workflow that another one calls with inputs. Values are
 * literal, or names in `env`, `inputs` and `matrix` with a literal value; what any other expression gives is not known.
 */
export function readWorkflows(parsed: readonly ParsedWorkflow[]): readonly Workflow[] {
  const calls = grouped(parsed.flatMap(callsIn), ({ to }) => to)
  return parsed.map(one => {
    const { file, text, root, lineOf } = one
    const inJobs = Object.keys(fieldsOf(root['jobs'])).map(name =>
      readingsOf(one, name, calls.get(file) ?? [])
    )
    const steps = stepsAt(fieldsOf(root['runs'])['steps'], ['runs', 'steps'])
    const start = { file, line: 1, root, conditions: [] }
    const inAction = { file, lineOf, steps, envs: [], known: {}, places: {}, start }
    const all = [...inJobs, [inAction]]
    return {
      ...{ file, text },
      steps: all.flatMap(awsSteps),
      regions: distinctBy(all.flat().flatMap(regionsIn), JSON.stringify)
    }
  })
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

function isCredentials({ fields }: WorkflowPart): boolean {
  return CREDENTIALS.test(asText(fields['uses']))
}

function awsSteps(readings: readonly Reading[]): readonly AwsStep[] {
  const [first] = readings
  if (first === undefined) return []
  const { file, lineOf, steps } = first
  return steps.flatMap((step, index) => {
    const [, aws, kind] = AWS_ACTION.exec(asText(step.fields['uses'])) ?? []
    if (kind !== 'render' && kind !== 'deploy') return []
    const before = steps.slice(0, index)
    const runs = readings.filter(({ known }) => !isSkipped(step.fields['if'], known))
    return [
      {
        ...{ kind, file, isOfAws: aws !== undefined, line: lineOf([...step.path, 'uses']) },
        inputs: Object.keys(fieldsOf(step.fields['with'])).map(name => ({
          name,
          line: lineOf([...step.path, 'with', name])
        })),
        runs: distinctBy(
          runs.map(reading => runOf(step, before, reading)),
          JSON.stringify
        )
      }
    ]
  })
}

function runOf(step: WorkflowPart, before: readonly WorkflowPart[], reading: Reading): StepRun {
  const { file, line, root, conditions } = reading.start
  const inputOf = (name: string, of = step) => inputIn(of, name, reading)
  const credentials = before.findLast(
    one => isCredentials(one) && !isSkipped(one.fields['if'], reading.known)
  )
  const renders = rendersBehind(step, before, inputOf)
  const last = renders.at(-1) ?? step
  const family = inputOf('task-definition-family', last)
  return {
    start: { file, line, triggers: triggersOf(root, [...conditions, step.fields['if']]) },
    others: [...renders, step].flatMap(one =>
      Object.keys(fieldsOf(one.fields['with'])).flatMap(name => {
        const value = READ.includes(name) ? undefined : inputOf(name, one)
        return value ? [{ name, ...value }] : []
      })
    ),
    ...present({
      environment: reading.environment,
      service: inputOf('service'),
      cluster: inputOf('cluster'),
      region:
        inputOf('aws-region') ??
        (credentials && inputOf('aws-region', credentials)) ??
        regionOfEnv(withStep(reading, step)),
      taskDefinition:
        inputOf('task-definition', last) ??
        (family && 'value' in family ? { ...family, value: `{live: ${family.value}}` } : family),
      'desired-count': inputOf('desired-count'),
      credentials: credentials && credentialsIn(credentials, reading)
    })
  }
}

/** Inputs that the configuration file has, or that a run is asked for. */
const READ = [
  ...['task-definition', 'task-definition-family', 'service', 'cluster', 'aws-region', 'desired-count'],
  'image'
]

function credentialsIn(step: WorkflowPart, reading: Reading): CredentialsStep {
  const { fields, path } = step
  const from = `${reading.file}:${reading.lineOf([...path, 'uses'])}`
  const given = Object.entries(fieldsOf(fields['with'])).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const
    const known = resolved(value, withStep(reading, step), from)
    return [name, 'value' in known ? known.value : known.open] as const
  })
  return { uses: asText(fields['uses']), with: Object.fromEntries(given), from }
}

/** The render steps whose output a step takes, the nearest first. */
function rendersBehind(
  step: WorkflowPart,
  before: readonly WorkflowPart[],
  inputOf: (name: string, of: WorkflowPart) => StepValue | undefined
): readonly WorkflowPart[] {
  const [, id] =
    /^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$/.exec(
      writtenAs(inputOf('task-definition', step))
    ) ?? []
  const render = before.find(({ fields }) => id !== undefined && fields['id'] === id)
  if (!render || !AWS_ACTION.test(asText(render.fields['uses']))) return []
  return [render, ...rendersBehind(render, before.slice(0, before.indexOf(render)), inputOf)]
}
