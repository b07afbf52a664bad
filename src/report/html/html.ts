import { visible } from '../text.ts'

/**
 * Markup that is safe to insert in a page: all external text in it is escaped. Only `html` and `joinedHtml` create it.
 */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** The values allowed in a template: strings are escaped, markup is kept, and absent values produce nothing. */
export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined | false

/**
 * html builds markup from a template. Every inserted string is escaped for content and for attributes in double quotes;
 * invisible and direction-changing characters are written out.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  const pieces = parts.map((part, index) => `${part}${index < values.length ? markupOf(values[index]) : ''}`)
  return new Html(pieces.join(''))
}

/** joinedHtml joins markup with a separator. */
export function joinedHtml(items: readonly HtmlPart[], separator: HtmlPart): Html {
  return new Html(items.map(markupOf).join(markupOf(separator)))
}

function markupOf(value: HtmlPart): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(markupOf).join('')
  return escaped(String(value))
}

function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/**
 * dataBlock embeds a JSON document as data in the page. Nothing in it can end the element, because `<` is written as a
 * JSON escape, and nothing in it can change the direction of text in an editor.
 */
export function dataBlock(id: string, json: string): Html {
  const data = json.replace(
    /[<>&\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return new Html(`<script type="application/json" id="${escaped(id)}">${data}</script>`)
}

/**
 * A table with a title for screen readers. On a narrow screen each row becomes a block with labeled cells; the ARIA
 * roles keep it a table there.
 */
export function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly HtmlPart[])[]
): Html {
  const head = columns.map(column => html`<th scope="col" role="columnheader">${column}</th>`)
  const cellOf = (cell: HtmlPart, index: number) =>
    index === 0
      ? html`<th scope="row" role="rowheader">${cell}</th>`
      : html`<td role="cell" data-label="${columns[index]}">${cell}</td>`
  const body = rows.map(cells => html`<tr role="row">${cells.map(cellOf)}</tr>`)
  return html`<table role="table" aria-label="${title}"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`
}

/** A part of the page with its heading; nothing if it has no content. `id` is the anchor for links. */
export function section(id: string, title: string, content: readonly HtmlPart[]): Html | undefined {
  const parts = content.filter(part => part !== undefined && part !== false)
  if (parts.length === 0) return undefined
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${parts}</section>`
}

/** Content that is folded until the reader opens it. */
export function folded(title: HtmlPart, content: HtmlPart, isOpen = false): Html {
  return isOpen
    ? html`<details open><summary>${title}</summary>${content}</details>`
    : html`<details><summary>${title}</summary>${content}</details>`
}

/** A list; nothing without items. */
export function list(items: readonly HtmlPart[], name = ''): Html | undefined {
  if (items.length === 0) return undefined
  const rows = items.map(item => html`<li>${item}</li>`)
  return name === '' ? html`<ul>${rows}</ul>` : html`<ul class="${name}">${rows}</ul>`
}

const LINE_END = new Html('\n')

/** Preformatted lines in one block that can also be scrolled with the keyboard. `title` describes them. */
export function lines(title: string, items: readonly HtmlPart[], name = 'log'): Html {
  return html`<pre class="${name}" role="group" tabindex="0" aria-label="${title}">${joinedHtml(items, LINE_END)}</pre>`
}

/** A key number of a page, with its label and color. */
export type Tile = readonly [number: number, words: string, tone: 'good' | 'bad' | 'warn' | 'soft']

/** The key numbers of a page; zeros are omitted. */
export function tiles(all: readonly Tile[]): Html | undefined {
  const shown = all.filter(([number]) => number > 0)
  return list(
    shown.map(([number, words, tone]) => html`<b class="${tone}">${number}</b> ${words}`),
    'tiles'
  )
}

/** A link to another page that does not send the referrer. */
export function link(title: HtmlPart, url: string): Html {
  return html`<a href="${url}" rel="noreferrer">${title}</a>`
}

/** A link to an address from external data; nothing if it is not a web address. */
export function httpsLink(title: HtmlPart, url: string | undefined): Html | undefined {
  return url !== undefined && /^https:\/\/[\w.:-]+\//.test(url) ? link(title, url) : undefined
}
