import type { Problem } from '../errors.ts'
import { escapeMarkdown, listWithin } from './markdown.ts'
import type { Remark, Report } from './report.ts'
import { placeToText, plain } from './text.ts'

/** problemsToText gives a line for each problem, `service: file:line:column: message`, and its hint indented below. */
export function problemsToText(problems: readonly Problem[]): readonly string[] {
  return problems.flatMap(({ service, place, message, hint }) => {
    const line = `${service === undefined ? '' : `${service}: `}${place ? `${placeToText(place)}: ` : ''}${message}`
    return [...linesOf(line), ...(hint === undefined ? [] : linesOf(hint).map(text => `  ${text}`))]
  })
}

/** A message may have lines of its own; each is made safe alone. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map(plain)
}

/** problemsToMarkdown lists what is to be put right, in at most `room` bytes. Empty without problems. */
export function problemsToMarkdown({ problems }: Pick<Report, 'problems'>, room: number): string {
  const items = problems.map(({ service, place, message, hint }) => {
    const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
    const text = `- ${where === '' ? '' : `**${escapeMarkdown(where)}**: `}${escapeMarkdown(message)}`
    return hint === undefined ? text : `${text}<br>${escapeMarkdown(hint)}`
  })
  return listWithin('## To be put right', items, room)
}

/** remarksToText gives a line for each remark: `note: file:line:column: message`. */
export function remarksToText(remarks: readonly Remark[]): readonly string[] {
  return remarks.map(({ message, place }) =>
    plain(`note: ${place ? `${placeToText(place)}: ` : ''}${message}`)
  )
}

/** remarksToMarkdown lists what is worth knowing, in at most `room` bytes. Empty without remarks. */
export function remarksToMarkdown(remarks: readonly Remark[], room: number): string {
  const items = remarks.map(
    ({ message, place }) =>
      `- ${place ? `${escapeMarkdown(placeToText(place))}: ` : ''}${escapeMarkdown(message)}`
  )
  return listWithin('## Notes', items, room)
}
