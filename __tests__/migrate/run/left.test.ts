import { afterEach, expect, test } from '@jest/globals'
import { migrationToJson } from '../../../src/report/migration/migration.ts'
import { judgeReport } from '../../../src/report/verdict.ts'
import { layoutOf, openLayout } from './layout-world.ts'
import { type MigrateWorld, makeMigrateWorld } from './world.ts'

/** A migration names what it cannot move, and is not called clean beside it. */

const WORKFLOW = '.github/workflows/deploy.yml'
/** A password of something else; made up when this runs. */
const OTHER = ['tiger', 'lily', '77'].join('')
const STAYS = 'Not moved, and refused by a check'

let world: MigrateWorld
afterEach(() => world.end())

const step = (inputs: string) =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          container-name: app\n          ${inputs}\n`

test.each([
  ['a variable', `environment-variables: DB_PASSWORD=${OTHER}`],
  ['a secret of GitHub', `environment-variables: DB_PASSWORD=\${{ secrets.DB_PASSWORD }}`],
  [
    'a pasted secret',
    `secrets: '[{"name": "TOKEN", "valueFrom": "${['ghp', '_'].join('')}${'0aB1'.repeat(9)}"}]'`
  ]
])(
  '%s that a workflow gives to containers stays: each run names it, and an applied one fails',
  async (_, inputs) => {
    world = await makeMigrateWorld()
    world.put({ [WORKFLOW]: step(inputs) })
    const judged = async (raw: Record<string, string> = {}) => judgeReport(await world.migrate(raw))
    const plan = await judged()
    expect([plan.exitCode, plan.sentence]).toEqual([
      0,
      `Migration plan: 24 variables in 8 files as 3 secrets, 8 services to deploy or register; nothing was changed. Run again with apply: true to apply. ${STAYS}: ${WORKFLOW}:9.`
    ])
    const applied = await world.migrate({ apply: 'true' })
    const { exitCode, sentence } = judgeReport(applied)
    expect([applied.problems, exitCode, sentence]).toEqual([
      [],
      1,
      expect.stringMatching(/^Migrated: 24 variables .*:9\.$/)
    ])
    expect(world.journal()).toContain('"state": "finished"')
    expect(applied.migration && migrationToJson(applied.migration)).toMatchObject({
      left: [{ file: WORKFLOW, line: 9, isCertain: true }]
    })
    expect(await judged({ apply: 'true' })).toMatchObject({
      exitCode: 1,
      sentence: expect.stringMatching(/^Nothing to migrate: no variable is moved\. .*:9\.$/)
    })
    expect(world.shown.join('\n')).toContain(`${WORKFLOW}:9: Not moved`)
    expect(world.shown.join('\n')).not.toContain(OTHER)
  }
)

const deployStep = (service: string) =>
  step(`service: ${service}\n          environment-variables: DB_PASSWORD=${OTHER}`).replace(
    'aws-actions/amazon-ecs-render-task-definition',
    'ecs-sealed-deploy/ecs-sealed-deploy'
  )

test.each([
  ['web, api', 0, 'In steps for other services, not moved either'],
  ['web, dispatcher', 1, 'Not moved'],
  ['${{ inputs.service }}', 1, 'Not moved']
])(
  'a migration of one service is not judged by a step for others: the step names %s, exit code %i',
  async (named, expected, said) => {
    world = await makeMigrateWorld()
    world.put({ [WORKFLOW]: deployStep(JSON.stringify(named)) })
    const report = await world.migrate({ service: 'dispatcher', apply: 'true' })
    expect([report.problems, judgeReport(report).exitCode]).toEqual([[], expected])
    expect(world.shown.join('\n')).toContain(said)
    expect(world.shown.join('\n')).toContain(`${WORKFLOW}:10`)
  }
)

test('a label that may be a credential is not moved: it is named, and no claim is made about it', async () => {
  world = await makeMigrateWorld()
  const file = 'deploy/dispatcher-task-definition.json'
  world.put({
    [file]: JSON.stringify({
      ...world.read('dispatcher'),
      containerDefinitions: [
        { name: 'app', image: 'a', memory: 1, dockerLabels: { 'com.example.token': OTHER } }
      ]
    })
  })
  const { exitCode, sentence } = judgeReport(
    await world.migrate({ 'task-definition': file, service: 'dispatcher' })
  )
  expect([exitCode, sentence]).toEqual([
    0,
    expect.stringContaining(`Not moved, and a check warns of it: ${file}:1.`)
  ])
  expect(sentence).not.toContain('no plaintext')
})

test('a workflow that cannot be read is not taken for one without credentials, and stops no migration', async () => {
  world = await makeMigrateWorld()
  world.put({ [WORKFLOW]: `${step('environment-variables: A=b')}  : [` })
  const report = await world.migrate({ apply: 'true' })
  const { exitCode, sentence } = judgeReport(report)
  expect([report.problems, exitCode]).toEqual([[], 1])
  expect(sentence).toMatch(/^Migrated: 24 variables .*and refused by a check: .*deploy\.yml:\d+\.$/)
  expect(world.shown.join('\n')).toMatch(/Not looked at: .*deploy\.yml:\d+: /)
})

test('a credential in the configuration file for another environment is named by its key, of no container', async () => {
  const production = `{services: {worker: {variables: {DB_PASSWORD: ${OTHER}}}}}`
  const opened = await openLayout({ config: layoutOf({ production }) })
  world = opened.world
  const report = await opened.migrate({ environment: 'staging', cluster: 'shop-staging' })
  expect(report.problems).toMatchObject([
    {
      message: expect.stringContaining('DB_PASSWORD of environments.production.services.worker'),
      hint: expect.stringContaining('Remove it from "variables" of environments.production.services.worker')
    }
  ])
  expect(report.problems[0]?.message).not.toContain('container')
})

test.each([
  [
    'Terraform',
    'infra/main.tf',
    (list: string) =>
      `resource "aws_ecs_task_definition" "app" {\n  family                = "app"\n  container_definitions = jsonencode(${list})\n}\n`
  ],
  [
    'CloudFormation',
    'stack.json',
    (list: string) =>
      `{"Resources": {"App": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "app", "ContainerDefinitions": ${list}}}}}`
  ]
])(
  'a file of %s belongs to no service of the configuration file, and is migrated beside them',
  async (_, file, make) => {
    const opened = await openLayout({ config: layoutOf({}) })
    world = opened.world
    const key = file.endsWith('.tf')
      ? (name: string) => name
      : (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const list = JSON.stringify([
      {
        [key('name')]: 'app',
        [key('image')]: 'app:1',
        [key('environment')]: [{ [key('name')]: 'DB_PASSWORD', [key('value')]: OTHER }]
      }
    ])
    world.put({ [file]: make(list) })
    const report = await opened.migrate({ environment: 'staging', 'task-definition': file })
    expect([report.problems, report.migration?.moves.map(move => move.file)]).toEqual([[], [file]])
  }
)

test('a file with a problem of its own, in a run that is cancelled before its first write: nothing was changed', async () => {
  world = await makeMigrateWorld()
  world.edit('dispatcher', container => {
    container.command = ['serve', `--db-password=${OTHER}`]
  })
  world.controller.abort()
  const report = await world.migrate({ apply: 'true', 'on-error': 'continue' })
  expect(report.problems).toMatchObject([{ fault: 'cancelled' }, { code: 'migration-left', fault: 'user' }])
  expect(judgeReport(report)).toMatchObject({
    exitCode: 2,
    sentence: expect.stringContaining('nothing was changed')
  })
})
