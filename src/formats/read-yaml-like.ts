import type { LoadedDocument } from '../document/loaded.ts'
import { KEPT_WHOLE, readYaml } from '../document/read-yaml.ts'
import type { DocumentNode, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { isFileOrigin, withPointerPrefix } from './rewrite.ts'
import { readYamlLines } from './yaml-lines.ts'

/** Refusals that a more tolerant reading must not bypass. */
const REFUSALS: ReadonlySet<string> = new Set(['nested-too-deep'])

/** Maximum number of documents in a file that are read one by one. */
const MAX_DOCUMENTS = 200

/**
 * readYamlLike reads YAML, files with several documents, YAML with placeholders that make it invalid, and finally any
 * text by its lines. The problems are those of the strict reading.
 */
export function readYamlLike(file: string, text: string): LoadedDocument {
  const parts = documentsOf(text)
  if (parts.length <= 1) return readOne(file, text)
  const roots: DocumentNode[] = []
  const problems: Problem[] = []
  for (const [index, part] of parts.slice(0, MAX_DOCUMENTS).entries()) {
    const read = readOne(file, part)
    if (read.document) roots.push(withPointerPrefix(read.document.root, index === 0 ? '' : `/${index}`))
    problems.push(...read.problems.filter(({ code }) => code !== 'empty-file'))
  }
  if (roots.length === 0) return { problems }
  if (parts.length > MAX_DOCUMENTS) problems.unshift(tooMany(file))
  const isCut = parts.length > MAX_DOCUMENTS || problems.some(({ code }) => REFUSALS.has(code))
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

function readOne(file: string, text: string): LoadedDocument {
  const strict = readYaml(file, text)
  const { problems } = strict
  const isStrict = strict.document !== undefined && isWhole(problems)
  if (problems.some(({ code }) => REFUSALS.has(code))) return strict
  // What looks like a mapping used as a name is usually a placeholder of a template.
  if (isStrict && !problems.some(({ code }) => code === 'complex-yaml-key')) return strict
  const masked = hideTemplates(text)
  // Without a placeholder, the file would only be refused a second time.
  const hidden: LoadedDocument = masked === text ? strict : readYaml(file, masked)
  if (hidden.document && isWhole(hidden.problems)) {
    const root = restoreTemplates(hidden.document.root, text)
    return { document: { file, format: 'yaml', text, root }, problems }
  }
  if (isStrict) return strict
  const root = readYamlLines(file, text)
  return root === undefined ? { problems } : { document: { file, format: 'yaml', text, root }, problems }
}

/** The documents of a file, each with everything around it replaced by white space, so that offsets remain valid. */
function documentsOf(text: string): readonly string[] {
  const cuts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)
  if (cuts.length === 0) return [text]
  const bounds = [0, ...cuts.filter(cut => cut > 0), text.length]
  const parts = bounds.slice(0, -1).map((from, index) => ({ from, to: bounds[index + 1] as number }))
  const filled = parts.filter(({ from, to }) =>
    /\S/.test(text.slice(from, to).replace(/^---/, '').replace(/#.*/g, ''))
  )
  if (filled.length <= 1) return [text]
  return filled
    .slice(0, MAX_DOCUMENTS + 1)
    .map(({ from, to }) => `${blank(text.slice(0, from))}${blankMark(text.slice(from, to))}`)
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
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

/** restoreTemplates restores the original texts of hidden placeholders. */
function restoreTemplates(node: DocumentNode, text: string): DocumentNode {
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(member => ({ ...member, value: restoreTemplates(member.value, text) }))
      return { ...node, members }
    }
    case 'array':
      return { ...node, items: node.items.map(item => restoreTemplates(item, text)) }
    case 'string': {
      if (!node.value.includes('__') || !isFileOrigin(node.origin)) return node
      const written = text.slice(node.origin.start, node.origin.end)
      // A block text begins with its header and is long; the replacement words are sufficient as placeholders there.
      if (/^[|>]/.test(written)) return node
      return { ...node, value: written.replace(/^(["'])([\s\S]*)\1$/, '$2') }
    }
    default:
      return node
  }
}
