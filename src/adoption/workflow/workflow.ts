import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml'
import { isObject, type JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { askedOfRun, type RunConditions } from './run-names.ts'
import { isMadeAtRunTime, listedMembers, withRunTimeValues } from './run-time-matrix.ts'
import { memberNamed, scalarText, type Texts, textsOf } from './texts.ts'

/** A position in a workflow, as a YAML path of keys and indexes. */
export type YamlPath = readonly (string | number)[]

/** One step of a job. */
export type Step = {
  readonly path: YamlPath
  /** Its keys, in the order in which they are written. */
  readonly keys: readonly string[]
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  /** Its script does not run in the root of the repository. */
  readonly isElsewhere?: true
  /** Its script runs in another shell. */
  readonly isOtherShell?: true
  readonly with: Texts
  readonly env: Texts
}

/** One job. `matrix` has the combinations of its matrix, or a single empty one without a matrix. */
export type Job = {
  readonly name: string
  readonly path: YamlPath
  readonly env: Texts
  readonly environment?: string
  readonly matrix: readonly Texts[]
  /** Part of its matrix is evaluated at run time and cannot be determined statically. */
  readonly isOpen?: true
  /** Members of its matrix whose values are all known. */
  readonly listed: readonly string[]
  /** Names of the jobs that finish before it begins. */
  readonly needs: readonly string[]
  /** The reusable workflow that it calls, and the inputs that it passes. */
  readonly uses?: string
  readonly if?: string
  readonly with: Texts
  readonly steps: readonly Step[]
}

/** A parsed workflow. */
export type Workflow = {
  readonly file: string
  readonly text: string
  readonly name?: string
  readonly env: Texts
  /** Defaults of the inputs of `workflow_call` and `workflow_dispatch`. */
  readonly inputs: Texts
  /** The options of inputs that are chosen from a list. */
  readonly choices: Readonly<Record<string, readonly string[]>>
  /** The names of its inputs, and those that are of type `boolean`. */
  readonly declared: readonly string[]
  readonly booleans: readonly string[]
  /** The names of the events that start it. */
  readonly triggers: readonly string[]
  readonly asked: RunConditions
  /** The inputs with which other workflows of the repository call it, as `inputs.NAME`. */
  readonly calls: readonly Texts[]
  readonly jobs: readonly Job[]
  /** The whole workflow as plain data. */
  readonly root: JsonObject
  /** Line of the node at a path, from 1. */
  lineOf(path: YamlPath): number
}

/** An upper limit that no real matrix is expected to reach. */
const MOST_COMBINATIONS = 256

/** Actions that render a task definition, deploy one, deploy with this action, and configure AWS credentials. */
export const RENDERS = /^aws-actions\/amazon-ecs-render-task-definition@/

export const DEPLOYS = /^aws-actions\/amazon-ecs-deploy-task-definition@/

export const OURS = /^ecs-sealed-deploy\/ecs-sealed-deploy(?:\/deploy)?@/

export const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/

/**
 * readWorkflow parses a workflow. It returns undefined for a file that is not a workflow, or not YAML that GitHub
 * accepts.
 */
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
    calls: [],
    declared: [...new Set(declared.flatMap(inputs => Object.keys(inputs)))],
    booleans: declared.flatMap(inputs =>
      Object.keys(inputs).filter(name => memberNamed(inputs[name], 'type') === 'boolean')
    ),
    triggers: triggersOf(root['on']),
    asked: askedOfRun(root),
    ...present({ name: scalarText(root['name']) }),
    env: textsOf(root['env']),
    inputs: textsOf(
      Object.fromEntries(
        declared.flatMap(inputs =>
          Object.entries(inputs).map(([name, fact]) => [name, isObject(fact) ? fact['default'] : undefined])
        )
      )
    ),
    choices: Object.fromEntries(
      declared.flatMap(inputs =>
        Object.entries(inputs).flatMap(([name, fact]) => {
          const options = isObject(fact) && fact['type'] === 'choice' ? fact['options'] : undefined
          return Array.isArray(options) ? [[name, options.map(String)]] : []
        })
      )
    ),
    jobs: Object.entries(root['jobs']).flatMap(([name, job]) =>
      isObject(job) ? [readJob(name, job, root)] : []
    ),
    lineOf: path => {
      const node: unknown = document.getIn(path, true)
      const range = isScalar(node) || isCollection(node) ? node.range : undefined
      return range ? lines.linePos(range[0]).line : 1
    }
  }
}

