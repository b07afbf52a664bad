import type { DocumentNode, StringNode } from '../document/tree.ts'
import { readYamlLike } from './read-yaml-like.ts'
import { mapOrigins } from './rewrite.ts'

/** The longest file of YAML, in UTF-16 code units, that is read as a text of another file. */
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
 * Undefined if it is too long, or no YAML.
 */
export function yamlIn({ value, origin }: StringNode): DocumentNode | undefined {
  const { document } = value.length > LONGEST_TEXT ? {} : readYamlLike('', value)
  return document && mapOrigins(document.root, () => origin)
}
