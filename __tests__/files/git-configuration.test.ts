import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { searchHistory } from '../../src/audit/run/history.ts'
import {
  compareWithCommit,
  gitFolderOf,
  readBaseFile,
  readCheckout,
  readGitState
} from '../../src/files/git/commits.ts'
import { changedFiles, trackedFiles } from '../../src/files/git/git.ts'
import { runGit } from '../git.ts'

/** What git is asked may depend on the repository only, not on who asks and how their git is set up. */

type Variables = Readonly<Record<string, string | undefined>>

const base = realpathSync(mkdtempSync(join(tmpdir(), 'configured-')))
const repository = join(base, 'repository')
const none = join(base, 'none')
const other = join(base, 'other')
/** A repository without anybody's configuration. */
const plain: Variables = { PATH: process.env['PATH'], HOME: none, GIT_CONFIG_NOSYSTEM: '1' }
const commits: string[] = []

const git = (cwd: string, ...args: readonly string[]) => runGit(cwd, args, plain)

function write(file: string, text: string): void {
  mkdirSync(join(repository, file, '..'), { recursive: true })
  writeFileSync(join(repository, file), text)
}

function commit(text: string): void {
  write('deploy/ä "web".json', text)
  git(repository, 'add', '-A')
  git(repository, 'commit', '-qm', text)
  commits.push(git(repository, 'rev-parse', 'HEAD'))
}

const VALUE = 'a-value-of-the-history'

