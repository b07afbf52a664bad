// node site/check-html.mjs [FOLDER…]: checks that the built site is valid HTML with working links, and also the pages
// in other folders (reports).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HtmlValidate } from 'html-validate'
import { base, repository } from './layout.mjs'
import { faultyLinks } from './links.ts'

const SHOWN = 40
const site = fileURLToPath(new URL('dist', import.meta.url))
const root = fileURLToPath(new URL('../', import.meta.url))
// The rules of the HTML standard; style is up to the author.
const validator = new HtmlValidate({ extends: ['html-validate:standard'] })

const faults = []
for (const folder of [site, ...process.argv.slice(2)]) {
  const pages = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.html'))
    : []
  if (pages.length === 0) faults.push(`${folder}: no page`)
  for (const page of pages) {
    const { results } = await validator.validateString(readFileSync(join(folder, page), 'utf8'))
    for (const { ruleId, message, line, column } of results.flatMap(({ messages }) => messages))
      faults.push(`${page}:${line}:${column}: ${message} (${ruleId})`)
  }
  faults.push(...faultyLinks(folder, { base: folder === site ? base : '', repository, root }))
  console.log(`${pages.length} pages in ${folder}`)
}
for (const fault of faults.slice(0, SHOWN)) console.error(fault)
if (faults.length > SHOWN) console.error(`… and ${faults.length - SHOWN} more`)
process.exitCode = faults.length === 0 ? 0 : 1
