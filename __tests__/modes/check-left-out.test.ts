import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { runGit } from '../git.ts'
import { jsonOfCheck } from './json-of-check.ts'

const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')
let root: string
let folder: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'left-out-')))
  folder = join(root, 'repository')
  mkdirSync(folder)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

const gitAt = (cwd: string, ...args: readonly string[]) =>
  runGit(cwd, ['-c', 'protocol.file.allow=always', ...args])
const git = (...args: readonly string[]) => gitAt(folder, ...args)

async function check(...args: readonly string[]) {
  const json = await jsonOfCheck(folder, args)
  return { ...json, unread: json.unscanned.map(({ file }) => file) }
}

const definition = (name: string, value: string) =>
  `{"containerDefinitions": [{"image": "x", "environment": [{"name": "${name}", "value": "${value}"}]}]}`

const pointer = (size: number, digit = '0') =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`

test('a definition of which the checkout has only the pointer of Git LFS is not clean', async () => {
  git('init', '-q', '-b', 'main')
  write('a.json', definition('LOG_LEVEL', 'info'))
  write('deploy/b.json', pointer(900))
  write('data/all.json', pointer(30_000_000))
  for (const file of ['logo.png', 'model.onnx', 'data.bin', 'film.mp4']) write(file, pointer(900))
  git('add', '-A')
  git('commit', '-qm', 'one')
  for (const lines of [[], ['.']]) {
    const open = await check(...lines)
    expect(open).toMatchObject({ code: 2, files: ['a.json'], unread: ['deploy/b.json'] })
    expect(open.unscanned[0]?.reason).toContain('lfs: true')
    expect(open.problems).toMatchObject([{ hint: expect.stringContaining('lfs: true') }])
    expect(open.stderr).toContain('data/all.json')
    expect(open.stderr).not.toMatch(/logo|model|data\.bin|film/)
  }
  expect(await check('!deploy')).toMatchObject({ code: 0, unread: [] })
  git('checkout', '-qb', 'topic')
  write('c.json', definition('LOG_LEVEL', 'debug'))
  write('logo.png', pointer(900, '1'))
  git('add', '-A')
  git('commit', '-qm', 'two')
  expect(await check('--changed-since', 'main')).toMatchObject({ code: 0, unread: [] })
  write('deploy/b.json', pointer(900, '1'))
  for (const lines of [[], ['.'], ['deploy', 'a.json']])
    expect(await check(...lines, '--changed-since', 'main')).toMatchObject({
      code: 2,
      unread: ['deploy/b.json']
    })
  expect(await check('deploy/*.json', '--changed-since', 'main')).toMatchObject({ code: 2 })
})

test('a changed submodule is not clean until it is checked out, and then its definitions are checked', async () => {
  const module = join(root, 'module')
  mkdirSync(module)
  gitAt(module, 'init', '-q', '-b', 'main')
  writeFileSync(join(module, 'api.json'), definition('LOG_LEVEL', 'info'))
  gitAt(module, 'add', '-A')
  gitAt(module, 'commit', '-qm', 'one')
  git('init', '-q', '-b', 'main')
  write('a.json', definition('LOG_LEVEL', 'info'))
  git('submodule', '--quiet', 'add', module, 'deploy/shared')
  git('add', '-A')
  git('commit', '-qm', 'one')
  expect(await check()).toMatchObject({ code: 0, files: ['a.json', 'deploy/shared/api.json'] })
  git('checkout', '-qb', 'topic')
  writeFileSync(join(module, 'api.json'), definition('DB_PASSWORD', LITERAL))
  gitAt(module, 'commit', '-qam', 'two')
  gitAt(join(folder, 'deploy/shared'), 'pull', '-q')
  git('commit', '-qam', 'two')
  const there = { code: 1, unread: [], findings: [{ file: 'deploy/shared/api.json' }] }
  expect(await check('--changed-since', 'main')).toMatchObject({
    ...there,
    files: ['deploy/shared/api.json']
  })
  expect(await check('deploy', '--changed-since', 'main')).toMatchObject(there)

  git('submodule', '--quiet', 'deinit', '--all', '--force')
  const open = {
    code: 2,
    files: [],
    unread: ['deploy/shared'],
    problems: [{ hint: expect.stringContaining('submodules: true') }]
  }
  for (const lines of [[], ['**/*.json']])
    expect(await check(...lines, '--changed-since', 'main')).toMatchObject(open)
  for (const lines of [['!deploy/shared'], ['*.json'], ['!deploy']])
    expect({ lines, ...(await check(...lines, '--changed-since', 'main')) }).toMatchObject({
      lines,
      code: 0,
      unread: []
    })
  const unchanged = await check('--changed-since', 'topic')
  expect(unchanged).toMatchObject({ code: 0, unread: [] })
  expect((await check()).stderr).toContain('not checked out')
})

test('a glob takes what a sparse checkout leaves out for unread', async () => {
  git('init', '-q', '-b', 'main')
  for (const file of ['deploy/api/td.json', 'deploy/web/td.json', 'deploy/web/td.taskdef', 'a.json'])
    write(file, definition('LOG_LEVEL', 'info'))
  git('add', '-A')
  git('commit', '-qm', 'one')
  git('sparse-checkout', 'set', 'deploy/api')
  const open = { code: 2, files: ['deploy/api/td.json'], unread: ['deploy/web/td.json'] }
  for (const line of [
    'deploy/*/td.json',
    'deploy/{service}/td.json',
    'deploy/{api,web}/*.json',
    './deploy/[aw]*/td.json'
  ])
    expect({ line, ...(await check(line)) }).toMatchObject({ line, ...open })
  for (const lines of [
    ['deploy/api/td.json'],
    ['deploy/api/*'],
    ['deploy/{api,worker}/*.json'],
    ['deploy/**/*.json', '!deploy/web']
  ])
    expect({ lines, ...(await check(...lines)) }).toMatchObject({ lines, code: 0, unread: [] })
  expect(await check('deploy/*/td.*')).toMatchObject({
    unread: ['deploy/web/td.json', 'deploy/web/td.taskdef']
  })
})
