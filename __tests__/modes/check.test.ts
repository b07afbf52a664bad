import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runAsCommandLine } from '../../src/shell/cli-shell.ts'

const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')
let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'check-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

function git(...args: readonly string[]): void {
  const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false']
  const run = spawnSync('git', [...settings, ...args], { cwd: folder, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
}

async function check(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) }
  const run = { environment: {}, workspace: folder, signal: new AbortController().signal }
  const code = await runAsCommandLine(['check', ...args, '--format', 'json'], streams, run)
  const json = JSON.parse(out.join('')) as {
    files: string[]
    findings: { file: string; name: string; level: string }[]
    unscanned: { file: string; reason: string }[]
  }
  const errors = json.findings.filter(({ level }) => level === 'error')
  return { code, errors: errors.map(({ file, name }) => `${file} ${name}`), ...json, stderr: err.join('') }
}

const definition = (name: string, value: string) =>
  `{"containerDefinitions": [{"image": "x", "environment": [{"name": "${name}", "value": "${value}"}]}]}`

describe('exit code of a check', () => {
  test.each<[string, string]>([
    ['a comma too many, no family, no name', definition('LOG_LEVEL', 'info').replace('}]}]}', '},]}]}')],
    ['an unquoted placeholder', `${definition('LOG_LEVEL', 'info').slice(0, -1)}, "cpu": \${cpu}}`],
    ['directives', `{{ if x }}${definition('LOG_LEVEL', 'info')}{{ end }}`],
    ['words before and after', `=== x ===\n${definition('LOG_LEVEL', 'info')}\nend`]
  ])('0 for a clean template that only a deployment refuses: %s', async (_, text) => {
    write('a.json', text)
    expect(await check('a.json')).toMatchObject({
      code: 0,
      files: ['a.json'],
      errors: [],
      unscanned: [],
      stderr: ''
    })
    write('a.json', text.replace('LOG_LEVEL', 'DB_PASSWORD').replace('info', LITERAL))
    expect(await check('a.json')).toMatchObject({ code: 1, errors: ['a.json DB_PASSWORD'], unscanned: [] })
  })

  test.each<[string, string]>([
    ['an empty file', ''],
    ['prose', 'nothing'],
    ['a file of zeros', '\0\0\0'],
    ['brackets without end', '['.repeat(5000)],
    ['six megabytes', ' '.repeat(6_000_000)]
  ])('2 and "unscanned" for %s', async (_, text) => {
    write('a.json', text)
    write('b.json', definition('LOG_LEVEL', 'info'))
    const { code, unscanned } = await check('a.json', 'b.json')
    expect({ code, files: unscanned.map(({ file }) => file) }).toEqual({ code: 2, files: ['a.json'] })
  })

  test('2 for a file that was named and holds no container, and for a folder', async () => {
    write('deploy/package.json', '{"name": "x"}')
    expect(await check('deploy/package.json')).toMatchObject({ code: 2, findings: [] })
    const { code, stderr } = await check('deploy/')
    expect(code).toBe(2)
    expect(stderr).toContain('deploy/*.json')
  })

  test('2 for a GitHub secret that would be written as plain text', async () => {
    write('a.json', definition('DB_PASSWORD', '${{ secrets.DB_PASSWORD }}'))
    expect(await check('a.json')).toMatchObject({ code: 2 })
  })
})

describe('without a path', () => {
  test('the task definitions that git tracks are found by content', async () => {
    git('init', '-q', '-b', 'main')
    write('deploy/a.json', definition('DB_PASSWORD', LITERAL))
    write(
      'infra/b.tf',
      `container_definitions = jsonencode([{ environment = [{ name = "B_PASSWORD", value = "${LITERAL}" }] }])`
    )
    write('schema.json', '{"title": "containerDefinitions"}')
    write('package.json', '{}')
    git('add', '-A')
    write('untracked.json', definition('DB_PASSWORD', LITERAL))
    expect(await check()).toMatchObject({
      code: 1,
      files: ['deploy/a.json', 'infra/b.tf'],
      errors: ['deploy/a.json DB_PASSWORD', 'infra/b.tf B_PASSWORD']
    })
  })

  test('a repository without any, and a folder that is none, are refused', async () => {
    expect((await check()).stderr).toContain('not a git repository')
    git('init', '-q')
    const { code, stderr } = await check()
    expect(code).toBe(2)
    expect(stderr).toContain('No task definition was found')
  })

  test('changed-since limits named and found files alike', async () => {
    git('init', '-q', '-b', 'main')
    write('a.json', definition('DB_PASSWORD', LITERAL))
    write('b.json', definition('LOG_LEVEL', 'info'))
    git('add', '-A')
    git('commit', '-qm', 'one')
    expect(await check('--changed-since', 'main')).toMatchObject({ code: 0, files: [] })
    write('b.json', definition('B_PASSWORD', LITERAL))
    const expected = { code: 1, files: ['b.json'], errors: ['b.json B_PASSWORD'] }
    expect(await check('--changed-since', 'main')).toMatchObject(expected)
    expect(await check('a.json', 'b.json', '--changed-since', 'main')).toMatchObject(expected)
    const unknown = await check('--changed-since', 'no-such-branch')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('fetch-depth: 0')
  })
})
