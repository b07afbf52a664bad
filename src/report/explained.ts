import type { Place } from '../errors.ts'

/** The origin of one value: a file, a level of the configuration file, or an input. Does not contain the value. */
export type ExplainedValue = {
  /** Path in the rendered definition, e.g. `containerDefinitions[app].image`; or a key of the configuration file. */
  readonly path: string
  /** `file`, `input`, or the level of the configuration file, e.g. `environments.staging`. */
  readonly from: string
  readonly input?: string
  readonly place?: Place
}

/** A definition with the origin of each of its leaves and of the other settings in the configuration file. */
export type ExplainedDefinition = {
  /** The key of the service or task, or the family. */
  readonly name: string
  readonly environment?: string
  readonly leaves: readonly ExplainedValue[]
  readonly settings: readonly ExplainedValue[]
}

/** explainedToText formats the origins as a table for a terminal or log. */
function explainedToText({ leaves, settings }: ExplainedDefinition): readonly string[] {
  const all = [...settings, ...leaves]
  const width = Math.max(0, ...all.map(({ path }) => path.length))
  return all.map(({ path, from, input, place }) => {
    const where = place ? ` ${place.file}:${place.line}` : ''
    const what = input === undefined ? (from === 'file' ? '' : from) : `input ${input}`
    return `${path.padEnd(width)}  ${`${what}${where}`.trim()}`
  })
}

/** printExplained prints a table for each definition, if requested. */
export function printExplained(
  { explained = [] }: { readonly explained?: readonly ExplainedDefinition[] },
  log: { group(title: string, lines: readonly string[]): void }
): void {
  for (const one of explained) {
    const where = one.environment === undefined ? '' : ` (${one.environment})`
    log.group(`Where ${one.name}${where} comes from`, explainedToText(one))
  }
}
