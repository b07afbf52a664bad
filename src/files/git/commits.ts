import { basename, join, posix, relative, resolve, sep } from 'node:path'
import type { BaseFile } from '../../check/exceptions/exception.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { notListed, withoutRepository } from './git.ts'
import { type GitError, type GitPlace, git, gitPaths, gitPrefix, runGit } from './run-git.ts'

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

/** readCheckout reads from git what is checked out. */
export function readCheckout(place: GitPlace): Checkout | { readonly problem: Problem } {
  const prefix = gitPrefix(place)
  if (!prefix.ok) return { problem: withoutRepository(prefix.error) }
  const head = git(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const shallow = git(place, ['rev-parse', '--is-shallow-repository'])
  const listed = gitPaths(place, ['ls-files', '-z', '--full-name', '--', ':/'])
  const added = gitPaths(place, [
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
  if (added.closed.length > 0) return { problem: notListed(added.closed) }
  const commit = head.ok ? head.out.trim() : undefined
  const differing = commit === undefined ? undefined : differingFrom(commit, place)
  if (differing && !differing.ok) return { problem: withoutRepository(differing.error) }
  return {
    ...present({ head: commit }),
    prefix: prefix.out,
    isShallow: shallow.ok && shallow.out.trim() === 'true',
    uncommitted: [...new Set([...(differing?.paths ?? []), ...added.paths.filter(isFile)])],
    tracked: listed.paths
  }
}

/**
 * What differs from a commit, or why git does not know: the clone does not have the commit, or not all of its objects.
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

/** Compared with the working tree, so that uncommitted changes are included. */
function differingFrom(commit: string, place: GitPlace): ReturnType<typeof gitPaths> {
  const options = [
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-relative',
    '--ignore-submodules=dirty'
  ]
  return gitPaths(place, ['diff', ...options, commit, '--', ':/'])
}

/** Another repository checked out into this one, such as an action, is one entry with a trailing slash. */
function isFile(path: string): boolean {
  return !path.endsWith('/')
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
  const prefix = gitPrefix(place)
  if (!prefix.ok) return { kind: 'unknown', error: prefix.error }
  const states = statesOf(place, files, head.ok ? ['HEAD'] : [])
  if ('error' in states) return { kind: 'unknown', error: states.error }
  return {
    kind: 'repository',
    folder: resolve(place.workspace, folder.out.trim()),
    ...(head.ok ? { head: head.out.trim() } : {}),
    ...(branch.ok ? { branch: branch.out.trim() } : {}),
    prefix: prefix.out,
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
  const listed = gitPaths(place, ['ls-files', '-z', '--stage', '--', ...paths])
  if (!listed.ok) return listed
  const options = ['-z', '--name-only', '--no-renames', '--no-ext-diff', '--relative']
  const differing = gitPaths(place, ['diff', ...options, ...commit, '--', ...paths])
  if (!differing.ok) return differing
  const nameOf = (entry: string) => entry.slice(entry.indexOf('\t') + 1)
  const tracked = new Set(listed.paths.map(nameOf))
  return {
    changed: differing.paths,
    untracked: files.filter(file => !tracked.has(file)),
    executable: listed.paths.filter(entry => entry.startsWith('100755')).map(nameOf)
  }
}

/**
 * The commit that a pull request is based on, and the merge commit that GitHub created for the run, if the event
 * contains it.
 */
export type BaseCommits = { readonly base: string; readonly merge?: string }

/** A file of a commit, or why git cannot return it; `path` is its path in the repository, for other sources. */
export type CommittedFile =
  | Exclude<BaseFile, { readonly kind: 'unknown' }>
  | { readonly kind: 'unknown'; readonly why: string; readonly path?: string }

/**
 * readBaseFile reads a file of the workspace as it is in the base commit, only from git's objects: nothing is fetched,
 * and references of the checkout (branches, replaced objects) are not trusted. Throws nothing.
 */
export function readBaseFile(place: GitPlace, file: string, commits: BaseCommits): CommittedFile {
  const { workspace } = place
  const way = relative(workspace, resolve(workspace, file)).split(sep)
  if (way[0] === '..') return { kind: 'unknown', why: `${basename(file)} is outside the workspace` }
  const found = repositoryOf(place, way)
  if (found === undefined)
    return { kind: 'unknown', why: 'there is no git repository here', path: way.join('/') }
  const { path: inRepository, ...folder } = found
  const commit = commitHere(folder, commits)
  const named = { path: inRepository }
  if (commit === undefined) {
    return { kind: 'unknown', why: `commit ${commits.base.slice(0, 7)} is not in this checkout`, ...named }
  }
  // --full-tree: the path is relative to the repository, whatever the folder is
  const listed = git(folder, [
    '--literal-pathspecs',
    'ls-tree',
    '-z',
    '--full-tree',
    commit,
    '--',
    inRepository
  ])
  if (!listed.ok) return { kind: 'unknown', why: `git could not list ${basename(inRepository)}`, ...named }
  return fileIn(folder, listed.out, inRepository)
}

function fileIn(folder: GitPlace, listed: string, path: string): CommittedFile {
  const [, mode, kind, id] = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(listed) ?? []
  if (mode === undefined || kind === 'tree') return { kind: 'none' }
  if (kind !== 'blob' || mode === '120000' || id === undefined)
    return { kind: 'unknown', why: `${basename(path)} is a link there` }
  const blob = runGit(folder, ['cat-file', 'blob', id])
  if (!blob.ok) return { kind: 'unknown', why: `git has not the text of ${basename(path)}`, path }
  return { kind: 'text', text: blob.out.toString('utf8') }
}

/**
 * The base commit, if it is in the clone. Otherwise the first parent of the merge commit that GitHub created for the
 * pull request, if that is checked out with its parents (fetch-depth: 2).
 */
function commitHere(folder: GitPlace, { base, merge }: BaseCommits): string | undefined {
  const found = (revision: string) => {
    const answer = git(folder, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`
    ])
    return answer.ok ? answer.out.trim() : undefined
  }
  const isHere = git(folder, ['cat-file', '-e', `${base}^{commit}`])
  if (isHere.ok) return base
  if (merge === undefined || found('HEAD') !== merge || found(`${merge}^2`) === undefined) return undefined
  const parent = found(`${merge}^1`)
  return parent !== undefined && git(folder, ['cat-file', '-e', `${parent}^{tree}`]).ok ? parent : undefined
}

/** The workspace's repository, or the first one on the path to the file, if it was checked out into a folder. */
function repositoryOf(
  place: GitPlace,
  way: readonly string[]
): (GitPlace & { readonly path: string }) | undefined {
  for (const depth of way.keys()) {
    const folder = { env: place.env, workspace: join(place.workspace, ...way.slice(0, depth)) }
    const prefix = gitPrefix(folder)
    if (prefix.ok) return { ...folder, path: `${prefix.out}${way.slice(depth).join('/')}` }
  }
  return undefined
}
