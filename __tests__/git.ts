import { spawnSync } from 'node:child_process'

const SETTINGS = [
  'user.name=somebody',
  'user.email=somebody@example.com',
  'commit.gpgsign=false',
  'init.defaultBranch=main'
].flatMap(setting => ['-c', setting])

/**
 * runGit runs git in a folder as on a machine that nobody has configured, and returns what it prints, trimmed. Throws
 * what git says if it fails.
 */
export function runGit(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  input = ''
): string {
  const run = spawnSync('git', [...SETTINGS, ...args], { cwd: folder, encoding: 'utf8', env, input })
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`)
  return run.stdout.trim()
}

/** Runs git in a folder and returns what it prints. */
export type GitIn = (...args: string[]) => string

/** tracked makes a folder a repository on `main` that tracks all its files; returns git in that folder. */
export function tracked(folder: string): GitIn {
  const git: GitIn = (...args) => runGit(folder, args)
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  return git
}

/** committed does the same and commits them. */
export function committed(folder: string): GitIn {
  const git = tracked(folder)
  git('commit', '-q', '-m', 'as it was')
  return git
}
