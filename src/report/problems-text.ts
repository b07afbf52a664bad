import type { Place, Problem } from '../errors.ts'
import { plain } from './plain.ts'

/** problemsToText gives a line for each problem, `service: file:line:column: message`, and its hint indented below. */
export function problemsToText(problems: readonly Problem[]): readonly string[] {
  return problems.flatMap(({ service, place, message, hint }) => {
    const line = `${service === undefined ? '' : `${service}: `}${place ? `${placeToText(place)}: ` : ''}${message}`
    return [...linesOf(line), ...(hint === undefined ? [] : linesOf(hint).map(text => `  ${text}`))]
  })
}

/** placeToText is `file:line:column`, which terminals and editors open. */
export function placeToText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

/** A message may have lines of its own; each is made safe alone. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map(plain)
}
