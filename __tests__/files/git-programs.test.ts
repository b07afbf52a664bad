import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { searchHistory } from '../../src/audit/run/history.ts'
import { changedFiles } from '../../src/files/git/git.ts'

/** Programs that a configuration names are not started, apart from the filters of files. */

let base: string
let folder: string
let started: string
const env = { PATH: process.env['PATH'], HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' }

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'programs-')))
  folder = join(base, 'repository')
  started = join(base, 'started')
  execFileSync('git', ['init', '-qb', 'main', folder], { env })
  for (const setting of ['user.name=t', 'user.email=t@example.org']) git('config', ...setting.split('='))
  writeFileSync(join(folder, 'a.json'), 'the-first-text')
  git('add', '-A')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' })
}

/** A program that leaves a trace when it is started. */
function program(...lines: readonly string[]): string {
  const path = join(base, 'program')
  writeFileSync(path, `#!/bin/sh\n: >'${started}'\n${lines.join('\n')}\n`)
  chmodSync(path, 0o755)
  return path
}

test('a monitor of the file system that sees no changes hides none', () => {
  git('commit', '-qm', 'a')
  git('config', 'core.fsmonitor', program("printf 'token\\0'"))
  git('update-index', '--fsmonitor')
  git('status')
  expect(existsSync(started)).toBe(true)
  rmSync(started)
  writeFileSync(join(folder, 'a.json'), 'another')
  expect(changedFiles({ workspace: folder, env }, 'main')).toMatchObject({ paths: ['a.json'] })
  expect(existsSync(started)).toBe(false)
})

test('signatures are not verified', async () => {
  const signature = ['-----BEGIN PGP SIGNATURE-----', '', '-----END PGP SIGNATURE-----']
  const told = "cat >&2; printf '\\n[GNUPG:] SIG_CREATED \\n' >&2"
  git('config', 'gpg.program', program(told, ...signature.map(line => `echo '${line}'`)))
  git('commit', '-q', '-S', '-m', 'a')
  git('config', 'log.showSignature', 'true')
  expect(existsSync(started)).toBe(true)
  rmSync(started)
  const clock = { now: () => 0, sleep: () => Promise.resolve() }
  const report = await searchHistory([{ name: 'NAME', value: 'the-first-text' }], {
    ...{ workspace: folder, env, clock },
    mask: () => {}
  })
  expect(report.hits).toMatchObject([{ paths: ['a.json'] }])
  expect(existsSync(started)).toBe(false)
})
