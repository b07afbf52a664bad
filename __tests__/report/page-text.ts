/** textOf returns the text that a reader sees of HTML: no markup, no data, no style sheet, no drawings. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|title|svg)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/** sectionOf returns the text of the section with a heading of this id; empty if the page has none. */
export function sectionOf(page: string, id: string): string {
  const [, part = ''] =
    new RegExp(`<section[^>]* aria-labelledby="${id}"[^>]*>([\\s\\S]*?)</section>`).exec(page) ?? []
  return textOf(part)
}
