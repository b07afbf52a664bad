// node scripts/release-notes.mjs v1.2.3
// Prints the changelog's entry for that version. Fails if the tag is not the version of package.json or has no entry.
import { readFileSync } from 'node:fs'

const tag = process.argv[2] ?? ''
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, but package.json says ${version}`)

const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
const entry = changelog
  .split(/^## /m)
  .slice(1)
  .find(text => text.startsWith(`[${version}]`))
if (!entry) throw new Error(`CHANGELOG.md has no entry "## [${version}]"`)
console.log(entry.split('\n').slice(1).join('\n').trim())
