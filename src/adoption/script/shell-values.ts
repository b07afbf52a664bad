import { type Cell, cellOf, type StepScope } from '../workflow/cell.ts'
import type { Step, Workflow } from '../workflow/workflow.ts'
import type { Script, ShellWord, ShellWordPart } from './shell-syntax.ts'

/** The task definition of a deployment: its source, and all changes to it. */
export type Definition = {
  /**
   * The path of a file, or the family of a live task definition. A live one without a family is what the service runs;
   * `service` is set if the service is named.
   */
  readonly base:
    | { readonly kind: 'file'; readonly path: Cell }
    | { readonly kind: 'live'; readonly family?: Cell; readonly service?: string }
  readonly edits: readonly DefinitionEdit[]
  /** The steps that serve no other purpose. */
  readonly steps: readonly Step[]
  /** Why the result cannot be determined statically. */
  readonly doubt?: string
}

/**
 * One change that a step makes to a task definition. Values are texts of a workflow, including GitHub's expressions.
 */
export type DefinitionEdit =
  | { readonly kind: 'render'; readonly step: Step }
  | {
      readonly kind: 'image'
      readonly container: { readonly index: number } | { readonly name: string }
      readonly image: string
    }
  | { readonly kind: 'text'; readonly literal: string; readonly value: string; readonly everywhere: boolean }
  | {
      readonly kind: 'variable'
      readonly container: { readonly index: number } | { readonly name: string }
      readonly name: string
      readonly value: string
    }
  | { readonly kind: 'input'; readonly name: string; readonly value: string }
  | { readonly kind: 'picks'; readonly names: readonly string[] }
  | {
      readonly kind: 'environment'
      readonly names?: readonly string[]
      readonly valueOf: (name: string) => string | undefined
    }

/** The value of a shell variable, or the output of a command. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'definition'; readonly definition: Definition }
  /** ECS's response to the registration of a task definition: its ARN, or the whole response. */
  | { readonly kind: 'registered'; readonly definition: Definition }
  /** A value that cannot be determined statically, and that may only be printed. */
  | { readonly kind: 'unknown' }

/** The scope in which the words of a step's script are resolved. */
export type ShellScope = {
  readonly scope: StepScope & { readonly step: Step }
  readonly variables: ReadonlyMap<string, Value>
  /** The variable of the job for a text that a shell computes; see computed.ts. */
  readonly variableFor: (text: string, name?: string) => Value | undefined
  /** Returns the output of a command substitution. */
  readonly run: (script: Script) => Value | undefined
}

/**
 * valueOfWord returns the value of a word: a task definition if the word is nothing else, otherwise its text as a
 * workflow would write it.
 */
export function valueOfWord(word: ShellWord, at: ShellScope): Value | undefined {
  const values = word.map(part => valueOfPart(part, at))
  const meant = values.filter(value => value?.kind !== 'text' || value.text !== '')
  const [only] = meant
  if (meant.length === 1 && only?.kind !== 'text') return only
  if (meant.some(value => value?.kind === 'unknown') && meant.every(value => value !== undefined))
    return { kind: 'unknown' }
  const texts = values.map(value => (value?.kind === 'text' ? value.text : undefined))
  return texts.every(text => text !== undefined) ? { kind: 'text', text: texts.join('') } : undefined
}

function valueOfPart(part: ShellWordPart, at: ShellScope): Value | undefined {
  switch (part.kind) {
    case 'text':
      return { kind: 'text', text: part.text }
    case 'variable':
      return variableOf(part.name, at)
    case 'output':
      return at.run(part.script)
    case 'expansion':
      return at.variableFor(part.text)
  }
}

/** textOfWord is the text of a word that contains only text. */
export function textOfWord(word: ShellWord | undefined, at: ShellScope): string | undefined {
  const value = word && valueOfWord(word, at)
  return value?.kind === 'text' ? value.text : undefined
}

/** cellOfText resolves the expressions of a text in the scope of the step. */
export function cellOfText(text: string, { scope }: ShellScope): Cell {
  const { workflow, step } = scope
  return cellOf(text, scope, `${workflow.file}:${workflow.lineOf([...step.path, 'run'])}`)
}

/**
 * A variable of the script, of an `env`, or of the runner, or one that an earlier step of the job wrote to GITHUB_ENV.
 */
function variableOf(name: string, { scope, variables }: ShellScope): Value | undefined {
  const { step, job, workflow } = scope
  const own = variables.get(name)
  if (own) return own
  const text = (of: string): Value => ({ kind: 'text', text: of })
  const stepText = step.env[name]
  if (stepText !== undefined) return text(stepText)
  if (job.env[name] !== undefined || workflow.env[name] !== undefined) return text(`\${{ env.${name} }}`)
  const [, github] = /^GITHUB_([A-Z_]+)$/.exec(name) ?? []
  if (github !== undefined && !/^(?:ENV|OUTPUT|PATH|STEP_SUMMARY|TOKEN|STATE)$/.test(github))
    return text(`\${{ github.${github.toLowerCase()} }}`)
  return isExported(name, scope) ? text(`\${{ env.${name} }}`) : undefined
}

/** isExported reports whether an earlier step writes a variable to GITHUB_ENV. */
export function isExported(
  name: string,
  { job, step }: { readonly job: StepScope['job']; readonly step: Step }
): boolean {
  const before = job.steps.slice(0, job.steps.indexOf(step))
  const writes = new RegExp(`\\b${name}=`)
  return before.some(({ run = '' }) => run.includes('GITHUB_ENV') && writes.test(run))
}

/** placeIn returns the location of a step, as messages show it. */
export function placeIn(workflow: Workflow, step: Step): string {
  return `${workflow.file}:${workflow.lineOf(step.path)}`
}
