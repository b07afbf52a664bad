// The position of a labeled leaf in its file, so that tools that report lines and tools that report pointers are
// judged alike.
import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import { parseDocument } from 'yaml'

/** The offset of a line and column, both counted from 1. */
export function offsetOf(text, line, column) {
  let start = 0
  for (let current = 1; current < line; current++) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    start = end + 1
  }
  return start + column - 1
}

/**
 * The range of a leaf by its JSON pointer; if a file cannot be parsed that far, the line of its name (or field) and the
 * next two.
 * A pointer to an entry with a `value` or `valueFrom` refers to that member.
 */
export function locateLeaf(text, { pointer, name }) {
  const path = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step))
  return (
    (path.length > 0 && (inJson(text, path) ?? inYaml(text, path))) ||
    byName(text, name ?? path.findLast(step => typeof step === 'string'))
  )
}

function inJson(text, path) {
  const errors = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  if (root === undefined || errors.length > 0) return undefined
  const node = [[...path, 'value'], [...path, 'valueFrom'], path]
    .map(steps => findNodeAtLocation(root, steps))
    .find(found => found !== undefined)
  return node && { start: node.offset, end: node.offset + node.length }
}

function inYaml(text, path) {
  try {
    const document = parseDocument(text, { logLevel: 'silent' })
    if (document.errors.length > 0) return undefined
    const node = [[...path, 'value'], [...path, 'valueFrom'], path]
      .map(steps => document.getIn(steps, true))
      .find(found => found?.range)
    return node && { start: node.range[0], end: node.range[1] }
  } catch {
    return undefined
  }
}

function byName(text, name) {
  const at = name ? text.search(new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w-])`)) : -1
  if (at < 0) return { start: 0, end: 0 }
  let end = at
  for (let lines = 0; lines < 3 && end >= 0; lines++) end = text.indexOf('\n', end + 1)
  return { start: at, end: end < 0 ? text.length : end }
}
