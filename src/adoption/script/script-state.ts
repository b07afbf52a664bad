import type { Cell } from '../workflow/cell.ts'
import type { Computed } from './computed.ts'
import type { Definition, ShellScope, Value } from './shell-values.ts'
import type { Stopped } from './shell-words.ts'

/** What a script has done so far. */
export type ScriptState = {
  readonly flow: JobSoFar
  readonly files: Map<string, Definition>
  readonly outputs: Map<string, Value>
  readonly variables: Map<string, Value>
  readonly deployments: { readonly call: UpdateCall; readonly definition: Definition | undefined }[]
  readonly waits: string[]
  registered: Definition[]
  shell: ShellScope
  /** True once the script has named a file. */
  touchesFiles: boolean
  /** Why the next part is not understood, if a command states it. */
  why: Stopped | { readonly why: string } | undefined
}

/** What a script asks about the steps of its job before it. */
export type JobSoFar = {
  /** The task definition in a file, as the previous steps left it. */
  fileOf(cell: Cell): Definition
  /** The output `name` of the step `id`, if it is understood. */
  outputOf(id: string, name: string): Value | undefined
  /** Why the step with that ID cannot be followed, or that its output is not understood. */
  whyWithout(id: string): string | undefined
  /** What a step before the deploy step has to compute. */
  readonly computed: Computed
}

/** The context of a command: its input, and what the script has done so far. */
export type CommandContext = { readonly input: Value | undefined; readonly state: ScriptState }

/** The options of `aws ecs update-service`, as texts of a workflow. */
export type UpdateCall = {
  readonly service: string
  readonly cluster?: string
  readonly region?: string
  readonly desiredCount?: string
  readonly forces: boolean
}
