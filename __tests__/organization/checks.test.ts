import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { MergedChecks } from '../../src/organization/merge-checks.ts'
import { cli, makeScene, type Scene } from '../shell/scene.ts'

let scene: Scene
afterEach(() => scene.remove())

const finding = (level: string, name: string) => ({
  rule: 'secret/by-name',
  level,
  file: 'deploy/web.json',
  line: 7,
  name,
  pointer: '/x',
  fingerprint: name
})

/** What `check --format json` prints. */
const checked = (exitCode: number, more: object = {}) =>
  JSON.stringify({
    version: 1,
    files: ['deploy/web.json'],
    findings: [],
    unscanned: [],
    problems: [],
    remarks: [],
    verdict: '',
    exitCode,
    ...more
  })

const SUBMODULE = { message: 'Not verified: submodules: lib. Check them.', isUnverified: true }

const FILES = {
  'in/acme/clean.json': checked(0),
  'in/acme/bad.json': checked(1, {
    findings: [finding('error', 'DB_PASSWORD'), finding('warning', 'TOKEN')]
  }),
  'in/acme/empty.json': '',
  'in/acme/cut.json': checked(0).slice(0, -2),
  'in/acme/other.json': '{"version":1,"mode":"audit"}',
  'in/acme/crashed.json': checked(3, { problems: [{ code: 'git', message: 'git failed.' }] }),
  'in/acme/partly.json': checked(2, {
    findings: [finding('error', 'API_KEY')],
    problems: [{ code: 'invalid-json', message: 'b.json is not JSON.' }]
  }),
  'in/acme/docs.json': checked(2, {
    files: [],
    problems: [{ code: 'no-task-definitions', message: 'none' }]
  }),
  'in/acme/warned.json': checked(1, { findings: [finding('warning', 'TOKEN')], verdict: 'fail-on: warning' }),
  expect: 'acme/clean\nacme/Bad\nacme/never-ran\n'
}

const merge = (...flags: string[]) => cli(scene, ['check', 'merge', 'in', '--expect', 'expect', ...flags])

