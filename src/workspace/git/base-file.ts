import { basename, join, relative, resolve, sep } from 'node:path'
import type { BaseFile } from '../../exceptions/exception.ts'
import { type GitPlace, git, runGit } from './run-git.ts'

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
    return { kind: 'unknown', why: 'git knows no repository here', path: way.join('/') }
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
    const prefix = git(folder, ['rev-parse', '--show-prefix'])
    // only the newline is git's: the name of a folder may end in a space
    if (prefix.ok) return { ...folder, path: `${prefix.out.replace(/\n$/, '')}${way.slice(depth).join('/')}` }
  }
  return undefined
}
