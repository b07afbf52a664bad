/** escapePattern returns the source of a regular expression that matches only this text. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.|+*?()[\]{}]/g, '\\$&')
}

/** The most `*` in one name of a glob, and the most `**` in it: beyond, a match can take minutes. */
const MOST_STARS = 3

/** Which globs are matched: no other is given to the glob library, whoever wrote it. */
export const GLOB = {
  test: (text: string): boolean =>
    text.split('**').length - 1 <= MOST_STARS &&
    text.split('/').every(name => name.split('*').length - 1 <= MOST_STARS)
}

/** Why another one is not. */
export const COSTLY_GLOB = `has more than ${MOST_STARS} "*" in one name, or more than ${MOST_STARS} "**"`
