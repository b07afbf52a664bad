import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { checkText } from '../../src/check/check-text.ts'
import { migrateText } from '../../src/migrate/run/migrate-text.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { checkToJson } from '../../src/report/outputs.ts'
import { cli } from '../run/scene.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

/** Every file that the cases hand to a check or a migration. */
const cases = ['check', 'migrate'].flatMap(mode =>
  readdirSync(`__tests__/cases/${mode}`, { recursive: true, encoding: 'utf8' })
    .map(name => join(`__tests__/cases/${mode}`, name))
    .filter(path => statSync(path).isFile() && /\/input\//.test(path) && !/\.github/.test(path))
)

const PASSWORD = ['Autumn', '2031', '#pier'].join('')
const plain = (more = '') =>
  `{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "DB_PASSWORD", "value": "${PASSWORD}"}]}]}${more}`

const texts: readonly (readonly [string, string])[] = [
  ...cases.map(path => [basename(path), readFileSync(path, 'utf8')] as const),
  ['plain.json', plain()],
  ['broken.json', plain('}')],
  ['empty.json', ''],
  // what only a deployment refuses is a remark
  ['comma.json', plain().replace('}]}]}', '},]}]}')],
  ['no-family.json', plain().replace('"family": "web", ', '')],
  [
    'allowed.json',
    plain().replace(
      '{"name": "DB',
      '// ecs-sealed: allow secret/by-name until 2999-01-01: made up\n{"name": "DB'
    )
  ],
  ['template.json', plain().replace(PASSWORD, '${{ vars.PASSWORD }}')],
  [
    'main.tf',
    `resource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([{ name = "web", environment = [{ name = "DB_PASSWORD", value = "${PASSWORD}" }] }])\n}\n`
  ]
]

let scene: Workspace
afterEach(() => scene.remove())

describe('one text, as the mode checks it', () => {
  test.each(texts)('%s: the same JSON to the byte', async (file, text) => {
    scene = makeWorkspace({ [file]: text })
    const { out } = await cli(scene, ['check', file, '--format', 'json'])
    const gate = new Gate()
    const report = await checkText({ file, text, now: Date.now(), mask: values => gate.know(values) })
    expect(`${gate.write(report, checkToJson)}\n`).toBe(
      out.replace('Check --task-definition.', 'Check the input \\"task-definition\\".')
    )
  })
})

describe('one text, as the mode migrates it', () => {
  test('a credential becomes a reference, and the text is clean', async () => {
    scene = makeWorkspace({})
    const {
      text = '',
      secrets,
      problems
    } = await migrateText({
      file: 'web.json',
      text: plain(),
      project: 'shop',
      now: 0
    })
    expect({ secrets, problems }).toEqual({
      secrets: [{ name: 'shop/database/password', variables: ['DB_PASSWORD'] }],
      problems: []
    })
    expect(text).toContain('"valueFrom": "secretsmanager:shop/database/password"')
    expect(text).not.toContain(PASSWORD)
    expect((await checkText({ file: 'web.json', text, now: 0 })).findings).toEqual([])
  })

  test('a harmless variable stays, and a text without any finding stays as it is', async () => {
    scene = makeWorkspace({})
    const text = plain().replace('DB_PASSWORD', 'LOG_LEVEL').replace(PASSWORD, 'info')
    const migrated = await migrateText({ file: 'web.json', text, project: 'shop', now: 0 })
    expect(migrated).toEqual({ text, secrets: [], problems: [] })
  })

  test('what cannot be moved is said: no text that looks clean', async () => {
    scene = makeWorkspace({})
    const text = plain().replace(
      '"environment"',
      `"command": ["app", "--password=${PASSWORD}x"], "environment"`
    )
    const { problems } = await migrateText({ file: 'web.json', text, project: 'shop', now: 0 })
    expect(problems.map(({ code }) => code)).toEqual(['migration-left'])
    expect(JSON.stringify(problems)).not.toContain(PASSWORD)
  })
})
