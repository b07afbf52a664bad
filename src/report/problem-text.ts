import type { Problem } from '../errors.ts'
import { placeToText, plain } from './text.ts'

const NAMES_SHOWN = 20

/** joinAlike joins problems that differ in nothing but the service, such as lost credentials. */
export function joinAlike(problems: readonly Problem[]): readonly Problem[] {
  const alike = new Map<string, Problem[]>()
  for (const problem of problems) {
    const { service, ...same } = problem
    const key = JSON.stringify([same, service === undefined])
    const group = alike.get(key)
    if (group) group.push(problem)
    else alike.set(key, [problem])
  }
  return [...alike.values()].map(group => {
    const [first] = group as [Problem]
    const names = [...new Set(group.flatMap(({ service }) => service ?? []))]
    if (names.length < 2) return first
    const service = names.length > NAMES_SHOWN ? `${names.length} services` : names.join(', ')
    return { ...first, service }
  })
}

/** problemsToText returns a line per problem, `service: file:line:column: message`, with its hint indented below. */
export function problemsToText(problems: readonly Problem[]): readonly string[] {
  return joinAlike(problems).flatMap(({ service, place, message, hint }) => {
    const line = `${service === undefined ? '' : `${service}: `}${place ? `${placeToText(place)}: ` : ''}${message}`
    return [...linesOf(line), ...(hint === undefined ? [] : linesOf(hint).map(text => `  ${text}`))]
  })
}

/** A message may contain several lines; each is made safe separately. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map(plain)
}
