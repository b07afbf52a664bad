import { spawnSync } from 'node:child_process'

/** Why git failed. Its message is not kept, because it can quote the contents of a file. */
export type GitError = 'not-installed' | 'not-a-repository' | 'not-owned' | 'too-large' | 'refused'

/** The output of git (`closed`: the folders that it could not open and passed over), or why there is none. */
export type GitAnswer =
  | { readonly ok: true; readonly out: Buffer; readonly closed: readonly string[] }
  | { readonly ok: false; readonly error: GitError }

/** Maximum size of the output in bytes: a list of about a million files. */
const MAX_OUTPUT = 512 * 1024 * 1024

/** Where git runs, and the environment that it inherits. A run's ports have both. */
export type GitPlace = {
  /** Absolute path of the folder. */
  readonly workspace: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * For every call of git: no locks are taken, so that nothing is written and no hook is run; no pager is started; no
 * object replaces another.
 */
const STRICT = ['--no-optional-locks', '--no-pager', '--no-replace-objects']

/**
 * Settings whose value in a user's or repository's configuration would change what git prints, what it compares, or
 * which programs it runs. The only programs that remain are the filters of files (`filter.*.clean` and `process`): with
 * Git LFS, a file can be compared with its committed version only in its filtered form.
 */
const SETTINGS = [
  'core.checkStat=default',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'core.trustctime=true',
  'diff.orderFile=/dev/null',
  'diff.relative=false',
  'log.diffMerges=separate',
  'log.showRoot=true',
  'log.showSignature=false'
].flatMap(setting => ['-c', setting])

/**
 * Variables of git that keep their value: those with the location of git and its configuration. All others are dropped,
 * because a hook sets some of them (GIT_DIR, GIT_INDEX_FILE), and others change what git prints (GIT_TRACE) or
 * compares.
 */
const KEPT = /^GIT_(?:CONFIG_.+|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM)$/i

/**
 * Messages of git are recognized, so they must be in English, whatever the user's language. Nothing is fetched (a
 * partial clone would fetch missing objects), nothing is traced to standard error, and no list of grafts hides history.
 */
const FIXED = {
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_TRACE2: '0',
  GIT_TRACE2_EVENT: '0',
  GIT_TRACE2_PERF: '0'
}

function environmentOf({ env }: GitPlace): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(?:LANGUAGE|LC_ALL)$/i.test(name) && (!/^GIT_/i.test(name) || KEPT.test(name))
  )
  return { ...Object.fromEntries(kept), ...FIXED }
}

/** runGit runs git without a shell in a folder and waits; `input` is passed to its standard input. Throws nothing. */
export function runGit(place: GitPlace, args: readonly string[], input = ''): GitAnswer {
  const run = spawnSync('git', [...STRICT, ...SETTINGS, ...args], {
    cwd: place.workspace,
    env: environmentOf(place),
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
  if (/dubious ownership|unsafe repository/i.test(text)) return { ok: false, error: 'not-owned' }
  const isNone = /not a git repository|must be run in a work tree/i.test(text)
  return { ok: false, error: isNone ? 'not-a-repository' : 'refused' }
}

/** git runs git in a folder and returns its output as text. */
export function git(
  place: GitPlace,
  args: readonly string[],
  input?: string
):
  | { readonly ok: true; readonly out: string; readonly closed: readonly string[] }
  | { readonly ok: false; readonly error: GitError } {
  const answer = runGit(place, args, input)
  return answer.ok ? { ...answer, out: answer.out.toString('utf8') } : answer
}

/** gitPaths returns the entries that git ends with a zero byte (`-z`). */
export function gitPaths(
  place: GitPlace,
  args: readonly string[]
):
  | { readonly ok: true; readonly paths: readonly string[]; readonly closed: readonly string[] }
  | { readonly ok: false; readonly error: GitError } {
  const answer = git(place, args)
  return answer.ok
    ? { ok: true, paths: answer.out.split('\0').filter(Boolean), closed: answer.closed }
    : answer
}

/** gitPrefix returns the folder of a place in its repository, with a slash at its end; empty for the root. */
export function gitPrefix(place: GitPlace): ReturnType<typeof git> {
  const prefix = git(place, ['rev-parse', '--show-prefix'])
  // only the newline is git's: the name of a folder may end in a space
  return prefix.ok ? { ...prefix, out: prefix.out.replace(/\n$/, '') } : prefix
}

/**
 * The folders that git could not open, for which it only warns: "warning: could not open directory 'src/x/': Permission
 * denied". Only the name of a folder ends with a slash; the names of git's own files have none, or are absolute. Of a
 * warning git prints 4,096 bytes, so that a longer name is cut off.
 */
export function closedFolders(complaints: string): readonly string[] {
  const named = complaints.matchAll(/^warning: .*?(?:'((?!\/)[^'\n]*\/)'|'((?!\/)[^'\n]{3900,})$)/gm)
  return [...named].map(([, folder, cut = '']) => folder ?? `${cut.slice(0, 200)}…`)
}
