// Runs after Astro: makes wide tables scrollable by keyboard, moves inline scripts into separate files, so that a
// page's policy can forbid inline scripts, and writes that policy into each page. GitHub Pages does not send custom
// headers, so it is a <meta>.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { base } from './layout.mjs'

/** Highlighted code has style attributes. */
const EVERYWHERE =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"

/** Pagefind's search is WebAssembly that it fetches from the site itself. */
const PAGES = `${EVERYWHERE}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`

/** What is pasted into the playground cannot leave it: no connection at all. */
const PLAYGROUND = `${EVERYWHERE}; script-src 'self'; worker-src 'self'`

/** finishPages changes every page below a folder and returns their number. */
export function finishPages(folder) {
  const root = fileURLToPath(folder)
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.html')
  )
  mkdirSync(join(root, '_scripts'), { recursive: true })
  for (const page of pages) {
    const file = join(root, page)
    const text = readFileSync(file, 'utf8')
    const without = text.replace(
      /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g,
      (all, attributes, code) => {
        if (code.trim() === '' || /type="?(?!module)[a-z]+\//.test(attributes)) return all
        const name = `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`
        writeFileSync(join(root, '_scripts', name), code)
        return `<script${attributes} src="${base}/_scripts/${name}"></script>`
      }
    )
    const policy = `<meta http-equiv="Content-Security-Policy" content="${page.startsWith('playground') ? PLAYGROUND : PAGES}">`
    if (!without.includes('<head>')) throw new Error(`${page} has no <head>`)
    writeFileSync(file, reachable(without).replace('<head>', `<head>${policy}`))
  }
  finishStyles(join(root, '_astro'))
  return pages.length
}

/** The copy button of a code block has a decorative element; reachable() makes it a span. */
function finishStyles(folder) {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.css'))) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    if (text.includes('.copy button div{'))
      writeFileSync(file, text.replaceAll('.copy button div{', '.copy button span{'))
  }
}

/**
 * Corrects what axe and the HTML standard object to in Astro's pages: wide tables and output that only a pointer can scroll, empty
 * column headings, block elements in code, a search button whose accessible name differs from its text.
 */
function reachable(text) {
  return (
    text
      .replace(/<table>[\s\S]*?<\/table>/g, stackable)
      // 560 characters a heading: site.css draws it
      .replace(/(<span [^>]*class="sl-anchor-icon"[^>]*>)<svg[\s\S]*?<\/svg>/g, '$1')
      .replace(/<pre data-language="(?:plaintext|text|txt)"/g, '$& tabindex="0"')
      .replace(/<code[\s>](?:(?!<code[\s>])[\s\S])*?<\/code>/g, withWholeFlags)
      .replace(/<pre[\s\S]*?<\/pre>/g, pre => pre.replaceAll('<div', '<span').replaceAll('</div>', '</span>'))
      .replace(/(<button (?:[^>"]|"[^"]*")*>)<div><\/div>(?=<\/button>)/g, '$1<span></span>')
      .replace(/<button data-open-modal[\s\S]*?<\/button>/g, button =>
        button
          .replace('aria-label="Search"', 'aria-label="Search Ctrl K"')
          .replace(' aria-hidden="true">Search</span>', '>Search</span> ')
          .replace('</kbd><kbd', '</kbd> <kbd')
      )
  )
}

/** Browsers would end a line between the two hyphens of a flag and its name. */
function withWholeFlags(code) {
  return code.replace(/(?<=[>\s])--[a-z][a-z-]{0,27}(?=[<=\s])/g, '<span class="flag">$&</span>')
}

/**
 * On a phone, each row of a table is a separate block in which the cells carry their headings (site.css); the roles
 * keep it a table. If it is still too wide, it scrolls, by keyboard too.
 */
function stackable(table) {
  const labels = [...table.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map(([, text]) =>
    text.replace(/<[^>]*>/g, '').trim()
  )
  // beside the first of two cells, the second needs no heading
  if (labels.length === 2) labels[1] = ''
  // an empty heading is not a heading
  const rows = table.replace(/<th><\/th>/g, '<td></td>').replace(/<tr>([\s\S]*?)<\/tr>/g, (_, cells) => {
    let column = 0
    const labeled = cells.replace(/<td(?=[\s>])/g, () => {
      const label = labels[column++] ?? ''
      return label === '' || column === 1 ? '<td role="cell"' : `<td role="cell" data-label="${label}"`
    })
    return `<tr role="row">${labeled.replace(/<th(?=[\s>])/g, '<th role="columnheader"')}</tr>`
  })
  const named = rows
    .replace('<table>', `<table role="table"${hasShortEnd(rows) ? ' class="short-end"' : ''}>`)
    .replace('<thead>', '<thead role="rowgroup">')
    .replace('<tbody>', '<tbody role="rowgroup">')
  return `<div class="table-scroll" tabindex="0">${named}</div>`
}

/** Whether the last column needs no room: its longest text is shorter than a line of any column. */
function hasShortEnd(rows) {
  const lasts = [...rows.matchAll(/<td[^>]*>((?:(?!<td)[\s\S])*?)<\/td><\/tr>/g)]
  return lasts.every(([, text]) => text.replace(/<[^>]*>/g, '').length <= SHORT)
}

const SHORT = 18
