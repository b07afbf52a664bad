import { createHash } from 'node:crypto'
import { bytesOf, clipped } from '../fitting.ts'
import { dataBlock, type HtmlPart, html } from './html.ts'
import { STYLES } from './styles.ts'

/** A longer JSON document is left out of the page, because it would slow down editors and browsers. */
const DATA_BYTES = 5_000_000
const TITLE = 200

/** A self-contained page: its content, and its data as JSON. */
export type PageContent = { readonly title: string; readonly main: HtmlPart; readonly json: string }

/**
 * pageOf returns a single self-contained file: no scripts, no network access, and only its own style sheet, which its
 * policy allows by hash. The JSON is embedded as data in the element `report-data`.
 */
export function pageOf({ title, main, json }: PageContent): string {
  const hash = createHash('sha256').update(STYLES).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${clipped(title, TITLE)}</title>
`
  const isFit = bytesOf(json) <= DATA_BYTES
  const said = isFit
    ? 'The data of this page is in this file as JSON, in the element with the ID “report-data”.'
    : 'The data is too long for this page; --format json prints it.'
  const body = html`</head>
<body>
<main>
${main}
</main>
<footer><p class="soft">${said}</p></footer>${isFit && dataBlock('report-data', json)}
</body>
</html>
`
  // The page contains the style sheet exactly as hashed.
  return `${head.text}<style>${STYLES}</style>\n${body.text}`
}
