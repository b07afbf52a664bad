import { code, escapeMarkdown } from '../markdown.ts'

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
export function exceptedSection(excepted: readonly ExceptedRow[]) {
  return {
    kind: 'rows' as const,
    title: 'Left in plaintext by exceptions',
    columns: ['file', 'container', 'variable', 'left because of'],
    rows: excepted.map(row => {
      const { container = '', variable, by, exception, until } = row
      const why = `${by} at ${exception}${until === undefined ? '' : `, until ${until}`}`
      const where = [exceptedPlace(row), container].filter(text => text !== '').join(' ')
      return {
        lines: [`${where}: ${variable} (${why})`],
        cells: [
          code(exceptedPlace(row)),
          container === '' ? '' : code(container),
          code(variable),
          escapeMarkdown(why)
        ]
      }
    }),
    note: EXCEPTED_NEXT
  }
}
