import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { isObject, type JsonObject } from '../json.ts'
import { present } from '../present.ts'

/** Where in a workflow something stands, as YAML has it: keys and positions. */
export type YamlPath = readonly (string | number)[]

/** Names and values as a workflow writes them; what is no scalar is left out. */
export type Texts = Readonly<Record<string, string>>

/** One step of a job. */
export type Step = {
  readonly path: YamlPath
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with: Texts
  readonly env: Texts
}

/** One job; `matrix` has the combinations that its matrix lists, one empty one where there is no matrix. */
export type Job = {
  readonly name: string
  readonly path: YamlPath
  readonly env: Texts
  readonly environment?: string
  readonly matrix: readonly Texts[]
  readonly steps: readonly Step[]
}

/** A workflow that was read. */
export type Workflow = {
  readonly file: string
  readonly text: string
  readonly name?: string
  readonly env: Texts
  /** Defaults of the inputs of `workflow_call` and `workflow_dispatch`. */
  readonly inputs: Texts
  readonly jobs: readonly Job[]
  /** All of it as plain data. */
  readonly root: JsonObject
  /** Line of what stands at a path, from 1. */
  lineOf(path: YamlPath): number
}

/** readWorkflow reads a workflow; undefined for what is no workflow, or no YAML that GitHub would take. */
export function readWorkflow(file: string, text: string): Workflow | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) return undefined
  const root: unknown = document.toJS()
  if (!isObject(root) || !isObject(root['jobs'])) return undefined
  const on = isObject(root['on']) ? root['on'] : {}
  const declared = ['workflow_call', 'workflow_dispatch'].map(name => memberOf(memberOf(on, name), 'inputs'))
  return {
    file,
    text,
    root,
    ...present({ name: textOf(root['name']) }),
    env: textsOf(root['env']),
    inputs: textsOf(
      Object.fromEntries(
        declared.flatMap(inputs =>
          Object.entries(inputs).map(([name, fact]) => [name, isObject(fact) ? fact['default'] : undefined])
        )
      )
    ),
    jobs: Object.entries(root['jobs']).flatMap(([name, job]) => (isObject(job) ? [readJob(name, job)] : [])),
    lineOf: path => {
      const node: unknown = document.getIn(path, true)
      const range = isScalar(node) || isMap(node) ? node.range : undefined
      return range ? lines.linePos(range[0]).line : 1
    }
  }
}

function readJob(name: string, job: Readonly<Record<string, unknown>>): Job {
  const path = ['jobs', name]
  const { environment, steps } = job
  const named = isObject(environment) ? environment['name'] : environment
  return {
    name,
    path,
    env: textsOf(job['env']),
    ...present({ environment: textOf(named) }),
    matrix: combinationsOf(memberOf(memberOf(job, 'strategy'), 'matrix')),
    steps: (Array.isArray(steps) ? steps : []).flatMap((step: unknown, index) =>
      isObject(step) ? [readStep([...path, 'steps', index], step)] : []
    )
  }
}

function readStep(path: YamlPath, step: Readonly<Record<string, unknown>>): Step {
  const { id, uses, run } = step
  return {
    path,
    ...present({ id: textOf(id), uses: textOf(uses), run: textOf(run) }),
    with: textsOf(step['with']),
    env: textsOf(step['env'])
  }
}

/** The rows of `include`, or every value of each list by itself: which of several lists meet is rarely of interest here. */
function combinationsOf(matrix: Readonly<Record<string, unknown>>): readonly Texts[] {
  const included = Array.isArray(matrix['include']) ? matrix['include'].map(textsOf) : []
  if (included.length > 0) return included
  const [list] = Object.entries(matrix).filter(([, values]) => Array.isArray(values))
  if (list === undefined) return [{}]
  const [name, values] = list
  return (values as readonly unknown[]).map(value =>
    isObject(value) ? prefixed(name, textsOf(value)) : textsOf({ [name]: value })
  )
}

function prefixed(name: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [`${name}.${key}`, value]))
}

function memberOf(object: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = isObject(object) ? object[name] : undefined
  return isObject(member) ? member : {}
}

function textsOf(object: unknown): Texts {
  if (!isObject(object)) return {}
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const text = textOf(value)
      return text === undefined ? [] : [[name, text]]
    })
  )
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
