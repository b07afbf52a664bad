import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { findTaskDefinitions } from '../../src/files/find/find.ts'

const API = 'deploy/api-task-definition.json'

let base: string
let workspace: string

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'find-')))
  workspace = join(base, 'repository')
  const files = [
    API,
    'deploy/worker_2-task-definition.json',
    'deploy/we.ird-task-definition.json',
    'deploy/readme.md',
    'services/api/td.yml',
    'services/web/td.yml',
    'nested/a/a.json',
    'nested/a/b.json',
    'odd[1].json',
    'td.json',
    '.hidden/x.json',
    'node_modules/m/td.json'
  ]
  for (const file of files) {
    mkdirSync(join(workspace, file, '..'), { recursive: true })
    writeFileSync(join(workspace, file), '{}')
  }
  mkdirSync(join(workspace, 'folder.json'))
  writeFileSync(join(base, 'outside.json'), '{}')
  symlinkSync(join(base, 'outside.json'), join(workspace, 'link-out.json'))
  symlinkSync(join(workspace, 'td.json'), join(workspace, 'link-in.json'))
  symlinkSync(base, join(workspace, 'up'))
  symlinkSync(workspace, join(base, 'same'))
})

afterAll(() => rmSync(base, { recursive: true }))

describe('findTaskDefinitions', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a path', ['td.json'], ['td.json']],
    ['a path with ./', ['./deploy/../td.json'], ['td.json']],
    [
      'each once, sorted',
      ['td.json', 'services/web/td.yml', 'td.json', 'services/*/td.yml'],
      ['services/api/td.yml:', 'services/web/td.yml', 'td.json']
    ],
    ['a glob', ['nested/**/*.json'], ['nested/a/a.json', 'nested/a/b.json']],
    ['alternatives', ['nested/a/{a,b}.json'], ['nested/a/a.json', 'nested/a/b.json']],
    ['a file whose name looks like a glob', ['odd[1].json'], ['odd[1].json']],
    ['a hidden folder', ['.hidden/*.json'], ['.hidden/x.json']],
    ['no installed packages', ['**/td.json'], ['td.json']],
    [
      'a service in the file name',
      ['deploy/{service}-task-definition.json'],
      ['deploy/api-task-definition.json:api', 'deploy/worker_2-task-definition.json:worker_2']
    ],
    [
      'a service in the folder',
      ['services/{service}/td.*'],
      ['services/api/td.yml:api', 'services/web/td.yml:web']
    ],
    ['a service at the top', ['{service}d.json'], ['td.json:t']],
    ['a service after a wildcard', ['deploy/a*-{service}.json'], [`${API}:definition`]],
    ['a service twice', ['nested/{service}/{service}.json'], ['nested/a/a.json:a']],
    [
      'a service below any folder',
      ['**/{service}-task-definition.json'],
      ['deploy/api-task-definition.json:api', 'deploy/worker_2-task-definition.json:worker_2']
    ],
    [
      'a file found with and without service',
      ['services/api/td.yml', 'services/{service}/td.yml'],
      ['services/api/td.yml:api', 'services/web/td.yml:web']
    ],
    ['a link inside the workspace', ['link-in.json'], ['link-in.json']],
    ['a linked file by a pattern', ['link-i*.json'], ['link-in.json']]
  ])('finds %s', async (_, patterns, expected) => {
    const { files, problems } = await findTaskDefinitions(workspace, patterns)
    expect(problems).toEqual([])
    expect(files.map(({ file, service }) => (service === undefined ? file : `${file}:${service}`))).toEqual(
      expected.map(file => file.replace(/:$/, ''))
    )
  })

  test('takes an absolute path inside the workspace, also through a link to it', async () => {
    const { files } = await findTaskDefinitions(workspace, [join(workspace, 'td.json')])
    expect(files).toEqual([{ file: 'td.json' }])
    const linked = join(base, 'same')
    expect(
      await findTaskDefinitions(linked, [join(linked, 'td.json'), 'deploy/{service}-task-definition.json'])
    ).toMatchObject({
      files: [{ service: 'api' }, { service: 'worker_2' }, { file: 'td.json' }],
      problems: []
    })
  })

  test.each<[string, string, string, string]>([
    [
      'a missing file',
      'deploy/ap-task-definition.json',
      'file-not-found',
      'Did you mean "deploy/api-task-definition.json"?'
    ],
    [
      'a file in place of a folder',
      'td.json/api.json',
      'file-not-found',
      '"td.json/api.json" does not exist.'
    ],
    ['a missing folder', 'nope/td.json', 'file-not-found', '"nope/td.json" does not exist.'],
    ['a folder', 'deploy', 'not-a-file', '"deploy" is a folder.'],
    ['a folder named like a file', 'folder.json', 'not-a-file', 'is a folder'],
    ['a glob without match', 'deploy/*.toml', 'pattern-without-match', '"deploy/*.toml" matches no file.'],
    ['a service pattern without match', 'x/{service}.json', 'pattern-without-match', 'matches no file'],
    ['a path above the workspace', '../outside.json', 'outside-workspace', 'is outside the workspace.'],
    [
      'a link out of the workspace',
      'link-out.json',
      'outside-workspace',
      'is outside the workspace: a link leads there.'
    ],
    [
      'a folder link out of the workspace',
      'up/outside.json',
      'outside-workspace',
      'is outside the workspace: a link leads there.'
    ]
  ])('refuses %s', async (_, pattern, code, message) => {
    const { files, problems } = await findTaskDefinitions(workspace, [pattern])
    expect(files).toEqual([])
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) }])
    expect(problems[0]?.hint).toBeDefined()
  })

  test('reports all problems together, with the files that are fine', async () => {
    const { files, problems } = await findTaskDefinitions(workspace, ['nope.json', 'td.json', '*.toml'])
    expect(files).toEqual([{ file: 'td.json' }])
    expect(problems.map(({ code }) => code)).toEqual(['file-not-found', 'pattern-without-match'])
  })

  test('refuses two files for one service', async () => {
    const { problems } = await findTaskDefinitions(workspace, [
      'deploy/{service}-task-definition.json',
      'services/{service}/td.yml'
    ])
    expect(problems).toMatchObject([{ code: 'service-with-two-files', service: 'api' }])
    expect(problems[0]?.message).toContain('deploy/api-task-definition.json, services/api/td.yml')
  })
})
