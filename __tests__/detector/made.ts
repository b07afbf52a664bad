import { randomFrom } from '../sample.ts'

/**
 * Made-up values in the right format, the same in every run. They are assembled here and appear nowhere in the
 * repository, since hosts refuse commits that contain well-formed tokens.
 */
export class Maker {
  private readonly next: () => number

  constructor(seed = 1) {
    this.next = randomFrom(seed)
  }

  /** Characters of an alphabet, drawn by a small generator. */
  from(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet.charAt(Math.floor(this.next() * alphabet.length))).join('')
  }

  upper(length: number): string {
    return this.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length)
  }

  hex(length: number): string {
    return this.from('0123456789abcdef', length)
  }

  digits(length: number): string {
    return this.from('0123456789', length)
  }

  lower(length: number): string {
    return this.from('abcdefghijklmnopqrstuvwxyz0123456789', length)
  }

  letters(length: number): string {
    return this.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', length)
  }

  alnum(length: number): string {
    return this.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', length)
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map(length => this.hex(length)).join('-')
  }
}

/** What the documentation calls the alphabets. */
const ALPHABETS = {
  'letters and digits': 'alnum',
  'capital letters and digits': 'upper',
  'hex digits': 'hex'
} as const

/** expandMarkers puts made-up characters in the place of `<40 letters and digits>` in documentation. */
export function expandMarkers(text: string): string {
  const maker = new Maker(7)
  return text.replace(
    /<(\d+) (letters and digits|capital letters and digits|hex digits)>/g,
    (_, length: string, alphabet: keyof typeof ALPHABETS) => maker[ALPHABETS[alphabet]](Number(length))
  )
}
