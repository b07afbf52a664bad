import { present } from '../../present.ts'
import { evaluateChoice } from './evaluate-choice.ts'
import { OTHER_REF } from './run-names.ts'
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
  | {
      readonly kind: 'open'
      /** The expression, or what makes the value. */
      readonly why: string
      /** The name in the expression whose value is not known. */
      readonly unknown?: string
      readonly from: string
    }

/** The scope in which the expressions of one step are resolved, including the job's matrix combination. */
export type StepScope = {
  readonly workflow: Workflow
  readonly job: Job
  readonly step?: Step
  readonly row: Texts
}

const EXPRESSION = /\$\{\{\s*([\s\S]*?)\s*\}\}/g
const DEEPEST = 5

/**
 * A text with its expressions resolved. `by` lists what in it the run decides and whose value is known: inputs, and
 * expressions that choose. `isGuess` is set if it contains an input's default, which a run can override.
 */
export type Resolved =
  | { readonly value: string; readonly isGuess?: true; readonly by?: readonly string[] }
  | { readonly open: string; readonly unknown?: string }

/** guessedInput names the member of a row for an input whose value is only likely: a default of whoever calls. */
export function guessedInput(name: string): string {
  return `likely ${name}`
}

/** resolveText returns a text with its expressions resolved, or the first expression that cannot be resolved. */
export function resolveText(text: string, scope: StepScope, depth = 0): Resolved {
  let open: Extract<Resolved, { open: string }> | undefined
  let isGuess = false
  const by = new Set<string>()
  const value = text.replaceAll(EXPRESSION, (_, expression: string) => {
    const resolved = resolveExpression(expression, scope, depth)
    if ('open' in resolved) {
      open ??= resolved
      return ''
    }
    isGuess ||= resolved.isGuess === true
    for (const name of resolved.by ?? []) by.add(name)
    return resolved.value
  })
  if (open !== undefined) return open
  return { value, ...(isGuess ? { isGuess } : {}), ...(by.size > 0 ? { by: [...by] } : {}) }
}

function resolveExpression(expression: string, scope: StepScope, depth: number): Resolved {
  if (depth >= DEEPEST) return { open: expression }
  const resolved = resolveName(expression, scope, depth) ?? chosen(expression, scope, depth)
  // A branch that no condition names has no name of its own.
  return 'value' in resolved && resolved.value.includes(OTHER_REF) ? { open: expression } : resolved
}

function resolveName(name: string, scope: StepScope, depth: number): Resolved | undefined {
  const known = lookUp(name, scope)
  if (known === undefined) return undefined
  const resolved = resolveText(known.text, scope, depth + 1)
  if ('open' in resolved) return resolved
  const by = [...(known.by ?? []), ...(resolved.by ?? [])]
  const isGuess = known.isDefault ?? resolved.isGuess
  return { value: resolved.value, ...(isGuess ? { isGuess } : {}), ...(by.length > 0 ? { by } : {}) }
}

/** What an expression such as `inputs.target || 'staging'` evaluates to in this run. */
function chosen(expression: string, scope: StepScope, depth: number): Resolved {
  let isGuess = false
  const evaluated = evaluateChoice(expression, name => {
    const resolved = resolveName(name, scope, depth)
    if (resolved === undefined || 'open' in resolved) return undefined
    isGuess ||= resolved.isGuess === true
    return typed(name, resolved.value, scope)
  })
  if ('open' in evaluated)
    return { open: expression, ...(evaluated.open === expression ? {} : { unknown: evaluated.open }) }
  return { value: String(evaluated.value ?? ''), by: [expression], ...(isGuess ? { isGuess } : {}) }
}

/** neverRuns reports whether the condition of a job or a step is false in a run. */
export function neverRuns(condition: string | undefined, scope: StepScope): boolean {
  if (condition === undefined) return false
  const [, inner = condition] = /^\$\{\{([\s\S]*)\}\}$/.exec(condition) ?? []
  const evaluated = evaluateChoice(inner, name => {
    const resolved = resolveName(name, scope, 0)
    return resolved === undefined || 'open' in resolved || resolved.isGuess
      ? undefined
      : typed(name, resolved.value, scope)
  })
  return 'open' in evaluated ? evaluated.isFalse === true : !evaluated.value
}

/** An input of type `boolean` is a boolean as `inputs.NAME`, and a text as `github.event.inputs.NAME`. */
function typed(name: string, value: string, { workflow }: StepScope): string | boolean {
  return workflow.booleans.some(one => name === `inputs.${one}`) ? value === 'true' : value
}

/** cellOf returns the cell for a text of a step, with its expressions resolved. */
export function cellOf(text: string, scope: StepScope, from: string): Cell {
  const resolved = resolveText(text, scope)
  return cellOfResolved(resolved, from)
}

/** cellOfResolved returns the cell for a text whose expressions have been resolved. */
export function cellOfResolved(resolved: Resolved, from: string): Cell {
  if (!('open' in resolved)) return { kind: 'known', ...resolved, from }
  const { open, unknown } = resolved
  return { kind: 'open', why: open, ...present({ unknown }), from }
}

type Found = { readonly text: string; readonly isDefault?: true; readonly by?: readonly string[] }

const likely = (text: string | undefined): Found | undefined =>
  text === undefined ? undefined : { text, isDefault: true }

/** A row of a matrix that is made at run time is one of several, except for the members whose lists are written out. */
const isSettled = (name: string, { isOpen, listed }: Job) =>
  !isOpen || listed.includes(name.split('.')[0] ?? name)

function lookUp(expression: string, { workflow, job, step, row }: StepScope): Found | undefined {
  const [, context = '', name = ''] =
    /^(env|matrix|inputs|github\.event\.inputs|github(?=\.(?:ref|ref_name|event_name)$))\.([\w.-]+)$/.exec(
      expression
    ) ?? []
  const found = (text: string | undefined): Found | undefined => (text === undefined ? undefined : { text })
  switch (context) {
    case 'env':
      return found(step?.env[name] ?? job.env[name] ?? workflow.env[name])
    case 'github':
      return name === 'ref_name'
        ? found(row['github.ref']?.replace(/^refs\/(?:heads|tags)\//, ''))
        : found(row[expression])
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
