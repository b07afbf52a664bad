import { startsReversedToken } from '../shapes/match.ts'
import { percentDecoded } from '../urls/logins.ts'
import { looksRandom } from '../values/describe.ts'
import type { Form, Leaf } from './leaves.ts'

/** A cheap test that most texts fail: hexadecimal digits, escapes of URLs, JSON, C, or HTML, invisible characters. */
const HINT =
  /^(?:0x)?[0-9a-f]{16}|%[2-7][0-9a-f]|\\[xu/]|&(?:#|quot;|amp;|colon;)|[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/i

const HEX = /^(?:0x)?((?:[0-9a-f]{2}){8,2048})$/i
const ESCAPES =
  /\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|\\\/|&#\d{2,3};|&#x[0-9a-f]{2};|&(?:quot|amp|colon|commat|sol);/gi
const NAMED: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&amp;': '&',
  '&colon;': ':',
  '&commat;': '@',
  '&sol;': '/',
  '\\/': '/'
}
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g

/**
 * writtenOtherwise returns the plain form of a text that is hexadecimal, percent-encoded, escaped, reversed, or
 * contains invisible characters. It decodes one layer; the caller checks the result again.
 */
export function writtenOtherwise(text: string): Leaf | undefined {
  if (!HINT.test(text))
    return startsReversedToken(text) && looksRandom(text)
      ? leaf(reversed(text), 'a reversed text')
      : undefined
  const body = text.trim()
  const digits = HEX.exec(body)?.[1]
  if (digits !== undefined) {
    const decoded = Buffer.from(digits, 'hex').toString('latin1')
    return /^[\t\n\r -~]+$/.test(decoded) ? leaf(decoded, 'hexadecimal text') : undefined
  }
  const seen = body.replace(UNSEEN, '')
  if (seen !== body) return leaf(seen, 'a text with hidden characters')
  const plain = body.replace(ESCAPES, unescaped)
  if (plain !== body) return leaf(plain, 'an escaped text')
  const decoded = /\s/.test(body) ? body : percentDecoded(body)
  return decoded === body ? undefined : leaf(decoded, 'percent-encoded text')
}

function unescaped(written: string): string {
  const known = NAMED[written.toLowerCase()]
  if (known !== undefined) return known
  const decimal = /^&#(\d+);$/.exec(written)?.[1]
  const code =
    decimal === undefined
      ? Number.parseInt(written.replace(/^(?:&#x|\\x|\\u)|;$/gi, ''), 16)
      : Number(decimal)
  return String.fromCharCode(code)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function leaf(text: string, form: Form): Leaf {
  return { name: '', text, form }
}
