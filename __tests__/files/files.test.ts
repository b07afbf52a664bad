import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { type SelectedTargets, selectServices } from '../../src/files/find/find.ts'
import { pathIn, readTextFile, wayTo } from '../../src/files/read.ts'
import { writeRendered } from '../../src/files/write/writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readTextFile', () => {
  test('gives the text as it is', async () => {
    writeFileSync(join(folder, 'a.json'), '\uFEFF{"é": 1}\r\n')
    expect(await readTextFile(folder, 'a.json')).toEqual({ text: '\uFEFF{"é": 1}\r\n' })
  })

  test('keeps a replacement character that the file itself contains', () => {
    writeFileSync(join(folder, 'replaced.json'), '{"\uFFFD": 1}')
    expect(readTextFile(folder, 'replaced.json')).toEqual({ text: '{"\uFFFD": 1}' })
  })

  test.each<[string, Buffer | undefined, string]>([
    ['missing.json', undefined, 'file-not-found'],
    ['.', undefined, 'not-a-file'],
    ['latin1.json', Buffer.from([0x7b, 0xe9, 0x7d]), 'file-not-utf8'],
    ['utf16.json', Buffer.from('\uFEFF{}', 'utf16le'), 'file-not-utf8'],
    ['large.json', Buffer.alloc(1024 * 1024 + 1, 0x20), 'file-too-large']
  ])('refuses %s', async (file, bytes, code) => {
    if (bytes) writeFileSync(join(folder, file), bytes)
    expect(await readTextFile(folder, file)).toMatchObject({ problems: [{ code, fault: 'user' }] })
  })
})

test.each([
  ...[
    'a.json',
    'deploy/a.json',
    '..a/b..json',
    'a/.b/c',
    './a',
    'a/./b',
    'a//b',
    'a/',
    '.',
    '',
    '..',
    '../a',
    'a/../../b'
  ],
  ...['/', '/a', '/repo', '/repo/', '/repo/a/b', '/repo/../a', '/repo//a', '/repo/./a', '/repository/a']
])('paths are worked out as by node:path: %s', file => {
  for (const place of ['/repo', '/repo/place', '/']) {
    expect(resolve(pathIn(place, file))).toBe(resolve(place, file))
    const way = relative(place, resolve(place, file))
    expect(wayTo(place, file)).toBe(way === '..' || way.startsWith('../') ? undefined : way)
  }
})

describe('writeRendered', () => {
  test('writes JSON that only its owner can read, over an older file too', async () => {
    const target = join(folder, 'new', 'rendered')
    const path = await writeRendered(target, 'we/ird..name', { family: 'é', list: [1] })
    expect(path).toBe(join(target, 'we_ird__name-task-definition.json'))
    writeFileSync(join(target, 'open-task-definition.json'), 'old', { mode: 0o644 })
    const second = await writeRendered(target, 'open', { a: 1 })
    expect([path, second].map(file => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ family: 'é', list: [1] })
    expect(JSON.parse(readFileSync(second, 'utf8'))).toEqual({ a: 1 })
  })
})

describe('selectServices', () => {
  const found = [
    { file: 'a.json', service: 'api' },
    { file: 'w.json', service: 'worker' }
  ]
  const plain = [{ file: 'td.json' }]

  test.each<[string, Parameters<typeof selectServices>, SelectedTargets['targets']]>([
    ['all', [found, 'all'], found],
    ['what is found when nothing is asked', [found, undefined], found],
    ['a plain file without service', [plain, undefined], plain],
    [
      'names, in their order, each once',
      [found, ['worker', 'api', 'worker']],
      [
        { file: 'w.json', service: 'worker' },
        { file: 'a.json', service: 'api' }
      ]
    ],
    [
      'one plain file for several services',
      [plain, ['x', 'y']],
      [
        { file: 'td.json', service: 'x' },
        { file: 'td.json', service: 'y' }
      ]
    ],
    ['nothing of nothing', [[], 'all'], []]
  ])('takes %s', async (_, args, targets) => {
    expect(selectServices(...args)).toEqual({ targets, problems: [] })
  })

  test.each<[string, Parameters<typeof selectServices>, string, string]>([
    ['an unknown service', [found, ['apo']], 'unknown-service', 'Did you mean "api"?'],
    ['all of plain files', [plain, 'all'], 'services-unknown', 'does not list services'],
    [
      'a name for several plain files',
      [[...plain, { file: 'b.json' }], ['x']],
      'service-ambiguous',
      '2 files'
    ]
  ])('refuses %s', async (_, args, code, message) => {
    const { targets, problems } = selectServices(...args)
    expect(targets).toEqual([])
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) }])
  })

  test('names the services that there are', async () => {
    expect(selectServices(found, ['x']).problems[0]?.hint).toContain('api, worker')
  })

  test.each([
    [
      ['deploy/*.json'],
      'Or write {service} for the name of the service: task-definition: deploy/{service}.json.'
    ],
    [['services/*/ecs/td.json', 'x.json'], 'task-definition: services/{service}/ecs/td.json.'],
    [['deploy/**/*.json'], 'deploy/{service}-task-definition.json'],
    [['a/*/*.json'], 'deploy/{service}-task-definition.json'],
    [['a.json', 'b.json'], 'deploy/{service}-task-definition.json']
  ])('says which pattern names the services instead of %j', async (patterns, said) => {
    const several = [...plain, { file: 'b.json' }]
    for (const requested of ['all', ['x']] as const)
      expect(selectServices(several, requested, patterns).problems[0]?.hint).toContain(said)
  })
})
