import { lineStarts, placeWithin } from '../../../document/place.ts'
import type { DocumentNode, FileOrigin } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { quotedName } from '../../../template/naming.ts'
import { idOf, type MigrationCandidate, SAME_VALUE, whereIs } from '../../candidate.ts'
import type { SecretValue } from '../../secret-value.ts'
import type { MigrationSource } from './candidates.ts'
import { type TextSpan, ValueFinder } from './value-finder.ts'

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
  const finder = new ValueFinder(values.keys())
  const order = new Map([...values.keys()].map((value, index) => [value, index]))
  const moved = new Set(candidates.map(idOf))
  // those are reported as variables
  const asked = new Set(all.filter(({ value }) => isOrdinary(value.reveal())).map(idOf))
  const stopping = new Map<string, SameValuePlace>()
  const left = new Map<string, SameValuePlace>()
  for (const { document, place } of sources) {
    const { text } = document
    const scalars = new Scalars(document.root)
    const isMoved = ({ origin }: Scalar) => moved.has(`${document.file} ${origin.pointer}`)
    const found = [...hitsIn({ text, scalars, isMoved }, finder)]
    for (const [value, hits] of found.toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))) {
      const variable = values.get(value) ?? ''
      for (const hit of hits) {
        const at = place({ kind: 'file', file: document.file, pointer: '', ...hit })
        const where = `${document.file}:${at?.line ?? 1}`
        const own = scalars.around(hit)
        const id = own && `${document.file} ${own.origin.pointer}`
        const isWanted = id !== undefined && kept.has(id)
        if (!isWanted && id !== undefined && asked.has(id)) continue
        const into = isWanted || (isOrdinary(value) && !speaksOfIt(text, hit)) ? left : stopping
        if (!into.has(where)) into.set(where, { where, problem: valueElsewhere(variable, where, at) })
      }
    }
  }
  return { stopping: [...stopping.values()], left: [...left.values()] }
}

/**
 * linesWith returns the line numbers, from 1, of any text that contain one of the values of a finder in any of its
 * forms. An ordinary word counts only if its line mentions a password or a similar term.
 */
export function linesWith(text: string, finder: ValueFinder): readonly number[] {
  const lines = new Set<number>()
  let starts: readonly number[] | undefined
  for (const [value, { hits }] of finder.find(text)) {
    for (const hit of hits) {
      if (isOrdinary(value) && !speaksOfIt(text, hit)) continue
      starts ??= lineStarts(text)
      lines.add(placeWithin(starts, { kind: 'file', file: '', pointer: '', ...hit }).line)
    }
  }
  return [...lines].sort((a, b) => a - b)
}

type Scalar = { readonly text: string; readonly origin: FileOrigin }

/** The scalars of a document in the order of their places, to find the one at a place. */
class Scalars {
  readonly #all: readonly Scalar[]

  constructor(root: DocumentNode) {
    this.#all = [...scalarsOf(root)].sort((a, b) => a.origin.start - b.origin.start)
  }

  [Symbol.iterator](): Iterator<Scalar> {
    return this.#all[Symbol.iterator]()
  }

  /** around returns the scalar that a part of the text is in; scalars do not overlap, but can be at one place. */
  around({ start, end }: TextSpan): Scalar | undefined {
    let [low, high] = [0, this.#all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#all[middle]?.origin.start ?? 0) <= start) low = middle + 1
      else high = middle
    }
    const last = this.#all[low - 1]
    if (last === undefined || last.origin.end < end) return undefined
    while (this.#all[low - 2]?.origin.start === last.origin.start) low--
    return this.#all[low - 1]
  }
}

function* scalarsOf(node: DocumentNode): Generator<Scalar> {
  if (node.kind === 'array') for (const item of node.items) yield* scalarsOf(item)
  else if (node.kind === 'object') for (const { value } of node.members) yield* scalarsOf(value)
  else if (node.origin.kind === 'file' && node.kind !== 'null')
    yield { text: node.kind === 'number' ? node.raw : String(node.value), origin: node.origin }
}

type Searched = {
  readonly text: string
  readonly scalars: Scalars
  /** Scalars that move are passed over. */
  readonly isMoved: (scalar: Scalar) => boolean
}

/** The places of each value in a document, in order. */
function hitsIn(
  { text, scalars, isMoved }: Searched,
  finder: ValueFinder
): ReadonlyMap<string, readonly TextSpan[]> {
  const found = new Map<string, TextSpan[]>()
  const add = (value: string, hit: TextSpan) => {
    const hits = found.get(value)
    if (hits) hits.push(hit)
    else found.set(value, [hit])
  }
  const movedAt = new Set([...scalars].filter(isMoved).map(({ origin }) => origin.start))
  // places of one value within one scalar
  const seen = new Set<string>()
  for (const [value, { hits }] of finder.find(text)) {
    for (const hit of hits) {
      const own = scalars.around(hit)
      if (own && movedAt.has(own.origin.start)) continue
      if (own) seen.add(`${own.origin.start} ${value}`)
      add(value, hit)
    }
  }
  // values with escapes or across several lines are compared by their parsed value
  for (const scalar of scalars) {
    if (isMoved(scalar)) continue
    const { start, end } = scalar.origin
    for (const [value, { isMeant }] of finder.find(scalar.text))
      if (isMeant && !seen.has(`${start} ${value}`)) add(value, { start, end })
  }
  for (const hits of found.values()) hits.sort((a, b) => a.start - b.start)
  return found
}

/** The number of characters around a word that count as its line; a file can consist of a single line. */
const NEAR = 40

/** An ordinary word in a line that mentions a password or a similar term is taken as the credential. */
function speaksOfIt(text: string, { start, end }: TextSpan): boolean {
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