describe('check merge', () => {
  test('what failed, was cut off or never ran is unknown, never clean', async () => {
    scene = makeScene(FILES)
    const { out, code } = await merge('--format', 'json')
    const { repositories, verdict } = JSON.parse(out) as MergedChecks
    expect({ code, verdict }).toEqual({ code: 1, verdict: 'findings' })
    expect(Object.fromEntries(repositories.map(one => [one.repository, one.verdict]))).toEqual({
      'acme/bad': 'findings',
      'acme/partly': 'findings',
      'acme/warned': 'findings',
      'acme/crashed': 'unknown',
      'acme/cut': 'unknown',
      'acme/empty': 'unknown',
      'acme/other': 'unknown',
      'acme/never-ran': 'unknown',
      'acme/clean': 'clean',
      'acme/docs': 'none'
    })
    expect(repositories.find(({ repository }) => repository === 'acme/partly')?.why).toBe(
      'b.json is not JSON.'
    )
  })

  test('every format names each repository that needs a person', async () => {
    scene = makeScene(FILES)
    const { out } = await merge(
      '--output',
      'm.json',
      '--summary-file',
      'm.md',
      '--sarif-file',
      'm.sarif',
      '--report-file',
      'm.html'
    )
    const texts = [
      out,
      ...['m.json', 'm.md', 'm.sarif', 'm.html'].map(file => readFileSync(join(scene.path, file), 'utf8'))
    ]
    for (const text of texts)
      for (const name of ['bad', 'partly', 'crashed', 'cut', 'empty', 'other', 'never-ran'])
        expect(text).toContain(`acme/${name}`)
    expect(out.split('\n')[0]).toBe(
      'Findings: 2 errors in 3 of 10 repositories, 5 not verified, 1 clean, 1 without task definitions.'
    )
    const [run] = (
      JSON.parse(texts[3] ?? '') as { runs: { results: { ruleId: string; locations: object[] }[] }[] }
    ).runs
    expect(
      run?.results.filter(({ ruleId }) => ruleId === 'check/finding').map(({ locations }) => locations)
    ).toEqual([
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'repositories/acme/bad/deploy/web.json' },
            region: { startLine: 7 }
          }
        }
      ],
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'repositories/acme/partly/deploy/web.json' },
            region: { startLine: 7 }
          }
        }
      ]
    ])
  })

  test('all clean is clean; nothing at all is not', async () => {
    scene = makeScene({
      'in/acme/clean.json': checked(0),
      'in/acme/docs.json': FILES['in/acme/docs.json'],
      expect: '["acme/clean"]'
    })
    const { out, code } = await merge()
    expect({ code, first: out.split('\n')[0] }).toEqual({
      code: 0,
      first: 'Clean: 1 of 2 repositories, 1 without task definitions.'
    })
    scene.remove()
    scene = makeScene({ 'in/.keep': '', expect: 'acme/clean' })
    expect((await merge()).code).toBe(1)
  })

  test.each([
    ['no list of files', { files: undefined }, 'its list "files" is missing or is not complete'],
    [
      'a finding that is no object',
      { findings: [null] },
      'its list "findings" is missing or is not complete'
    ],
    ['a problem that is no object', { problems: ['x'] }, 'its list "problems" is missing or is not complete'],
    [
      'no definitions, and a problem that is cut off',
      { problems: [{ code: 'no-task-definitions' }, null], exitCode: 2 },
      'its list "problems" is missing or is not complete'
    ],
    ['no list of what was not read', { unscanned: 0 }, 'its list "unscanned" is missing or is not complete'],
    [
      'a file that was not read',
      { unscanned: [{ file: 'a.yml', reason: 'too deep' }], exitCode: 2 },
      'it could not read a.yml completely: too deep'
    ],
    ['no list of remarks', { remarks: undefined }, 'its list "remarks" is missing or is not complete'],
    [
      'a point that its check notes',
      { remarks: [{ message: 'Noted.' }, SUBMODULE] },
      'submodules: lib. Check them.'
    ],
    [
      'no definitions, and a submodule',
      { problems: [{ code: 'no-task-definitions', message: 'none' }], remarks: [SUBMODULE], exitCode: 2 },
      'submodules: lib. Check them.'
    ],
    [
      'a file that was not read, and a submodule',
      { unscanned: [{ file: 'a.yml', reason: 'too deep.' }], remarks: [SUBMODULE], exitCode: 2 },
      'it could not read a.yml completely: too deep. submodules: lib. Check them.'
    ],
    ['another form', { version: 2 }, 'its file is of another release, with another form of JSON'],
    ['another kind', { kind: 'organization-check' }, 'its file is not the JSON of mode check'],
    [
      'exit code 1 without a finding',
      { exitCode: 1 },
      'its check ended with exit code 1, but lists no finding'
    ],
    ['no file', { files: [] }, 'it checked no file']
  ])('%s is not verified, with what to do', async (_, more, why) => {
    scene = makeScene({ 'in/acme/shop.JSON': checked(0, more) })
    const { out, code } = await cli(scene, ['check', 'merge', 'in', '--format', 'json'])
    const [one] = (JSON.parse(out) as MergedChecks).repositories
    expect([code, one?.repository, one?.verdict, one?.why]).toEqual([1, 'acme/shop', 'unknown', why])
    expect(one?.hint).toMatch(/^[A-Z].*\.$/)
    expect((await cli(scene, ['check', 'merge', 'in'])).out).toContain(`${why}\n    ${one?.hint}\n`)
  })

  test('what a real check notes as not verified is shown with what to do, and is not clean', async () => {
    const definition = {
      family: 'a',
      containerDefinitions: [{ name: 'a', image: 'nginx:1.2.3', essential: true }]
    }
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9000000\n`
    const files = { 'deploy/a.json': JSON.stringify(definition), 'deploy/b.json': pointer }
    scene = makeScene(files)
    const checked = await cli(scene, ['check', '.', '--format', 'json'])
    expect(checked.code).toBe(0)
    scene.remove()
    scene = makeScene({ 'in/acme/shop.json': checked.out })
    const { out, code } = await cli(scene, ['check', 'merge', 'in'])
    expect({ code, first: out.split('\n')[0] }).toEqual({
      code: 1,
      first: 'Not verified: 1 of 1 repository.'
    })
    expect(out).toContain('deploy/b.json: the checkout has only the pointer of Git LFS. Set lfs: true')
    expect(out).toContain('run its check again, and merge again.')
  })

  test('errors count, also where a list is cut off', async () => {
    scene = makeScene({
      'in/acme/shop.json': checked(1, { findings: [finding('error', 'KEY'), null] })
    })
    const { out } = await cli(scene, ['check', 'merge', 'in', '--format', 'json'])
    expect((JSON.parse(out) as MergedChecks).repositories).toMatchObject([
      { verdict: 'findings', errors: 1, why: 'its list "findings" is missing or is not complete' }
    ])
  })

  test('a list of something else is refused', async () => {
    scene = makeScene({ ...FILES, expect: '111111111111/eu-west-1 x\n' })
    const { err, code } = await merge()
    expect({ code, err: err.split('\n')[0] }).toMatchObject({ code: 2 })
    expect(err).toContain('expect does not list repositories: not valid: entry 1.')
  })
})
