import { type Cell, cellOf, type StepScope } from './cell.ts'
import type { Script, ShellWord } from './shell-script.ts'
import type { Step, Workflow } from './workflow.ts'

/** What stands before the deployment is a definition: from where, and all that is done to it on the way. */
export type Definition = {
  /** The path of a file, or the family of a live one; a live one without a family is what the service runs, `service` where it is named. */
  readonly base:
    | { readonly kind: 'file'; readonly path: Cell }
    | { readonly kind: 'live'; readonly family?: Cell; readonly service?: string }
  readonly edits: readonly DefinitionEdit[]
  /** The steps that are for nothing else. */
  readonly steps: readonly Step[]
  /** Why nobody can say by reading what becomes of it. */
  readonly doubt?: string
}

/** One thing that a step does to a definition. Values are texts of a workflow, with GitHub's expressions. */
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

/** What a variable of a shell holds, or a command prints. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'definition'; readonly definition: Definition }
  /** What ECS answers when a definition was registered: its ARN, or all of it. */
  | { readonly kind: 'registered'; readonly definition: Definition }
  /** Something that nobody can know by reading, and that may only be shown. */
  | { readonly kind: 'unknown' }

/** What words of a shell's script mean at one step. */
export type ShellScope = {
  readonly scope: StepScope & { readonly step: Step }
  readonly variables: ReadonlyMap<string, Value>
  /** What a command in a word prints. */
  readonly run: (script: Script) => Value | undefined
}

/** valueOfWord gives what a word comes to: a definition where it is nothing but that, else its text as a workflow would have it. */
export function valueOfWord(word: ShellWord, at: ShellScope): Value | undefined {
  const values = word.map(part => {
    if (part.kind === 'text') return { kind: 'text' as const, text: part.text }
    return part.kind === 'output' ? at.run(part.script) : variableOf(part.name, at)
  })
  const meant = values.filter(value => value?.kind !== 'text' || value.text !== '')
  const [only] = meant
  if (meant.length === 1 && only?.kind !== 'text') return only
  if (meant.some(value => value?.kind === 'unknown') && meant.every(value => value !== undefined))
    return { kind: 'unknown' }
  const texts = values.map(value => (value?.kind === 'text' ? value.text : undefined))
  return texts.every(text => text !== undefined) ? { kind: 'text', text: texts.join('') } : undefined
}

/** textOfWord is the text of a word that holds nothing but text. */
export function textOfWord(word: ShellWord | undefined, at: ShellScope): string | undefined {
  const value = word && valueOfWord(word, at)
  return value?.kind === 'text' ? value.text : undefined
}

/** cellOfText resolves the expressions of a text, as of the step. */
export function cellOfText(text: string, { scope }: ShellScope): Cell {
  const { workflow, step } = scope
  return cellOf(text, scope, `${workflow.file}:${workflow.lineOf([...step.path, 'run'])}`)
}

/** A variable of the script, of an `env`, of the runner, or one that an earlier step of the job has put into GITHUB_ENV. */
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

/** isExported tells whether a step before this one writes a variable to GITHUB_ENV. */
function isExported(
  name: string,
  { job, step }: { readonly job: StepScope['job']; readonly step: Step }
): boolean {
  const before = job.steps.slice(0, job.steps.indexOf(step))
  const writes = new RegExp(`\\b${name}=`)
  return before.some(({ run = '' }) => run.includes('GITHUB_ENV') && writes.test(run))
}

/** placeIn says where a step stands, as messages do. */
export function placeIn(workflow: Workflow, step: Step): string {
  return `${workflow.file}:${workflow.lineOf(step.path)}`
}
