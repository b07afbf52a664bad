import type { Problem } from '../../errors.ts'
import { placeFinder } from '../../files/document/place.ts'
import type { YamlPart } from '../../files/document/read-yaml.ts'
import type { DocumentNode, LoadedDocument } from '../../files/document/tree.ts'
import { mapParts, withPointerPrefix } from './rewrite.ts'
import { holdsContainers } from './structure.ts'

/** Maximum number of documents in a file that are read one by one. */
const MAX_DOCUMENTS = 5000

/** A longer text of YAML in a file of YAML, in UTF-16 code units, is not read. */
const LONGEST_TEXT = 256 * 1024

/** yamlReader loads the reader of YAML. */
export function yamlReader(): Promise<typeof import('../../files/document/read-yaml.ts')> {
  return import('../../files/document/read-yaml.ts')
}

/**
 * readYamlDocuments reads a file with one YAML document or several, and the task definitions in YAML that are texts in
 * it. `partial` if not all of it was read.
 */
export async function readYamlDocuments(file: string, text: string): Promise<LoadedDocument> {
  const { readYamlPart } = await yamlReader()
  const read = documentsIn(file, text, readYamlPart)
  if (read.document === undefined) return read
  const rootOf = (inner: string) => documentsIn('', inner, readYamlPart).document?.root
  return { ...read, document: { ...read.document, root: opened(read.document.root, rootOf) } }
}

/** A tree with task definitions in place of the texts that hold one, which a stack set or a map of files has. */
function opened(node: DocumentNode, rootOf: (text: string) => DocumentNode | undefined): DocumentNode {
  switch (node.kind) {
    case 'array':
      return { ...node, items: node.items.map(item => opened(item, rootOf)) }
    case 'object':
      return { ...node, members: node.members.map(one => ({ ...one, value: opened(one.value, rootOf) })) }
    case 'string': {
      const { value } = node
      if (value.length > LONGEST_TEXT || !/ontainerDefinitions:\s*\n/.test(value)) return node
      const root = rootOf(value)
      return root && holdsContainers(root) ? mapParts(root, node.origin) : node
    }
    default:
      return node
  }
}

function documentsIn(
  file: string,
  text: string,
  readPart: (part: YamlPart) => LoadedDocument
): LoadedDocument {
  const find = placeFinder({ file, text })
  const parts = documentsOf(text)
  if (parts.length <= 1) return readPart({ file, text, from: 0, find })
  const roots: DocumentNode[] = []
  const problems: Problem[] = []
  let isCut = parts.length > MAX_DOCUMENTS
  for (const [index, { from, to }] of parts.slice(0, MAX_DOCUMENTS).entries()) {
    const part = text.slice(from, to).replace(/^(?:---|\.\.\.)/, '   ')
    const { document, partial, problems: own } = readPart({ file, text: part, from, find })
    if (document) roots.push(withPointerPrefix(document.root, index === 0 ? '' : `/${index}`))
    problems.push(...own.filter(({ code }) => code !== 'empty-file'))
    isCut ||= partial === true || document === undefined
  }
  if (parts.length > MAX_DOCUMENTS) problems.unshift(tooMany(file))
  const [first] = roots
  const cut = isCut ? { partial: true } : {}
  if (first === undefined) return { problems, ...cut }
  const root: DocumentNode =
    roots.length === 1 ? first : { kind: 'array', items: roots, origin: first.origin }
  return { document: { file, format: 'yaml', text, root }, problems, ...cut }
}

function tooMany(file: string): Problem {
  return {
    code: 'several-documents',
    fault: 'user',
    message: `${file} holds more than ${MAX_DOCUMENTS} YAML documents; the others were not read.`,
    hint: 'Keep one task definition a file.'
  }
}

/** The documents of a file that have more than a mark (--- or ...), directives (%YAML 1.2) and comments. */
function documentsOf(text: string): readonly { readonly from: number; readonly to: number }[] {
  const cuts = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map(({ index }) => index)
  const bounds = [0, ...cuts.filter(cut => cut > 0), text.length]
  const parts = bounds.slice(0, -1).map((from, index) => ({ from, to: bounds[index + 1] as number }))
  return parts.filter(({ from, to }) =>
    /\S/.test(text.slice(from, to).replace(/^(?:---|\.\.\.)|^%.*|#.*/gm, ''))
  )
}
