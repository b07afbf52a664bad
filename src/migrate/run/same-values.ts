import { formsOf } from '../../detector/values/describe.ts'
import type { Problem } from '../../errors.ts'
import type { DocumentNode, FileOrigin } from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { quotedName } from '../../template/naming.ts'
import { idOf, type MigrationCandidate, SAME_VALUE } from '../candidate.ts'
import type { MigrationSource } from './sources.ts'

/**
 * Reports whether a value is long enough, and not a simple word or number, to be the credential wherever it is found.
 */
function isTelling(value: string): boolean {
  return value.length >= 8 && !/^(?:[a-z]+(?:[-_.][a-z]+)*|[A-Z]+|[A-Z][a-z]+|\d+)$/.test(value)
}

/**
 * findHarmlessCopies finds variables of `environment` that only their value identifies as one of the credentials. They
 * move as well, except for those that the user keeps (`kept`, by `idOf`).
 */
export function findHarmlessCopies(
  all: readonly MigrationCandidate[],
  moving: readonly MigrationCandidate[],
  kept: ReadonlySet<string>
): readonly MigrationCandidate[] {
  const values = new Set(moving.map(({ value }) => value.reveal()).filter(isTelling))
  return all
    .filter(one => values.has(one.value.reveal()) && !moving.includes(one) && !kept.has(idOf(one)))
    .map(one => ({ ...one, rule: SAME_VALUE }))
}

/**
 * findSameValues searches the whole text of each file, including comments, for values that move but remain elsewhere:
 * as they are, escaped as in JSON or a URL, or in base64. No result contains the value.
 */
export function findSameValues(
  sources: readonly MigrationSource[],
  candidates: readonly MigrationCandidate[],
  kept: ReadonlySet<string>
): readonly Problem[] {
  const values = new Map(candidates.map(({ variable, value }) => [value.reveal(), variable]))
  const moved = new Set([...candidates.map(idOf), ...kept])
  const problems = new Map<string, Problem>()
  for (const { document, place } of sources) {
    const { file, text, root } = document
    const scalars = [...scalarsOf(root)]
    const passed = scalars.filter(({ origin }) => moved.has(idOf({ file, pointer: origin.pointer })))
    for (const [value, variable] of [...values].filter(([one]) => isTelling(one))) {
      const places = [
        ...formsOf(value).flatMap(form => positionsOf(form, text)),
        // values with escapes or across several lines are compared by their parsed value
        ...scalars.flatMap(one => (one.text.includes(value) ? [one.origin.start] : []))
      ]
      for (const start of places) {
        if (passed.some(({ origin }) => origin.start <= start && start < origin.end)) continue
        const at = place({ kind: 'file', file, pointer: '', start, end: start })
        const where = `${file}:${at?.line ?? 1}`
        if (!problems.has(where)) problems.set(where, valueElsewhere(variable, where, at))
      }
    }
  }
  return [...problems.values()]
}

function positionsOf(form: string, text: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) found.push(at)
  return found
}

type Scalar = { readonly text: string; readonly origin: FileOrigin }

function* scalarsOf(node: DocumentNode): Generator<Scalar> {
  if (node.kind === 'array') for (const item of node.items) yield* scalarsOf(item)
  else if (node.kind === 'object') for (const { value } of node.members) yield* scalarsOf(value)
  else if (node.origin.kind === 'file' && node.kind !== 'null') {
    yield { text: node.kind === 'number' ? node.raw : String(node.value), origin: node.origin }
  }
}

function valueElsewhere(variable: string, where: string, place: Problem['place']): Problem {
  return {
    code: 'migration-same-value',
    fault: 'user',
    message: `The value of ${quotedName(variable, 'a variable')} is also at ${where}, where it is not moved.`,
    hint: 'Take it out there by hand (a longer text, a comment, a label), then run again. A variable of "environment" that has it in its value can be moved with "include", or left with "exclude".',
    ...present({ place })
  }
}
