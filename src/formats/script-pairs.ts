import { beginningOfLine } from './line-ends.ts'
import type { LoosePair } from './pair-giver.ts'

/** `{"name": "X", "value": "Y"}` as scripts pass it to `jq` or write it to a file, with or without escaped quotes. */
const PAIR =
  /\{\s{0,80}\\?"[nN]ame\\?"\s{0,8}:\s{0,8}\\?"([^"\\\n]{1,128})\\?"\s{0,8},\s{0,80}\\?"[vV]alue\\?"\s{0,8}:\s{0,8}(?:\\"([^"\\\n]{0,2048})|"((?:[^"\\\n]|\\.){0,2048}))/g

/** `{name=X,value=Y}`, the AWS CLI's shorthand. */
const SHORTHAND = /\{name=([\w.-]{1,128}),value=["']?([^,{}\s"'$]{1,2048})/g

/** `--arg x 'Y'` of `jq`, and `{"name": "X", "value": $x}` in its program. */
const ARGUMENT =
  /--arg\s{1,4}(\w{1,64})\s{1,4}(?:'([^'$\n]{1,2048})'|"([^"$\n]{1,2048})"|([^\s'"$]{1,2048}))/g
const WITH_ARGUMENT =
  /\{\s{0,80}\\?"?[nN]ame\\?"?\s{0,8}:\s{0,8}\\?"([^"\\\n]{1,128})\\?"\s{0,8},\s{0,80}\\?"?[vV]alue\\?"?\s{0,8}:\s{0,8}\$(\w{1,64})/g

/** `${NAME:-x}`: what a script takes if a variable is not set. */
const DEFAULT = /\$\{([A-Za-z_]\w{2,127}):?[-=][^{}$`\n]{3,256}\}/g

/** hasScriptPairs returns whether a text contains such a pair. */
export function hasScriptPairs(text: string): boolean {
  return [PAIR, SHORTHAND, WITH_ARGUMENT].some(pattern => text.search(pattern) >= 0)
}

/** shellDefaults reads the literals that a shell script has for variables that are not set. Linear. */
export function shellDefaults(text: string, use: (pair: LoosePair) => void): void {
  for (const { 0: value, 1: name = '', index } of text.matchAll(DEFAULT)) {
    const isComment = /^[ \t]*#/.test(beginningOfLine(text, index))
    if (!isComment) use({ name, value, start: index, end: index + value.length })
  }
}

/**
 * scriptPairs reads the variables of definitions inside the scripts of a file, which are plain text to the other
 * readers. Linear.
 */
export function scriptPairs(text: string, use: (pair: LoosePair) => void): void {
  const pairs: LoosePair[] = []
  findPairs(text, pair => pairs.push(pair))
  for (const pair of pairs.sort((a, b) => a.start - b.start)) use(pair)
}

function findPairs(text: string, use: (pair: LoosePair) => void): void {
  for (const { 0: whole, 1: name = '', 2: escaped, 3: written = '', index } of text.matchAll(PAIR)) {
    const end = index + whole.length
    const raw = escaped ?? written
    if (raw !== '') use({ name, value: decoded(raw), start: end - raw.length, end })
  }
  for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(SHORTHAND)) {
    const end = index + whole.length
    use({ name, value, start: end - value.length, end })
  }
  argumentPairs(text, use)
}

/** A literal that `jq` is given under one name and fills in under another. */
function argumentPairs(text: string, use: (pair: LoosePair) => void): void {
  const values = new Map<string, Omit<LoosePair, 'name'>>()
  for (const { 0: whole, 1: name = '', 2: single, 3: double, 4: bare, index } of text.matchAll(ARGUMENT)) {
    const value = single ?? double ?? bare ?? ''
    const start = index + whole.lastIndexOf(value)
    values.set(name, { value, start, end: start + value.length })
  }
  if (values.size === 0) return
  for (const [, name = '', argument = ''] of text.matchAll(WITH_ARGUMENT)) {
    const given = values.get(argument)
    if (given) use({ name, ...given })
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
