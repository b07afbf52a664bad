import { isObject } from '../../json.ts'
import { type ChoiceNode, choiceParts, namesIn } from './parse-choice.ts'

/** Stands for the part of a branch's name that no workflow says. */
export const OTHER_REF = '\u0000'

/** What the expressions of a workflow ask of a run in order to choose between texts. */
export type RunConditions = {
  /** `inputs.NAME`, `github.ref` and `github.event_name`, as far as an expression with an operator names them. */
  readonly names: ReadonlySet<string>
  /** The refs that `github.ref` is compared with. */
  readonly refs: readonly string[]
}

/**
 * askedOfRun collects what the expressions of a workflow ask of a run. Conditions of jobs and steps are left out, since
 * they choose no text.
 */
export function askedOfRun(root: unknown): RunConditions {
  const choosing = expressionsIn(root).filter(text => !/^[\w.-]+$/.test(text))
  return {
    names: new Set(choosing.flatMap(namesIn).map(nameInRow)),
    refs: [...new Set(choosing.flatMap(refsIn))]
  }
}

/** nameInRow returns the name under which a row has the value of a name. */
export function nameInRow(name: string): string {
  if (name === 'github.ref_name') return 'github.ref'
  return name.replace(/^github\.event\.inputs\./, 'inputs.')
}

function expressionsIn(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, inner = '']) => inner.trim())
  if (Array.isArray(value)) return value.flatMap(expressionsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => (key === 'if' ? [] : expressionsIn(member)))
}

/** The refs that an expression compares with `github.ref` or `github.ref_name`, or asks them to begin with. */
function refsIn(expression: string): readonly string[] {
  return choiceParts(expression).flatMap(part => {
    if (part.kind === 'equal') return refOf(part.left, part.right) ?? refOf(part.right, part.left) ?? []
    if (part.kind !== 'call' || part.name !== 'startswith') return []
    const begin = refOf(part.args[0], part.args[1])
    return begin === undefined ? [] : [begin + OTHER_REF]
  })
}

function refOf(asked: ChoiceNode | undefined, text: ChoiceNode | undefined): string | undefined {
  if (asked?.kind !== 'name' || text?.kind !== 'literal' || typeof text.value !== 'string') return undefined
  if (asked.name === 'github.ref') return text.value
  return asked.name === 'github.ref_name' ? `refs/heads/${text.value}` : undefined
}
