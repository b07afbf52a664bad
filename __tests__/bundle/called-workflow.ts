import { readFileSync } from 'node:fs'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { parse } from 'yaml'

type Contexts = Readonly<Record<string, unknown>>
type Values = Readonly<Record<string, unknown>>
type Input = { readonly type: string; readonly required?: boolean; readonly default?: unknown }
type Step = { readonly id?: string; readonly uses?: string; readonly with?: Values }
type Job = {
  readonly if?: string
  readonly uses?: string
  readonly with?: Values
  readonly permissions: Readonly<Record<string, string>>
  readonly environment?: string
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean }
  readonly 'timeout-minutes'?: unknown
  readonly outputs?: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
}
type Called = {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, Input>>
      readonly outputs: Readonly<Record<string, { readonly value: string }>>
    }
  }
  readonly jobs: Readonly<Record<string, Job>>
}

/** A job of a reusable workflow as GitHub would start it for a caller, with all expressions evaluated. */
export type StartedJob = {
  readonly runs: boolean
  readonly permissions: Job['permissions']
  readonly granted: Job['permissions']
  readonly environment: string
  readonly concurrency: string | undefined
  readonly timeout: unknown
  readonly steps: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[]
  /** Outputs of the step that the workflow passes to its caller, by the caller's name for them. */
  readonly handedOn: Readonly<Record<string, string>>
}

const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy/'

/**
 * startCalled reads a caller's job and evaluates the workflow that it calls in the contexts of the caller's run, with
 * GitHub's expression library. Throws if GitHub would refuse the call: an input that is not declared, missing or of
 * another type.
 */
export function startCalled(caller: string, name: string, contexts: Contexts): StartedJob {
  const { jobs } = parse(caller) as { jobs: Readonly<Record<string, Job>> }
  const calling = jobs[name]
  const file = /^(.+)@v1$/.exec(calling?.uses ?? '')?.[1]
  if (calling === undefined || !file?.startsWith(PLACE)) throw new Error(`job ${name} calls no workflow`)
  const called = parse(readFileSync(file.slice(PLACE.length), 'utf8')) as Called
  const given = Object.entries(calling.with ?? {}).map(([key, value]) => [key, filled(value, contexts)])
  const inputs = inputsOf(called.on.workflow_call.inputs, Object.fromEntries(given))
  const [job] = Object.values(called.jobs)
  if (job === undefined) throw new Error('no job')
  const own = { ...contexts, inputs, job: { workflow_repository: PLACE.slice(0, -1), workflow_sha: 'own' } }
  return {
    runs: job.if === undefined || isTrue(evaluated(job.if, own)),
    permissions: job.permissions,
    granted: calling.permissions,
    environment: text(filled(job.environment ?? '', own)),
    concurrency: job.concurrency && text(filled(job.concurrency.group, own)),
    timeout: filled(job['timeout-minutes'], own),
    steps: (job.steps ?? []).map(step => ({
      uses: step.uses ?? '',
      with: Object.fromEntries(
        Object.entries(step.with ?? {}).map(([key, value]) => [key, text(filled(value, own))])
      )
    })),
    handedOn: handedOn(called, job)
  }
}

function inputsOf(declared: Readonly<Record<string, Input>>, given: Values): Values {
  const unknown = Object.keys(given).filter(name => !(name in declared))
  if (unknown.length > 0) throw new Error(`not declared: ${unknown.join(', ')}`)
  const usual = { string: '', number: 0, boolean: false } as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type, required, default: otherwise }]) => {
      if (required && given[name] === undefined) throw new Error(`missing: ${name}`)
      const value = given[name] ?? otherwise ?? usual[type]
      if (typeof value !== type) throw new Error(`${name} is no ${type}`)
      return [name, value]
    })
  )
}

/** The step of a job that runs this action, at its own commit. */
export const isOwn = ({ uses }: Pick<Step, 'uses'>) => uses === './.ecs-sealed-deploy'

/** The workflow's outputs, each with the output of the action's step that it comes from. */
function handedOn({ on }: Called, job: Job): Readonly<Record<string, string>> {
  const id = job.steps?.find(isOwn)?.id
  return Object.fromEntries(
    Object.entries(on.workflow_call.outputs).map(([name, { value }]) => {
      const ofJob = /^\$\{\{ jobs\.\w+\.outputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? ''
      const ofStep = /^\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}$/.exec(job.outputs?.[ofJob] ?? '')
      if (ofStep?.[1] !== id) throw new Error(`output ${name} leads to no step`)
      return [name, ofStep?.[2] ?? '']
    })
  )
}

/** A value with its expressions evaluated; a value that is a single expression keeps its type. */
function filled(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== 'string') return value
  const whole = /^\$\{\{((?:(?!\$\{\{).)*)\}\}$/.exec(value)
  if (whole) return evaluated(whole[1] ?? '', contexts)
  return value.replaceAll(/\$\{\{(.*?)\}\}/g, (_, inside: string) => text(evaluated(inside, contexts)))
}

function evaluated(expression: string, contexts: Contexts): unknown {
  const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), []).parse()
  const read = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
  const result = new Evaluator(tree, read).evaluate()
  return JSON.parse(JSON.stringify(result, data.replacer)) as unknown
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const isTrue = (value: unknown) => value !== null && value !== '' && value !== false && value !== 0
