import type { Texts } from './texts.ts'
import type { Job, Step, Workflow } from './workflow.ts'

/**
 * One thing that was looked for in a repository: what it is and where that stands (`file:line`), or why nobody can know it by
 * reading. A guess is what something was concluded from, and not what was written.
 */
export type Cell =
  | { readonly kind: 'known'; readonly value: string; readonly from: string; readonly isGuess?: true }
  | { readonly kind: 'open'; readonly why: string; readonly from: string }

/** What names in an expression mean at one step: the job's combination of its matrix included. */
export type StepScope = {
  readonly workflow: Workflow
  readonly job: Job
  readonly step?: Step
  readonly row: Texts
}

const EXPRESSION = /\$\{\{\s*(.*?)\s*\}\}/g
const DEEPEST = 5

/** resolveText gives a text with what its expressions come to, or the first expression that nothing here says the value of. */
export function resolveText(text: string, scope: StepScope, depth = 0): { value: string } | { open: string } {
  let open: string | undefined
  const value = text.replaceAll(EXPRESSION, (_, expression: string) => {
    const known = depth < DEEPEST ? lookUp(expression, scope) : undefined
    const resolved = known === undefined ? { open: expression } : resolveText(known, scope, depth + 1)
    if ('open' in resolved) {
      open ??= resolved.open
      return ''
    }
    return resolved.value
  })
  return open === undefined ? { value } : { open }
}

/** cellOf makes a cell of what a workflow has at a step's `with`, resolved. */
export function cellOf(text: string, scope: StepScope, from: string): Cell {
  const resolved = resolveText(text, scope)
  return 'open' in resolved
    ? { kind: 'open', why: resolved.open, from }
    : { kind: 'known', value: resolved.value, from }
}

function lookUp(expression: string, { workflow, job, step, row }: StepScope): string | undefined {
  const [, context = '', name = ''] = /^(env|matrix|inputs)\.([\w.-]+)$/.exec(expression) ?? []
  switch (context) {
    case 'env':
      return step?.env[name] ?? job.env[name] ?? workflow.env[name]
    case 'matrix':
      return row[name]
    case 'inputs':
      return row[`inputs.${name}`] ?? workflow.inputs[name]
    default:
      return undefined
  }
}
