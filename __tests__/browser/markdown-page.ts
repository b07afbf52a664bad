import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { OpenedPage } from './browser.ts'

/** An approximation of GitHub's pages: the structure matters, that is tables, lists, code blocks and folded parts. */
const STYLES = `
body{margin:0 auto;max-width:60rem;padding:1rem;font:14px/1.5 system-ui,sans-serif;color:#1f2328;background:#fff;overflow-wrap:break-word}
h1,h2,h3,h4{border-bottom:1px solid #d1d9e0;padding-bottom:.3em}
table{display:block;width:max-content;max-width:100%;overflow:auto;border-collapse:collapse;margin:0 0 1rem}
th,td{border:1px solid #d1d9e0;padding:6px 13px}
tr:nth-child(2n){background:#f6f8fa}
code,pre{font:12px/1.45 ui-monospace,monospace;background:#eff1f3;border-radius:6px}
code{padding:.2em .4em}pre{padding:1rem;overflow:auto}pre code{padding:0}
details{margin:0 0 1rem}a{color:#0550ae}
`

/**
 * The elements that GitHub removes from Markdown, and those that it keeps; any other element that a test finds in the
 * page came from a name.
 */
const ALLOWED = ['details', 'summary', 'code', 'pre', 'br', 'sub']

/**
 * markdownPage is a step summary or a comment approximately as GitHub shows it. Markup in it stays markup, so that a
 * test sees what was not escaped.
 */
export function markdownPage(markdown: string): string {
  // micromark drops the line ends of HTML in a list, which GitHub keeps
  const kept = markdown.replace(/<pre>[\s\S]*?<\/pre>/g, pre => pre.replace(/\n {0,3}/g, '&#10;'))
  const body = micromark(kept, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()]
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Summary</title><style>${STYLES}</style></head><body>${body}</body></html>`
}

const MADE = 'a b strong em p ul ol li h1 h2 h3 h4 table thead tbody tr th td'.split(' ')

/**
 * markdownFaults lists what a GitHub surface would show and should not: elements and links from a name, leftover
 * markup.
 */
export async function markdownFaults({ page }: Pick<OpenedPage, 'page'>): Promise<readonly string[]> {
  const tags = await page.evaluate<readonly string[]>(
    '[...new Set([...document.body.querySelectorAll("*")].map(one => one.localName))]'
  )
  const links = await page.evaluate<readonly string[]>('[...document.links].map(link => link.href)')
  // a line with a leading plus becomes a nested list
  const nested = await page.evaluate<number>(
    '[...document.querySelectorAll("li > ul, li > ol")].filter(one => (one.previousSibling?.textContent ?? "").trim() === "").length'
  )
  // names and logs are in code; outside of it there is no markup
  const text = await page.evaluate<string>(
    '(() => { const copy = document.body.cloneNode(true); copy.querySelectorAll("code, pre").forEach(one => one.remove()); return copy.textContent })()'
  )
  return [
    ...tags.filter(tag => ![...ALLOWED, ...MADE].includes(tag)),
    ...links.filter(link => !link.startsWith('https://')),
    ...(nested > 0 ? [`lists:${nested}`] : []),
    ...(text.match(/\| --- |\*\*|\]\(http|<\/?(?:details|summary|code|br|b)>|^[-+] |&#\d+;/gm) ?? [])
  ]
}
