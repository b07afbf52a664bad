import { lstatSync, readlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { type GitError, type GitPlace, git } from './run-git.ts'

/** Paths that git returned, or why there are none. */
export type ListedPaths =
  | { readonly ok: true; readonly paths: readonly string[] }
  | { readonly ok: false; readonly error: GitError }

/** A file of the index that git does not compare with the working tree; the path is relative to the repository. */
type Unwatched = {
  readonly path: string
  readonly blob: string
  readonly isLink: boolean
  readonly mayBeAbsent: boolean
}

/**
 * unwatchedChanges returns the files that differ from the index although git takes them for unchanged: those marked
 * `assume-unchanged` (core.ignoreStat marks every file) or `skip-worktree`. What a sparse checkout leaves out is not
 * changed. Paths are relative to the workspace, and below it; with `:/`, relative to the repository.
 */
export function unwatchedChanges(place: GitPlace, pathspecs: readonly string[] | ':/' = []): ListedPaths {
  const scope = pathspecs === ':/' ? [pathspecs] : pathspecs
  const listed = git(place, ['ls-files', '-z', '-v', '--stage', '--full-name', '--', ...scope])
  if (!listed.ok) return listed
  const marked = listed.out.split('\0').flatMap(unwatchedIn)
  if (marked.length === 0) return { ok: true, paths: [] }
  const up = git(place, ['rev-parse', '--show-cdup'])
  const below = git(place, ['rev-parse', '--show-prefix'])
  if (!up.ok) return up
  if (!below.ok) return below
  const root = { ...place, workspace: resolve(place.workspace, lineOf(up.out)) }
  const prefix = pathspecs === ':/' ? '' : lineOf(below.out)
  return { ok: true, paths: differing(root, marked).map(path => path.slice(prefix.length)) }
}

/** An entry of `git ls-files -v --stage`: `TAG MODE BLOB STAGE<tab>PATH`. A lower-case tag is `assume-unchanged`. */
function unwatchedIn(entry: string): readonly Unwatched[] {
  const [, tag, mode, blob, path] = /^([a-zS]) (100|120)\d{3} ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? []
  if (blob === undefined || path === undefined) return []
  return [{ path, blob, isLink: mode === '120', mayBeAbsent: tag === 'S' || tag === 's' }]
}

/** Compared by content, as git would store it. */
function differing(root: GitPlace, marked: readonly Unwatched[]): readonly string[] {
  const changed = new Set<string>()
  const files: Unwatched[] = []
  for (const one of marked) {
    const found = lstatSync(resolve(root.workspace, one.path), { throwIfNoEntry: false })
    if (found === undefined ? one.mayBeAbsent : one.isLink && isSameLink(root, one)) continue
    // git reads one path a line, and what begins with a quote as quoted
    if (found?.isFile() && !one.isLink && !/[\n\r]|^"/.test(one.path)) files.push(one)
    else changed.add(one.path)
  }
  const named = files.map(({ path }) => `${path}\n`).join('')
  const hashed = git(root, ['hash-object', '--stdin-paths'], named)
  // What cannot be compared counts as changed.
  const blobs = hashed.ok ? hashed.out.split('\n') : []
  for (const [index, { path, blob }] of files.entries()) if (blobs[index] !== blob) changed.add(path)
  return [...changed]
}

function isSameLink(root: GitPlace, { path, blob }: Unwatched): boolean {
  try {
    const before = git(root, ['cat-file', 'blob', blob])
    return before.ok && readlinkSync(resolve(root.workspace, path), 'utf8') === before.out
  } catch {
    // something else is in its place
    return false
  }
}

/** Only the newline is git's: the name of a folder may end in a space. */
function lineOf(out: string): string {
  return out.replace(/\n$/, '')
}
