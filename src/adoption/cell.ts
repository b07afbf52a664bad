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

/** A text with its expressions resolved; `isGuess` where a default of an input is in it, and whoever starts the workflow may give another. */
export type Resolved = { readonly value: string; readonly isGuess?: true } | { readonly open: string }

/** resolveText gives a text with what its expressions come to, or the first expression that nothing here says the value of. */
export function resolveText(text: string, scope: StepScope, depth = 0): Resolved {
  let open: string | undefined
  let isGuess = false
  const value = text.replaceAll(EXPRESSION, (_, expression: string) => {
    const known = depth < DEEPEST ? lookUp(expression, scope) : undefined
    const resolved = known === undefined ? { open: expression } : resolveText(known.text, scope, depth + 1)
    if ('open' in resolved) {
      open ??= resolved.open
      return ''
    }
    isGuess ||= known?.isDefault === true || resolved.isGuess === true
    return resolved.value
  })
  return open === undefined ? { value, ...(isGuess ? { isGuess } : {}) } : { open }
}

/** cellOf makes a cell of what a workflow has at a step's `with`, resolved. */
export function cellOf(text: string, scope: StepScope, from: string): Cell {
  const resolved = resolveText(text, scope)
  return 'open' in resolved
    ? { kind: 'open', why: resolved.open, from }
    : { kind: 'known', ...resolved, from }
}

type Found = { readonly text: string; readonly isDefault?: true }

function lookUp(expression: string, { workflow, job, step, row }: StepScope): Found | undefined {
  const [, context = '', name = ''] =
    /^(env|matrix|inputs|github\.event\.inputs)\.([\w.-]+)$/.exec(expression) ?? []
  const found = (text: string | undefined): Found | undefined => (text === undefined ? undefined : { text })
  switch (context) {
    case 'env':
      return found(step?.env[name] ?? job.env[name] ?? workflow.env[name])
    case 'matrix':
      return found(row[name])
    case 'inputs':
    case 'github.event.inputs': {
      const given = found(row[`inputs.${name}`])
      const usual = workflow.inputs[name]
      return given ?? (usual === undefined ? undefined : { text: usual, isDefault: true })
    }
    default:
      return undefined
  }
}
