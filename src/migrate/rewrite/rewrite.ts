import { readTerraform } from '../../detector/formats/read-terraform.ts'
import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { type PlaceFinder, placeFinder } from '../../files/document/place.ts'
import {
  isTerraformFile,
  itemsOf,
  type LoadedDocument,
  type SourceDocument
} from '../../files/document/tree.ts'
import { editBlock } from './block.ts'
import { entryText, expectedMembers, isRenamed, keyText } from './entries.ts'
import { editFlow } from './flow.ts'
import { fileRefusal, findHolders, type HolderMoves, type Move, refusal } from './moves.ts'
import { commentsOf, contentOf } from './proof.ts'
import { applyEdits, bodiesOf, eolOf, rangeOf, type TextEdit } from './ranges.ts'
import { declarationsOf, terraformFault } from './terraform.ts'

/** A file as it is on disk, with its byte order mark if it has one. `file` is relative to the workspace. */
export type RewriteSource = { readonly file: string; readonly text: string }

/** The new text of the file (the same text if everything was already moved), or why nothing in it is changed. */
export type Rewritten =
  | { readonly kind: 'rewritten' | 'unchanged'; readonly text: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/**
 * Problems that a reader may report for a file that it has understood: none of them means that something was skipped or
 * guessed.
 */
export const HARMLESS_CODES: ReadonlySet<string> = new Set([
  'unknown-yaml-tag',
  'unquoted-placeholder',
  'trailing-comma'
])

/** Files in other languages, and in template languages whose statements could split a list. */
const UNFIT = [
  {
    name: /\.(?:hcl|(?:tf|tofu)\.(?:json|tpl|tmpl|j2)|jsonnet|libsonnet|ts|js|py)(?:\.(?:tpl|tmpl|j2))?$/i,
    why: 'it is program code, of which only names and values are read'
  },
  {
    name: /\.(?:j2|jinja2?|erb|gotmpl|hbs|mustache|ejs)$/i,
    why: 'it is a template, whose statements can cut through a list'
  }
]

/**
 * rewriteSource removes variables from `environment` (and options of a log driver from `options`) and adds references
 * to `secrets` (`secretOptions`), with minimal edits of the text: everything else stays byte for byte the same. It
 * supports JSON, JSON with comments, YAML, CloudFormation in both, and Terraform, whose file also declares the secrets
 * as data sources; `beside` are the other files of its module. The result is read again and must be equal except for
 * the moves, with every comment; otherwise nothing is changed. Idempotent. No message contains a value. Never throws.
 */
export async function rewriteSource(
  source: RewriteSource,
  moves: readonly Move[],
  beside: readonly RewriteSource[] = []
): Promise<Rewritten> {
  const { file } = source
  const refused = (...problems: readonly Problem[]) => ({ kind: 'refused', problems }) as const
  const mark = source.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.text.slice(mark.length)
  const read = await readWhole(file, text)
  if ('refused' in read) return refused(read.refused)
  const { document } = read
  const place = placeFinder(document)
  const found = findHolders(document, place, moves)
  const module = [{ file, text }, ...beside]
  const edited = editsOf(document, found.groups, { place, module })
  const faults = [...found.problems, ...edited.problems]
  const moved = found.groups.flatMap(({ leaving }) => [...leaving.values()])
  const declared = isTerraformFile(file) ? declarationsOf(moved, module) : { blocks: [] }
  if ('reason' in declared) return refused(...faults, fileRefusal(file, declared.reason, declared.place))
  if (faults.length > 0) return refused(...faults)
  if (found.groups.length === 0) return { kind: 'unchanged', text: source.text }
  const eol = eolOf(text)
  const end = declared.blocks.map(block => eol + block.replaceAll('\n', eol)).join('')
  const result = `${applyEdits(text, edited.edits)}${end === '' || /\n$/.test(text) ? '' : eol}${end}`
  const fault = await resultFault(read, { result, end }, found.groups)
  return fault === undefined
    ? { kind: 'rewritten', text: `${mark}${result}` }
    : refused(fileRefusal(file, fault))
}

type Read = LoadedDocument & { readonly document: SourceDocument }

/** loadForMigration reads a file as loadDocument does, and Terraform's own language. */
export async function loadForMigration(file: string, text: string): Promise<LoadedDocument> {
  return isTerraformFile(file) ? readTerraform(file, text) : loadDocument(file, text)
}

/** Reads a file that can be rewritten: whole, and without a guess. */
async function readWhole(file: string, text: string): Promise<Read | { readonly refused: Problem }> {
  const unfit = UNFIT.find(({ name }) => name.test(file))
  if (unfit) return { refused: fileRefusal(file, unfit.why) }
  const read = await loadForMigration(file, text)
  const { document, partial } = read
  const fault = read.problems.find(({ code }) => !HARMLESS_CODES.has(code))
  if (document?.root.kind === undefined || partial || fault) {
    const why = `it cannot be read without a guess (${fault?.code ?? 'unreadable'})`
    return { refused: fileRefusal(file, why, fault?.place) }
  }
  return { ...read, document }
}

/** The edits of each object, or why entries of it are not moved. */
function editsOf(
  document: SourceDocument,
  groups: readonly HolderMoves[],
  { place, module }: { readonly place: PlaceFinder; readonly module: readonly RewriteSource[] }
): { readonly edits: readonly TextEdit[]; readonly problems: readonly Problem[] } {
  const { file, root } = document
  const edits: TextEdit[] = []
  const problems: Problem[] = []
  for (const group of groups) {
    const fault = isTerraformFile(file) ? terraformFault(root, group, module) : undefined
    const made = fault ? [] : editHolder(document, group)
    if (fault) problems.push(refusal({ ...fault, file, place: place(fault.node.origin) }, fault.reason))
    else if (typeof made !== 'string') edits.push(...made)
    else
      for (const move of group.leaving.values())
        problems.push(refusal({ file, move, place: place(group.from.keyOrigin) }, made))
  }
  return { edits, problems }
}

/** Both lists of an object are in brackets, or both are blocks of YAML. Returns why another form is not edited. */
function editHolder(document: SourceDocument, group: HolderMoves): readonly TextEdit[] | string {
  const { text, file } = document
  const { from, to } = group
  if (isRenamed(document, group))
    return [
      { ...rangeOf(from), text: keyText(document, group) },
      ...bodiesOf(text, from.value).map((range, index) => ({
        ...range,
        text: entryText(document, group, index)
      }))
    ]
  const isFlow = ({ value }: HolderMoves['from']) =>
    isTerraformFile(file) || /[[{]/.test(text.charAt(rangeOf(value).start))
  if (to && itemsOf(to.value).length > 0 && isFlow(to) !== isFlow(from))
    return 'its two lists are written in two styles'
  if (!isFlow(from)) return editBlock(document, group)
  return editFlow(document, group)
}

/** Reads the result as any run would; undefined if it is what the moves make of the file. */
async function resultFault(
  { document, problems }: Read,
  { result, end }: { readonly result: string; readonly end: string },
  groups: readonly HolderMoves[]
): Promise<string | undefined> {
  const { file, text, format, root } = document
  const known = new Set(problems.map(({ code }) => code))
  const again = await loadForMigration(file, result)
  if (again.document === undefined || again.partial || again.problems.some(({ code }) => !known.has(code)))
    return 'its result could not be read again, perhaps because of a comment between entries'
  const edited = new Map(groups.map(group => [group.holder, expectedMembers(document, group)]))
  const added = end === '' ? undefined : (await loadForMigration(file, end)).document?.root
  if (root.kind === 'object' && added?.kind === 'object')
    edited.set(root, [...root.members, ...added.members])
  if (contentOf(again.document.root) !== contentOf(root, edited))
    return 'its result would change more than the moved variables'
  const [before, after] = [text, result].map(one => commentsOf(one, format).join('\n'))
  return before === after || isTerraformFile(file) ? undefined : 'a comment would get lost'
}
