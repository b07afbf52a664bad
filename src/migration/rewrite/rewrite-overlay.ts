import { loadDocument } from '../../document/load.ts'
import { type PlaceFinder, placeFinder } from '../../document/place.ts'
import { type DocumentNode, type Member, memberOf } from '../../document/tree.ts'
import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { quotedName } from '../../template/naming.ts'
import { renamedEntries, withEntry, withoutEntry } from './edit-map.ts'
import { isFlow, type MapSource, memberAt, ownMembers } from './map-text.ts'
import { type LevelPath, type OverlayMove, overlayFault, PLAIN, SECRETS } from './overlay-proof.ts'
import type { RewriteSource, Rewritten } from './rewrite.ts'
import { indexSource, type SourceIndex } from './source-index.ts'

/**
 * rewriteOverlay removes variables from `environment-variables` of the configuration file and adds references to
 * `secrets`, with minimal edits of the text: everything else stays byte for byte the same, including comments, order
 * and line breaks. The result is parsed again and must be equal except for the moves; otherwise nothing is changed. No
 * message contains a value. Never throws.
 */
export async function rewriteOverlay(
  source: RewriteSource,
  moves: readonly OverlayMove[]
): Promise<Rewritten> {
  const { file } = source
  const mark = source.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const before = await readSource(file, source.text.slice(mark.length))
  if (before === undefined) return refused(wholeRefusal(file, 'it cannot be read without a guess'))
  const place = placeFinder({ file, text: before.text })
  const index = indexSource(before.root)
  const problems = moves.flatMap(move => faultsOfPlace(move, { file, source: before, index, place }))
  if (problems.length > 0) return { kind: 'refused', problems }
  let now = before
  for (const step of stepsOf(before, moves)) {
    const text = step(now)
    const next = text === undefined ? undefined : await readSource(file, text)
    if (next === undefined)
      return refused(wholeRefusal(file, 'a mapping is written in a way that is not rewritten'))
    now = next
  }
  const fault = overlayFault(before, now, moves)
  if (fault !== undefined) return refused(wholeRefusal(file, fault))
  return { kind: now.text === before.text ? 'unchanged' : 'rewritten', text: `${mark}${now.text}` }
}

function refused(...problems: readonly Problem[]): Rewritten {
  return { kind: 'refused', problems }
}

async function readSource(file: string, text: string): Promise<MapSource | undefined> {
  const { document, problems, partial } = await loadDocument(file, text)
  return document === undefined || partial || problems.length > 0 ? undefined : document
}

/** One edit of the text; undefined if it is not possible. */
type Step = (source: MapSource) => string | undefined

/** A mapping that moves completely is renamed in place; otherwise each entry moves individually. */
function stepsOf({ root }: MapSource, moves: readonly OverlayMove[]): readonly Step[] {
  const steps: Step[] = []
  const left = new Set(moves)
  for (const { from } of moves) {
    const own = moves.filter(move => left.has(move) && isInPlace(move, from))
    const level = from && memberAt(root, from)?.value
    const plain = memberOf(level, PLAIN)?.value
    const isWhole =
      own.length > 0 &&
      plain?.kind === 'object' &&
      memberOf(level, SECRETS) === undefined &&
      plain.members.every(({ key }) => own.some(({ variable }) => variable === key))
    if (!isWhole || from === undefined) continue
    for (const move of own) left.delete(move)
    const values = new Map(own.map(({ variable, reference }) => [variable, reference]))
    steps.push(source => {
      const member = memberAt(source.root, [...from, PLAIN])
      return member && renamedEntries(source, member, { name: SECRETS, values })
    })
  }
  return [...steps, ...[...left].flatMap(stepsOfOne)]
}

function isInPlace({ from, to, stays }: OverlayMove, level: LevelPath | undefined): boolean {
  return !stays && from !== undefined && level?.join() === from.join() && isOnly(to, from)
}

function isOnly(to: readonly LevelPath[], from: LevelPath): boolean {
  return to.length === 1 && to[0]?.join() === from.join()
}

/** References are added before the value is removed, while the member that they are inserted after still exists. */
function stepsOfOne(move: OverlayMove): readonly Step[] {
  const { from, to, stays, container } = move
  const puts = to.flatMap((level): readonly Step[] => [
    ...(container === undefined ? [] : [(source: MapSource) => putContainer(source, level, container)]),
    source => putReference(source, level, move)
  ])
  if (from === undefined || stays) return puts
  return [
    ...puts,
    source => withoutEntry(source, [...from, PLAIN, move.variable], travels(source, move))?.text
  ]
}

