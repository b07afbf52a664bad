import type { Place, Remark } from '../errors.ts'

/**
 * visible escapes everything in one line of text that is invisible or changes how the line is read: control characters,
 * terminal escapes, line separators and direction-changing characters become `\u{…}`.
 */
export function visible(text: string): string {
  return text.replace(
    // C0, DEL, C1; line and paragraph separators; direction marks and overrides; zero-width characters, except the
    // joiner within an emoji.
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
    character => `\\u{${(character.codePointAt(0) as number).toString(16)}}`
  )
}

/**
 * plain makes a text with names from files or AWS safe for one log line: the whole text is `visible`, and a space
 * breaks what GitHub's runner would interpret as a command (`::` at the start of a line, `##[` anywhere).
 */
export function plain(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '## [')
}

/** count formats a number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string, several = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : several}`
}

/** placeToText returns `file:line:column`, which terminals and editors can open. */
export function placeToText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

/** remarksToText returns a line per remark: `note: file:line:column: message`. */
export function remarksToText(remarks: readonly Remark[]): readonly string[] {
  return remarks.map(({ message, place }) =>
    plain(`note: ${place ? `${placeToText(place)}: ` : ''}${message}`)
  )
}
