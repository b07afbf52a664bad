import { Maker } from '../detector/made.ts'
import { encodings } from '../report/gate/encodings.ts'

/** The random draws of one seed: the same seed gives the same world. */
export class Draw {
  readonly #maker: Maker

  constructor(seed: number) {
    this.#maker = new Maker(seed * 7919 + 1)
  }

  /** below returns an integer from 0 to `count` - 1. */
  below(count: number): number {
    return Number.parseInt(this.#maker.hex(6), 16) % count
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  text(length: number, alphabet = ALNUM): string {
    return this.#maker.from(alphabet, length)
  }
}

const ALNUM = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'
const ODD = '#&"\\\'/+=?!:;,.^|~*_-'

/** A value that exists nowhere else in the world. */
export type Canary = { readonly value: string }

/** Values of a run, each with a different prefix, so that none is a part of another text. */
export class Canaries {
  readonly #draw: Draw
  readonly #all: Canary[] = []

  constructor(draw: Draw) {
    this.#draw = draw
  }

  /** All planted values. */
  get all(): readonly string[] {
    return this.#all.map(({ value }) => value)
  }

  /** A password: a value under the name of a credential. */
  password(): string {
    const draw = this.#draw
    const odd = draw.chance(60) ? draw.text(1 + draw.below(4), ODD) : ''
    return this.#plant(`${draw.text(9)}${odd}${draw.text(7)}`)
  }

  /** A password of only letters and digits, which no quoting changes and only its place identifies. */
  word(): string {
    return this.#plant(this.#draw.text(12 + this.#draw.below(6)))
  }

  /** A token of a known format, which is recognized anywhere. */
  token(): string {
    const draw = this.#draw
    const token = draw.one([
      () => `gh${'p_'}${draw.text(36)}`,
      () => `sk_${'live_'}${draw.text(24)}`,
      () => `xox${'b-'}${draw.text(12, '123456789')}-${draw.text(12, '123456789')}-${draw.text(24)}`,
      () => `gl${'pat-'}${draw.text(20)}`
    ])()
    return this.#plant(token)
  }

  /** A login in a URL; the canary is its password. */
  address(): string {
    return `postgres://app:${this.#plant(this.#draw.text(14))}@db.internal:5432/app`
  }

  #plant(value: string): string {
    this.#all.push({ value })
    return value
  }
}

/** quoted is how an AWS message may quote a value that the run knows: in any encoding. */
export function quoted(draw: Draw, value: string): string {
  const [, encode] = draw.one(encodings)
  return encode(value).replaceAll('${', '$')
}

/**
 * The parts of a value to search for: a run of letters and digits, which JSON, URLs, HTML, Markdown and shells leave
 * unchanged, so that a part of it is found too; and forms that survive any character encoding: base64 at its three
 * offsets, hexadecimal digits.
 */
function needlesOf(value: string): readonly string[] {
  const runs = value.match(/[A-Za-z0-9]+/g) ?? []
  const [longest = value] = runs.toSorted((a, b) => b.length - a.length)
  const bytes = Buffer.from(value)
  const shifted = [0, 1, 2].map(shift =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : shift + 1, 14)
  )
  return [longest.slice(0, 12), ...shifted, bytes.toString('hex').slice(0, 16)]
}

/** foundIn returns the canaries in a text: unchanged, encoded, wrapped or with characters in between. */
export function foundIn(text: string, canaries: readonly string[]): readonly string[] {
  const dense = text.replace(/%0[AD]|[%\s\u200b]/g, '')
  // Most texts contain none, and searching once for all of them is ten times as fast.
  const needles = canaries.flatMap(needlesOf)
  if (!holdsAny(text, needles) && !holdsAny(dense, needles)) return []
  return canaries.filter(value =>
    needlesOf(value).some(needle => text.includes(needle) || dense.includes(needle))
  )
}

const START = 3
const HASHES = 2 ** 18

/** The first three characters of a needle determine where it may begin. */
function hashAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % HASHES
}

function holdsAny(text: string, needles: readonly string[]): boolean {
  if (needles.some(({ length }) => length < START)) return true
  const mayBegin = new Uint8Array(HASHES)
  for (const needle of needles) mayBegin[hashAt(needle, 0)] = 1
  for (let at = 0; at <= text.length - START; at++)
    if (mayBegin[hashAt(text, at)] === 1 && needles.some(needle => text.startsWith(needle, at))) return true
  return false
}

/** around returns the text around a canary, for the message of a failing test. */
export function around(text: string, value: string): string {
  const dense = text.replace(/%0[AD]|[%\s\u200b]/g, '')
  for (const needle of needlesOf(value)) {
    for (const reading of [text, dense]) {
      const at = reading.indexOf(needle)
      if (at >= 0) return reading.slice(Math.max(0, at - 160), at + 80)
    }
  }
  return ''
}
