import type { DocumentNode, FileOrigin } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { quotedName } from '../../template/naming.ts'
import { idOf, type MigrationCandidate, SAME_VALUE, whereIs } from '../candidate.ts'
import type { SecretValue } from '../secret-value.ts'
import type { MigrationSource } from './candidates.ts'

/** A value that moves, or that a secret of the project has, and the name that it is known by. */
export type KnownValue = { readonly variable: string; readonly value: SecretValue }

/** Variables with an innocent name and the value of one that moves. */
export type Twins = {
  readonly moved: ReadonlyMap<MigrationCandidate, MigrationCandidate>
  readonly problems: readonly Problem[]
}

/**
 * findTwins finds variables of `environment` that nothing but their value gives away. They move along; one whose value
 * is an ordinary word may have it by chance, and is asked about. What a person keeps where it is (`kept`) stays.
 */
export function findTwins(
  all: readonly MigrationCandidate[],
  known: readonly KnownValue[],
  kept: ReadonlySet<string>
): Twins {
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

/** isOrdinary tells words of one case, or a number: they may stand anywhere without being the credential. */
export function isOrdinary(value: string): boolean {
  return (
    value.length < 4 ||
    (value.length <= 15 && /^(?:[a-z]+(?:[-_.][a-z]+)*|[A-Z]+|[A-Z][a-z]+|\d+)$/.test(value))
  )
}

/** A place where a value stands that moves elsewhere. */
export type SameValuePlace = { readonly where: string; readonly problem: Problem }

/** `stopping`: nothing is migrated while it stands there. `left`: somebody wants it there, or it may be chance. */
export type SameValues = {
  readonly stopping: readonly SameValuePlace[]
  readonly left: readonly SameValuePlace[]
}

/**
 * findSameValues goes over the whole text of each file, comments too, for values that move and stay somewhere else: as
 * they are, as JSON or a URL writes them, or in base64. No place holds the value.
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
    /** Places that a person wants to stay, by `idOf`. */
    readonly kept: ReadonlySet<string>
  }
): SameValues {
  const values = new Map([...known].reverse().map(({ variable, value }) => [value.reveal(), variable]))
  const moved = new Set(candidates.map(idOf))
  // those are asked about as variables
  const asked = new Set(all.filter(({ value }) => isOrdinary(value.reveal())).map(idOf))
  const stopping: SameValuePlace[] = []
  const left: SameValuePlace[] = []
  for (const { document, place } of sources) {
    const scalars = scalarsOf(document.root)
    const skipped = scalars.filter(({ origin }) => moved.has(`${document.file} ${origin.pointer}`))
    for (const [value, variable] of values) {
      for (const hit of hitsOf({ text: document.text, scalars, skipped }, value)) {
        const at = place({ kind: 'file', file: document.file, pointer: '', ...hit })
        const where = `${document.file}:${at?.line ?? 1}`
        const found = { where, problem: standsElsewhere(variable, where, at) }
        const own = scalars.find(({ origin }) => origin.start <= hit.start && hit.end <= origin.end)
        const id = own && `${document.file} ${own.origin.pointer}`
        const isWanted = id !== undefined && kept.has(id)
        if (!isWanted && id !== undefined && asked.has(id)) continue
        const into = isWanted || (isOrdinary(value) && !speaksOfIt(document.text, hit)) ? left : stopping
        if (!into.some(one => one.where === where)) into.push(found)
      }
    }
  }
  return { stopping, left }
}

/**
 * linesWith gives the lines of any text, from 1, in which one of the values stands, in any of its forms. An ordinary word counts
 * only where its line speaks of a password.
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

/** Below this many characters nothing can be said about a longer text. */
const SHORTEST = 4

function hitsOf({ text, scalars, skipped }: Searched, value: string): readonly Hit[] {
  if (value.length < SHORTEST) return []
  const isSkipped = ({ start, end }: Hit) =>
    skipped.some(({ origin }) => origin.start <= start && end <= origin.end)
  const hits = formsOf(value)
    .flatMap(form => occurrences(text, form))
    .filter(hit => !isSkipped(hit))
  // what the text writes with escapes, or over several lines, is known by what it means
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

/** A short one that is a piece of a longer word is another word. */
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

/** Characters of a line that belong to a word in it; a file can be one line. */
const NEAR = 40

/** An ordinary word in a line that speaks of a password is the password. */
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

function standsElsewhere(variable: string, where: string, place: Problem['place']): Problem {
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
