const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })
const PLAIN = /^[\x20-\x7e]*$/
/** The characters that a terminal draws two columns wide. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|.*\ufe0f|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u

/** widthOf returns the number of columns of a text without control characters. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  let width = 0
  for (const { segment } of SEGMENTER.segment(text)) width += columnsOf(segment)
  return width
}

/** cutTo shortens a text to the given number of columns, with an ellipsis if it is cut. Characters are never split. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  if (columns <= 0) return ''
  let cut = ''
  let width = 0
  for (const { segment } of SEGMENTER.segment(text)) {
    const more = columnsOf(segment)
    if (width + more > columns - 1) break
    cut += segment
    width += more
  }
  return `${cut}…`
}

/** paddedTo pads or shortens a text to exactly the given number of columns. */
export function paddedTo(text: string, columns: number): string {
  const cut = cutTo(text, columns)
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)))
}

function columnsOf(grapheme: string): number {
  if (/^\p{M}+$/u.test(grapheme)) return 0
  return WIDE.test(grapheme) ? 2 : 1
}
