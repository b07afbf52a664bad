import { type Dirent, existsSync, lstatSync, readdir, readdirSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { glob } from 'tinyglobby'
import { isAbsence, type Problem } from '../../errors.ts'
import type { Tracked } from './discover.ts'
import type { ClosedPath } from './find-problems.ts'

/** isPattern returns whether a line is more than the path of a file that exists. */
export function isPattern(root: string, pattern: string): boolean {
  return (
    pattern.includes('{service}') || (/[*?[\]{}!()]/.test(pattern) && !existsSync(resolve(root, pattern)))
  )
}

/** What a pattern matches, before it is known to be files of the workspace, and what could not be searched for that. */
export type Expansion = {
  readonly matches: readonly { readonly path: string; readonly service?: string }[]
  readonly closed: readonly ClosedPath[]
}

/** expandPattern lists what matches a glob or a `{service}` pattern, and the folders that could not be read. */
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

/**
 * The pattern as a regular expression with the service in a group: every `{service}` must match the same name.
 * Wildcards take as much as they can, so that `*-{service}.json` finds service `api` in `eu-west-1-api.json`.
 */
function serviceMatcher(pattern: string): RegExp {
  const { source } = picomatch.makeRe(pattern.replaceAll('{service}', NAME), { dot: true })
  const greedy = source.replaceAll('*?', '*')
  return new RegExp(greedy.replace(NAME, '(?<service>[A-Za-z0-9_-]+)').replaceAll(NAME, '\\k<service>'))
}

/** A name that no pattern has, and that needs no escapes. */
const NAME = 'ECSSERVICENAME'

type Listed = (error: NodeJS.ErrnoException | null, entries?: Dirent[]) => void

/**
 * Reads folders for the glob package, which passes over those that cannot be read: they are kept in `closed`. A link to
 * a file counts as the file, as it does for a plain path.
 */
function reading(root: string, closed: ClosedPath[]) {
  return (folder: string, options: { withFileTypes: true }, listed: Listed): void => {
    readdir(folder, options, (error, entries) => {
      if (!error) {
        listed(
          null,
          entries.map(entry => (entry.isSymbolicLink() ? asFile(folder, entry) : entry))
        )
        return
      }
      const file = relative(root, folder).split(sep).join('/') || '.'
      if (!isAbsence(error)) closed.push({ file, error })
      listed(error)
    })
  }
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

/** Which files `!` patterns exclude, and the patterns that match nothing. */
export type Exclusion = {
  readonly leaves: (one: { readonly file: string }) => boolean
  readonly problems: readonly Problem[]
}

/**
 * exclusionOf finds the files that patterns exclude: a path, everything below a folder, or a glob, without the leading
 * `!`. A pattern that matches nothing in the workspace, nor any of the files that are `absent` from it, is a problem,
 * because it was meant to exclude something.
 */
export async function exclusionOf(
  root: string,
  patterns: readonly string[],
  absent: readonly string[] = []
): Promise<Exclusion> {
  const problems: Problem[] = []
  const excluding: ((file: string) => boolean)[] = []
  for (const pattern of patterns) {
    // everything below a folder is the folder, which can be one that may not be read
    const path = pattern.replace(/^\.\//, '').replace(/\/(?:\*\*)?$/, '')
    const isThere = entryAt(join(root, path)) !== 'none'
    const isGlob = isThere ? undefined : picomatch([path, `${path}/**`], { dot: true })
    const isOut = isGlob ?? ((file: string) => file === path || file.startsWith(`${path}/`))
    excluding.push(file => isOut(file))
    if (isThere || absent.some(file => isOut(file))) continue
    const { matches, closed } = await expandPattern(root, path)
    if (matches.length + closed.length === 0)
      problems.push({
        code: 'pattern-without-match',
        fault: 'user',
        message: `Input "task-definition": "!${pattern}" matches no file to exclude.`,
        hint: 'Patterns are relative to the workspace. A file whose name begins with "!" is written ./!name.'
      })
  }
  return { leaves: ({ file }) => !excluding.some(isOut => isOut(file)), problems }
}

/** Whether something has a path: `unknown` if the system does not let this run look. */
export type EntryKind = 'there' | 'unknown' | 'none'

/** entryAt looks at a path without following a link. */
export function entryAt(path: string): EntryKind {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'there'
  } catch (error) {
    return isAbsence(error) ? 'none' : 'unknown'
  }
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * filesBelow lists the files and links of a folder and its subfolders, and the folders that could not be read, relative
 * to the workspace, tracked by git or not.
 */
export function filesBelow(workspace: string, folder: string): Required<Omit<Tracked, 'modules' | 'sparse'>> {
  const paths: string[] = []
  const links: string[] = []
  const closed: ClosedPath[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of entriesOf(workspace, next, closed)) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path)
      } else if (entry.isSymbolicLink()) links.push(path)
      else if (entry.isFile()) paths.push(path)
    }
  }
  return { paths, links, closed }
}

function entriesOf(workspace: string, folder: string, closed: ClosedPath[]): readonly Dirent[] {
  try {
    return readdirSync(resolve(workspace, folder), { withFileTypes: true })
  } catch (error) {
    // a folder that was removed in between has no files
    if (!isAbsence(error)) closed.push({ file: folder, error })
    return []
  }
}

/**
 * withSubmodules adds the files of the submodules that are checked out to what git tracks; of `modules`, those remain
 * that are not.
 */
export function withSubmodules(workspace: string, tracked: Tracked): Tracked {
  const { modules = [] } = tracked
  const below = modules.map(module => ({ module, ...filesBelow(workspace, module) }))
  const there = below.filter(({ paths, links, closed }) => paths.length + links.length + closed.length > 0)
  if (there.length === 0) return tracked
  return {
    ...tracked,
    paths: [...tracked.paths, ...there.flatMap(({ paths }) => paths)],
    links: [...(tracked.links ?? []), ...there.flatMap(({ links }) => links)],
    closed: [...(tracked.closed ?? []), ...there.flatMap(({ closed }) => closed)],
    modules: modules.filter(module => !there.some(one => one.module === module))
  }
}

/** isBelow returns whether a file is in a folder, at any depth; `.` is the workspace. */
export function isBelow(folder: string, file: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`)
}
