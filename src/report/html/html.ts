import { visible } from '../text.ts'

/** Markup that is safe to stand in a page: whatever came from outside has been escaped in it. Only `html` and `joinedHtml` make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: texts are escaped, markup stays; nothing is made of what is not there. */
export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined | false

/**
 * html makes markup of a template. Every text that is put in is escaped, for content and for attributes in double quotes alike;
 * characters that hide or turn what is read are written out.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  const pieces = parts.map((part, index) => `${part}${index < values.length ? markupOf(values[index]) : ''}`)
  return new Html(pieces.join(''))
}

/** joinedHtml puts markup together with markup in between. */
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
 * dataBlock is a document of JSON as data in the page. Nothing in it can end the element: `<` is written as JSON's own escape. Nor does
 * anything in it turn what an editor shows.
 */
export function dataBlock(id: string, json: string): Html {
  const data = json.replace(
    /[<>&\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return new Html(`<script type="application/json" id="${escaped(id)}">${data}</script>`)
}

/**
 * A table with a title for who can't see it. On a narrow screen each row is a block of its own, in which the cells say what they are; the
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

/** A part of the page with its heading; nothing where it has no content. `id` is what a link names. */
export function section(id: string, title: string, content: readonly HtmlPart[]): Html | undefined {
  const parts = content.filter(part => part !== undefined && part !== false)
  if (parts.length === 0) return undefined
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${parts}</section>`
}

/** Content that is folded until somebody wants it. */
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

/** Lines as they are, in one block that can be scrolled by keyboard too. `title` says what they are. */
export function lines(title: string, items: readonly HtmlPart[], name = 'log'): Html {
  return html`<pre class="${name}" role="group" tabindex="0" aria-label="${title}">${joinedHtml(items, LINE_END)}</pre>`
}

/** A number that leads a page, in words and colour. */
export type Tile = readonly [number: number, words: string, tone: 'good' | 'bad' | 'warn' | 'soft']

/** The numbers that lead a page; those that are zero say nothing. */
export function tiles(all: readonly Tile[]): Html | undefined {
  const shown = all.filter(([number]) => number > 0)
  return list(
    shown.map(([number, words, tone]) => html`<b class="${tone}">${number}</b> ${words}`),
    'tiles'
  )
}

/** A page elsewhere: it is not told where its visitor comes from. */
export function link(title: HtmlPart, url: string): Html {
  return html`<a href="${url}" rel="noreferrer">${title}</a>`
}

/** A link to an address that somebody else has written; nothing if it is not of the web. */
export function httpsLink(title: HtmlPart, url: string | undefined): Html | undefined {
  return url !== undefined && /^https:\/\/[\w.:-]+\//.test(url) ? link(title, url) : undefined
}
