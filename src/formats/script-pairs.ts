import type { LoosePair } from './loose-pairs.ts'

/** `{"name": "X", "value": "Y"}` as scripts pass it to `jq` or write it to a file, with or without escaped quotes. */
const PAIR =
  /\{\s{0,80}\\?"[nN]ame\\?"\s{0,8}:\s{0,8}\\?"([^"\\\n]{1,128})\\?"\s{0,8},\s{0,80}\\?"[vV]alue\\?"\s{0,8}:\s{0,8}(?:\\"([^"\\\n]{0,2048})|"((?:[^"\\\n]|\\.){0,2048}))/g

/** hasScriptPairs returns whether a text contains such a pair. */
export function hasScriptPairs(text: string): boolean {
  return text.search(PAIR) >= 0
}

/**
 * scriptPairs reads the variables of definitions inside the scripts of a file, which are plain text to the other
 * readers. Linear.
 */
export function scriptPairs(text: string, use: (pair: LoosePair) => void): void {
  for (const { 0: whole, 1: name = '', 2: escaped, 3: written = '', index } of text.matchAll(PAIR)) {
    const end = index + whole.length
    const raw = escaped ?? written
    if (raw !== '') use({ name, value: decoded(raw), start: end - raw.length, end })
  }
}

/** `{\"password\": …}` in a value. */
function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    return raw
  }
}
