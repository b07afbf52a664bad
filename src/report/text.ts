import type { Place, Problem } from '../errors.ts'
import type { Remark } from './report.ts'

/**
 * visible writes out what cannot be seen in one line of text, or changes how it is read: control characters, terminal escapes, line
 * separators and characters that turn the direction of reading become `\u{…}`.
 */
export function visible(text: string): string {
  return text.replace(
    // C0, DEL, C1; line and paragraph separator; marks and overrides of direction; zero-width characters, but for the joiner within an emoji.
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
    character => `\\u{${(character.codePointAt(0) as number).toString(16)}}`
  )
}

/**
 * plain makes a text that holds names from files or AWS safe for one line of a log: all of it is `visible`, and what GitHub's runner
 * would take for a command (`::` at the start of a line, `##[` anywhere) is broken by a blank.
 */
export function plain(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '## [')
}

/** placeToText is `file:line:column`, which terminals and editors open. */
export function placeToText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

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

/** remarksToText gives a line for each remark: `note: file:line:column: message`. */
export function remarksToText(remarks: readonly Remark[]): readonly string[] {
  return remarks.map(({ message, place }) =>
    plain(`note: ${place ? `${placeToText(place)}: ` : ''}${message}`)
  )
}

/** bytesOf is the length that GitHub counts: a step summary is limited in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** Lines that fit, how many do not, and what is left of the room, in bytes. */
export type Fitted = {
  readonly lines: readonly string[]
  readonly left: number
  readonly room: number
}

/**
 * linesWithin takes lines from the front while they fit, each counted with its line end. A line is a whole row or item, so that
 * markup is never cut. The first that does not fit ends it.
 */
export function linesWithin(lines: readonly string[], room: number): Fitted {
  let rest = room
  let taken = 0
  for (const line of lines) {
    const bytes = bytesOf(line) + 1
    if (bytes > rest) break
    rest -= bytes
    taken += 1
  }
  return { lines: lines.slice(0, taken), left: lines.length - taken, room: rest }
}

/** clipped cuts a text of unknown length before it is escaped. */
export function clipped(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters).toWellFormed()} …`
}
