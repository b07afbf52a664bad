import { createHash } from 'node:crypto'
import { bytesOf, clipped } from './markdown.ts'
import {
  piecesOf,
  plainWords,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  type TextRow
} from './section.ts'
import { visible } from './text.ts'

/** Longer tables and lists are shortened; the data of the page has everything. */
const MOST_ROWS = 2000
/** A longer JSON document is left out, because it would slow down editors and browsers. */
const DATA_BYTES = 5_000_000

/** The top of a page, as plain texts. */
export type PageHead = {
  readonly title: string
  readonly verdict: string
  readonly isGood: boolean
  /** What follows the verdict, such as whether anything is down. */
  readonly below: readonly string[]
}

/**
 * pageToHtml returns a single self-contained file: no scripts, no network access, and only its own style sheet, which
 * its policy allows by hash. The JSON is embedded as data in the element `report-data`.
 */
export function pageToHtml(head: PageHead, sections: readonly ReportSection[], json: string): string {
  const hash = createHash('sha256').update(STYLES).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  // what follows the verdict in it, such as the cause, is on lines of its own
  const [verdict = '', ...more] = clipped(head.verdict, 3000).split(/(?<=\.) /)
  const isFit = bytesOf(json) <= DATA_BYTES
  const said = isFit
    ? 'The data of this page is in this file as JSON, in the element with the ID “report-data”.'
    : 'The data is too long for this page; --format json prints it.'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(clipped(`${head.title}: ${head.verdict}`, 200))}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<header>
<p class="soft">${escaped(head.title)}</p>
<h1><span class="${head.isGood ? 'good' : 'bad'}">${head.isGood ? '✓' : '✗'}</span> ${escaped(verdict)}</h1>
${more.length === 0 ? '' : `<p><b>${escaped(more.join(' '))}</b></p>`}
${head.below.map(text => `<p>${escaped(text)}</p>`).join('\n')}
</header>
${sections.map(sectionToHtml).join('\n')}
</main>
<footer><p class="soft">${said}</p></footer>${isFit ? dataBlock(json) : ''}
</body>
</html>
`
}

function sectionToHtml({ id, heading, blocks, isFolded }: ReportSection): string {
  if (blocks.length === 0) return ''
  const content = withinReason(blocks).join('\n')
  if (heading === '') return `<section>\n${content}\n</section>`
  const shown = isFolded
    ? `<details><summary>${escaped(heading)}</summary>${content}</details>`
    : `<h2 id="${escaped(id)}">${escaped(heading)}</h2>\n${content}`
  return `<section${isFolded ? '' : ` aria-labelledby="${escaped(id)}"`}>\n${shown}\n</section>`
}

/** A page of tens of megabytes would open in no browser. */
function withinReason(blocks: readonly SectionBlock[]): readonly string[] {
  const made: string[] = []
  let room = SECTION_LENGTH
  for (const block of blocks) {
    const text = blockToHtml(block)
    room -= text.length
    if (room < 0) break
    made.push(text)
  }
  const left = blocks.length - made.length
  return left === 0 ? made : [...made, `<p>… and ${left} more, in the data at the end of this page.</p>`]
}

const SECTION_LENGTH = 2_000_000

function blockToHtml(block: SectionBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${textToHtml(block.text)}</p>`
    case 'list':
      return `<ul>${shortened(
        block.items.map(item => `<li>${textToHtml(item)}</li>`),
        more => `<li>${more}</li>`
      )}</ul>`
    case 'table':
      return tableToHtml(block.columns, block.rows)
    case 'code':
      return preToHtml(block.title, block.lines.map(escaped).join('\n'), 'log')
    case 'steps':
      return `<ol>${block.steps
        .map(
          ({ text, commands }) =>
            `<li>${escaped(text)}${commands.map(one => preToHtml(text, wholeWords(one), 'command')).join('')}</li>`
        )
        .join('')}</ol>`
    case 'details': {
      const open = block.isOpen ? ' open' : ''
      const content = block.blocks.map(blockToHtml).join('\n')
      return `<details${open}><summary>${textToHtml(block.title)}</summary>${content}</details>`
    }
  }
}

/** On a narrow screen each row is a block with labeled cells; the ARIA roles keep it a table there. */
function tableToHtml(columns: readonly string[], rows: readonly TextRow[]): string {
  const head = columns.map(column =>
    column === '' ? '<td role="cell"></td>' : `<th scope="col" role="columnheader">${escaped(column)}</th>`
  )
  const labelOf = (index: number) => ` data-label="${escaped(columns[index] ?? '')}"`
  const body = rows.map(cells => {
    const made = cells.map((cell, index) =>
      index === 0
        ? `<th scope="row" role="rowheader"${rows.length === 1 ? labelOf(index) : ''}>${textToHtml(cell)}</th>`
        : `<td role="cell"${labelOf(index)}>${textToHtml(cell)}</td>`
    )
    return `<tr role="row">${made.join('')}</tr>`
  })
  const more = (words: string) =>
    `<tr role="row"><td role="cell" colspan="${columns.length}">${words}</td></tr>`
  return `<table role="table"><thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead><tbody role="rowgroup">${shortened(body, more)}</tbody></table>`
}

