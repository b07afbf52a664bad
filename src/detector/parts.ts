import { type Candidate, MAX_SCANNED } from './candidate.ts'
import { base64Leaf, jsonLeaves, looksLikeJson } from './embedded/leaves.ts'

/** Longest part: with what is written around it, it stays below what rules look at. */
const PART = MAX_SCANNED - 1024

/** What two parts that follow each other have in common: no token and no URL is cut in both. */
const OVERLAP = 1024

/**
 * partsOf cuts a text that is longer than what rules look at into texts that are not, so that nothing in it goes unseen: JSON by its
 * leaves (each with the name that it stands under), base64 after decoding, anything else between lines or words, with an overlap.
 * Linear in the length of the text; empty for a text that rules have seen whole.
 */
export function partsOf(candidate: Candidate): readonly Candidate[] {
  if (candidate.length <= MAX_SCANNED) return []
  const { node, command, ...rest } = candidate
  const text = node.kind === 'string' ? node.value : candidate.value
  return textsOf(text).map(value => ({
    ...rest,
    node,
    value,
    // A word of a command is judged as the script that it is.
    ...(command === undefined ? {} : { command: { words: [value], index: 0 } })
  }))
}

function textsOf(text: string): readonly string[] {
  const decoded = base64Leaf(text)?.text
  if (decoded !== undefined) return decoded.length > MAX_SCANNED ? textsOf(decoded) : [decoded]
  return looksLikeJson(text) ? (ofJson(text) ?? windows(text, '{"":0,')) : windows(text, '')
}

/** JSON texts with some of the leaves each; undefined for a text that is no JSON. */
function ofJson(text: string): readonly string[] | undefined {
  const leaves = wholeLeaves(text)
  if (leaves === undefined) return undefined
  const texts: string[] = []
  let members: string[] = []
  let length = 0
  for (const { name, text: leaf } of leaves) {
    for (const piece of leaf.length > PART ? textsOf(leaf) : [leaf]) {
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

/** `before` stands in front of all but the first. */
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

/** The end of the last line, or of the last word, in the last kilobyte before an offset. */
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
