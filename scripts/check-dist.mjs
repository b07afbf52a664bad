// Checks that dist/ is exactly what the sources produce. Both the files on disk, tracked by git or not, and the files
// that git would commit are compared with a fresh build: an extra file would be attested with the release like the
// others.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { differencesOf, listingOf } from './build/listing.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')

/** The files of dist/ in git's index, which after a checkout are those of the commit. */
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
// The build empties the folder: the previous files are kept for inspection.
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