function shortened(rows: readonly string[], more: (words: string) => string): string {
  const left = rows.length - MOST_ROWS
  const rest = left > 0 ? [more(`… and ${left} more, in the data at the end of this page.`)] : []
  return [...rows.slice(0, MOST_ROWS), ...rest].join('')
}

/** One block that can also be scrolled with the keyboard. */
function preToHtml(title: string, html: string, name: string): string {
  return `<pre class="${name}" role="group" tabindex="0" aria-label="${escaped(title)}">${html}</pre>`
}

/** The lines of a command end between its words, not at the hyphens of a flag. */
function wholeWords(command: string): string {
  return command.replace(/[^ ]+/g, word =>
    word.includes('-') ? `<span>${escaped(word)}</span>` : escaped(word)
  )
}

/** In the colors of the page, and in fonts without emoji. */
const MARKS: Readonly<Record<string, string>> = {
  '✅': '<span class="good">✓</span>',
  '❌': '<span class="bad">✗</span>',
  '❔': '?',
  '➖': '–'
}
/** The sign of a difference, such as in `+ containerDefinitions[web].cpu`. */
const SIGNED: Readonly<Record<string, string>> = { '+': 'good', '-': 'bad', '~': 'changed' }

function codeToHtml(code: string): string {
  const [sign = '', rest] = /^([+~-]) (.*)$/s.exec(code)?.slice(1) ?? []
  if (rest === undefined) return `<code>${escaped(code)}</code>`
  return `<code class="sign ${SIGNED[sign]}">${sign}&nbsp;${escaped(rest)}</code>`
}

/** Only an address of the web becomes a link; the page it leads to does not learn where from. */
function textToHtml(text: SectionText): string {
  return piecesOf(text)
    .map(piece => {
      if (typeof piece === 'string')
        return escaped(piece).replace(/[✅❌❔➖]/gu, mark => MARKS[mark] ?? mark)
      if ('code' in piece) return codeToHtml(piece.code)
      if ('strong' in piece) return `<b>${escaped(piece.strong)}</b>`
      if (!('link' in piece)) return '<br>'
      return /^https:\/\/[\w.:-]+\//.test(piece.url)
        ? `<a href="${escaped(piece.url)}" rel="noreferrer">${textToHtml(piece.link)}</a>`
        : escaped(plainWords([piece]))
    })
    .join('')
}

/** Safe as content and in an attribute in double quotes; invisible characters are written out. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Nothing in the JSON can end the element, or change the direction of text in an editor. */
function dataBlock(json: string): string {
  const data = json.replace(
    /[<>&\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return `<script type="application/json" id="report-data">${data}</script>`
}

/** The style sheet of the page; the page's policy allows exactly these bytes. */
export const STYLES = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--good:#116329;--bad:#b3131f;--changed:#7d4e00;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9ea7b1;--line:#3d444d;--box:#151b23;--good:#56d364;--bad:#ff8a82;--changed:#e3b341;--link:#6cb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
main,footer{max-width:72rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.4rem;line-height:1.3;margin:.2rem 0 .6rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
p{margin:.4rem 0}
a{color:var(--link)}
code,pre{font:.85em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.good{color:var(--good)}.bad{color:var(--bad)}.changed{color:var(--changed)}.soft{color:var(--soft);font-size:.85rem}
ul,ol{padding-left:1.4rem;margin:.4rem 0}
details{border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem;margin:.5rem 0}
summary{cursor:pointer;padding:.15rem 0}
pre{background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;overflow-x:auto;max-height:24rem;margin:.4rem 0}
pre.command{user-select:all;white-space:pre-wrap;max-height:none}
pre.command span{display:inline-block;max-width:100%}
li:has(>code.sign:first-child){list-style:none;margin-left:-1.2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);font-weight:400}
td{min-width:6rem}
th{min-width:8.5rem}
td:last-child{min-width:9rem}
td:has(code){min-width:9.5rem}
th:has(code){min-width:16rem}
thead th{color:var(--soft);font-size:.8rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:52rem){
table,tbody,tr,th,td{display:block;width:auto}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--line);padding:.4rem 0}
th,td{border:0;padding:.1rem 0;min-width:0!important}
th,th code{font-weight:600}
td:empty{display:none}
pre.log{white-space:pre-wrap}
[data-label]:not([data-label=""])::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85em}
main,footer{padding:.8rem}
}
@media print{
:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--box:#fff}
main{max-width:none;padding:0}
footer{display:none}
details{border:0;padding:0}
::details-content{content-visibility:visible;block-size:auto}
pre{max-height:none;white-space:pre-wrap}
h2,summary{break-after:avoid}
}
`
