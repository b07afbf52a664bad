import { beginningOfLine } from './line-ends.ts'
import type { LoosePair } from './pair-giver.ts'

/** What names a variable: two words or more in capitals, or a word for a credential somewhere in it. */
const NAME =
  /(?<![\w$.-])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?=\w{0,64}(?:pass|pwd|secret|token|key|cred))[A-Za-z]\w{2,64})(?![\w.-])/g

/** How far a value is from its name, in characters. */
const FARTHEST = 120

/** What stands between a name and its value apart from words: any marks, also too many of them. */
const MARKS = /^[^\w$]{1,48}/

/** What fills in a value, and the quotes of an empty one. */
const FILLED_IN = /\{\{|[$#%]\{|<%|\$\(|\{%|%[-+]?\{|(""|'')\s{0,40}[,}\n]/

/** What stands behind a value. */
const OVER = /[},]\s{0,40}[\n{]/

/**
 * nearPairs reads what stands behind the name of a variable and the word `value`, whatever marks are between them, too
 * many or too few, and if a letter of the word is missing: the last reading of a file that is broken. Linear.
 */
export function nearPairs(text: string, use: (pair: LoosePair) => void): void {
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const end = index + name.length
    const before = Math.max(0, index - FARTHEST)
    const behind = valueBehind(text.slice(end, end + FARTHEST))
    const found = behind ?? valueBefore(text.slice(before, index))
    if (found === undefined) continue
    const start = (behind ? end : before) + found.at
    if (isInComment(text, index) || isInComment(text, start)) continue
    use({ name, value: found.value, start, end: start + found.value.length })
  }
}

function valueBehind(rest: string): { readonly value: string; readonly at: number } | undefined {
  let word = ''
  for (let at = MARKS.exec(rest)?.[0].length ?? 0; at < rest.length; at++) {
    const char = rest.charAt(at)
    if (/[value]/i.test(char)) word += char.toLowerCase()
    else if (/\w|\$/.test(char)) return undefined
    if (word.length > 6) return undefined
    if (!VALUE.test(word)) continue
    const marks = MARKS.exec(rest.slice(at + 1))?.[0]
    const start = at + 1 + (marks?.length ?? 0)
    const value = /^[^\s"'`,;{}[\]]{4,128}/.exec(rest.slice(start))?.[0]
    if (marks === undefined || value === undefined) continue
    return FILLED_IN.test(marks) || OVER.test(marks) || /[\w$]\(|^\$/.test(value) || isFunction(marks, value)
      ? undefined
      : { value, at: start }
  }
  return undefined
}

/** `Value: !Join` of CloudFormation, which goes on in the next line. */
function isFunction(marks: string, value: string): boolean {
  return marks.endsWith('!') && /^[A-Z][A-Za-z]+$/.test(value)
}

/** `value`, also with a letter too few or twice. */
const VALUE = /^(?:v{0,2}a{1,2}l{1,2}u{1,2}e{1,2}|valu|vlue|vaue|vale)$/

/** The same for `name`. */
const NAMED = /^(?:n{0,2}a{1,2}m{1,2}e{1,2}|nme|nae|nam)$/

/**
 * `"value": "x", "name": "` before a name. Read from its end, so that the usual text costs one step, and without the
 * end of an item between the two.
 */
function valueBefore(text: string): { readonly value: string; readonly at: number } | undefined {
  const beforeKey = withoutWord(text, NAMED)
  const between = beforeKey && marksAtEnd(beforeKey)
  if (!between || /[{}]|-\s/.test(between)) return undefined
  const upTo = beforeKey.slice(0, -between.length)
  const value = /[^\s"'`,;{}[\]]{4,96}$/.exec(upTo)?.[0]
  if (value === undefined || value.startsWith('$')) return undefined
  const start = upTo.slice(0, -value.length)
  const marks = marksAtEnd(start)
  if (!/[:=]/.test(marks + text.slice(upTo.length))) return undefined
  if (FILLED_IN.test(`${marks}x${between}`) || withoutWord(start, VALUE) === undefined) return undefined
  return { value, at: start.length }
}

function marksAtEnd(text: string): string {
  let from = text.length
  while (from > 0 && text.length - from < 40 && !/[\w$]/.test(text.charAt(from - 1))) from--
  return text.slice(from)
}

/** A text without the word at its end and the marks behind it, if it is one of these, with marks among its letters. */
function withoutWord(text: string, word: RegExp): string | undefined {
  const marks = marksAtEnd(text).length
  if (marks === 0) return undefined
  const head = text.slice(0, -marks)
  for (let length = Math.min(12, head.length); length >= 3; length--) {
    const part = head.slice(-length)
    if (/^\w/.test(part) && word.test(part.replace(/\W/g, '').toLowerCase())) return head.slice(0, -length)
  }
  return undefined
}

/** In a line of a comment, or behind the mark of one. */
function isInComment(text: string, at: number): boolean {
  return /^\s{0,256}(?:#|\/\/|\*)|\s(?:#|\/\/)\s/.test(beginningOfLine(text, at))
}
