import type { Texts } from './texts.ts'
import type { Job, Step, Workflow } from './workflow.ts'

/**
 * One value searched for in a repository: the value and its location (`file:line`), or why it cannot be determined
 * statically. A guess is inferred, not written in the repository.
 */
export type Cell =
  | {
      readonly kind: 'known'
      readonly value: string
      readonly from: string
      readonly isGuess?: true
      readonly by?: readonly string[]
    }
  | { readonly kind: 'open'; readonly why: string; readonly from: string }

/** The scope in which the expressions of one step are resolved, including the job's matrix combination. */
export type StepScope = {
  readonly workflow: Workflow
  readonly job: Job
  readonly step?: Step
  readonly row: Texts
}

const EXPRESSION = /\$\{\{\s*(.*?)\s*\}\}/g
const DEEPEST = 5

/**
 * A text with its expressions resolved. `by` names the inputs in it whose value is known. `isGuess` is set if it contains
 * an input's default, which a run can override.
 */
export type Resolved =
  | { readonly value: string; readonly isGuess?: true; readonly by?: readonly string[] }
  | { readonly open: string }

/** guessedInput names the member of a row for an input whose value is only likely: a default of whoever calls. */
export function guessedInput(name: string): string {
  return `likely ${name}`
}

/** resolveText returns a text with its expressions resolved, or the first expression that cannot be resolved. */
export function resolveText(text: string, scope: StepScope, depth = 0): Resolved {
  let open: string | undefined
  let isGuess = false
  const by = new Set<string>()
  const value = text.replaceAll(EXPRESSION, (_, expression: string) => {
    const known = depth < DEEPEST ? lookUp(expression, scope) : undefined
    const resolved = known === undefined ? { open: expression } : resolveText(known.text, scope, depth + 1)
    if ('open' in resolved) {
      open ??= resolved.open
      return ''
    }
    isGuess ||= known?.isDefault === true || resolved.isGuess === true
    for (const name of [...(known?.by ?? []), ...(resolved.by ?? [])]) by.add(name)
    return resolved.value
  })
  if (open !== undefined) return { open }
  return { value, ...(isGuess ? { isGuess } : {}), ...(by.size > 0 ? { by: [...by] } : {}) }
}

/** cellOf returns the cell for a text of a step, with its expressions resolved. */
export function cellOf(text: string, scope: StepScope, from: string): Cell {
  const resolved = resolveText(text, scope)
  return 'open' in resolved
    ? { kind: 'open', why: resolved.open, from }
    : { kind: 'known', ...resolved, from }
}

type Found = { readonly text: string; readonly isDefault?: true; readonly by?: readonly string[] }

const likely = (text: string | undefined): Found | undefined =>
  text === undefined ? undefined : { text, isDefault: true }

/** A row of a matrix that is made at run time is one of several, except for the members whose lists are written out. */
const isSettled = (name: string, { isOpen, listed }: Job) =>
  !isOpen || listed.includes(name.split('.')[0] ?? name)

function lookUp(expression: string, { workflow, job, step, row }: StepScope): Found | undefined {
  const [, context = '', name = ''] =
    /^(env|matrix|inputs|github\.event\.inputs)\.([\w.-]+)$/.exec(expression) ?? []
  const found = (text: string | undefined): Found | undefined => (text === undefined ? undefined : { text })
  switch (context) {
    case 'env':
      return found(step?.env[name] ?? job.env[name] ?? workflow.env[name])
    case 'matrix':
      return isSettled(name, job) ? found(row[name]) : likely(row[name])
    case 'inputs':
    case 'github.event.inputs': {
      const given = found(row[`inputs.${name}`])
      const usual = row[guessedInput(name)] ?? workflow.inputs[name]
      return given ? { ...given, by: [`inputs.${name}`] } : likely(usual)
    }
    default:
      return undefined
  }
}