/** The comments of an entry move with it if it has exactly one new place, on its own line. */
function travels({ root, text }: MapSource, { to, from, stays }: OverlayMove): boolean {
  const [level] = to
  if (level === undefined || to.length > 1 || stays || from === undefined) return false
  const path = [...level, SECRETS]
  for (let depth = path.length; depth > 0; depth--) {
    const found = memberAt(root, path.slice(0, depth))
    if (found) return !isFlow(text, found.value)
  }
  return !isFlow(text, root)
}

function putContainer(source: MapSource, level: LevelPath, container: string): string | undefined {
  const path = [...level, 'container']
  return memberAt(source.root, path) ? source.text : withEntry(source, { path, value: container })
}

function putReference(source: MapSource, level: LevelPath, move: OverlayMove): string | undefined {
  const { variable, reference: value, from } = move
  const path = [...level, SECRETS, variable]
  const known = memberAt(source.root, path)?.value
  if (known?.kind === 'string' && known.value === value) return source.text
  const taken =
    from && travels(source, move) ? withoutEntry(source, [...from, PLAIN, variable], true) : undefined
  // a new mapping is inserted after the one that the value comes from
  const after = memberAt(source.root, [...level, SECRETS]) ? undefined : PLAIN
  return withEntry(source, { path, value, ...present({ after, comments: taken?.comments }) })
}

type Within = {
  readonly file: string
  readonly source: MapSource
  readonly index: SourceIndex
  readonly place: PlaceFinder
}

/** A mapping or entry that is written or used elsewhere too would also change there. */
function faultsOfPlace(move: OverlayMove, { file, source, index, place }: Within): readonly Problem[] {
  const { from, to, variable } = move
  const touched = [...(from ? [[...from, PLAIN]] : []), ...to.map(level => [...level, SECRETS])]
  for (const path of touched) {
    const strange = [...path.keys()]
      .map(depth => memberAt(source.root, path.slice(0, depth + 1)))
      .find((member, depth) => {
        const outer = depth === 0 ? source.root : memberAt(source.root, path.slice(0, depth))?.value
        return member && (index.isShared(member.value) || !stands(member, outer))
      })
    if (strange) return [overlayRefusal({ file, move, place: place(strange.value.origin) }, ANCHORED)]
  }
  if (from === undefined) return []
  const plain = memberAt(source.root, [...from, PLAIN])?.value
  const entry = memberAt(source.root, [...from, PLAIN, variable])
  if (entry === undefined || plain === undefined)
    return [overlayRefusal({ file, move, place: undefined }, 'it is no longer there')]
  if (index.isShared(entry.value) || !stands(entry, plain))
    return [overlayRefusal({ file, move, place: place(entry.value.origin) }, ANCHORED)]
  return []
}

const ANCHORED =
  'it is written or used somewhere else too, by an anchor (&), an alias (*) or a merge key (<<)'

function stands(member: Member, outer: DocumentNode | undefined): boolean {
  if (outer?.kind !== 'object' || !ownMembers(outer).includes(member)) return false
  const [inner, around] = [member.value.origin, outer.origin]
  return (
    inner.kind !== 'file' ||
    around.kind !== 'file' ||
    (inner.start >= around.start && inner.end <= around.end)
  )
}

type RefusedOverlay = { readonly file: string; readonly move: OverlayMove; readonly place: Place | undefined }

function overlayRefusal({ file, move, place }: RefusedOverlay, reason: string): Problem {
  const { variable, from, to, reference } = move
  const levels = to.map(level => level.join('.')).join(' and ')
  const taken = from === undefined ? '' : `take it out of "${PLAIN}" of ${from.join('.')} and `
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: ${quotedName(variable, 'a variable')} is not moved: ${reason}.`,
    hint: `By hand: ${taken}write it under "${SECRETS}" of ${levels}, with the reference ${reference}.`,
    ...present({ place })
  }
}

function wholeRefusal(file: string, reason: string): Problem {
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: nothing is moved: ${reason}.`,
    hint: `By hand: take the variables out of "${PLAIN}" and write each under "${SECRETS}" of the same level, with the references of the plan.`
  }
}