/** The defaults for scripts whose step does not set them. */
const defaultsOf = (of: unknown) => memberOf(memberOf(of, 'defaults'), 'run')

function readJob(name: string, job: Readonly<Record<string, unknown>>, root: JsonObject): Job {
  const usual = { ...defaultsOf(root), ...defaultsOf(job) }
  const matrix = isObject(job['strategy']) ? job['strategy']['matrix'] : undefined
  const path = ['jobs', name]
  const { environment, steps, needs } = job
  const named = isObject(environment) ? environment['name'] : environment
  return {
    name,
    path,
    env: textsOf(job['env']),
    ...present({ environment: scalarText(named) }),
    matrix: combinationsOf(withRunTimeValues(matrix, root)),
    ...(isMadeAtRunTime(matrix, root) ? { isOpen: true } : {}),
    listed: listedMembers(matrix, root),
    needs: [needs].flat().filter(one => typeof one === 'string'),
    ...present({ uses: scalarText(job['uses']), if: scalarText(job['if']) }),
    with: textsOf(job['with']),
    steps: (Array.isArray(steps) ? steps : []).flatMap((step: unknown, index) =>
      isObject(step) ? [readStep([...path, 'steps', index], step, usual)] : []
    )
  }
}

type Runs = { readonly shell?: unknown; readonly 'working-directory'?: unknown }

function readStep(path: YamlPath, step: Readonly<Record<string, unknown>>, usual: Runs): Step {
  const { id, uses, run, if: condition } = step
  const { shell = usual.shell, 'working-directory': folder = usual['working-directory'] } = step
  return {
    path,
    keys: Object.keys(step),
    ...present({
      id: scalarText(id),
      uses: scalarText(uses),
      run: scalarText(run),
      if: scalarText(condition)
    }),
    ...(folder !== undefined && !/^\.?\/?$/.test(String(folder)) ? { isElsewhere: true } : {}),
    ...(shell !== undefined && !/^(?:ba)?sh\b/.test(String(shell)) ? { isOtherShell: true } : {}),
    with: textsOf(step['with']),
    env: textsOf(step['env'])
  }
}

const triggersOf = (on: unknown): readonly string[] =>
  isObject(on) ? Object.keys(on) : [on].flat().map(String)

function memberOf(object: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = isObject(object) ? object[name] : undefined
  return isObject(member) ? member : {}
}

/**
 * combinationsOf expands a matrix as GitHub does: the product of all lists, without the combinations that `exclude`
 * names. An entry of `include` extends the combinations that it does not contradict, or becomes a separate one.
 */
function combinationsOf(matrix: Readonly<Record<string, unknown>>): readonly Texts[] {
  const { include, exclude, ...lists } = matrix
  let rows: readonly Texts[] = [{}]
  for (const [name, values] of Object.entries(lists)) {
    if (!Array.isArray(values) || rows.length * values.length > MOST_COMBINATIONS) continue
    const own = values.map((value: unknown) =>
      isObject(value) ? prefixed(name, textsOf(value)) : textsOf({ [name]: value })
    )
    rows = rows.flatMap(row => own.map(more => ({ ...row, ...more })))
  }
  const left = rowsOf(exclude).filter(row => Object.keys(row).length > 0)
  const product = rows.filter(row => !left.some(excluded => agrees(row, excluded, Object.keys(excluded))))
  const original = new Set(product.flatMap(row => Object.keys(row)))
  const added = rowsOf(include)
  const isOwn = (row: Texts) =>
    original.size === 0 ||
    !product.some(one =>
      agrees(
        one,
        row,
        Object.keys(row).filter(name => original.has(name))
      )
    )
  const shared = added.filter(one => !isOwn(one))
  const extended = product.map(row => ({
    ...Object.fromEntries(shared.filter(one => extendsRow(row, one)).flatMap(one => Object.entries(one))),
    ...row
  }))
  const all = [...(original.size === 0 && added.length > 0 ? [] : extended), ...added.filter(isOwn)]
  return all.length > 0 ? all : [{}]
}

const rowsOf = (list: unknown): readonly Texts[] => (Array.isArray(list) ? list.map(textsOf) : [])

const agrees = (row: Texts, other: Texts, names: readonly string[]) =>
  names.every(name => row[name] === other[name])

const extendsRow = (row: Texts, other: Texts) =>
  Object.entries(other).every(([name, value]) => row[name] === undefined || row[name] === value)

function prefixed(name: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [`${name}.${key}`, value]))
}
