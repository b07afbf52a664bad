import type { DocumentNode, FileOrigin } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { quotedName } from '../../../template/naming.ts'
import { idOf, type MigrationCandidate, SAME_VALUE, whereIs } from '../../candidate.ts'
import type { SecretValue } from '../../secret-value.ts'
import type { MigrationSource } from './candidates.ts'

/** A value that moves or that a secret of the project contains, and its name. */
export type KnownValue = { readonly variable: string; readonly value: SecretValue }

/** Variables with a harmless name and the value of one that moves. */
export type HarmlessCopies = {
  readonly moved: ReadonlyMap<MigrationCandidate, MigrationCandidate>
  readonly problems: readonly Problem[]
}

/**
 * findHarmlessCopies finds variables of `environment` that only their value identifies as credentials. They move as
 * well. A variable whose value is an ordinary word could have it by coincidence and is a problem that the user decides.
 * Variables that the user keeps (`kept`) stay.
 */
export function findHarmlessCopies(
  all: readonly MigrationCandidate[],
  known: readonly KnownValue[],
  kept: ReadonlySet<string>
): HarmlessCopies {
  const names = new Map(known.map(({ variable, value }) => [value.reveal(), variable]))
  const moved = new Map<MigrationCandidate, MigrationCandidate>()
  const problems: Problem[] = []
  for (const candidate of all) {
    const value = candidate.value.reveal()
    const name = names.get(value)
    if (name === undefined || candidate.rule !== undefined || kept.has(idOf(candidate))) continue
    if (!isOrdinary(value)) moved.set(candidate, { ...candidate, rule: SAME_VALUE })
    else if (value.length >= SHORTEST_WORD) problems.push(maybeTheSame(candidate, name))
  }
  return { moved, problems }
}

const SHORTEST_WORD = 6

/**
 * isOrdinary reports whether a value has fewer than 4 characters, or is a simple word or number of at most 15
 * characters: it can occur anywhere without being the credential.
 */
export function isOrdinary(value: string): boolean {
  return (
    value.length < 4 ||
    (value.length <= 15 && /^(?:[a-z]+(?:[-_.][a-z]+)*|[A-Z]+|[A-Z][a-z]+|\d+)$/.test(value))
  )
}

/** A place of a value that moves elsewhere. */
export type SameValuePlace = { readonly where: string; readonly problem: Problem }

/**
 * `stopping`: nothing is migrated while the value is there. `left`: the user keeps it there, or it may be a
 * coincidence.
 */
export type SameValues = {
  readonly stopping: readonly SameValuePlace[]
  readonly left: readonly SameValuePlace[]
}

/**
 * findSameValues searches the whole text of each file, including comments, for values that move but remain elsewhere:
 * as they are, escaped as in JSON or a URL, or in base64. No result contains the value.
 */
export function findSameValues(
  sources: readonly Pick<MigrationSource, 'document' | 'place'>[],
  {
    candidates,
    known,
    all,
    kept
  }: {
    readonly candidates: readonly MigrationCandidate[]
    readonly known: readonly KnownValue[]
    readonly all: readonly MigrationCandidate[]
    /** Places that the user keeps, by `idOf`. */
    readonly kept: ReadonlySet<string>
  }
): SameValues {
  const values = new Map([...known].reverse().map(({ variable, value }) => [value.reveal(), variable]))
  const moved = new Set(candidates.map(idOf))
  // those are reported as variables
  const asked = new Set(all.filter(({ value }) => isOrdinary(value.reveal())).map(idOf))
  const stopping: SameValuePlace[] = []
  const left: SameValuePlace[] = []
  for (const { document, place } of sources) {
    // a packed document makes its text anew at each use
    const { text } = document
    const scalars = scalarsOf(document.root)
    const skipped = scalars.filter(({ origin }) => moved.has(`${document.file} ${origin.pointer}`))
    for (const [value, variable] of values) {
      for (const hit of hitsOf({ text, scalars, skipped }, value)) {
        const at = place({ kind: 'file', file: document.file, pointer: '', ...hit })
        const where = `${document.file}:${at?.line ?? 1}`
        const found = { where, problem: valueElsewhere(variable, where, at) }
        const own = scalars.find(({ origin }) => origin.start <= hit.start && hit.end <= origin.end)
        const id = own && `${document.file} ${own.origin.pointer}`
        const isWanted = id !== undefined && kept.has(id)
        if (!isWanted && id !== undefined && asked.has(id)) continue
        const into = isWanted || (isOrdinary(value) && !speaksOfIt(text, hit)) ? left : stopping
        if (!into.some(one => one.where === where)) into.push(found)
      }
    }
  }
  return { stopping, left }
}

