/**
 * Words of ordinary sentences that are not in the list of recovery words (BIP 39), which has no word under three
 * letters.
 */
const SENTENCE =
  /\b(?:the|and|for|with|from|your|not|was|its|has|are|our|their|will|would|were|been|than|into|when|which)\b/

/**
 * describe returns the length of a text and the kinds of characters in it, and nothing more: "24 characters, letters
 * and digits". A finding may reveal nothing else about a value.
 */
export function describe(text: string, length = text.length): string {
  const kinds: string[] = []
  if (/\p{L}/u.test(text)) kinds.push('letters')
  if (/\d/.test(text)) kinds.push('digits')
  if (/\s/.test(text)) kinds.push('spaces')
  if (/[^\p{L}\d\s]/u.test(text)) kinds.push('punctuation')
  const last = kinds.pop()
  const list = kinds.length === 0 ? (last ?? 'nothing') : `${kinds.join(', ')} and ${last}`
  return `${length} ${length === 1 ? 'character' : 'characters'}, ${kinds.length === 0 ? 'only ' : ''}${list}`
}

/** entropyOf returns the Shannon entropy of a text in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/**
 * looksRandom returns whether a text looks generated: 16 characters or more without spaces, letters mixed with digits
 * (or with frequent changes of case), and no words.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 512 || !/^[A-Za-z0-9+/=_.~-]+$/.test(text)) return false
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text) || entropyOf(text) < 3) return false
  return turnsOf(text) >= text.length / 8
}

/**
 * looksMixed returns whether a shorter text looks generated: 10 characters or more in which digits and letters of both
 * cases alternate throughout, unlike `orders-2026`.
 */
export function looksMixed(text: string): boolean {
  if (!/^[\w-]{10,256}$/.test(text) || ![/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(text))) return false
  return turnsOf(text) >= text.length / (text.length < 32 ? 4 : 6)
}

/** How often a text changes between cases, or between letters and digits. */
function turnsOf(text: string): number {
  return text.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z]/g)?.length ?? 0
}

/**
 * isMnemonic returns whether a text is a wallet's recovery phrase: 12, 15, 18, 21, or 24 lower-case words of three to
 * eight letters (BIP 39).
 */
export function isMnemonic(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length < 47 || trimmed.length > 240 || !/^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/.test(trimmed))
    return false
  const words = trimmed.split(' ')
  return words.length % 3 === 0 && !SENTENCE.test(trimmed) && new Set(words).size > words.length / 2
}

/**
 * A run of letters and digits, of at least five, that does not occur in words, names, numbers, and versions. Random
 * texts contain such runs.
 */
const DRAWN =
  /(?<![A-Za-z0-9])(?!(?:[A-Z]{0,6}[a-z]{1,19}(?:[A-Z][a-z]{1,19}){0,4}[A-Z]{0,5}\d{0,3}|[A-Z]{1,14}\d{0,3}|\d{1,12}|\d{1,4}(?:[a-z]{1,2}|Z)|\d{1,3}[a-z]{3,12}|\d\dT\d\d)(?![A-Za-z0-9]))[A-Za-z0-9]{5}/

/** isDrawn returns whether a text has a part that could be random. */
export function isDrawn(text: string): boolean {
  return DRAWN.test(text)
}

/** formsOf lists the forms in which a value can occur in a file: as it is, in JSON, in a URL, in base64. */
export function formsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  const url = encodeURIComponent(value.toWellFormed())
  return [...new Set([value, json, json.replaceAll('/', '\\/'), url, base64])]
}
