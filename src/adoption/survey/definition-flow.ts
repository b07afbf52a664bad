import type { Computed } from '../script/computed.ts'
import { followScript } from '../script/follow-script.ts'
import type { UpdateCall } from '../script/script-state.ts'
import { type Definition, placeIn, type Value } from '../script/shell-values.ts'
import { type Cell, cellOf, type StepScope } from '../workflow/cell.ts'
import { stepOutput, type Texts, withEnvironment } from '../workflow/texts.ts'
import { DEPLOYS, type Job, OURS, RENDERS, type Step, type Workflow } from '../workflow/workflow.ts'

/** One place in a job that deploys a service. */
export type DeployingStep = {
  readonly step: Step
  /** Undefined for a step that uses an action. */
  readonly call?: UpdateCall
  readonly definition: Definition | undefined
  /** Why the script is not fully understood. */
  readonly doubt?: string
}

/** What is known about a job at each of its steps. */
export class JobFlow {
  readonly workflow: Workflow
  readonly job: Job
  readonly row: Texts
  readonly deployments: DeployingStep[] = []
  /** Steps that only wait until services are stable. */
  readonly waits: { readonly step: Step; readonly services: readonly string[] }[] = []
  /** The files that a script changes. */
  readonly made = new Map<Step, readonly string[]>()
  readonly computed: Computed = new Map()
  readonly #files = new Map<string, Definition>()
  readonly #outputs = new Map<string, Value>()
  /** Scripts that cannot be followed, and why. They may change any file that they name. */
  readonly #unclear = new Map<Step, string>()
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

  /** The task definition that a text of a workflow refers to: by the ID of the step that creates it, or by its path. */
  definitionOf(text: string, step: Step): Definition | undefined {
    const output = stepOutput(text)
    if (output === undefined) return this.fileOf(this.#cell(text, step))
    const made = this.#outputs.get(`${output.id}.${output.name}`)
    return made !== undefined && 'definition' in made ? made.definition : undefined
  }

  /** The task definition in a file, as the previous steps left it. */
  fileOf(cell: Cell): Definition {
    const path = cell.kind === 'known' ? normalized(cell.value) : undefined
    const known = path === undefined ? undefined : this.#files.get(path)
    const base = path === undefined || cell.kind === 'open' ? cell : { ...cell, value: path }
    const name = path?.split('/').at(-1) ?? ''
    const unclear = [...this.#unclear.keys()].find(({ run = '' }) => name !== '' && run.includes(name))
    const doubt =
      unclear && `a script changes ${name} in a way that cannot be read: ${this.#unclear.get(unclear) ?? ''}`
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

  /** The family whose revision is fetched by a script that also does other things. */
  #fetchedBy(step: Step): Cell | undefined {
    const [, family] =
      /describe-task-definition[\s\S]*?--task-definition[=\s]+["']?([^\s"']+)/.exec(step.run ?? '') ?? []
    return family === undefined ? undefined : this.#cell(withEnvironment(family), step)
  }

  #scope(step: Step): StepScope & { readonly step: Step } {
    return { workflow: this.workflow, job: this.job, row: this.row, step }
  }

  /** Why a script cannot be followed. */
  whyUnclear(step: Step): string | undefined {
    return this.#unclear.get(step)
  }

  /** Why the step with that ID cannot be followed, or that its output is not understood. */
  whyWithout(id: string): string | undefined {
    const step = this.job.steps.find(one => one.id === id)
    const why = step && this.#unclear.get(step)
    return why ?? (step && `what the step of ${placeIn(this.workflow, step)} makes is not understood`)
  }

  #runStep(step: Step, run: string): void {
    if (step.isOtherShell) {
      this.#unclear.set(step, `${placeIn(this.workflow, step)}: it is a script for another shell`)
      return
    }
    const scope = this.#scope(step)
    const state = followScript(run, {
      flow: this,
      scope,
      files: this.#files,
      registered: this.#registered
    })
    if ('stopped' in state) {
      const { at, why } = state.stopped
      this.#unclear.set(
        step,
        `${this.workflow.file}:${lineWithin(step, { at, workflow: this.workflow })}: ${why}`
      )
      return
    }
    if (step.isElsewhere && state.touchesFiles) {
      const why = 'it names files in another folder; write their paths from the top of the repository'
      this.#unclear.set(step, `${placeIn(this.workflow, step)}: ${why}`)
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
        'definition' in value ? { ...value, definition: through(value.definition) } : value
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

const normalized = (path: string) => path.replace(/^(?:\$\{\{\s*github\.workspace\s*\}\}\/|\.\/)+/, '')

/** The line of a position in a script, which begins on the line of `run:` or on the line below. */
function lineWithin(
  step: Step,
  { at, workflow }: { readonly at: number; readonly workflow: Workflow }
): number {
  const { run = '' } = step
  const first = workflow.lineOf([...step.path, 'run'])
  const isBelow = /^\s*(?:- )?["']?run["']?:\s*[|>]/.test(workflow.text.split('\n')[first - 1] ?? '')
  return first + (isBelow ? 1 : 0) + run.slice(0, at).split('\n').length - 1
}
