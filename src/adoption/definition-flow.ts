import { DEPLOYS, OURS, RENDERS } from './actions.ts'
import { type Cell, cellOf, type StepScope } from './cell.ts'
import { fileNamed, store } from './script-files.ts'
import { runCommand } from './shell-commands.ts'
import { type Pipeline, readScript, type Script } from './shell-script.ts'
import {
  type Definition,
  placeIn,
  type ShellScope,
  textOfWord,
  type Value,
  valueOfWord
} from './shell-values.ts'
import type { Texts } from './texts.ts'
import type { Job, Step, Workflow } from './workflow.ts'

/** What `aws ecs update-service` is told, as texts of a workflow. */
export type UpdateCall = {
  readonly service: string
  readonly cluster?: string
  readonly region?: string
  readonly desiredCount?: string
  readonly forces: boolean
}

/** One place of a job that deploys a service. */
export type DeployingStep = {
  readonly step: Step
  /** Undefined: a step of an action. */
  readonly call?: UpdateCall
  readonly definition: Definition | undefined
  /** A script does more than what is understood; why. */
  readonly doubt?: string
}

/** Everything that is known of a job at one step of it. */
export class JobFlow {
  readonly workflow: Workflow
  readonly job: Job
  readonly row: Texts
  readonly deployments: DeployingStep[] = []
  /** Steps that do nothing but wait until services are stable. */
  readonly waits: { readonly step: Step; readonly services: readonly string[] }[] = []
  /** The files that a script leaves changed. */
  readonly made = new Map<Step, readonly string[]>()
  readonly #files = new Map<string, Definition>()
  readonly #outputs = new Map<string, Value>()
  /** Scripts that nobody can follow: whatever they name may be changed by them. */
  readonly #unclear: Step[] = []
  #registered: Definition[] = []

  constructor(workflow: Workflow, job: Job, row: Texts) {
    this.workflow = workflow
    this.job = job
    this.row = row
    for (const step of job.steps) this.#pass(step)
  }

