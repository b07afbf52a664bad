// node scripts/update-reference.mjs [--check] [folder]
// Writes the pages of docs/schemas/ from the JSON schemas, and the messages in docs/troubleshooting.md from its pages.
// With --check, nothing is written, and a stale page fails. scripts/update-action.mjs writes docs/inputs.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageIndex } from './reference/message-index.mjs'
import { schemaPages } from './reference/schema-pages.mjs'

const check = process.argv.includes('--check')
const folder =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../', import.meta.url))

if (existsSync(join(folder, 'schema')))
  for (const [page, text] of schemaPages(folder)) update(page, text, 'its schema')
if (existsSync(join(folder, 'docs/troubleshooting')))
  update('docs/troubleshooting.md', messageIndex(folder), 'its pages')

function update(page, after, source) {
  const file = join(folder, page)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (before === after) console.log(`${page} agrees with ${source}`)
  else if (check) {
    console.error(`${page} does not agree with ${source}: run \`node scripts/update-reference.mjs\``)
    process.exitCode = 1
  } else {
    writeFileSync(file, after)
    console.log(`${page} updated from ${source}`)
  }
}
