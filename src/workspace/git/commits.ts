import { posix } from 'node:path'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { notListed, withoutRepository } from './git.ts'
import { type GitError, type GitPlace, git, runGit } from './run-git.ts'

/** What is checked out. Paths are relative to the root of the repository. */
export type Checkout = {
  /** Full commit ID; absent before the first commit. */
  readonly head?: string
  /** Folder of the workspace in the repository, with a trailing slash; empty for the root. */
  readonly prefix: string
  /** The clone does not have all commits of its branch. */
  readonly isShallow: boolean
  /** What differs from the commit: changed, deleted, and new files that are not ignored. */
  readonly uncommitted: readonly string[]
  /** All files that git tracks. */
  readonly tracked: readonly string[]
}

/** readCheckout asks git what is checked out. Read-only. */
export function readCheckout(place: GitPlace): Checkout | { readonly problem: Problem } {
  const prefix = git(place, ['rev-parse', '--show-prefix'])
  if (!prefix.ok) return { problem: withoutRepository(prefix.error) }
  const head = git(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const shallow = git(place, ['rev-parse', '--is-shallow-repository'])
  const listed = git(place, ['ls-files', '-z', '--full-name', '--', ':/'])
  const added = git(place, ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '--', ':/'])
  if (!listed.ok) return { problem: withoutRepository(listed.error) }
  if (!added.ok) return { problem: withoutRepository(added.error) }
  if (added.closed.length > 0) return { problem: notListed(added.closed) }
  const commit = head.ok ? head.out.trim() : undefined
  const differing = commit === undefined ? undefined : differingFrom(commit, place)
  if (differing && !differing.ok) return { problem: withoutRepository(differing.error) }
  return {
    ...present({ head: commit }),
    // only the newline is git's: the name of a folder may end in a space
    prefix: prefix.out.replace(/\n$/, ''),
    isShallow: shallow.ok && shallow.out.trim() === 'true',
    uncommitted: [...new Set([...(differing?.paths ?? []), ...entriesOf(added.out).filter(isFile)])],
    tracked: entriesOf(listed.out)
  }
}

/**
 * What differs from a commit, or why git cannot tell: the clone does not have the commit, or not all of its objects.
 */
export type CommitComparison =
  | {
      readonly kind: 'compared'
      /** Paths that differ, including both sides of a rename. */
      readonly paths: readonly string[]
      /** The commit is an ancestor of what is checked out. */
      readonly isAncestor: boolean
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'incomplete' }

/** compareWithCommit compares two states and no history, so rewritten and merged commits make no difference. */
export function compareWithCommit(place: GitPlace, commit: string): CommitComparison {
  if (!git(place, ['cat-file', '-e', `${commit}^{commit}`]).ok) return { kind: 'absent' }
  const differing = differingFrom(commit, place)
  if (!differing.ok) return { kind: 'incomplete' }
  const isAncestor = git(place, ['merge-base', '--is-ancestor', commit, 'HEAD']).ok
  return { kind: 'compared', paths: differing.paths, isAncestor }
}

/** fileInCommit returns the text of a file of a commit, by its path from the root; undefined if it does not exist. */
export function fileInCommit(place: GitPlace, commit: string, path: string): string | undefined {
  const blob = runGit(place, ['cat-file', 'blob', `${commit}:${path}`])
  return blob.ok ? blob.out.toString('utf8') : undefined
}

/** Paths that git returned, or why there are none. */
type ListedPaths =
  | { readonly ok: true; readonly paths: readonly string[] }
  | { readonly ok: false; readonly error: GitError }

/** Compared with the working tree, so that uncommitted changes are included. */
function differingFrom(commit: string, place: GitPlace): ListedPaths {
  const options = [
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-relative',
    '--ignore-submodules=dirty'
  ]
  const differing = git(place, ['diff', ...options, commit, '--', ':/'])
  return differing.ok ? { ok: true, paths: entriesOf(differing.out) } : differing
}

/** Another repository checked out into this one, such as an action, is one entry with a trailing slash. */
function isFile(path: string): boolean {
  return !path.endsWith('/')
}

function entriesOf(out: string): readonly string[] {
  return out.split('\0').filter(entry => entry !== '')
}

/**
 * fromRoot converts the path of a file from relative to the workspace to relative to the root of the repository;
 * fromWorkspace does the opposite.
 */
export function fromRoot(file: string, { prefix }: Pick<Checkout, 'prefix'>): string {
  return posix.join(prefix, file)
}

/** fromWorkspace converts a path of the repository to one relative to the workspace; `../` leads out of it. */
export function fromWorkspace(path: string, { prefix }: Pick<Checkout, 'prefix'>): string {
  return prefix === '' ? path : posix.relative(prefix, path)
}
