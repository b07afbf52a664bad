// node scripts/update-reference.mjs [--check] [folder]
// Writes docs/schemas.md from the JSON schemas. With --check, nothing is written, and a stale page fails.
// scripts/update-action.mjs writes docs/inputs.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemasPage } from './reference/schemas-page.mjs'

const check = process.argv.includes('--check')
const folder =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../', import.meta.url))
const file = join(folder, 'docs/schemas.md')
const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
const after = schemasPage(folder)

if (before === after) console.log('docs/schemas.md agrees with schema/')
else if (check) {
  console.error('docs/schemas.md does not agree with schema/: run `node scripts/update-reference.mjs`')
  process.exitCode = 1
} else {
  writeFileSync(file, after)
  console.log('docs/schemas.md updated from schema/')
}
