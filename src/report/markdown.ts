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

/**
 * escapeHtml makes a text safe in HTML that stands inside Markdown: entities only, since a backslash is no escape where
 * Markdown is not read, such as in `<summary>`.
 */
export function escapeHtml(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~@:#]/g, character => `&#${character.charCodeAt(0)};`)
}

/** code shows a text in code style, also in a table cell. HTML, since a backtick inside backticks can't be escaped. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`
}
