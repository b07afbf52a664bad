/**
 * withLineFeeds returns a text of the same length in which line feeds replace single carriage returns and Unicode's
 * line and paragraph separators, which readers and other programs treat as the end of a line or a comment.
 */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n')
}

/** beginningOfLine returns what stands before an offset in its line, at most 256 characters of it. */
export function beginningOfLine(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 256), offset)
  return before.slice(before.lastIndexOf('\n') + 1)
}
