import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * listingOf lists everything below a folder, including hidden files and links: path → properties (kind, whether it is
 * executable, hash). Empty for a folder that does not exist.
 */
export function listingOf(folder) {
  const found = new Map()
  const look = way => {
    for (const name of readdirSync(join(folder, way))) {
      const own = way === '' ? name : `${way}/${name}`
      const path = join(folder, own)
      const status = lstatSync(path)
      if (status.isDirectory()) look(own)
      else if (status.isSymbolicLink()) found.set(own, `link to ${readlinkSync(path)}`)
      else if (status.isFile()) found.set(own, fileOf(path, status.mode))
      else found.set(own, 'no file')
    }
  }
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) look('')
  return found
}

/** Of a file's mode, git stores only whether its owner may execute it. */
function fileOf(path, mode) {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
  return `${(mode & 0o100) === 0 ? 'file' : 'program'} ${hash}`
}

/** differencesOf compares the actual files with those built from the sources, one line for each difference. */
export function differencesOf(there, given) {
  const lines = []
  for (const [name, what] of there) {
    if (!given.has(name)) lines.push(`dist/${name} does not come from the sources`)
    else if (given.get(name) !== what) lines.push(`dist/${name} is not what the sources give`)
  }
  for (const name of given.keys()) if (!there.has(name)) lines.push(`dist/${name} is missing`)
  return lines.toSorted((a, b) => (a < b ? -1 : 1))
}
