import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import { type GitError, type GitPlace, git, gitPaths } from './run-git.ts'

/** Paths relative to the workspace, with forward slashes, or why git returned none. */
export type GitPaths = { readonly paths: readonly string[] } | { readonly problem: Problem }

/** The files, links and submodules that git tracks. */
export type TrackedFiles =
  | {
      readonly paths: readonly string[]
      readonly links: readonly string[]
      readonly modules: readonly string[]
      /** What a sparse checkout may leave out of the working tree. */
      readonly sparse: ReadonlySet<string>
    }
  | { readonly error: GitError }

/** trackedFiles lists what git tracks in the workspace (`git ls-files`); the files of submodules are not among it. */
export function trackedFiles(place: GitPlace): TrackedFiles {
  const listed = gitPaths(place, ['ls-files', '-z', '-v', '--stage'])
  if (!listed.ok) return listed
  const entries = listed.paths
  const named = (kind: RegExp) => [
    ...new Set(entries.flatMap(entry => (kind.test(entry) ? [entry.slice(entry.indexOf('\t') + 1)] : [])))
  ]
  return {
    paths: named(/^. 100(?:644|755) /),
    links: named(/^. 120000 /),
    modules: named(/^. 160000 /),
    sparse: new Set(named(/^[sS] 1[02]0/))
  }
}

/**
 * changedFiles lists the differences of the working tree from the commit where the branch diverged from `revision`:
 * committed, uncommitted and new files, without deleted ones. A branch that is only known as `origin/…` is also found.
 */
export function changedFiles(place: GitPlace, revision: string): GitPaths {
  const inside = git(place, ['rev-parse', '--is-inside-work-tree'])
  if (!inside.ok) return { problem: withoutRepository(inside.error) }
  const commit = commitOf(place, revision)
  if (commit === undefined) return { problem: unknownRevision(place, revision) }
  const base = git(place, ['merge-base', commit, 'HEAD'])
  if (!base.ok) return { problem: withoutMergeBase(place, revision) }
  const options = ['-z', '--name-only', '--diff-filter=d', '--no-renames', '--no-ext-diff', '--relative']
  const changed = gitPaths(place, [
    'diff',
    ...options,
    '--ignore-submodules=untracked',
    base.out.trim(),
    '--'
  ])
  const added = gitPaths(place, ['ls-files', '-z', '--others', '--exclude-standard'])
  if (!changed.ok) return { problem: failed(changed.error) }
  if (!added.ok) return { problem: failed(added.error) }
  if (added.closed.length > 0) return { problem: notListed(added.closed) }
  return { paths: [...new Set([...changed.paths, ...added.paths])] }
}

/**
 * The name of a branch, also of one that only the remote has, takes precedence over that of a tag, unlike in Git: a
 * user who can push a tag `main` must not decide what has changed. A branch of the remote whose name could be a commit
 * ID comes last.
 */
