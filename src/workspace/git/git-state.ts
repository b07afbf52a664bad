import { resolve } from 'node:path'
import { type GitError, type GitPlace, git } from './run-git.ts'

/**
 * The git status of files in the working tree. `changed` differ from the last commit (before the first one: from the
 * index), `untracked` are not in git at all. `unknown`: git failed, so that nothing of this is known.
 */
export type GitState =
  | { readonly kind: 'none'; readonly isInstalled: boolean }
  | { readonly kind: 'unknown'; readonly error: GitError }
  | {
      readonly kind: 'repository'
      /** Absolute path of the git directory (for a worktree, its own). */
      readonly folder: string
      /** The commit that is checked out; absent before the first one. */
      readonly head?: string
      /** The branch that is checked out; absent for a detached HEAD. */
      readonly branch?: string
      readonly changed: readonly string[]
      readonly untracked: readonly string[]
      /** Files with the executable bit in the index. */
      readonly executable: readonly string[]
      /** Folder of the workspace in the repository, with a trailing slash; empty for the root. */
      readonly prefix: string
    }

/**
 * gitFolderOf returns the absolute path of the git directory (for a worktree, its own); undefined without a repository,
 * or without git.
 */
export function gitFolderOf(place: GitPlace): string | undefined {
  const folder = git(place, ['rev-parse', '--absolute-git-dir'])
  return folder.ok ? resolve(place.workspace, folder.out.trim()) : undefined
}

/**
 * readGitState reads the git status of some files, relative to the workspace. Read-only. Without a repository, or
 * without git: `none`.
 */
export function readGitState(place: GitPlace, files: readonly string[]): GitState {
  const folder = git(place, ['rev-parse', '--absolute-git-dir'])
  if (!folder.ok) return withoutState(folder.error)
  // Before the first commit there is none; if its commit is damaged, the comparison with it fails.
  const head = git(place, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  const branch = git(place, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  const prefix = git(place, ['rev-parse', '--show-prefix'])
  if (!prefix.ok) return { kind: 'unknown', error: prefix.error }
  const states = statesOf(place, files, head.ok ? ['HEAD'] : [])
  if ('error' in states) return { kind: 'unknown', error: states.error }
  return {
    kind: 'repository',
    folder: resolve(place.workspace, folder.out.trim()),
    ...(head.ok ? { head: head.out.trim() } : {}),
    ...(branch.ok ? { branch: branch.out.trim() } : {}),
    // only the newline is git's: the name of a folder may end in a space
    prefix: prefix.out.replace(/\n$/, ''),
    ...states
  }
}

function withoutState(error: GitError): GitState {
  if (error === 'not-a-repository' || error === 'not-installed')
    return { kind: 'none', isInstalled: error === 'not-a-repository' }
  return { kind: 'unknown', error }
}

type States = Pick<Extract<GitState, { kind: 'repository' }>, 'changed' | 'untracked' | 'executable'>

function statesOf(
  place: GitPlace,
  files: readonly string[],
  commit: readonly string[]
): States | { readonly error: GitError } {
  const paths = files.map(file => `:(literal)${file}`)
  if (paths.length === 0) return { changed: [], untracked: [], executable: [] }
  const listed = git(place, ['ls-files', '-z', '--stage', '--', ...paths])
  if (!listed.ok) return listed
  const options = ['-z', '--name-only', '--no-renames', '--no-ext-diff', '--relative']
  const differing = git(place, ['diff', ...options, ...commit, '--', ...paths])
  if (!differing.ok) return differing
  const entries = listed.out.split('\0').filter(entry => entry !== '')
  const tracked = new Set(entries.map(entry => entry.slice(entry.indexOf('\t') + 1)))
  return {
    changed: differing.out.split('\0').filter(path => path !== ''),
    untracked: files.filter(file => !tracked.has(file)),
    executable: entries
      .filter(entry => entry.startsWith('100755'))
      .map(entry => entry.slice(entry.indexOf('\t') + 1))
  }
}
