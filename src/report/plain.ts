/**
 * plain makes a text that holds names from files or AWS safe for one line of a log: control characters, terminal escapes,
 * line separators and characters that turn the direction of reading become `\u{…}`, and what GitHub's runner would take
 * for a command (`::` at the start of a line, `##[` anywhere) is broken by a blank.
 */
export function plain(text: string): string {
  return text
    .replace(
      // C0, DEL, C1; line and paragraph separator; marks and overrides of direction; zero-width characters.
      /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      character => `\\u{${(character.codePointAt(0) as number).toString(16)}}`
    )
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '## [')
}
