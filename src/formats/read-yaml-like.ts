import { placeFinder } from '../document/place.ts'
import { KEPT_WHOLE, readYamlPart, type YamlPart } from '../document/read-yaml.ts'
import type { DocumentNode, LoadedDocument, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { isFileOrigin, withPointerPrefix } from './rewrite.ts'
import { readYamlLines } from './yaml-lines.ts'

/** Refusals that a more tolerant reading must not bypass. */
const REFUSALS: ReadonlySet<string> = new Set(['nested-too-deep', 'file-too-large'])

/** Maximum number of documents in a file that are read one by one. */
const MAX_DOCUMENTS = 5000

/** Reads one document of a file strictly. */
export type ReadPart = (part: YamlPart) => LoadedDocument

/**
 * readYamlLike reads YAML, files with several documents, YAML with placeholders that make it invalid, and finally any
 * text by its lines. The problems are those of the strict reading, for which it calls `read`.
 */
export function readYamlLike(file: string, text: string, read: ReadPart = readYamlPart): LoadedDocument {
  const find = placeFinder({ file, text })
  const parts = documentsOf(text)
  if (parts.length <= 1) return readOne({ file, text, from: 0, find }, read)
  const roots: DocumentNode[] = []
  const problems: Problem[] = []
  for (const [index, { from, to }] of parts.slice(0, MAX_DOCUMENTS).entries()) {
    const part = { file, text: blankMark(text.slice(from, to)), from, find }
    const { document, problems: own } = readOne(part, read)
    if (document) roots.push(withPointerPrefix(document.root, index === 0 ? '' : `/${index}`))
    for (const problem of own) if (problem.code !== 'empty-file') problems.push(problem)
  }
  if (parts.length > MAX_DOCUMENTS) problems.unshift(tooMany(file))
  const isCut = parts.length > MAX_DOCUMENTS || problems.some(({ code }) => REFUSALS.has(code))
  if (roots.length === 0) return isCut ? { problems, partial: true } : { problems }
  return { document: together(file, text, roots), problems, ...(isCut ? { partial: true } : {}) }
}

function tooMany(file: string): Problem {
  return {
    code: 'several-documents',
    fault: 'user',
    message: `${file} holds more than ${MAX_DOCUMENTS} YAML documents; the others were not read.`,
    hint: 'Keep one task definition a file.'
  }
}

/** isWhole returns whether a strict reading with these problems has omitted and guessed nothing. */
export function isWhole(problems: readonly Problem[]): boolean {
  return problems.every(({ code }) => KEPT_WHOLE.has(code))
}

function readOne(part: YamlPart, read: ReadPart): LoadedDocument {
  const { file, text } = part
  const strict = read(part)
  const { problems } = strict
  const isStrict = strict.document !== undefined && isWhole(problems)
  if (problems.some(({ code }) => REFUSALS.has(code))) return strict
  // What looks like a mapping used as a name is usually a placeholder of a template.
  if (isStrict && !problems.some(({ code }) => code === 'complex-yaml-key')) return strict
  const masked = joinClosers(hideTemplates(text))
  // Without a placeholder, the file would only be refused a second time.
  const hidden: LoadedDocument = masked === text ? strict : read({ ...part, text: masked })
  if (hidden.document && isWhole(hidden.problems)) {
    const root = restoreTemplates(hidden.document.root, part)
    return { document: { file, format: 'yaml', text, root }, problems }
  }
  if (isStrict) return strict
  const root = readYamlLines(part)
  return root === undefined ? { problems } : { document: { file, format: 'yaml', text, root }, problems }
}

type Extent = { readonly from: number; readonly to: number }

/** The documents of a file; one if there is nothing to separate. */
function documentsOf(text: string): readonly Extent[] {
  const cuts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)
  const bounds = [0, ...cuts.filter(cut => cut > 0), text.length]
  const parts = bounds.slice(0, -1).map((from, index) => ({ from, to: bounds[index + 1] as number }))
  const filled = parts.filter(({ from, to }) => hasContent(text.slice(from, to)))
  return filled.slice(0, MAX_DOCUMENTS + 1)
}

