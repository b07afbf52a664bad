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
  env: Readonly<Record<string, string | undefined>> = process.env
): string {
  const run = spawnSync('git', [...SETTINGS, ...args], { cwd: folder, encoding: 'utf8', env })
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`)
  return run.stdout.trim()
}
