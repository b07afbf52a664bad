import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

function write(folder: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file)
    rmSync(path, { recursive: true, force: true })
    if (content === undefined) continue
    mkdirSync(dirname(path), { recursive: true })
    if (typeof content === 'string') writeFileSync(path, content)
    else symlinkSync(content.link, path)
  }
}

function commit(folder: string, files: Files): string {
  write(folder, files)
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'x')
  return git(folder, 'rev-parse', 'HEAD')
}

/**
 * openPullRequest creates the repositories: the base advances while the pull request is open, and GitHub merges both
 * for the run.
 */
export function openPullRequest({ base: before, head: changes, depth = 1 }: Opened): OpenedPullRequest {
  const origin = mkdtempSync(join(tmpdir(), 'origin-'))
  git(origin, 'init', '--quiet', '--initial-branch=main')
  commit(origin, before)
  git(origin, 'checkout', '--quiet', '-b', 'fork')
  const head = commit(origin, changes)
  git(origin, 'checkout', '--quiet', 'main')
  const base = commit(origin, { 'unrelated.txt': 'later' })
  git(origin, 'checkout', '--quiet', '--detach', 'main')
  git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merge', head)
  const merge = git(origin, 'rev-parse', 'HEAD')
  git(origin, 'update-ref', 'refs/pull/7/merge', merge)
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
      const path = join(origin, '.git', 'event.json')
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