/** Whether a part has more than a mark and comments. */
function hasContent(part: string): boolean {
  return /\S/.test(part.replace(/^---/, '').replace(/#.*/g, ''))
}

function blankMark(text: string): string {
  return text.startsWith('---') ? `   ${text.slice(3)}` : text
}

function together(file: string, text: string, roots: readonly DocumentNode[]): SourceDocument {
  const [first] = roots as readonly [DocumentNode]
  const root: DocumentNode =
    roots.length === 1 ? first : { kind: 'array', items: roots, origin: first.origin }
  return { file, format: 'yaml', text, root }
}

/** A line that contains only a directive or an inclusion of a template language. */
const DIRECTIVE_LINE =
  /^[ \t]{0,256}(?:\{\{[^\r\n]{0,1024}\}\}|\{%[^\r\n]{0,1024}%\}|<%[^\r\n]{0,1024}%>)[ \t]{0,64}$/gm

/** Placeholders that have another meaning in YAML: a flow mapping, a reserved character. */
const PLACEHOLDERS =
  /\{\{[^{}\r\n]{1,256}\}\}|<%=[^%\r\n]{1,256}%>|\{%[^%\r\n]{1,256}%\}|@@?[\w.-]{1,128}@@?|%[\w.-]{1,128}%/g

/**
 * hideTemplates turns a YAML template into YAML: directives become white space and placeholders become words of the
 * same length, so that every offset remains that of the file.
 */
function hideTemplates(text: string): string {
  return text
    .replace(DIRECTIVE_LINE, line => ' '.repeat(line.length))
    .replace(PLACEHOLDERS, found => `__${'x'.repeat(Math.max(1, found.length - 4))}__`.slice(0, found.length))
    .replace(/^\t+/gm, tabs => ' '.repeat(tabs.length))
}

/** A line on which a list or mapping in brackets begins, with the column of its name. */
const OPENED = /^([ \t]*(?:-[ \t]+){0,8})[^\s#][^#]{0,256}?[:-][ \t]+(?:![\w:.]{1,64}[ \t]+){0,2}(?=[[{])/

/**
 * joinClosers puts a bracket that closes a list no further in than its name onto the line before, as CloudFormation
 * reads it. Offsets remain those of the file.
 */
function joinClosers(text: string): string {
  let column = 0
  let depth = 0
  const lines = text.split(/(?<=\n)/)
  for (const [index, line] of lines.entries()) {
    const opened = depth === 0 ? OPENED.exec(line) : null
    if (opened?.[1] !== undefined) column = opened[1].length
    const before = lines[index - 1] ?? ''
    // A comment before the bracket would hide it.
    if (depth > 0 && CLOSER.test(line) && line.search(/\S/) <= column && !before.includes('#'))
      lines[index - 1] = before.replaceAll(/[\r\n]/g, ' ')
    if (opened !== null || depth > 0) depth = Math.max(0, depth + balanceOf(line))
  }
  return lines.join('')
}

const CLOSER = /^[ \t]*[\]}]+[,\s]*(?:#|$)/

/** How many more brackets a line opens than it closes, outside quotes. */
function balanceOf(line: string): number {
  const plain = line.replace(/"[^"]*"|'[^']*'|\s#.*$/g, '')
  return (plain.match(/[[{]/g)?.length ?? 0) - (plain.match(/[\]}]/g)?.length ?? 0)
}

/** restoreTemplates restores the original texts of hidden placeholders. */
function restoreTemplates(node: DocumentNode, part: YamlPart): DocumentNode {
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(member => ({ ...member, value: restoreTemplates(member.value, part) }))
      return { ...node, members }
    }
    case 'array':
      return { ...node, items: node.items.map(item => restoreTemplates(item, part)) }
    case 'string': {
      if (!node.value.includes('__') || !isFileOrigin(node.origin)) return node
      const { start, end } = node.origin
      const written = part.text.slice(start - part.from, end - part.from)
      // A block text begins with its header and is long; the replacement words are sufficient as placeholders there.
      if (/^[|>]/.test(written)) return node
      return { ...node, value: written.replace(/^(["'])([\s\S]*)\1$/, '$2') }
    }
    default:
      return node
  }
}
