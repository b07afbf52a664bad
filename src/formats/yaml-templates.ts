import type { DocumentNode } from '../document/tree.ts'
import { isFileOrigin } from './rewrite.ts'

/** A line that holds nothing but a directive or an inclusion of a template language. */
const DIRECTIVE_LINE =
  /^[ \t]{0,256}(?:\{\{[^\r\n]{0,1024}\}\}|\{%[^\r\n]{0,1024}%\}|<%[^\r\n]{0,1024}%>)[ \t]{0,64}$/gm

/** Placeholders that mean something else in YAML: a flow mapping, a reserved character. */
const PLACEHOLDERS =
  /\{\{[^{}\r\n]{1,256}\}\}|<%=[^%\r\n]{1,256}%>|\{%[^%\r\n]{1,256}%\}|@@?[\w.-]{1,128}@@?|%[\w.-]{1,128}%/g

/**
 * hideTemplates makes YAML of a YAML template: directives become white space, placeholders become words of the same
 * length, so that every offset stays what it is in the file.
 */
export function hideTemplates(text: string): string {
  return text
    .replace(DIRECTIVE_LINE, line => ' '.repeat(line.length))
    .replace(PLACEHOLDERS, found => `__${'x'.repeat(Math.max(1, found.length - 4))}__`.slice(0, found.length))
    .replace(/^\t+/gm, tabs => ' '.repeat(tabs.length))
}

/** restoreTemplates puts back the texts as written where placeholders were hidden in them. */
export function restoreTemplates(node: DocumentNode, text: string): DocumentNode {
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
      // A block text starts with its own header, and is long: there the words stand for placeholders well enough.
      if (/^[|>]/.test(written)) return node
      return { ...node, value: written.replace(/^(["'])([\s\S]*)\1$/, '$2') }
    }
    default:
      return node
  }
}
