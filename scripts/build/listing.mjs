import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * listingOf lists everything below a folder, hidden files and links too: path → what it is (kind, whether it may be executed, hash).
 * Empty for a folder that is not there.
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

/** git keeps of a mode whether its owner may execute the file. */
function fileOf(path, mode) {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
  return `${(mode & 0o100) === 0 ? 'file' : 'program'} ${hash}`
}

/** differencesOf compares what is there with what the sources give, a line for each file that is not the same. */
export function differencesOf(there, given) {
  const lines = []
  for (const [name, what] of there) {
    if (!given.has(name)) lines.push(`dist/${name} does not come from the sources`)
    else if (given.get(name) !== what) lines.push(`dist/${name} is not what the sources give`)
  }
  for (const name of given.keys()) if (!there.has(name)) lines.push(`dist/${name} is missing`)
  return lines.toSorted((a, b) => (a < b ? -1 : 1))
}
