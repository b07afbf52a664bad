import type { Place } from '../errors.ts'

/** Longer lines are not shown: a minified document is unreadable. */
const MAX_LINE = 160

const BLANK = '•••'

/** Fields of a task definition that may appear in a shown line. */
const FIELDS: ReadonlySet<string> = new Set(
  'name value valueFrom environment secrets secretOptions options logConfiguration repositoryCredentials credentialsParameter dockerLabels command entryPoint healthCheck driverOpts key tags'.split(
    ' '
  )
)

export type SourceLine = { readonly text: string; readonly marker: string }

/** Shows the line of a place; undefined for a line that is too long. */
export type LineShower = (place: Place) => SourceLine | undefined

/**
 * lineShower returns a function that shows lines of a text and blanks everything except punctuation, ECS fields and the
 * given `names`, because another credential may be on the same line; a marker underlines the place. The text is split
 * only once, for any number of lines.
 */
export function lineShower(text: string, names: ReadonlySet<string>): LineShower {
  const lines = text.split(/\r\n|\r|\n/)
  const isKnown = (word: string) => FIELDS.has(word) || names.has(word)
  return place => {
    const line = lines[place.line - 1]
    if (line === undefined || line.length > MAX_LINE) return undefined
    const start = place.column - 1
    const end = place.endLine === place.line ? place.endColumn - 1 : line.length
    const before = blanked(line.slice(0, start), isKnown)
    const at = quoted(line.slice(start, end))
    return {
      text: `${before}${at}${blanked(line.slice(end), isKnown)}`,
      marker: `${' '.repeat([...before].length)}${'^'.repeat([...at].length)}`
    }
  }
}

/** The value is always replaced by three dots, in its quotes if any, so that not even its length is visible. */
function quoted(value: string): string {
  const quote = value.charAt(0)
  return quote === '"' || quote === "'" ? `${quote}${BLANK}${quote}` : BLANK
}

function blanked(part: string, isKnown: (word: string) => boolean): string {
  return part
    .replaceAll('\t', ' ')
    .replace(/[^\s{}[\]",:']+/g, word => (isKnown(word) || word === '-' ? word : BLANK))
}
