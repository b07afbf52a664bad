import { base64Leaf } from './base64.ts'
import { jsonLeaves } from './json.ts'
import type { Leaf } from './leaf.ts'
import { fileLeaves, listLeaves, xmlLeaves } from './settings.ts'

/** leavesOf takes a text apart in the first way that fits: JSON, base64, lines of settings, XML, a list of pairs. */
export function leavesOf(text: string): readonly Leaf[] {
  const json = jsonLeaves(text)
  if (json.length > 0) return json
  const decoded = base64Leaf(text)
  if (decoded) return [decoded]
  if (/\n|\\n/.test(text)) {
    const file = fileLeaves(text)
    if (file.length > 0) return file
  }
  const xml = xmlLeaves(text)
  return xml.length > 0 ? xml : listLeaves(text)
}
