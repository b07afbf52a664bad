import { type Dirent, readdir, statSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { glob } from 'tinyglobby'
import { isAbsence } from '../../errors.ts'
import type { ClosedPath } from './find-problems.ts'
import type { Expansion } from './service-pattern.ts'

/**
 * expandPattern lists the files that match a glob or a `{service}` pattern in the workspace, with the service's name if
 * there is one, and the folders that could not be read.
 */
export async function expandPattern(root: string, pattern: string): Promise<Expansion> {
  const local = (isAbsolute(pattern) ? relative(root, pattern) : pattern)
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
  const closed: ClosedPath[] = []
  const paths = await glob(local.replaceAll('{service}', '*'), {
    cwd: root,
    dot: true,
    expandDirectories: false,
    // A link to a folder would name its files twice, and can form a loop; a plain path may go through one.
    followSymbolicLinks: false,
    fs: { readdir: reading(root, closed) as typeof readdir },
    ignore: ['**/node_modules/**', '**/.git/**']
  })
  const sorted = paths.toSorted((a, b) => (a < b ? -1 : 1))
  if (!local.includes('{service}')) return { matches: sorted.map(path => ({ path })), closed }
  const matcher = serviceMatcher(local)
  const matches = sorted.flatMap(path => {
    const service = matcher.exec(path)?.groups?.['service']
    return service === undefined ? [] : [{ path, service }]
  })
  return { matches, closed }
}

type Listed = (error: NodeJS.ErrnoException | null, entries?: Dirent[]) => void

/**
 * Reads folders for the glob package, which passes over those that cannot be read: they are kept in `closed`. A link to
 * a file counts as the file, as it does for a plain path and for a pattern with `{service}`.
 */
function reading(root: string, closed: ClosedPath[]) {
  return (folder: string, options: { withFileTypes: true }, listed: Listed): void => {
    readdir(folder, options, (error, entries) => {
      if (error) {
        if (!isAbsence(error)) closed.push({ file: nameOf(root, folder), error })
        listed(error)
      } else {
        listed(
          null,
          entries.map(entry => (entry.isSymbolicLink() ? asFile(folder, entry) : entry))
        )
      }
    })
  }
}

function nameOf(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('/') || '.'
}

function asFile(folder: string, link: Dirent): Dirent {
  if (!mayLeadToFile(join(folder, link.name))) return link
  return Object.assign(Object.create(link) as Dirent, { isFile: () => true, isSymbolicLink: () => false })
}

/** A broken link also matches: reading it fails and is reported, as for a plain path. */
function mayLeadToFile(link: string): boolean {
  try {
    return statSync(link).isFile()
  } catch {
    return true
  }
}

/** The pattern as a regular expression with the service in a group: every `{service}` must match the same name. */
function serviceMatcher(pattern: string): RegExp {
  let named = false
  const source = pattern.replaceAll(
    /\{service\}|\*\*\/|\*\*|\*|\?|\{[^}]*\}|\[[^\]]*\]|[\\^$.|+()]/g,
    part => {
      if (part === '{service}') {
        const first = !named
        named = true
        return first ? '(?<service>[A-Za-z0-9_-]+)' : '\\k<service>'
      }
      if (part === '**/') return '(?:.*/)?'
      if (part === '**') return '.*'
      if (part === '*') return '[^/]*'
      if (part === '?') return '[^/]'
      // The glob has already matched alternatives and sets, so any characters are accepted.
      return part.startsWith('{') || part.startsWith('[') ? '[^/]*' : `\\${part}`
    }
  )
  return new RegExp(`^${source}$`)
}