function commitOf(place: GitPlace, revision: string): string | undefined {
  const isName =
    /^[\w./-]+$/.test(revision) && !/^(?:[0-9a-f]{40}|[0-9a-f]{64}|\w*HEAD|refs\/.*)$/.test(revision)
  const branches = isName ? [`refs/heads/${revision}`, `refs/remotes/${revision}`] : []
  const ofRemote = `refs/remotes/origin/${revision}`
  const inOrder = isName && !/^[0-9a-f]{4,}$/.test(revision) ? [ofRemote, revision] : [revision, ofRemote]
  for (const name of [...branches, ...inOrder]) {
    const found = git(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
    if (found.ok) return found.out.trim()
  }
  return undefined
}

/**
 * withoutRepository is the problem of a run that needs git if git fails. A run can name its files instead, a command
 * not.
 */
export function withoutRepository(error: GitError, of: 'run' | 'command' = 'run'): Problem {
  if (error !== 'not-a-repository') return failed(error, of)
  const message = 'The workspace is not a git repository, so tracked and changed files cannot be determined.'
  const problem = { code: 'not-a-git-repository', fault: 'user', message } as const
  if (of === 'command') return { ...problem, hint: 'Run it inside a git repository.' }
  const hint = 'Run actions/checkout before this step, or name the files in the input "task-definition".'
  return { ...problem, hint, ...ABOUT_FILES }
}

const ABOUT_FILES = { about: { input: 'task-definition' } }

/** notListed is the problem of folders that git could not open: a new file in one would be taken for no change. */
export function notListed(folders: readonly string[]): Problem {
  const names = someOf(folders.map(folder => folder.replace(/\/$/, '')))
  return {
    code: 'file-not-readable',
    fault: 'user',
    message: `git could not open ${names}, so that what changed there is not known.`,
    hint: 'Make it readable for this user (chmod -R a+rX), remove it, or have git ignore it.'
  }
}

function failed(error: GitError, of: 'run' | 'command' = 'run'): Problem {
  const message = `The files could not be listed: ${gitFailure(error)}.`
  if (error === 'not-owned') {
    const hint = 'Run git config --global --add safe.directory "$GITHUB_WORKSPACE" before this step.'
    return { code: 'git-not-owned', fault: 'user', message, hint }
  }
  const problem = { code: 'git-failed', fault: 'user', message } as const
  if (of === 'command') return { ...problem, hint: 'Make git work in this folder.' }
  const hint = 'Name the files in the input "task-definition", or make git work in the workspace.'
  return { ...problem, hint, ...ABOUT_FILES }
}

/** gitFailure returns why git failed, as the end of a sentence. */
export function gitFailure(error: GitError): string {
  switch (error) {
    case 'not-installed':
      return 'git is not installed'
    case 'not-a-repository':
      return 'the workspace is not a git repository'
    case 'not-owned':
      return 'git refuses a repository that belongs to another user ("dubious ownership")'
    case 'too-large':
    case 'refused':
      return 'git failed'
  }
}

/** What brings the commits of a revision: a shallow clone of one branch also fetches no other one by itself. */
function fetching(
  place: GitPlace,
  revision: string
): { readonly isShallow: boolean; readonly command: string } {
  const shallow = git(place, ['rev-parse', '--is-shallow-repository'])
  const isShallow = shallow.ok && shallow.out.trim() === 'true'
  const fetch = isShallow ? 'git fetch --unshallow' : 'git fetch'
  const name = revision.replace(/^(?:refs\/heads\/|refs\/remotes\/origin\/|origin\/)/, '')
  const isName = /^\w[\w./-]*$/.test(name) && !/^(?:[0-9a-f]{7,64}|\w*HEAD|refs\/.*)$/.test(name)
  const command = isName ? `${fetch} origin ${name}:refs/remotes/origin/${name}` : fetch
  return { isShallow, command }
}

const SHALLOW = 'This clone is shallow: set fetch-depth: 0 at actions/checkout, or run'

function unknownRevision(place: GitPlace, revision: string): Problem {
  const { isShallow, command } = fetching(place, revision)
  return {
    code: 'unknown-revision',
    fault: 'user',
    message: `Input "changed-since": this checkout has no commit "${revision}" and no "origin/${revision}".`,
    hint: isShallow
      ? `${SHALLOW} ${command}.`
      : `Name a branch, tag or commit of this repository. One that only the remote has is fetched first: ${command}.`
  }
}

function withoutMergeBase(place: GitPlace, revision: string): Problem {
  const { isShallow, command } = fetching(place, revision)
  return {
    code: 'no-merge-base',
    fault: 'user',
    message: `Input "changed-since": "${revision}" and HEAD have no common commit in this checkout.`,
    hint: isShallow
      ? `${SHALLOW} ${command}.`
      : 'Their histories have nothing in common: name a branch, tag or commit from which HEAD comes.'
  }
}
