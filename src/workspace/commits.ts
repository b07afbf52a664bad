import { posix } from 'node:path'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { git, withoutRepository } from './git.ts'
import { runGit } from './run-git.ts'

/** What is checked out. Paths are from the root of the repository. */
export type Checkout = {
  /** Full id of the commit; absent before the first one. */
  readonly head?: string
  /** Folder of the workspace in the repository, with a slash at its end; empty for the root. */
  readonly prefix: string
  /** The clone has not all commits of its branch. */
  readonly isShallow: boolean
  /** What differs from the commit: changed, deleted, and new files that are not ignored. */
  readonly uncommitted: readonly string[]
  /** All that git tracks. */
  readonly tracked: readonly string[]
}

/** readCheckout asks git what is checked out. It only reads. */
export function readCheckout(workspace: string): Checkout | { readonly problem: Problem } {
  const prefix = git(workspace, ['rev-parse', '--show-prefix'])
  if (!prefix.ok) return { problem: withoutRepository(prefix.error) }
  const head = git(workspace, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const shallow = git(workspace, ['rev-parse', '--is-shallow-repository'])
  const listed = git(workspace, ['ls-files', '-z', '--full-name', '--', ':/'])
  const added = git(workspace, [
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--full-name',
    '--',
    ':/'
  ])
  if (!listed.ok) return { problem: withoutRepository(listed.error) }
  if (!added.ok) return { problem: withoutRepository(added.error) }
  const commit = head.ok ? head.out.trim() : undefined
  const differing = commit === undefined ? undefined : git(workspace, diffWith(commit))
  if (differing && !differing.ok) return { problem: withoutRepository(differing.error) }
  return {
    ...present({ head: commit }),
    // only a line end is git's: a folder may end in a space
    prefix: prefix.out.replace(/\n$/, ''),
    isShallow: shallow.ok && shallow.out.trim() === 'true',
    uncommitted: [...new Set([...entriesOf(differing?.out ?? ''), ...entriesOf(added.out).filter(isFile)])],
    tracked: entriesOf(listed.out)
  }
}

/** What differs from a commit, or why git can't say: it is not in this clone, or not all of it. */
export type CommitComparison =
  | {
      readonly kind: 'compared'
      /** Paths that differ, both sides of a rename among them. */
      readonly paths: readonly string[]
      /** The commit is one that what is checked out was made from. */
      readonly isAncestor: boolean
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'incomplete' }

/** compareWithCommit compares two states and no history: commits that were rewritten or came by a merge are as good as any. */
export function compareWithCommit(workspace: string, commit: string): CommitComparison {
  if (!git(workspace, ['cat-file', '-e', `${commit}^{commit}`]).ok) return { kind: 'absent' }
  const differing = git(workspace, diffWith(commit))
  if (!differing.ok) return { kind: 'incomplete' }
  const isAncestor = git(workspace, ['merge-base', '--is-ancestor', commit, 'HEAD']).ok
  return { kind: 'compared', paths: entriesOf(differing.out), isAncestor }
}

/** fileInCommit is the text of a file of a commit, by its path from the root; undefined where there is none. */
export function fileInCommit(workspace: string, commit: string, path: string): string | undefined {
  const blob = runGit(workspace, ['cat-file', 'blob', `${commit}:${path}`])
  return blob.ok ? blob.out.toString('utf8') : undefined
}

/** Against the files as they are, so that what is not committed yet is seen too. */
function diffWith(commit: string): readonly string[] {
  const options = [
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-relative',
    '--ignore-submodules=dirty'
  ]
  return ['diff', ...options, commit, '--', ':/']
}

/** Another repository that is checked out into this one, as an action is, is one entry with a slash at its end. */
function isFile(path: string): boolean {
  return !path.endsWith('/')
}

function entriesOf(out: string): readonly string[] {
  return out.split('\0').filter(entry => entry !== '')
}

/** fromRoot is the path from the root of the repository of a file that is named relative to the workspace, and back with fromWorkspace. */
export function fromRoot(file: string, { prefix }: Pick<Checkout, 'prefix'>): string {
  return posix.join(prefix, file)
}

/** fromWorkspace names a path of the repository relative to the workspace; `../` leads out of it. */
export function fromWorkspace(path: string, { prefix }: Pick<Checkout, 'prefix'>): string {
  return prefix === '' ? path : posix.relative(prefix, path)
}
