import { present } from '../../present.ts'
import { HOLE } from '../urls/logins.ts'

/**
 * What `read` sets: the variables, or the list (`read -a`), and the characters between the fields. Whitespace if there
 * are none.
 */
export type FieldReading = {
  readonly names: readonly string[]
  readonly list?: string
  readonly separators?: string
}

/** Of a list that `read -a` sets. */
const MOST_ITEMS = 32

/** More rows than a script has written out. */
const MOST_ROWS = 200

/** Options of `read` that have a value. */
const WITH_VALUE = /^-[a-z]*[adinNptu]$/

/** readingOf reads `IFS=: read -r user pass`, also behind `while`. Undefined for other commands. */
export function readingOf(words: readonly string[]): FieldReading | undefined {
  const at = words.slice(0, 6).indexOf('read')
  if (at < 0 || !words.slice(0, at).every(word => /^(?:while|until|do|then|!|\w{1,64}=.*)$/s.test(word)))
    return undefined
  const sign = words.slice(0, at).find(word => word.startsWith('IFS='))
  const names: string[] = []
  let list: string | undefined
  for (let word = at + 1; word < words.length; word += 1) {
    const text = words[word] as string
    if (WITH_VALUE.test(text)) {
      word += 1
      if (text.endsWith('a')) list = words[word]
    } else if (/^[A-Za-z_]\w{0,127}$/.test(text)) names.push(text)
  }
  if (names.length === 0 && list === undefined) return undefined
  const separators = sign?.slice('IFS='.length).replaceAll('\\t', '\t').replaceAll('\\n', '\n')
  return { names, ...present({ list, separators }) }
}

/** fieldsOf splits one line as `read` does: the last variable has all that is left, and a list each field. */
export function fieldsOf(
  line: string,
  { names, list, separators }: FieldReading
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let rest = line.trim()
  const most = list === undefined ? names.length : MOST_ITEMS
  for (let at = 0; at < most && (rest !== '' || list === undefined); at += 1) {
    const cut = at === most - 1 ? -1 : endOf(rest, separators)
    found.set(
      list === undefined ? (names[at] as string) : `${list}[${at}]`,
      cut < 0 ? rest : rest.slice(0, cut)
    )
    rest = cut < 0 ? '' : separators === undefined ? rest.slice(cut).trimStart() : rest.slice(cut + 1)
  }
  return found
}

function endOf(text: string, separators: string | undefined): number {
  if (separators === undefined) return text.search(/\s/)
  for (let at = 0; at < text.length; at += 1) if (separators.includes(text.charAt(at))) return at
  return -1
}

/**
 * rowOf returns what a loop sets its variables to: of each, the last field that is invented, since a loop hands on the
 * names of services and files, too. Undefined if there is none.
 */
export function rowOf(
  text: string,
  reading: FieldReading,
  isInvented: (field: string) => boolean
): ReadonlyMap<string, string> | undefined {
  const found = new Map(reading.names.map(name => [name, HOLE]))
  for (const line of text.split('\n', MOST_ROWS))
    for (const [name, field] of fieldsOf(line, reading)) if (isInvented(field)) found.set(name, field)
  return [...found.values()].some(field => field !== HOLE) ? found : undefined
}
