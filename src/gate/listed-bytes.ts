import type { Decoding } from './reading.ts'

/** Bytes as programs list them: hexadecimal with signs between them, and decimal. */
const HEX_LIST = /(?:(?:0x)?[0-9a-f]{2}[\s:,;-]{1,3}){7,}(?:0x)?[0-9a-f]{2}\b/gi
const DECIMAL_LIST = /(?:\b\d{2,3}[\s,]{1,3}){7,}\d{2,3}\b/g
/** Base32, as in keys of one-time passwords. */
const BASE32 = /[A-Z2-7]{16,}={0,6}/g

/** listedBytes returns every run in a text that could be a list of bytes, or base32. */
export function listedBytes(text: string): readonly Decoding[] {
  return [
    ...runsOf(text, HEX_LIST, run => Buffer.from(run.replace(/0x|[^0-9a-f]/gi, ''), 'hex')),
    ...runsOf(text, DECIMAL_LIST, run => Buffer.from(run.split(/[\s,]+/).map(Number))),
    ...runsOf(text, BASE32, unbase32)
  ]
}

function runsOf(text: string, pattern: RegExp, decode: (run: string) => Buffer): readonly Decoding[] {
  return [...text.matchAll(pattern)].map(({ 0: run, index }) => ({
    span: { start: index, end: index + run.length },
    texts: [decode(run).toString()]
  }))
}

const BASE32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function unbase32(run: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const digit of run.replace(/=+$/, '')) {
    bits = ((bits << 5) | BASE32_DIGITS.indexOf(digit)) & 0xfff
    count += 5
    if (count < 8) continue
    count -= 8
    bytes.push((bits >>> count) & 0xff)
  }
  return Buffer.from(bytes)
}
