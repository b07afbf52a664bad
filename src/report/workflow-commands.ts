import { type AnnotatedReport, type Annotation, annotationsOf } from './annotations.ts'

/**
 * reportToCommands gives the annotations of a run as workflow commands, `::error file=…,line=…::message`, one a line: what
 * GitHub's runner reads from the output of any program, also from a container or a pre-commit job.
 */
export function reportToCommands(report: AnnotatedReport): readonly string[] {
  return annotationsOf(report).map(commandOf)
}

/** The names of the runner's own commands for the members of an annotation, in the order of @actions/core. */
const PROPERTIES = [
  ['title', 'title'],
  ['file', 'file'],
  ['line', 'startLine'],
  ['endLine', 'endLine'],
  ['col', 'startColumn'],
  ['endColumn', 'endColumn']
] as const

function commandOf(annotation: Annotation): string {
  const properties = PROPERTIES.flatMap(([name, member]) => {
    const value = annotation[member]
    return value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]
  })
  return `::${annotation.level} ${properties.join(',')}::${escapeData(annotation.message)}`
}

/** The runner's escapes: a line end would end the command, and a percent sign would start an escape. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