beforeAll(() => {
  for (const folder of [repository, none, other]) mkdirSync(folder)
  git(other, 'init', '-q')
  git(repository, 'init', '-q')
  write('deploy/z.json', VALUE)
  write('deploy/ä.json', `${VALUE} in the first commit only`)
  commit('one')
  git(repository, 'checkout', '-qb', 'side')
  write('side.json', `${VALUE} there`)
  commit('side')
  git(repository, 'checkout', '-q', 'main')
  write('deploy/z.json', 'without it')
  commit('two')
  git(repository, 'merge', '-q', '--no-ff', '-X', 'ours', '-m', 'merge', 'side')
  commit('three')
  write('deploy/ä "web".json', 'not committed')
  write('deploy/new.json', 'not tracked')
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Everything that the program asks git, in one environment. */
async function answers(env: Variables) {
  const place = { workspace: join(repository, 'deploy'), env }
  const [first = '', , second = ''] = commits
  const clock = { now: () => 0, sleep: () => Promise.resolve() }
  const report = await searchHistory([{ name: 'NAME', value: VALUE }], {
    ...{ ...place, clock },
    mask: () => {}
  })
  return {
    tracked: trackedFiles(place),
    changed: changedFiles(place, first),
    checkout: readCheckout(place),
    compared: compareWithCommit(place, second),
    folder: gitFolderOf(place),
    state: readGitState(place, ['ä "web".json', 'z.json', 'new.json']),
    base: readBaseFile(place, 'z.json', { base: first }),
    history: report
  }
}

/** Settings that change what a command of git prints, compares or starts. */
const SETTINGS = `
[core]
	quotePath = true
	pager = false
	fsmonitor = false-program
	hooksPath = hooks
	safecrlf = true
	ignoreCase = true
	abbrev = 4
[color]
	ui = always
	diff = always
[diff]
	external = false-program
	orderFile = no-such-file
	noprefix = true
	mnemonicPrefix = true
	relative = true
	renames = copies
	ignoreSubmodules = all
	wordRegex = .
[log]
	showSignature = true
	showRoot = false
	follow = true
	diffMerges = dense-combined
	abbrevCommit = true
	decorate = full
	date = relative
[format]
	pretty = oneline
	notes = true
[column]
	ui = always
[submodule]
	recurse = true
[trace2]
	normalTarget = 2
	perfTarget = 2
	eventTarget = 2
[advice]
	graftFileDeprecated = true
[pager]
	diff = true
`

describe('an answer of git does not depend on', () => {
  const settings = join(base, 'settings')
  const index = join(base, 'no-index')
  const own = join(repository, '.git')
  let plainly: Awaited<ReturnType<typeof answers>>
  beforeAll(async () => {
    writeFileSync(settings, SETTINGS)
    plainly = await answers(plain)
  })

  test('what the answers are', () => {
    expect(plainly).toMatchObject({
      tracked: { paths: ['z.json', 'ä "web".json', 'ä.json'] },
      changed: { paths: expect.arrayContaining(['new.json', 'ä "web".json', 'z.json']) },
      checkout: {
        head: commits[3],
        prefix: 'deploy/',
        uncommitted: ['deploy/ä "web".json', 'deploy/new.json']
      },
      compared: { kind: 'compared', isAncestor: true },
      state: { kind: 'repository', changed: ['ä "web".json'], untracked: ['new.json'], prefix: 'deploy/' },
      base: { kind: 'text', text: VALUE },
      history: { cut: [] }
    })
    expect(plainly.history.hits.map(({ paths }) => paths)).toEqual([
      ...[['deploy/z.json'], ['deploy/ä.json'], ['side.json']]
    ])
    expect(plainly.history.hits.map(({ first }) => first?.commit)).not.toContain(undefined)
  })

  test.each<[string, Variables]>([
    ['the user’s settings', { GIT_CONFIG_GLOBAL: settings }],
    [
      'the settings of the machine, and those in variables',
      {
        ...{ GIT_CONFIG_NOSYSTEM: undefined, GIT_CONFIG_SYSTEM: settings },
        ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'log.diffMerges', GIT_CONFIG_VALUE_0: 'off' }
      }
    ],
    ['what a hook is given', { GIT_DIR: own, GIT_INDEX_FILE: index, GIT_PREFIX: '', GIT_REFLOG_ACTION: 'x' }],
    [
      'a hook of another repository',
      {
        ...{ GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other },
        ...{ GIT_OBJECT_DIRECTORY: join(other, '.git/objects'), GIT_NAMESPACE: 'x' }
      }
    ],
    [
      'variables that change what is found, printed and started',
      {
        ...{ GIT_LITERAL_PATHSPECS: '1', GIT_CEILING_DIRECTORIES: `${repository}${delimiter}${base}` },
        ...{ GIT_TRACE: '1', GIT_TRACE_SETUP: '1', GIT_TRACE2: '1', GIT_TRACE2_PERF: '2' },
        ...{ GIT_EXTERNAL_DIFF: 'false-program', GIT_PAGER: 'false', PAGER: 'false' },
        ...{ LANGUAGE: 'de', LC_ALL: 'C.UTF-8' }
      }
    ]
  ])('%s', async (_, variables) => {
    expect(await answers({ ...plain, ...variables })).toEqual(plainly)
  })

  test('the settings of the repository, and a list of grafts', async () => {
    const kept = git(repository, 'config', '--list', '--local')
    try {
      git(repository, 'config', 'include.path', settings)
      writeFileSync(join(own, 'info/grafts'), `${commits[3]}\n`)
      expect(await answers(plain)).toEqual(plainly)
    } finally {
      git(repository, 'config', '--unset', 'include.path')
      rmSync(join(own, 'info/grafts'))
    }
    expect(git(repository, 'config', '--list', '--local')).toBe(kept)
  })
})

/** git in German and Swedish, where this machine has no translations: the real one, whose messages are translated. */
const TRANSLATED = `#!/bin/sh
case "\${LC_ALL:-$LANG}" in C | POSIX | '') exec "$REAL_GIT" "$@" ;; esac
messages=$(mktemp)
"$REAL_GIT" "$@" 2>"$messages"
status=$?
sed -e "s/.*could not open directory '\\(.*\\)'.*/varning: kunde inte öppna katalogen \\"\\1\\"/" \\
  -e 's/.*could not open directory.*/varning: kunde inte öppna katalogen/' \\
  -e 's/.*not a git repository.*/fatal: Kein Git-Repository/' \\
  -e 's/dubious ownership/zweifelhafte Besitzrechte/' "$messages" >&2
rm "$messages"
exit $status
`

describe('in every language', () => {
  const programs = join(base, 'programs')
  const deep = join(base, 'deep')
  const name = 'n'.repeat(250)
  const real = () => execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const speaking = (language: string): Variables => ({ ...plain, LC_ALL: 'C.UTF-8', LANGUAGE: language })
  const languages: readonly [string, () => Variables][] = [
    ['git’s own German', () => speaking('de')],
    ['git’s own Swedish', () => speaking('sv')],
    [
      'a translated git',
      () => ({
        ...{ ...speaking('xx'), REAL_GIT: real() },
        PATH: `${programs}${delimiter}${process.env['PATH']}`
      })
    ]
  ]

  beforeAll(() => {
    mkdirSync(programs)
    writeFileSync(join(programs, 'git'), TRANSLATED)
    chmodSync(join(programs, 'git'), 0o755)
    mkdirSync(deep)
    writeFileSync(join(deep, 'a.json'), '{}')
    git(deep, 'init', '-q')
    git(deep, 'add', '-A')
    git(deep, 'commit', '-qm', 'a')
    // deeper than a path can be: no user can open it
    const before = process.cwd()
    process.chdir(deep)
    for (let step = 0; step < 17; step++) {
      mkdirSync(name)
      process.chdir(name)
    }
    writeFileSync('td.json', '{}')
    process.chdir(before)
  })
  afterAll(() => {
    execFileSync('rm', ['-rf', join(deep, name)])
  })

  test.each(languages)('a folder that git passes over is not unchanged: %s', (_, env) => {
    const place = { workspace: deep, env: env() }
    const problem = { code: 'file-not-readable' }
    expect([changedFiles(place, 'HEAD'), readCheckout(place)]).toMatchObject([{ problem }, { problem }])
  })

  test.each(languages)('no repository is no repository: %s', (_, env) => {
    const place = { workspace: none, env: env() }
    expect(changedFiles(place, 'HEAD')).toMatchObject({ problem: { code: 'not-a-git-repository' } })
    expect(readGitState(place, [])).toEqual({ kind: 'none', isInstalled: true })
  })

  // Only root can give a folder to another user.
  for (const [language, env] of process.geteuid?.() === 0 ? languages : [])
    test(`a repository of another user is called that: ${language}`, () => {
      const foreign = mkdtempSync(join(base, 'foreign-'))
      git(foreign, 'init', '-q')
      execFileSync('chown', ['-R', '65534', foreign])
      const unknown = { kind: 'unknown', error: 'not-owned' }
      const place = { workspace: foreign, env: env() }
      expect(readGitState(place, [])).toEqual(unknown)
      expect(changedFiles(place, 'HEAD')).toMatchObject({ problem: { code: 'git-not-owned' } })
      expect(trackedFiles(place)).toMatchObject({ error: 'not-owned' })
    })
})

test('a partial clone fetches nothing, even where its configuration allows that', () => {
  const partial = join(base, 'partial')
  git(repository, 'config', 'uploadpack.allowFilter', 'true')
  git(base, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${repository}`, partial)
  git(partial, 'config', 'protocol.file.allow', 'always')
  const place = { workspace: partial, env: plain }
  expect(readBaseFile(place, 'deploy/z.json', { base: commits[0] ?? '' })).toMatchObject({ kind: 'unknown' })
  expect(git(partial, 'show', `${commits[0]}:deploy/z.json`)).toBe(VALUE)
})
