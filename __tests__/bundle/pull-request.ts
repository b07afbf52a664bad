import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { runGit } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Run, runAction } from './runner.ts'

/** A file's text, the target of a link, or nothing if the commit deletes the file. */
export type Content = string | { readonly link: string } | undefined
export type Files = Readonly<Record<string, Content>>

/** The parts of a pull request. */
export type Opened = {
  /** The files of the base. */
  readonly base: Files
  /** The changes of the pull request. */
  readonly head: Files
  /** How many commits actions/checkout fetches; 1 is its default. */
  readonly depth?: number
}

/** A pull request from a fork, checked out as actions/checkout does it, beside a folder that must not be accessed. */
export type OpenedPullRequest = {
  readonly workspace: Workspace
  readonly outside: Workspace
  readonly base: string
  readonly head: string
  readonly merge: string
  readonly origin: string
  git(folder: string, ...args: readonly string[]): string
  /** Runs one step on it. `event` replaces the pull_request event. */
  check(inputs?: Readonly<Record<string, string>>, step?: Step): Promise<Run>
  remove(): void
}

export type Step = {
  readonly name?: string
  readonly event?: object
  readonly env?: Readonly<Record<string, string>>
}

const git = (folder: string, ...args: readonly string[]) => runGit(folder, args)

/** A path as git's stream of commits has it. */
function quoted(path: string): string {
  const octal = (sign: string) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`
  return `"${normalize(path)
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, octal)}"`
}

function change([path, content]: readonly [string, Content]): string {
  if (content === undefined) return `D ${quoted(path)}\n`
  const [mode, text] = typeof content === 'string' ? ['100644', content] : ['120000', content.link]
  return `M ${mode} inline ${quoted(path)}\ndata ${Buffer.byteLength(text)}\n${text}\n`
}

/** A commit on a branch with changes to its first parent, or to the newest commit of the branch. */
const commit = (branch: string, files: Files, parents: readonly string[] = []) =>
  [
    `commit ${branch}\ncommitter somebody <somebody@example.com> 1700000000 +0000\ndata 1\nx\n`,
    ...parents.map((parent, index) => `${index === 0 ? 'from' : 'merge'} ${parent}\n`),
    ...Object.entries(files).map(change)
  ].join('')

const [MAIN, FORK, MERGED] = ['refs/heads/main', 'refs/heads/fork', 'refs/pull/7/merge'] as const

/**
 * openPullRequest creates the repositories: the base advances while the pull request is open, and GitHub merges both
 * for the run.
 */
export function openPullRequest({ base: before, head: changes, depth = 1 }: Opened): OpenedPullRequest {
  const origin = mkdtempSync(join(tmpdir(), 'origin-'))
  git(origin, 'init', '--quiet', '--bare', '--initial-branch=main')
  const commits = [
    commit(MAIN, before),
    commit(FORK, changes, [MAIN]),
    commit(MAIN, { 'unrelated.txt': 'later' }),
    commit(MERGED, changes, [MAIN, FORK])
  ]
  runGit(origin, ['fast-import', '--quiet'], process.env, commits.join(''))
  const [base = '', head = '', merge = ''] = git(origin, 'rev-parse', MAIN, FORK, MERGED).split('\n')
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  const workspace = makeWorkspace()
  git(workspace.path, 'init', '--quiet')
  git(workspace.path, 'remote', 'add', 'origin', `file://${origin}`)
  const ref = '+refs/pull/7/merge:refs/remotes/pull/7/merge'
  git(workspace.path, 'fetch', '--quiet', '--no-tags', `--depth=${depth}`, 'origin', ref)
  git(workspace.path, 'checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge')
  const outside = makeWorkspace({ victim: 'mine' })
  const event = { pull_request: { number: 7, base: { sha: base, ref: 'main' }, head: { sha: head } } }
  return {
    workspace,
    outside,
    base,
    head,
    merge,
    origin,
    git,
    check: (inputs = {}, step = {}) => {
      const path = join(origin, 'event.json')
      writeFileSync(path, JSON.stringify(step.event ?? event))
      const env = {
        GITHUB_EVENT_NAME: step.name ?? 'pull_request',
        GITHUB_EVENT_PATH: path,
        GITHUB_SHA: merge,
        GITHUB_BASE_REF: 'main',
        ...step.env
      }
      return runAction({ mode: 'check', ...inputs }, { workspace, env, sandbox: 'none' })
    },
    remove: () => {
      for (const { remove } of [workspace, outside]) remove()
      rmSync(origin, { recursive: true, force: true })
    }
  }
}