/**
 * linesWith returns the line numbers, from 1, of any text that contain one of the values in any of its forms. An
 * ordinary word counts only if its line mentions a password or a similar term.
 */
export function linesWith(text: string, known: readonly KnownValue[]): readonly number[] {
  const lines = new Set<number>()
  for (const value of new Set(known.map(one => one.value.reveal()))) {
    for (const hit of hitsOf({ text, scalars: [], skipped: [] }, value)) {
      if (isOrdinary(value) && !speaksOfIt(text, hit)) continue
      lines.add(text.slice(0, hit.start).split('\n').length)
    }
  }
  return [...lines].sort((a, b) => a - b)
}

type Scalar = { readonly text: string; readonly origin: FileOrigin }

function scalarsOf(node: DocumentNode): readonly Scalar[] {
  if (node.kind === 'array') return node.items.flatMap(scalarsOf)
  if (node.kind === 'object') return node.members.flatMap(({ value }) => scalarsOf(value))
  if (node.origin.kind !== 'file' || node.kind === 'null') return []
  const text = node.kind === 'number' ? node.raw : String(node.value)
  return [{ text, origin: node.origin }]
}

type Hit = { readonly start: number; readonly end: number }
type Searched = {
  readonly text: string
  readonly scalars: readonly Scalar[]
  readonly skipped: readonly Scalar[]
}

/** A shorter value is not searched for: a match in a longer text would mean nothing. */
const SHORTEST = 4

function hitsOf({ text, scalars, skipped }: Searched, value: string): readonly Hit[] {
  if (value.length < SHORTEST) return []
  const isSkipped = ({ start, end }: Hit) =>
    skipped.some(({ origin }) => origin.start <= start && end <= origin.end)
  const hits = formsOf(value)
    .flatMap(form => occurrences(text, form))
    .filter(hit => !isSkipped(hit))
  // values with escapes or across several lines are compared by their parsed value
  const meant = scalars.filter(
    scalar => occurrences(scalar.text, value).length > 0 && !skipped.includes(scalar)
  )
  const others = meant
    .map(({ origin }) => ({ start: origin.start, end: origin.end }))
    .filter(({ start, end }) => !hits.some(hit => start <= hit.start && hit.end <= end))
  return [...hits, ...others].sort((a, b) => a.start - b.start)
}

function formsOf(value: string): readonly string[] {
  const base64 = value.length < 8 ? [] : [Buffer.from(value).toString('base64').replace(/=+$/, '')]
  return [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), ...base64])]
}

/** From this length, a value also counts as part of a longer word; a shorter one does not. */
const LONG = 12

function occurrences(text: string, form: string): readonly Hit[] {
  const hits: Hit[] = []
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    const end = start + form.length
    const isPiece = /\w/.test(text[start - 1] ?? '') || /\w/.test(text[end] ?? '')
    if (form.length >= LONG || !isPiece) hits.push({ start, end })
  }
  return hits
}

/** The number of characters around a word that count as its line; a file can consist of a single line. */
const NEAR = 40

/** An ordinary word in a line that mentions a password or a similar term is taken as the credential. */
function speaksOfIt(text: string, { start, end }: Hit): boolean {
  const before =
    text
      .slice(Math.max(0, start - NEAR), start)
      .split('\n')
      .at(-1) ?? ''
  const after = text.slice(end, end + NEAR).split('\n')[0] ?? ''
  const line = `${before} ${after}`
  return /pass|pwd|secret|token|credential|api.?key/i.test(line)
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

function maybeTheSame(candidate: MigrationCandidate, variable: string): Problem {
  const { source } = candidate
  return {
    code: 'migration-same-value',
    fault: 'user',
    message: `${quotedName(candidate.variable, 'A variable')} (${whereIs(candidate)}) has the value of ${quotedName(variable, 'a credential')}, which is an ordinary word.`,
    hint: 'Say whether it is the credential: name it in "include" to move it too, or in "exclude" to leave it.',
    ...present({ place: source.kind === 'file' ? source.place : undefined })
  }
}
