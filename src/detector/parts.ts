import { present } from '../present.ts'
import { type Candidate, MAX_SCANNED } from './candidate.ts'
import { base64Leaf, MOST_GROWTH } from './embedded/base64.ts'
import { jsonLeaves, looksLikeJson } from './embedded/leaves.ts'

/** Longest part. With the text added around it, it stays within the limit of the rules. */
const PART = MAX_SCANNED - 1024

/** Overlap of two consecutive parts, so that no token and no URL is cut in both. */
const OVERLAP = 1024

/**
 * partsOf splits a text that exceeds the limit of the rules, so that all of it is checked: JSON by its leaves (each
 * with its name), base64 after decoding, anything else between lines or words, with an overlap. Linear in the length of
 * the text; empty for a text within the limit.
 */
export function partsOf(candidate: Candidate): readonly Candidate[] {
  if (candidate.length <= MAX_SCANNED) return []
  const { node, command, ...rest } = candidate
  const text = node.kind === 'string' ? node.value : candidate.value
  return textsOf(text).map(value => ({
    ...rest,
    node,
    value,
    // A part of a command's word is judged as a script.
    ...present({ command: command && { words: [value], index: 0 } })
  }))
}

/** shortTextsOf returns a text, or its parts if it exceeds the limit of the rules. */
export function shortTextsOf(text: string): readonly string[] {
  return text.length > MAX_SCANNED ? textsOf(text) : [text]
}

/** `growth`: how many times longer the decompressed texts in it may be, all together. */
function textsOf(text: string, growth = MOST_GROWTH): readonly string[] {
  const decoded = base64Leaf(text, text.length * growth)?.text
  if (decoded !== undefined)
    return decoded.length > MAX_SCANNED
      ? textsOf(decoded, (growth * text.length) / Math.max(text.length, decoded.length))
      : [decoded]
  return looksLikeJson(text) ? (ofJson(text, growth) ?? windows(text, '{"":0,')) : windows(text, '')
}

/** JSON texts with some of the leaves each; undefined for a text that is not valid JSON. */
function ofJson(text: string, growth: number): readonly string[] | undefined {
  const leaves = wholeLeaves(text)
  if (leaves === undefined) return undefined
  const texts: string[] = []
  let members: string[] = []
  let length = 0
  for (const { name, text: leaf } of leaves) {
    for (const piece of leaf.length > PART ? textsOf(leaf, growth) : [leaf]) {
      const member = `${JSON.stringify(name.slice(-OVERLAP / 2))}:${JSON.stringify(piece)}`
      if (length + member.length > PART && members.length > 0) {
        texts.push(`{${members.join(',')}}`)
        members = []
        length = 0
      }
      members.push(member)
      length += member.length + 1
    }
  }
  return members.length === 0 ? texts : [...texts, `{${members.join(',')}}`]
}

function wholeLeaves(text: string): ReturnType<typeof jsonLeaves> | undefined {
  try {
    JSON.parse(text)
    return jsonLeaves(text, Number.POSITIVE_INFINITY)
  } catch {
    return undefined
  }
}

/** Splits a text into overlapping parts. `before` is prepended to all but the first. */
function windows(text: string, before: string): readonly string[] {
  const found: string[] = []
  let from = 0
  while (from < text.length) {
    const to = from + PART >= text.length ? text.length : cutBefore(text, from + PART)
    found.push(`${from === 0 ? '' : before}${text.slice(from, to)}`)
    if (to === text.length) break
    from = startAfter(text, to - OVERLAP)
  }
  return found
}

/** The end of the last line, or of the last word, in the kilobyte before an offset. */
function cutBefore(text: string, offset: number): number {
  const tail = text.slice(offset - OVERLAP, offset)
  const line = tail.lastIndexOf('\n')
  const cut = line >= 0 ? line : tail.search(/[\s,;&][^\s,;&]*$/)
  return cut < 0 ? offset : offset - OVERLAP + cut + 1
}

/** The beginning of the first line, or word, in the half kilobyte after an offset. */
function startAfter(text: string, offset: number): number {
  const head = text.slice(offset, offset + OVERLAP / 2)
  const line = head.indexOf('\n')
  const start = line >= 0 ? line : head.search(/[\s,;&]/)
  return start < 0 ? offset : offset + start + 1
}
