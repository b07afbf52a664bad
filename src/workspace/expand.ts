import { type Dirent, readdir, statSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { glob } from 'tinyglobby'

/**
 * expandPattern lists the files that match a glob or a `{service}` pattern in the workspace, with the service's name if
 * there is one.
 */
export async function expandPattern(
  root: string,
  pattern: string
): Promise<readonly { readonly path: string; readonly service?: string }[]> {
  const local = (isAbsolute(pattern) ? relative(root, pattern) : pattern)
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
  const paths = await glob(local.replaceAll('{service}', '*'), {
    cwd: root,
    dot: true,
    expandDirectories: false,
    // A link to a folder would name its files twice, and can form a loop; a plain path may go through one.
    followSymbolicLinks: false,
    fs: { readdir: readWithLinks as typeof readdir },
    ignore: ['**/node_modules/**', '**/.git/**']
  })
  if (!local.includes('{service}')) return paths.toSorted((a, b) => (a < b ? -1 : 1)).map(path => ({ path }))
  const matcher = serviceMatcher(local)
  return paths
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap(path => {
      const service = matcher.exec(path)?.groups?.['service']
      return service === undefined ? [] : [{ path, service }]
    })
}

type Listed = (error: NodeJS.ErrnoException | null, entries?: Dirent[]) => void

/** A link to a file counts as the file, as it does for a plain path and for a pattern with `{service}`. */
function readWithLinks(folder: string, options: { withFileTypes: true }, listed: Listed): void {
  readdir(folder, options, (error, entries) => {
    if (error) listed(error)
    else
      listed(
        null,
        entries.map(entry => (entry.isSymbolicLink() ? asFile(folder, entry) : entry))
      )
  })
}

function asFile(folder: string, link: Dirent): Dirent {
  // A broken link also matches: reading it fails and is reported, as for a plain path.
  const leadsToFile = statSync(join(folder, link.name), { throwIfNoEntry: false })?.isFile() ?? true
  if (!leadsToFile) return link
  return Object.assign(Object.create(link) as Dirent, { isFile: () => true, isSymbolicLink: () => false })
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
