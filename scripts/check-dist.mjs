// Is dist/ exactly what the sources give? What stands there, tracked by git or not, and what git would commit are both
// compared with a fresh build: a file too many would be attested with the release like the others.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { differencesOf, listingOf } from './build/listing.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')

/** What git has of dist/ in its index, which after a checkout is what the commit has. */
function committed() {
  const folder = mkdtempSync(join(tmpdir(), 'committed-'))
  try {
    execFileSync('git', ['checkout-index', '--all', `--prefix=${folder}/`], { cwd: root })
    return listingOf(join(folder, 'dist'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const there = listingOf(dist)
const tracked = committed()
// The build empties the folder: what was there stays to be looked at.
const kept = mkdtempSync(join(tmpdir(), 'dist-'))
cpSync(dist, kept, { recursive: true, verbatimSymlinks: true, force: true })
execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
const built = listingOf(dist)
const wrong = [
  ...differencesOf(there, built),
  ...differencesOf(tracked, built).map(line => `${line} (as git has it)`)
]
if (wrong.length === 0) rmSync(kept, { recursive: true, force: true })
else {
  console.error(`dist/ is not what the sources give:\n  ${wrong.join('\n  ')}`)
  console.error(`What was there is kept in ${kept}. Commit what was built: git add -A dist`)
  process.exitCode = 1
}
