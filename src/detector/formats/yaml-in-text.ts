import type { DocumentNode, StringNode } from '../../files/document/tree.ts'
import { mapOrigins } from './rewrite.ts'
import { readYamlDocuments } from './yaml-documents.ts'

/** A longer text of YAML, in UTF-16 code units, is read by its lines, since the parser would take too long. */
const LONGEST_TEXT = 256 * 1024

/**
 * mentionsContainers returns whether a text may be a definition: JSON, as programs log and store it, or a file of YAML
 * in a map of files.
 */
export function mentionsContainers(text: string): boolean {
  return text.includes('ontainerDefinitions') && /^\s*["{]|ontainerDefinitions:\s*\n/.test(text)
}

/**
 * yamlIn reads a text as YAML. Every node of the result has the place of the text, which is the leaf in the file.
 * Undefined if it is no YAML.
 */
export function yamlIn({ value, origin }: StringNode): DocumentNode | undefined {
  const root = value.length > LONGEST_TEXT ? undefined : readYamlDocuments('', value).document?.root
  return root && mapOrigins(root, () => origin)
}
