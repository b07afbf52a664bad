import { resolve } from 'node:path'
import { git } from './git.ts'

/**
 * The git status of files in the working tree. `changed` differ from the last commit, `untracked` are not in git at
 * all.
 */
export type GitState =
  | { readonly kind: 'none' }
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
export function gitFolderOf(workspace: string): string | undefined {
  const folder = git(workspace, ['rev-parse', '--absolute-git-dir'])
  return folder.ok ? resolve(workspace, folder.out.trim()) : undefined
}

/**
 * readGitState reads the git status of some files, relative to the workspace. Read-only. Without a repository, or
 * without git: `none`.
 */
export function readGitState(workspace: string, files: readonly string[]): GitState {
  const folder = gitFolderOf(workspace)
  if (folder === undefined) return { kind: 'none' }
  const head = git(workspace, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const branch = git(workspace, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  const prefix = git(workspace, ['rev-parse', '--show-prefix'])
  return {
    kind: 'repository',
    folder,
    ...(head.ok ? { head: head.out.trim() } : {}),
    ...(branch.ok ? { branch: branch.out.trim() } : {}),
    prefix: prefix.ok ? prefix.out.trim() : '',
    ...statesOf(workspace, files)
  }
}

function statesOf(workspace: string, files: readonly string[]) {
  const paths = files.map(file => `:(literal)${file}`)
  const none = { changed: [], untracked: [], executable: [] }
  if (paths.length === 0) return none
  const listed = git(workspace, ['ls-files', '-z', '--stage', '--', ...paths])
  const differing = git(workspace, [
    'diff',
    '-z',
    '--name-only',
    '--no-ext-diff',
    '--relative',
    'HEAD',
    '--',
    ...paths
  ])
  const entries = listed.ok ? listed.out.split('\0').filter(entry => entry !== '') : []
  const tracked = new Set(entries.map(entry => entry.slice(entry.indexOf('\t') + 1)))
  return {
    changed: differing.ok ? differing.out.split('\0').filter(path => path !== '') : [],
    untracked: files.filter(file => !tracked.has(file)),
    executable: entries
      .filter(entry => entry.startsWith('100755'))
      .map(entry => entry.slice(entry.indexOf('\t') + 1))
  }
}
