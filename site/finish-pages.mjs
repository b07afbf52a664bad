// After Astro: lets wide tables be scrolled by keyboard, takes the scripts that stand inside of pages out into files of their own, so that the policy of a page can forbid
// scripts inside of it, and writes that policy into each page. GitHub Pages sends no headers of one's own, so it is a <meta>.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { base } from './layout.mjs'

/** Highlighted code has style attributes, and Pagefind's search is WebAssembly that it fetches from the site itself. */
const PAGES =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

/** finishPages changes every page below a folder and gives back how many there are. */
export function finishPages(folder) {
  const root = fileURLToPath(folder)
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.html')
  )
  mkdirSync(join(root, '_scripts'), { recursive: true })
  for (const page of pages) {
    const file = join(root, page)
    const text = readFileSync(file, 'utf8')
    // The playground has a policy of its own, written in its page.
    if (text.includes('http-equiv="Content-Security-Policy"')) continue
    const without = text.replace(
      /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g,
      (all, attributes, code) => {
        if (code.trim() === '' || /type="?(?!module)[a-z]+\//.test(attributes)) return all
        const name = `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`
        writeFileSync(join(root, '_scripts', name), code)
        return `<script${attributes} src="${base}/_scripts/${name}"></script>`
      }
    )
    const policy = `<meta http-equiv="Content-Security-Policy" content="${PAGES}">`
    const changed = reachable(without).replace(/<head>/, `<head>${policy}`)
    if (changed === without) throw new Error(`${page} has no <head>`)
    writeFileSync(file, changed)
  }
  return pages.length
}

/** What axe finds in the pages as Astro makes them: wide tables that only a pointer scrolls, empty headings of columns, a search button whose name is not what it reads. */
function reachable(text) {
  return text
    .replace(/<table>/g, '<div class="table-scroll" tabindex="0"><table>')
    .replace(/<\/table>/g, '</table></div>')
    .replace(/<th><\/th>/g, '<td></td>')
    .replace(/<button data-open-modal[\s\S]*?<\/button>/g, button =>
      button
        .replace('aria-label="Search"', 'aria-label="Search Ctrl K"')
        .replace(' aria-hidden="true">Search</span>', '>Search</span> ')
        .replace('</kbd><kbd', '</kbd> <kbd')
    )
}
