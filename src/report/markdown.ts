import { plain } from './plain.ts'

/** escapeMarkdown makes a text safe inside Markdown, also in a table cell: nothing in it is markup, HTML, or a mention. */
export function escapeMarkdown(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#]/g, character => `\\${character}`)
    .replaceAll('@', '&#64;')
    .replace(/\b(https?):\/\//gi, '$1&#58;//')
}

/** code shows a text in code style, also in a table cell. HTML, since a backtick inside backticks can't be escaped. */
export function code(text: string): string {
  const safe = plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~@:#]/g, character => `&#${character.charCodeAt(0)};`)
  return `<code>${safe}</code>`
}