  #pass(step: Step): void {
    const { uses = '' } = step
    if (RENDERS.test(uses)) {
      const text = step.with['task-definition']
      const family = step.with['task-definition-family']
      const before: Definition | undefined =
        text !== undefined
          ? this.definitionOf(text, step)
          : family !== undefined && step.with['task-definition-arn'] === undefined
            ? { base: { kind: 'live', family: this.#cell(family, step) }, edits: [], steps: [] }
            : undefined
      if (before === undefined || step.id === undefined) return
      const edits = [...before.edits, { kind: 'render' as const, step }]
      const definition = { ...before, edits, steps: [...before.steps, step] }
      this.#outputs.set(`${step.id}.task-definition`, { kind: 'definition', definition })
    } else if (DEPLOYS.test(uses) || OURS.test(uses)) {
      const text = step.with['task-definition']
      this.deployments.push({
        step,
        definition: text === undefined ? undefined : this.definitionOf(text, step)
      })
    } else if (step.run !== undefined) this.#runStep(step, step.run)
  }

  /** The definition that a text of a workflow names: by the id of the step that makes it, or by its path. */
  definitionOf(text: string, step: Step): Definition | undefined {
    const [, id, output] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}$/.exec(text) ?? []
    if (id === undefined) return this.fileOf(this.#cell(text, step))
    const made = this.#outputs.get(`${id}.${output}`)
    return made === undefined || made.kind === 'text' ? undefined : made.definition
  }

  /** The definition in a file, as the steps until now have left it. */
  fileOf(cell: Cell): Definition {
    const path = cell.kind === 'known' ? normalized(cell.value) : undefined
    const known = path === undefined ? undefined : this.#files.get(path)
    const base = path === undefined || cell.kind === 'open' ? cell : { ...cell, value: path }
    const name = path?.split('/').at(-1) ?? ''
    const unclear = this.#unclear.find(({ run = '' }) => name !== '' && run.includes(name))
    const doubt =
      unclear && `a script changes ${name} in a way that cannot be read (${placeIn(this.workflow, unclear)})`
    const family = unclear && this.#fetchedBy(unclear)
    const found: Definition = known ?? {
      base: family ? { kind: 'live', family } : { kind: 'file', path: base },
      edits: [],
      steps: []
    }
    return doubt === undefined ? found : { ...found, doubt }
  }

  #cell(text: string, step: Step): Cell {
    return cellOf(text, this.#scope(step), placeIn(this.workflow, step))
  }

  /** The family whose revision a script fetches that does other things too. */
  #fetchedBy(step: Step): Cell | undefined {
    const [, family] =
      /describe-task-definition[\s\S]*?--task-definition[=\s]+["']?([^\s"']+)/.exec(step.run ?? '') ?? []
    const text = family?.replaceAll(
      /\$\{?([A-Za-z_]\w*)\}?(?!\{)/g,
      (_, name: string) => `\${{ env.${name} }}`
    )
    return text === undefined ? undefined : this.#cell(text, step)
  }

  #scope(step: Step): StepScope & { readonly step: Step } {
    return { workflow: this.workflow, job: this.job, row: this.row, step }
  }

  #runStep(step: Step, run: string): void {
    const script = step.isElsewhere ? undefined : readScript(run)
    const state: ScriptState = {
      flow: this,
      files: new Map(this.#files),
      outputs: new Map(),
      variables: new Map(),
      deployments: [],
      waits: [],
      registered: [...this.#registered],
      shell: undefined as unknown as ShellScope
    }
    state.shell = {
      scope: this.#scope(step),
      variables: state.variables,
      run: inner => runScript(inner, state)?.at(-1)
    }
    const isClear = script !== undefined && runScript(script, state) !== undefined
    if (!isClear) {
      this.#unclear.push(step)
      return
    }
    const through = (definition: Definition) =>
      definition.steps.includes(step) ? definition : { ...definition, steps: [...definition.steps, step] }
    const changed = [...state.files].filter(([file, definition]) => this.#files.get(file) !== definition)
    for (const [file, definition] of changed) this.#files.set(file, through(definition))
    this.made.set(
      step,
      changed.map(([file]) => file)
    )
    for (const [name, value] of state.outputs)
      this.#outputs.set(
        `${step.id}.${name}`,
        value.kind === 'text' ? value : { ...value, definition: through(value.definition) }
      )
    this.#registered = state.registered.map(one => (this.#registered.includes(one) ? one : through(one)))
    for (const { call, definition } of state.deployments) this.deployments.push({ step, call, definition })
    if (state.deployments.length === 0 && state.waits.length > 0)
      this.waits.push({ step, services: state.waits })
  }

  outputOf(id: string, name: string): Value | undefined {
    return this.#outputs.get(`${id}.${name}`)
  }
}

/** What a script has done until now. */
export type ScriptState = {
  readonly flow: JobFlow
  readonly files: Map<string, Definition>
  readonly outputs: Map<string, Value>
  readonly variables: Map<string, Value>
  readonly deployments: { readonly call: UpdateCall; readonly definition: Definition | undefined }[]
  readonly waits: string[]
  registered: Definition[]
  shell: ShellScope
}

/** runScript gives what each pipeline prints; undefined where one of them is not understood. */
function runScript(script: Script, state: ScriptState): readonly (Value | undefined)[] | undefined {
  const printed: (Value | undefined)[] = []
  for (const pipeline of script) {
    const result = runPipeline(pipeline, state)
    if (result === 'unclear') return undefined
    printed.push(result)
  }
  return printed
}

function runPipeline(pipeline: Pipeline, state: ScriptState): Value | undefined | 'unclear' {
  let value: Value | undefined
  for (const command of pipeline) {
    for (const { name, value: word } of command.assignments) {
      const assigned = valueOfWord(word, state.shell)
      if (assigned === undefined) return 'unclear'
      state.variables.set(name, assigned)
    }
    const input =
      command.input === undefined ? value : fileNamed(textOfWord(command.input, state.shell), state)
    const result = runCommand(command, { input, state })
    if (result === 'unclear') return 'unclear'
    value = result
    if (command.output === undefined) continue
    if (!store(value, { to: textOfWord(command.output.to, state.shell), word: command.output.to, state }))
      return 'unclear'
    value = undefined
  }
  return value
}

const normalized = (path: string) => path.replace(/^(?:\$\{\{\s*github\.workspace\s*\}\}\/|\.\/)+/, '')
