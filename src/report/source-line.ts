import type { Place } from '../errors.ts'

/** Longer lines are not shown: a minified document says nothing to a reader. */
const MAX_LINE = 160

const BLANK = '•••'

/** Fields of a task definition that may stand in a shown line. */
const FIELDS: ReadonlySet<string> = new Set(
  'name value valueFrom environment secrets secretOptions options logConfiguration repositoryCredentials credentialsParameter dockerLabels command entryPoint healthCheck driverOpts key tags'.split(
    ' '
  )
)

export type SourceLine = { readonly text: string; readonly marker: string }

/** Shows the line of a place; undefined for a long one. */
export type LineShower = (place: Place) => SourceLine | undefined

/**
 * lineShower gives a function that shows lines of a text with everything blanked that is neither punctuation, a field of ECS,
 * nor one of `names`, since another credential may stand on the same line; the marker underlines the place. The text is taken
 * apart once, for however many lines.
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

/** The value itself is always three dots, in its quotes if it has any, so that not even its length shows. */
function quoted(value: string): string {
  const quote = value.charAt(0)
  return quote === '"' || quote === "'" ? `${quote}${BLANK}${quote}` : BLANK
}

function blanked(part: string, isKnown: (word: string) => boolean): string {
  return part
    .replaceAll('\t', ' ')
    .replace(/[^\s{}[\]",:']+/g, word => (isKnown(word) || word === '-' ? word : BLANK))
}
