/**
 * withLineFeeds gives a text of the same length in which a line feed stands for a lone carriage return and for the separators of lines and
 * paragraphs of Unicode: what people and other programs take for the end of a comment or of a line.
 */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n')
}
