import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import type { DocumentNode, SourceDocument } from '../../files/document/tree.ts'
import { editContainer, type TextEdit } from './edit-container.ts'
import { type ContainerMoves, fileRefusal, findContainerMoves, type Move, refusal } from './locate.ts'
import { commentsOf, indexSource, replaceNodes, sameTree } from './tree.ts'

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
const CODE = /\.(?:tf|hcl|tofu|jsonnet|libsonnet|ts|js|py)(?:\.(?:tpl|tmpl|j2))?$/i
const TEMPLATES = /\.(?:j2|jinja2?|erb|tftpl|gotmpl|hbs|mustache|ejs)$/i

/**
 * rewriteSource removes variables from `environment` and adds references to `secrets`, with minimal edits of the text:
 * everything else stays byte for byte the same. It supports JSON, JSON with comments, YAML, and CloudFormation in both.
 * The result is parsed again by the same reader and must be equal except for the moves, with every comment; otherwise
 * nothing is changed. Idempotent. No message contains a value. Never throws.
 */
export async function rewriteSource(source: RewriteSource, moves: readonly Move[]): Promise<Rewritten> {
  const { file } = source
  if (CODE.test(file))
    return refused(fileRefusal(file, 'it is program code, of which only names and values are read'))
  if (TEMPLATES.test(file))
    return refused(fileRefusal(file, 'it is a template, whose statements can cut through a list'))
  const mark = source.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.text.slice(mark.length)
  const { document, problems, partial } = await loadDocument(file, text)
  const fault = problems.find(({ code }) => !HARMLESS_CODES.has(code))
  if (document === undefined || partial || fault) {
    return refused(
      fileRefusal(file, `it cannot be read without a guess (${fault?.code ?? 'unreadable'})`, fault?.place)
    )
  }
  const index = indexSource(document.root)
  const found = findContainerMoves({ document, index, place: placeFinder(document) }, moves)
  if (found.problems.length > 0) return { kind: 'refused', problems: found.problems }
  if (found.groups.length === 0) return { kind: 'unchanged', text: source.text }
  const change = changeOf(document, found.groups)
  if (change.kind === 'refused') return change
  const result = apply(text, change.edits)
  const proof = await faultOf({ document, expected: change.expected, problems }, result)
  return proof === undefined
    ? { kind: 'rewritten', text: `${mark}${result}` }
    : refused(fileRefusal(file, proof))
}

function refused(...problems: readonly Problem[]): Rewritten & { readonly kind: 'refused' } {
  return { kind: 'refused', problems }
}

type Change = {
  readonly kind: 'change'
  readonly edits: readonly TextEdit[]
  readonly expected: DocumentNode
}

function changeOf(
  document: SourceDocument,
  groups: readonly ContainerMoves[]
): Change | (Rewritten & { kind: 'refused' }) {
  const edits: TextEdit[] = []
  const changes = new Map<DocumentNode, DocumentNode>()
  const problems: Problem[] = []
  const place = placeFinder(document)
  for (const group of groups) {
    const edit = editContainer(document, group)
    if (typeof edit !== 'string') {
      edits.push(...edit.edits)
      changes.set(group.container, edit.container)
      continue
    }
    const at = place(group.environment.keyOrigin)
    for (const move of group.leaving.values())
      problems.push(refusal({ file: document.file, move, place: at }, edit))
  }
  if (problems.length > 0) return { kind: 'refused', problems }
  return { kind: 'change', edits, expected: replaceNodes(document.root, changes) }
}

/** Edits at the same offset keep their order. */
function apply(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.index - b.index)
  let result = ''
  let from = 0
  for (const { edit } of ordered) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + text.slice(from)
}

type Claim = {
  readonly document: SourceDocument
  readonly expected: DocumentNode
  readonly problems: readonly Problem[]
}

/** Parses the result as any run would; undefined if it matches the expectation. */
async function faultOf({ document, expected, problems }: Claim, text: string): Promise<string | undefined> {
  const again = await loadDocument(document.file, text)
  const known = new Set(problems.map(({ code }) => code))
  if (again.document === undefined || again.partial || again.problems.some(({ code }) => !known.has(code))) {
    return 'its result could not be read again'
  }
  if (!sameTree(again.document.root, expected)) return 'its result would change more than the moved variables'
  const before = commentsOf(document.text, document.format)
  const after = commentsOf(text, document.format)
  return before.join('\n') === after.join('\n') ? undefined : 'a comment would get lost'
}
