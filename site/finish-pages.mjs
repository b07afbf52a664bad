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
  finishStyles(join(root, '_astro'))
  return pages.length
}

/** The button that copies a block of code has a part that is drawn; reachable() makes it a span. */
function finishStyles(folder) {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.css'))) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    if (text.includes('.copy button div{'))
      writeFileSync(file, text.replaceAll('.copy button div{', '.copy button span{'))
  }
}

/** What axe and the HTML standard find in the pages as Astro makes them: wide tables that only a pointer scrolls, empty headings of columns, blocks in code, a search button whose name is not what it reads. */
function reachable(text) {
  return text
    .replace(/<table>[\s\S]*?<\/table>/g, stackable)
    .replace(/<pre[\s\S]*?<\/pre>/g, pre => pre.replaceAll('<div', '<span').replaceAll('</div>', '</span>'))
    .replace(/(<button (?:[^>"]|"[^"]*")*>)<div><\/div>(?=<\/button>)/g, '$1<span></span>')
    .replace(/<button data-open-modal[\s\S]*?<\/button>/g, button =>
      button
        .replace('aria-label="Search"', 'aria-label="Search Ctrl K"')
        .replace(' aria-hidden="true">Search</span>', '>Search</span> ')
        .replace('</kbd><kbd', '</kbd> <kbd')
    )
}

/**
 * On a phone each row of a table is a block of its own, in which the cells say what they are (site.css); the roles keep it a table there. Where it is
 * still too wide it is scrolled, by keyboard too.
 */
function stackable(table) {
  const labels = [...table.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map(([, text]) =>
    text.replace(/<[^>]*>/g, '').trim()
  )
  // an empty heading is none
  const rows = table.replace(/<th><\/th>/g, '<td></td>').replace(/<tr>([\s\S]*?)<\/tr>/g, (_, cells) => {
    let column = 0
    const labelled = cells.replace(/<td(?=[\s>])/g, () => {
      const label = labels[column++] ?? ''
      return label === '' || column === 1 ? '<td role="cell"' : `<td role="cell" data-label="${label}"`
    })
    return `<tr role="row">${labelled.replace(/<th(?=[\s>])/g, '<th role="columnheader"')}</tr>`
  })
  const named = rows
    .replace('<table>', '<table role="table">')
    .replace('<thead>', '<thead role="rowgroup">')
    .replace('<tbody>', '<tbody role="rowgroup">')
  return `<div class="table-scroll" tabindex="0">${named}</div>`
}
