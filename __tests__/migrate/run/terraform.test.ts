import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@cdktf/hcl2json'
import { afterEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { printerOf } from '../../../src/run/printed.ts'
import { sample } from '../../sample.ts'
import { type MigrateWorld, makeMigrateWorld } from './world.ts'

/** What a command-line run prints. */
const print = printerOf('text', { sources: new Map() })

let world: MigrateWorld
afterEach(() => world.end())

/** A password of something else; made up when this runs. */
const OTHER = ['tiger', 'lily', '77'].join('')

type Files = Readonly<Record<string, string>>

async function begin(make: (password: string) => Files): Promise<void> {
  world = await makeMigrateWorld()
  world.put(make(world.values['DB_PASSWORD'] ?? ''))
}

const MAIN = 'infra/main.tf'
const NAME = 'ops-pipeline/database/password'
const LABEL = 'ops_pipeline_database_password'
const ONLY = { 'task-definition': MAIN }
const APPLY = { ...ONLY, apply: 'true' }
const read = (file = MAIN) => readFileSync(join(world.folder, file), 'utf8')
const arn = () => world.region().secrets.get(NAME)?.arn ?? 'none'

const json = (password: string, image = 'app:1') =>
  `[{"name": "app", "image": "${image}", "environment": [{"name": "PORT", "value": "80"}, {"name": "DB_PASSWORD", "value": "${password}"}]}]\n`
const task = (containers: string, more = '') =>
  `${more}# the app\nresource "aws_ecs_task_definition" "app" {\n  family                = "app"\n  container_definitions = ${containers}\n}\n`
const list = (password: string) =>
  `[{ name = "app", image = "app:1", environment = [{ name = "PORT", value = 80 }, { name = "DB_PASSWORD", value = "${password}" }] }]`

/** The layouts, with the file that has the value, and whether Terraform declares its secret there. */
const LAYOUTS: readonly (readonly [string, (password: string) => Files, string?])[] = [
  ['jsonencode', password => ({ [MAIN]: task(`jsonencode(${list(password)})`) })],
  [
    'data template_file',
    password => ({
      [MAIN]: task(
        'data.template_file.app.rendered',
        'data "template_file" "app" {\n  template = file("${path.module}/app.json.tpl")\n  vars     = { image = var.image }\n}\n'
      ),
      'infra/app.json.tpl': json(password, '${image}')
    }),
    'infra/app.json.tpl'
  ],
  [
    'file',
    password => ({ [MAIN]: task('file("${path.module}/app.json")'), 'infra/app.json': json(password) }),
    'infra/app.json'
  ],
  [
    'templatefile',
    password => ({
      [MAIN]: task('templatefile("${path.module}/app.json.tftpl", { image = var.image })'),
      'infra/app.json.tftpl': json(password, '${image}')
    }),
    'infra/app.json.tftpl'
  ],
  ['heredoc', password => ({ [MAIN]: task(`<<EOF\n${json(password, '${var.image}')}EOF`) })],
  [
    'a local as text',
    password => ({
      [MAIN]: task('local.app', `locals {\n  app = <<EOF\n${json(password, '${var.image}')}EOF\n}\n`)
    })
  ],
  [
    'a map of containers',
    password => ({
      [MAIN]: `module "app" {\n  source = "terraform-aws-modules/ecs/aws//modules/service"\n  container_definitions = {\n    app = ${list(password).slice(1, -1)}\n  }\n}\n`
    })
  ],
  [
    "cloudposse's module",
    password => ({
      [MAIN]: `module "app" {\n  source          = "cloudposse/ecs-container-definition/aws"\n  container_image = "app:1"\n  map_environment = {\n    PORT        = 80\n    DB_PASSWORD = "${password}"\n  }\n}\n`
    })
  ]
]

describe.each(LAYOUTS)('%s', (_, make, loaded) => {
  test('the value moves to its secret, and Terraform deploys', async () => {
    await begin(make)
    const password = world.values['DB_PASSWORD'] ?? ''
    const before = Object.fromEntries(Object.keys(make('')).map(file => [file, read(file)]))
    const plan = await world.migrate(ONLY)
    expect([plan.problems, world.writes()]).toEqual([[], []])
    const report = await world.applied(ONLY)
    expect(world.writes()).toEqual(['CreateSecret'])
    expect(world.git('diff', '--name-only').trim()).toBe(loaded ?? MAIN)
    for (const [file, text] of Object.entries(before)) {
      expect(read(file)).not.toContain(password)
      // everything else is there, in its order
      const rest = text.split(/\n/).filter(line => !line.includes('DB_PASSWORD'))
      expect(
        read(file)
          .split('\n')
          .filter(line => rest.includes(line))
      ).toEqual(expect.arrayContaining(rest))
    }
    const tree = await parse(MAIN, read())
    if (loaded === undefined) {
      expect(tree).toMatchObject({ data: { aws_secretsmanager_secret: { [LABEL]: [{ name: NAME }] } } })
      expect(JSON.stringify(tree)).toContain(`data.aws_secretsmanager_secret.${LABEL}.arn`)
    } else expect(read(loaded)).toContain(`{"name": "DB_PASSWORD", "valueFrom": "${arn()}"}`)
    const [printed] = report.migration?.policies ?? []
    const policy = await parse('policy.tf', printed?.text ?? '')
    const [, label = '', name] =
      /"aws_iam_role_policy" "(\w+)".*?name = "(.+?)"/s.exec(printed?.text ?? '') ?? []
    expect(policy).toHaveProperty(`resource.aws_iam_role_policy.${label}`)
    expect([label, name]).toEqual([
      expect.stringMatching(/^ecs_sealed_deploy_secrets_[\da-f]{8}$/),
      label.replaceAll('_', '-')
    ])
    expect(printed?.text).toContain(arn())
    if (loaded) expect(report.migration?.moves).toMatchObject([{ reference: arn() }])
    expect([...print(report)].join('')).toMatch(/run terraform plan/)
    const again = await world.migrate(APPLY)
    expect([again.problems, again.migration?.moves, world.writes()]).toEqual([[], [], ['CreateSecret']])
  })
})

test('killed anywhere, it goes on; a secret of two files of a module is declared once', async () => {
  const make = (password: string): Files => ({
    [MAIN]: task(`jsonencode(${list(password)})`),
    'infra/worker.tf': task(`jsonencode(${list(password)})`).replaceAll('"app"', '"worker"')
  })
  const both = { ...APPLY, 'task-definition': 'infra/*.tf' }
  await begin(make)
  await world.migrate(both)
  const { write, call } = world.counts
  const expected = [read(), read('infra/worker.tf')]
  expect(expected.join('').match(/^data "aws_secretsmanager_secret"/gm)).toHaveLength(1)
  for (const what of ['write', 'call'] as const) {
    const moments = Array.from({ length: what === 'write' ? write : call }, (_, index) => index + 1)
    for (const n of sample(moments, 6)) {
      await world.end()
      await begin(make)
      await world.migrate(both, { what, n, moment: 'after' }).catch(() => undefined)
      await world.applied(both)
      expect([read(), read('infra/worker.tf')]).toEqual(expected)
      expect(world.secrets()).toEqual([NAME])
    }
  }
}, 60_000)

test('with references: resource, the secret is a resource that is imported', async () => {
  await begin(password => ({ [MAIN]: task(`jsonencode(${list(password)})`) }))
  await world.applied({ ...ONLY, references: 'resource' })
  expect(await parse(MAIN, read())).toMatchObject({
    import: [{ id: arn(), to: `\${aws_secretsmanager_secret.${LABEL}}` }],
    resource: { aws_secretsmanager_secret: { [LABEL]: [{ name: NAME }] } }
  })
})

test('what cannot be rewritten is refused at its line, and nothing is stored', async () => {
  await begin(password => ({
    [MAIN]: task(
      'jsonencode([{ name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = local.password }] }])',
      `locals {\n  password = "${password}"\n}\n`
    )
  }))
  const report = await world.migrate(APPLY)
  expect(report.problems).toMatchObject([
    {
      ...{ message: expect.stringContaining('"DB_PASSWORD" is not moved'), place: { file: MAIN, line: 2 } },
      hint: expect.stringContaining(LABEL)
    }
  ])
  expect([exitCodeOf(report), world.writes(), world.git('status', '--porcelain')]).toEqual([2, [], ''])
  // what is refused is no move of the plan, and costs nothing
  expect(report.migration).toMatchObject({ moves: [], secrets: [], monthlyCostUsd: 0 })
})

test('killed after the rewrite of the default of a variable, it shows the ARN that stands there', async () => {
  const make = (password: string): Files => ({
    [MAIN]: task('jsonencode(var.containers)', `variable "containers" {\n  default = ${list(password)}\n}\n`)
  })
  await begin(make)
  await world.migrate(APPLY)
  const { write } = world.counts
  await world.end()
  await begin(make)
  // the last write closes the journal
  await world.migrate(APPLY, { what: 'write', n: write - 1, moment: 'after' }).catch(() => undefined)
  expect(read()).toContain(arn())
  const report = await world.applied(ONLY)
  expect(report.migration?.moves).toMatchObject([{ variable: 'DB_PASSWORD', reference: arn() }])
})

test('a condition of two values is one refusal: they are no two variables to tell apart', async () => {
  const value = `var.env == "prod" ? "${OTHER}" : "${OTHER}x"`
  await begin(() => ({
    [MAIN]: task(
      `jsonencode([{ name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = ${value} }] }])`
    )
  }))
  const { problems } = await world.migrate(APPLY)
  expect(problems).toMatchObject([{ message: expect.stringContaining('its value is a condition: ') }])
  expect(world.writes()).toEqual([])
})

test.each<[string, string, (password: string) => string]>([
  [
    'a list of variables',
    'jsonencode([{ name = "app", image = "a", environment = local.env }])',
    password => `locals {\n  env = [{ name = "DB_PASSWORD", value = "${password}" }]\n}\n`
  ],
  [
    'a map in a loop',
    'jsonencode([{ name = "app", image = "a", environment = [for k, v in local.env : { name = k, value = v }] }])',
    password => `locals {\n  env = { DB_PASSWORD = "${password}" }\n}\n`
  ],
  [
    'a container',
    'jsonencode([local.app])',
    password =>
      `locals {\n  app = { name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = "${password}" }] }\n}\n`
  ]
])(
  '%s of a local is refused at its line, in the same file or another one',
  async (what, containers, locals) => {
    // a container of the same file is rewritten
    for (const file of what === 'a container' ? ['infra/locals.tf'] : ['infra/locals.tf', MAIN]) {
      await begin(password => ({
        [MAIN]: task(containers),
        [file]: locals(password) + (file === MAIN ? task(containers) : '')
      }))
      const report = await world.migrate(APPLY)
      expect(report.problems).toMatchObject([
        {
          ...{ message: expect.stringContaining('DB_PASSWORD'), place: { file, line: 2 } },
          hint: expect.stringContaining('aws_secretsmanager_secret.')
        }
      ])
      expect([exitCodeOf(report), world.writes(), world.git('status', '--porcelain')]).toEqual([2, [], ''])
      await world.end()
    }
  }
)

test.each<[string, string, (password: string) => string]>([
  ['yamldecode(file("${path.module}/env.yaml"))', 'infra/env.yaml', one => `PORT: 80\nDB_PASSWORD: ${one}\n`],
  ['var.env', 'infra/envs/prod.tfvars', one => `env = {\n  DB_PASSWORD = "${one}"\n}\n`]
])('%s is refused at its line in %s', async (env, file, text) => {
  const loop = `[for k, v in ${env} : { name = k, value = v }]`
  await begin(password => ({
    [MAIN]: task(`jsonencode([{ name = "app", image = "a", environment = ${loop} }])`),
    [file]: text(password)
  }))
  const report = await world.migrate(APPLY)
  expect(report.problems).toMatchObject([
    { message: expect.stringContaining('DB_PASSWORD'), place: { file, line: 2 } }
  ])
  expect([exitCodeOf(report), world.writes(), world.git('status', '--porcelain')]).toEqual([2, [], ''])
})

test('the password of a database is no variable: it stays, and is said', async () => {
  await begin(password => ({
    [MAIN]: `resource "aws_db_instance" "main" {\n  password = "${OTHER}"\n}\n${task(`jsonencode(${list(password)})`)}`
  }))
  const report = await world.migrate(APPLY)
  expect(report.problems).toEqual([])
  expect(report.remarks.map(({ message }) => message).join()).toContain(
    `${MAIN}:2: Not moved: Field "password"`
  )
  expect(judgeReport(report).sentence).toContain(`Not moved, and refused by a check: ${MAIN}:2.`)
})

test('the policies of two files add to each other: neither has the address or the name of the other', async () => {
  await begin(password => ({
    [MAIN]: task(`jsonencode(${list(password)})`),
    'worker/main.tf': task(`jsonencode(${list(password)})`).replaceAll('"app"', '"worker"')
  }))
  const report = await world.applied({ 'task-definition': `${MAIN}\nworker/main.tf` })
  const texts = report.migration?.policies.map(({ text }) => text) ?? []
  const heads = texts.map(text => /"aws_iam_role_policy" "(\w+)".*?name = "(.+?)"/s.exec(text)?.slice(1))
  expect(new Set(heads.flat()).size).toBe(4)
})

test('a credential that a loop fills in cannot be moved: the run says so, and fails', async () => {
  await begin(password => ({
    [MAIN]: task(
      'jsonencode([{ name = "app", image = "a", environment = [{ name = "API_KEY", value = each.value.key }] }])',
      `locals {\n  services = {\n    a = { key = "${password}" }\n  }\n}\n`
    )
  }))
  for (const inputs of [ONLY, APPLY]) {
    const report = await world.migrate(inputs)
    const { exitCode, sentence } = judgeReport(report)
    expect([report.problems, exitCode, world.writes()]).toEqual([[], 1, []])
    expect(sentence).toBe(
      `Nothing to migrate: no variable is moved. Not moved, and refused by a check: ${MAIN}:3. Not moved, and a check warns of it: ${MAIN}:9.`
    )
    expect(report.remarks.map(({ message }) => message).join()).toContain(`${MAIN}:3: Not moved`)
  }
})

test.each([
  [
    'aws_db_instance.main.password',
    '"${aws_db_instance.main.master_user_secret[0].secret_arn}:password::" }]'
  ],
  ['var.db_password', 'aws_secretsmanager_secret.db_password.arn'],
  ['random_password.x.result', 'aws_secretsmanager_secret.db_password.arn'],
  ['data.aws_ssm_parameter.db.value', 'data.aws_ssm_parameter.db.arn'],
  [
    'jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["pw"]',
    '"${data.aws_secretsmanager_secret_version.db.arn}:pw::"'
  ]
])(
  'a secret that Terraform fills in stays: %s is named with its line and what to write',
  async (value, arnOf) => {
    await begin(password => ({
      [MAIN]: task(
        `jsonencode([{ name = "app", image = "a", environment = [
  { name = "DB_PASSWORD", value = ${value} },
  { name = "API_KEY", value = "${password}" }
] }])`
      )
    }))
    for (const verdict of [/^Migrated: 1 variable/, /^Nothing to migrate: no variable is moved/]) {
      const { remarks, ...report } = await world.migrate(APPLY)
      const { exitCode, sentence } = judgeReport({ ...report, remarks })
      expect([report.problems, exitCode, sentence]).toEqual([[], 0, expect.stringMatching(verdict)])
      expect(sentence).toMatch(/Not moved, and a check warns of it: infra\/main\.tf:\d+\.$/)
      expect(remarks.map(({ message }) => message).join()).toContain(`valueFrom = ${arnOf}`)
    }
  }
)
