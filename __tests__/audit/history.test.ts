import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { searchHistory } from '../../src/audit/run/history.ts'
import { formsOf } from '../../src/detector/values/describe.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { definitionFile, makeRepository, type Repository } from './repository.ts'
import { type AuditWorld, auditWorldsOfTests, canary, expectNoValue, running } from './world.ts'

let repository: Repository
let outside: string
const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

beforeEach(() => {
  repository = makeRepository()
  outside = mkdtempSync(join(tmpdir(), 'outside-'))
})
afterEach(() => {
  repository.remove()
  rmSync(outside, { recursive: true, force: true })
})

const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }

function look(needles: Parameters<typeof searchHistory>[0]) {
  const masked: string[] = []
  const ports = {
    workspace: repository.path,
    env: process.env,
    clock,
    mask: (values: readonly string[]) => masked.push(...values)
  }
  return searchHistory(needles, ports)
}

/** The audit of a cluster whose only service is clean, in the repository or another folder. */
async function audit(folder = repository.path) {
  world = await makeAuditWorld(running({}))
  return world.audit({ history: 'true' }, folder)
}

describe('audit with history', () => {
  test('finds plaintext of task definitions by commit, path and variable: deleted, on other branches, in tags, in other files', async () => {
    const key = canary()
    const password = canary()
    const first = repository.commit('one', {
      'deploy/web.json': definitionFile({ ALPACA_API_KEY: key, DB_HOST: 'db' }),
      'README.md': 'hello\n'
    })
    repository.commit('two', { 'scripts/run.sh': `export KEY='${key}'\n` })
    const third = repository.commit('three', {
      'deploy/web.json': definitionFile({ DB_HOST: 'db' }),
      'scripts/run.sh': undefined
    })
    repository.git('checkout', '--quiet', '-b', 'side')
    repository.commit('four', {
      'deploy/api.yml': `containerDefinitions:\n  - name: app\n    image: a:1\n    environment:\n      - name: DB_PASSWORD\n        value: ${JSON.stringify(password)}\n`
    })
    repository.git('tag', 'kept')
    repository.git('checkout', '--quiet', 'main')
    repository.git('branch', '--quiet', '-D', 'side')
    const { report, shown } = await audit()
    const hits = report.audit?.history?.hits ?? []
    expect(
      hits.map(({ paths, exposures, valuesOf }) => [paths[0], exposures.map(({ name }) => name), valuesOf])
    ).toEqual([
      ['deploy/api.yml', ['DB_PASSWORD'], ['DB_PASSWORD']],
      ['deploy/web.json', ['ALPACA_API_KEY'], ['ALPACA_API_KEY']],
      ['scripts/run.sh', [], ['ALPACA_API_KEY']]
    ])
    expect(hits[1]).toMatchObject({
      first: { commit: first, at: Date.parse('2025-01-01T12:00:00Z') },
      last: { commit: third }
    })
    expect(report.audit?.history?.cut).toEqual([])
    expect(report.audit?.audit.rotate.map(({ name }) => name)).toEqual(['ALPACA_API_KEY', 'DB_PASSWORD'])
    expect(exitCodeOf(report)).toBe(1)
    expect(shown).toContain('git filter-repo --replace-text FILE')
    expect(shown).toContain('refs/pull')
    expect(shown.indexOf('Rotate, worst first')).toBeLessThan(shown.indexOf('git filter-repo'))
    expectNoValue(shown, [key, password])
  })

  test('a history without anything is clean', async () => {
    repository.commit('one', { 'deploy/web.json': definitionFile({ DB_HOST: 'db' }) })
    const { report } = await audit()
    expect(report.audit?.history).toMatchObject({ hits: [], cut: [], blobsLookedAt: 1 })
    expect(exitCodeOf(report)).toBe(0)
  })

  test('values of live revisions are found too, and of secrets with compare-values', async () => {
    const live = canary()
    const held = canary()
    repository.commit('one', { 'notes.txt': `a ${live}\n`, 'other.txt': `b ${held}\n` })
    world = await makeAuditWorld({
      ...running({
        environment: [{ name: 'DB_PASSWORD', value: live }],
        secrets: [{ name: 'K', valueFrom: '${secret:ops/key}' }]
      }),
      secrets: [{ name: 'ops/key', value: held }]
    })
    const { report, shown } = await world.audit(
      { history: 'true', 'compare-values': 'true' },
      repository.path
    )
    expect(report.audit?.history?.hits.map(({ paths, valuesOf }) => [paths, valuesOf])).toEqual([
      [['notes.txt'], ['DB_PASSWORD']],
      [['other.txt'], ['ops/key']]
    ])
    expectNoValue(shown, [live, held])
  })

  test('nothing of the repository is changed', async () => {
    repository.commit('one', { 'deploy/web.json': definitionFile({ ALPACA_API_KEY: canary() }) })
    const before =
      repository.git('rev-parse', '--all') +
      repository.git('status', '--porcelain') +
      repository.git('count-objects', '-v')
    await audit()
    expect(
      repository.git('rev-parse', '--all') +
        repository.git('status', '--porcelain') +
        repository.git('count-objects', '-v')
    ).toBe(before)
  })

  test('a shallow clone is not verified', async () => {
    repository.commit('one', { a: '1' })
    repository.commit('two', { a: '2' })
    const clone = join(outside, 'clone')
    spawnSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository.path}`, clone])
    const { report } = await audit(clone)
    expect(report.audit?.history?.cut).toEqual([expect.stringContaining('shallow')])
    expect(report.audit?.verdict).toBe('unknown')
    expect(exitCodeOf(report)).toBe(1)
  })

  test('a partial clone fetches nothing, and is not verified', async () => {
    repository.commit('one', { 'deploy/web.json': definitionFile({ ALPACA_API_KEY: canary() }) })
    repository.commit('two', { 'deploy/web.json': definitionFile({ DB_HOST: 'db' }) })
    repository.git('config', 'uploadpack.allowFilter', 'true')
    const clone = join(outside, 'clone')
    const made = spawnSync(
      'git',
      ['clone', '--quiet', '--filter=blob:none', `file://${repository.path}`, clone],
      { encoding: 'utf8' }
    )
    expect(made.status).toBe(0)
    const { report } = await audit(clone)
    expect(report.audit?.history?.cut[0]).toMatch(/^this clone is partial/)
    expect(exitCodeOf(report)).toBe(1)
  })

  test('no repository: not verified', async () => {
    const { report } = await audit(outside)
    expect(report.audit?.history?.cut).toEqual([
      'git’s history could not be read: the workspace is not a git repository'
    ])
    expect(exitCodeOf(report)).toBe(1)
  })
})

