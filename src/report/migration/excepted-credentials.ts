import { codePiece, paragraphBlock, type ReportSection, type TextRow, tableBlock } from '../section.ts'

/**
 * A credential that stays in plaintext because the project accepts it. `exception` is the place of the exception in the
 * configuration file, or of the comment; `until` its last day.
 */
export type ExceptedRow = {
  readonly file: string
  readonly line?: number
  readonly container?: string
  readonly variable: string
  readonly by: 'exception' | 'comment'
  readonly exception: string
  readonly until?: string
}

/** EXCEPTED_NEXT explains how to move credentials that exceptions keep in plaintext. */
export const EXCEPTED_NEXT =
  'What is left stays in these files and in every revision that is registered from them. To move it, remove the exceptions, or name the variables in "include", and run again.'

/** exceptedPlace returns the place of a credential that an exception covers. */
export function exceptedPlace({ file, line }: ExceptedRow): string {
  return line === undefined ? file : `${file}:${line}`
}

/** exceptedSection lists the credentials that exceptions keep in plaintext, each with its exception. */
export function exceptedSection(excepted: readonly ExceptedRow[]): ReportSection {
  const rows = excepted.map((row): TextRow => {
    const { container = '', variable, by, exception, until } = row
    const why = `${by} at ${exception}${until === undefined ? '' : `, until ${until}`}`
    const where = [exceptedPlace(row), container].filter(text => text !== '').join(' ')
    const named = [exceptedPlace(row), container, variable].map(text =>
      text === '' ? '' : [codePiece(text)]
    )
    return { cells: [...named, why], lines: [`${where}: ${variable} (${why})`] }
  })
  const table = tableBlock(['file', 'container', 'variable', 'left because of'], rows)
  const blocks = [...table, ...(rows.length === 0 ? [] : paragraphBlock(EXCEPTED_NEXT))]
  return { id: 'left-by-exceptions', heading: 'Left in plaintext by exceptions', blocks }
}
