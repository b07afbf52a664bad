import { judgeName } from '../names/credential-name.ts'
import { type Leaf, MAX_LEAVES, unquoted } from './leaf.ts'
import { INVENTED } from './settings.ts'

/** What may separate the columns, and what a column is called. */
const SEPARATORS = [',', ';', '\t', '|'] as const
const COLUMN = /^[A-Za-z_][\w .-]{0,63}$/

/**
 * tableLeaves reads CSV and tables of Markdown: below a line of names, the cells under the name of a credential, and
 * those beside one (`name,value`). Only invented words count, since tables describe settings, too.
 */
export function tableLeaves(text: string): readonly Leaf[] {
  const [header = '', ...rows] = text.split(/\r?\n|\\n/, MAX_LEAVES).filter(line => line.trim() !== '')
  const separator = SEPARATORS.find(sign => header.includes(sign))
  if (separator === undefined || rows.length === 0) return []
  const cellsOf = (line: string) => {
    const inner = separator === '|' ? line.trim().replace(/^\||\|$/g, '') : line
    return inner.split(separator, MOST_COLUMNS).map(unquoted)
  }
  const names = cellsOf(header)
  const isOfPairs = names.length === 2 && /^(?:name|key|variable)\s?,?value$/i.test(names.join(','))
  const secret = names.flatMap((name, at) => (judgeName(name).strength === 'strong' ? [at] : []))
  if (names.length < 2 || !names.every(name => COLUMN.test(name)) || (secret.length === 0 && !isOfPairs))
    return []
  return rows.flatMap(row => {
    const cells = cellsOf(row)
    if (cells.length !== names.length) return []
    return (isOfPairs ? [1] : secret).flatMap(at => {
      const { [at]: cell = '' } = cells
      const name = isOfPairs ? cells[0] : names[at]
      return INVENTED.test(cell) || MIXED.test(cell)
        ? [{ name: name ?? '', text: cell, form: 'a table' as const }]
        : []
    })
  })
}

const MOST_COLUMNS = 64

/** With dashes, as names of things have them, only if it is written in upper and lower case, too. */
const MIXED = /^(?=.{0,64}\d)(?=.{0,64}[A-Z])(?=.{0,64}[a-z])[\w!@#%^*+=-]{8,64}$/