describe('bounds', () => {
  const value = 'abcdefgh-12345'
  const needles = [{ name: 'V', value }]

  test('a large file version is not looked into, and that is said', async () => {
    repository.commit('one', { big: `${'x'.repeat(3_000_000)}${value}`, small: value })
    const report = await look(needles)
    expect(report.hits.map(({ paths }) => paths)).toEqual([['small']])
    expect(report.cut).toEqual([expect.stringContaining('1 file versions of more than')])
  })

  test('time', async () => {
    for (let i = 0; i < 5; i++) repository.commit(`${i}`, { file: `${i} ${value}` })
    let now = 0
    const ticking = { now: () => (now += 120_000), sleep: () => Promise.resolve() }
    const ports = { workspace: repository.path, env: process.env, clock: ticking, mask: () => {} }
    const report = await searchHistory(needles, ports)
    expect(report.cut).toEqual(['git’s history was not searched to its end: stopped after 5 minutes'])
  })

  test('packed, renamed and binary file versions', async () => {
    const first = repository.commit('one', {
      'a.bin': Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(value)])
    })
    repository.git('mv', 'a.bin', 'b.bin')
    const second = repository.commit('two', {})
    repository.git('gc', '--quiet', '--aggressive')
    const report = await look(needles)
    expect(report.hits).toEqual([
      expect.objectContaining({
        first: expect.objectContaining({ commit: first }),
        last: expect.objectContaining({ commit: second })
      })
    ])
    expect(report.hits[0]?.paths.toSorted()).toEqual(['a.bin', 'b.bin'])
  })

  test('what came in by a merge alone, in a stash, or on a detached HEAD', async () => {
    repository.commit('base', { file: 'base' })
    repository.git('checkout', '--quiet', '-b', 'side')
    repository.commit('side', { other: 'x' })
    repository.git('checkout', '--quiet', 'main')
    repository.commit('main', { third: 'y' })
    repository.git('merge', '--quiet', '--no-commit', '--no-ff', 'side')
    const merge = repository.commit('evil', { evil: value })
    writeFileSync(join(repository.path, 'file'), `stashed ${value}`)
    repository.git('stash', '--quiet')
    repository.git('checkout', '--quiet', '--detach')
    repository.commit('detached', { lost: `lost ${value}` })
    const report = await look(needles)
    expect(report.hits.map(({ paths }) => paths[0])).toEqual(['evil', 'file', 'lost'])
    expect(report.hits[0]?.first?.commit).toBe(merge)
  })
})

test('forms of a value', () => {
  const forms = ['abc"def/gh', 'abc\\"def/gh', 'abc\\"def\\/gh', 'abc%22def%2Fgh', 'YWJjImRlZi9naA']
  expect(formsOf('abc"def/gh')).toEqual(forms)
})
