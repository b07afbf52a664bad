import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** Why git failed. Its message is not kept, because it can quote the contents of a file. */
export type GitError = 'not-installed' | 'not-a-repository' | 'not-owned' | 'too-large' | 'refused'

/** The output of git (`closed`: the folders that it could not open and passed over), or why there is none. */
export type GitAnswer =
  | { readonly ok: true; readonly out: Buffer; readonly closed: readonly string[] }
  | { readonly ok: false; readonly error: GitError }

/** Maximum size of the output in bytes: a list of about a million files. */
const MAX_OUTPUT = 512 * 1024 * 1024

/**
 * For every call of git: no locks are taken, so that nothing is written; nothing is fetched (a partial clone would
 * fetch missing objects); no object replaces another; no program from a configuration is run; paths are printed
 * verbatim.
 */
const STRICT = [
  '--no-optional-locks',
  '--no-pager',
  '--no-replace-objects',
  '-c',
  'protocol.allow=never',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false'
]

/** runGit runs git without a shell in a folder and waits; `input` is passed to its standard input. Throws nothing. */
export function runGit(folder: string, args: readonly string[], input = ''): GitAnswer {
  const run = spawnSync('git', [...STRICT, ...args], {
    cwd: folder,
    maxBuffer: MAX_OUTPUT,
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true
  })
  if (run.status === 0)
    return { ok: true, out: run.stdout, closed: closedFolders(run.stderr.toString('utf8')) }
  const code = run.error && 'code' in run.error ? run.error.code : undefined
  if (code === 'ENOENT') return { ok: false, error: 'not-installed' }
  if (code === 'ENOBUFS') return { ok: false, error: 'too-large' }
  const text = run.stderr?.toString('utf8') ?? ''
  if (/dubious ownership/i.test(text)) return { ok: false, error: 'not-owned' }
  const isNone = /not a git repository|must be run in a work tree/i.test(text)
  return { ok: false, error: isNone ? 'not-a-repository' : 'refused' }
}

/**
 * The folders that git could not open, for which it only warns: "could not open directory 'src/x/': Permission denied". In
 * every language the name is in quotes and ends with a slash; the names of its own files have none, or are absolute. Of a
 * warning git prints 4,096 bytes, so that a longer name is cut off.
 */
export function closedFolders(complaints: string): readonly string[] {
  const named = complaints.matchAll(/'((?!\/)[^'\n]*\/)'|'((?!\/)[^'\n]{3900,})$/gm)
  return [...named].map(([, folder, cut = '']) => folder ?? `${cut.slice(0, 200)}…`)
}

/** startGit starts git in the same way with open streams, for output that is too large to buffer. */
export function startGit(
  folder: string,
  args: readonly string[]
): ChildProcessByStdio<Writable, Readable, null> {
  return spawn('git', [...STRICT, ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true
  })
}
