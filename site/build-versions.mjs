// node site/build-versions.mjs REF…: builds the site of several tags or branches into site/dist, the first at its root.
// Requires Node 24, since it loads TypeScript.
import { fileURLToPath } from 'node:url'
import { base } from './layout.mjs'
import { buildVersions } from './versions.ts'

const { built, left } = buildVersions({
  repository: fileURLToPath(new URL('../', import.meta.url)),
  refs: [...new Set(process.argv.slice(2))],
  out: fileURLToPath(new URL('dist/', import.meta.url)),
  base
})
console.log(`site/dist has the versions ${built.join(', ')}`)
if (left.length > 0)
  console.log(`Not built, since the site of then knows one address only: ${left.join(', ')}`)
