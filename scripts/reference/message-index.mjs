import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorOf } from './anchor.mjs'

const PAGES = 'docs/troubleshooting'

/**
 * messageIndex returns docs/troubleshooting.md with the messages of each page of docs/troubleshooting/ listed between
 * its marks, in the order of the page. Throws if a page has no marks, or marks name no page.
 */
export function messageIndex(folder) {
  const index = readFileSync(join(folder, `${PAGES}.md`), 'utf8')
  const open = new Set(readdirSync(join(folder, PAGES)))
  const filled = index.replace(/<!-- messages of (\S+) -->\n[\s\S]*?<!-- end of messages -->/g, (_, page) => {
    if (!open.delete(page)) throw new Error(`${PAGES}.md lists ${page} twice, or it does not exist`)
    const text = readFileSync(join(folder, PAGES, page), 'utf8')
    return `<!-- messages of ${page} -->\n${rowsOf(page, text)}\n<!-- end of messages -->`
  })
  if (open.size > 0) throw new Error(`${PAGES}.md has no marks for ${[...open].join(', ')}`)
  return filled
}

function rowsOf(page, text) {
  const taken = new Set()
  return [...text.matchAll(/^## (`.+`)$/gm)]
    .map(([, message]) => `- [${message}](troubleshooting/${page}#${anchorOf(message, taken)})`)
    .join('\n')
}
