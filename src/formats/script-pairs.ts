import type { LoosePair } from './loose-pairs.ts'

/** `{"name": "X", "value": "Y"}` as scripts hand it to `jq` or write it into a file, with or without escapes before the quotes. */
const PAIR =
  /\{\s{0,80}\\?"[nN]ame\\?"\s{0,8}:\s{0,8}\\?"([^"\\\n]{1,128})\\?"\s{0,8},\s{0,80}\\?"[vV]alue\\?"\s{0,8}:\s{0,8}\\?"([^"\\\n]{0,2048})/g

/** hasScriptPairs tells whether a text has such a pair. */
export function hasScriptPairs(text: string): boolean {
  return text.search(PAIR) >= 0
}

/** scriptPairs reads the variables of definitions that stand in the scripts of a file, which are texts to it. Linear. */
export function scriptPairs(text: string, use: (pair: LoosePair) => void): void {
  for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(PAIR)) {
    const end = index + whole.length
    if (value !== '') use({ name, value, start: end - value.length, end })
  }
}
