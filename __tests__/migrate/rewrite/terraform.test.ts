import { parse } from '@cdktf/hcl2json'
import { describe, expect, test } from '@jest/globals'
import type { Move } from '../../../src/migrate/rewrite/moves.ts'
import { rewriteSource } from '../../../src/migrate/rewrite/rewrite.ts'

/** Made up when this runs. */
const LITERAL = ['tiger', 'lily', '77'].join('')
const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:app/db/password-AbCdEf'
const SECRET = 'app/db/password'
const CONTAINERS = '/resource/aws_ecs_task_definition/app/container_definitions'

const move = (pointer: string, more: Partial<Move> = {}): Move => ({
  pointer,
  variable: 'DB_PASSWORD',
  reference: `secretsmanager:${SECRET}`,
  secret: SECRET,
  arn: ARN,
  ...more
})

async function rewritten(
  text: string,
  moves: readonly Move[],
  others: readonly string[] = []
): Promise<string> {
  const beside = others.map(other => ({ file: 'other.tf', text: other }))
  const result = await rewriteSource({ file: 'main.tf', text }, moves, beside)
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
  return result.text
}

const DATA = `
data "aws_secretsmanager_secret" "app_db_password" {
  name = "${SECRET}"
}
`
const task = (value: string) => `# the app
resource "aws_ecs_task_definition" "app" {
  family                = "app" # kept
  container_definitions = ${value}
}
`

const IN_HCL = `jsonencode([
    {
      name  = "app"
      image = "\${var.image}:1"
      environment = [
        # the database
        { name = "DB_HOST", value = aws_db_instance.main.address },
        { name = "DB_PASSWORD", value = "${LITERAL}" },
        {
          name  = "PORT"
          value = tostring(var.port)
        }
      ]
    }
  ])`
const OUT_HCL = `jsonencode([
    {
      name  = "app"
      image = "\${var.image}:1"
      secrets = [
        { name = "DB_PASSWORD", valueFrom = data.aws_secretsmanager_secret.app_db_password.arn }
      ]
      environment = [
        # the database
        { name = "DB_HOST", value = aws_db_instance.main.address },
        {
          name  = "PORT"
          value = tostring(var.port)
        }
      ]
    }
  ])`

const heredoc = (environment: string, secrets = '') => `<<-EOF
  [
    {
      "name": "app",
      "image": "\${var.image}",
      "cpu": \${var.cpu},
${secrets}      "environment": [${environment}
      ]
    }
  ]
  EOF`

/** What is rewritten in each layout, and how. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ['a list in jsonencode', task(IN_HCL), `${CONTAINERS}/0/environment/1/value`, `${task(OUT_HCL)}${DATA}`],
  [
    'a heredoc, its last entry',
    task(
      heredoc(
        `\n        {"name": "PORT", "value": "80"},\n        {"name": "DB_PASSWORD", "value": "${LITERAL}"}`
      )
    ),
    `${CONTAINERS}/0/environment/1/value`,
    `${task(
      heredoc(
        '\n        {"name": "PORT", "value": "80"}',
        `      "secrets": [\n        {"name": "DB_PASSWORD", "valueFrom": "\${data.aws_secretsmanager_secret.app_db_password.arn}"}\n      ],\n`
      )
    )}${DATA}`
  ],
  [
    'a heredoc in a local',
    `locals {\n  containers = ${heredoc(`{"name": "DB_PASSWORD", "value": "${LITERAL}"}`)}\n}\n`,
    '/locals/containers/0/environment/0/value',
    `locals {\n  containers = ${heredoc('', `      "secrets": [{"name": "DB_PASSWORD", "valueFrom": "\${data.aws_secretsmanager_secret.app_db_password.arn}"}],\n`).replace(/\[\s+\]/, '[]')}\n}\n${DATA}`
  ],
  [
    'the default of a variable, which can refer to nothing',
    `variable "containers" {\n  default = <<EOF\n[{"name": "app", "image": "a", "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}"}]}]\nEOF\n}\n`,
    '/variable/containers/default/0/environment/0/value',
    `variable "containers" {\n  default = <<EOF\n[{"name": "app", "image": "a", "secrets": [{"name": "DB_PASSWORD", "valueFrom": "${ARN}"}], "environment": []}]\nEOF\n}\n`
  ],
  [
    'a map of containers, with a list of secrets',
    `module "app" {
  container_definitions = {
    app = {
      image = "app"
      environment = [
        {
          name  = "DB_PASSWORD"
          value = "${LITERAL}"
        },
        { name = "PORT", value = 80 }
      ]
      secrets = [{ name = "TOKEN", valueFrom = var.token_arn }]
    }
  }
}
`,
    '/module/app/container_definitions/app/environment/0/value',
    `module "app" {
  container_definitions = {
    app = {
      image = "app"
      environment = [
        { name = "PORT", value = 80 }
      ]
      secrets = [{
          name      = "DB_PASSWORD"
          valueFrom = data.aws_secretsmanager_secret.app_db_password.arn
        }, { name = "TOKEN", valueFrom = var.token_arn }]
    }
  }
}
${DATA}`
  ],
  [
    "cloudposse's module",
    `module "app" {
  source = "cloudposse/ecs-container-definition/aws"
  map_environment = merge({
    PORT        = 80
    DB_PASSWORD = "${LITERAL}" # soon
  }, var.more)
}
`,
    '/module/app/map_environment/DB_PASSWORD',
    `module "app" {
  source = "cloudposse/ecs-container-definition/aws"
  map_secrets = {
    DB_PASSWORD = data.aws_secretsmanager_secret.app_db_password.arn
  }
  map_environment = merge({
    PORT        = 80
     # soon
  }, var.more)
}
${DATA}`
  ],
  [
    "cloudposse's module, with secrets",
    `module "app" {\n  map_environment = { DB_PASSWORD = "${LITERAL}", PORT = 80 }\n  map_secrets = { TOKEN = var.token_arn }\n}\n`,
    '/module/app/map_environment/DB_PASSWORD',
    `module "app" {\n  map_environment = { PORT = 80 }\n  map_secrets = { DB_PASSWORD = data.aws_secretsmanager_secret.app_db_password.arn, TOKEN = var.token_arn }\n}\n${DATA}`
  ],
  [
    'everything on one line',
    task(`jsonencode([{ name = "app", environment = [{ name = "DB_PASSWORD", value = "${LITERAL}" }] }])`),
    `${CONTAINERS}/0/environment/0/value`,
    `${task('jsonencode([{ name = "app", secrets = [{ name = "DB_PASSWORD", valueFrom = data.aws_secretsmanager_secret.app_db_password.arn }], environment = [] }])')}${DATA}`
  ]
]

describe.each(CASES)('%s', (_, text, pointer, expected) => {
  test('only the entry moves, byte for byte; Terraform can read it; again, nothing changes', async () => {
    const result = await rewritten(text, [move(pointer)])
    expect(result).toBe(expected)
    expect(result).not.toContain(LITERAL)
    await expect(parse('main.tf', result)).resolves.toBeDefined()
    expect(await rewritten(result, [move(pointer)])).toBe(result)
    const windows = await rewritten(text.replaceAll('\n', '\r\n'), [move(pointer)])
    expect(windows).toBe(expected.replaceAll('\n', '\r\n'))
  })
})

describe('how a secret is declared', () => {
  const text = task(IN_HCL)
  const pointer = `${CONTAINERS}/0/environment/1/value`

  test('as a resource with its import block', async () => {
    const result = await rewritten(text, [move(pointer, { byResource: true })])
    const read = await parse('main.tf', result)
    expect(read['import']).toEqual([{ id: ARN, to: '${aws_secretsmanager_secret.app_db_password}' }])
    expect(read).toMatchObject({
      resource: { aws_secretsmanager_secret: { app_db_password: [{ name: SECRET }] } }
    })
    expect(result).toContain('valueFrom = aws_secretsmanager_secret.app_db_password.arn')
  })

  test('by its ARN, with a key, and a parameter always by its ARN, since a data source would have its value', async () => {
    expect(await rewritten(text, [move(pointer, { byArn: true })])).toBe(
      task(OUT_HCL.replace('data.aws_secretsmanager_secret.app_db_password.arn', `"${ARN}"`))
    )
    expect(await rewritten(text, [move(pointer, { key: 'db', arn: `${ARN}:db::` })])).toBe(
      `${task(OUT_HCL.replace('data.aws_secretsmanager_secret.app_db_password.arn', '"${data.aws_secretsmanager_secret.app_db_password.arn}:db::"'))}${DATA}`
    )
    const arn = 'arn:aws:ssm:us-west-2:123456789012:parameter/app/db'
    expect(await rewritten(text, [move(pointer, { reference: 'ssm:/app/db', arn })])).toBe(
      task(OUT_HCL.replace('data.aws_secretsmanager_secret.app_db_password.arn', `"${arn}"`))
    )
  })

  test('not twice in a module, and never in place of another one', async () => {
    expect(await rewritten(text, [move(pointer)], [DATA])).toBe(task(OUT_HCL))
    const other = DATA.replace(SECRET, 'other')
    const beside = [{ file: 'other.tf', text: other }]
    expect(await rewriteSource({ file: 'main.tf', text }, [move(pointer)], beside)).toMatchObject({
      kind: 'refused',
      problems: [
        { message: expect.stringContaining('another data source aws_secretsmanager_secret.app_db_password') }
      ]
    })
  })
})

test.each(['resource', 'data'] as const)(
  'with a %s for it, a secret that a resource of another file creates is refused there: its apply would fail',
  async kind => {
    const tags = 'tags = {\n    name = "login"\n  }'
    const text = `\nresource "aws_secretsmanager_secret" "login" {\n  ${tags}\n  name = "${SECRET}"\n}\n`
    const moves = [
      move(`${CONTAINERS}/0/environment/1/value`, kind === 'resource' ? { byResource: true } : {})
    ]
    const beside = [{ file: 'infra/secrets.tf', text }]
    expect(await rewriteSource({ file: 'main.tf', text: task(IN_HCL) }, moves, beside)).toMatchObject({
      kind: 'refused',
      problems: [
        {
          message: expect.stringMatching(/infra\/secrets\.tf:2 creates .*aws_secretsmanager_secret\.login/),
          place: { file: 'infra/secrets.tf', line: 2 }
        }
      ]
    })
  }
)

describe('merge, which takes the last of several lists', () => {
  const last = `{ environment = [{ name = "DB_PASSWORD", value = "${LITERAL}" }] }`
  const first = last.replace('{ ', '{ name = "app", ')
  const at = `${CONTAINERS}/0/environment/0/value`
  const merged = (...all: readonly string[]) => task(`jsonencode([merge(${all.join(', ')})])`)
  const refused = 'put together by merge, which may bring secrets of its own'
  test.each([
    ['a local', merged('local.base', last)],
    ['a variable', merged('var.base', last)],
    ['what follows', merged(first, 'var.extra', 'module.logs.container')],
    [
      'a list of maps',
      task(`jsonencode([merge([local.base, ${last}]...)])`),
      `${CONTAINERS}/0/1/environment/0/value`
    ],
    [
      'one of two maps with secrets',
      merged('{ secrets = [] }', last, '{ secrets = [{ name = "A", valueFrom = var.a }] }')
    ],
    ['secrets that a later map replaces', merged(first.replace('{ ', '{ secrets = [], '), 'var.extra')]
  ])('%s may bring secrets: refused at its line', async (_, text, pointer = at) => {
    expect(await rewriteSource({ file: 'main.tf', text }, [move(pointer)])).toMatchObject({
      kind: 'refused',
      problems: [{ message: expect.stringContaining(refused), place: { line: 4 } }]
    })
  })

  test.each([
    ['a local', merged('local.app', 'var.extra')],
    ['the result of a call', merged('tomap(local.base)', 'local.app')],
    ['what a comment in brackets stands before', merged('local.base', '/* ( */ local.app')]
  ])('a local that is merged elsewhere, with %s', async (_, other) => {
    const text = `locals {\n  app = ${last}\n}\n`
    const beside = [{ file: 'task.tf', text: other }]
    expect(
      await rewriteSource({ file: 'main.tf', text }, [move('/locals/app/environment/0/value')], beside)
    ).toMatchObject({ kind: 'refused', problems: [{ message: expect.stringContaining(refused) }] })
  })

  test.each([
    ['maps without secrets', merged('{ name = "app", image = "secrets:1" }', last)],
    [
      'own secrets, which already replace the others',
      merged('local.base', last.replace('{ ', '{ secrets = [], '))
    ]
  ])('%s are rewritten', async (_, text) => {
    expect(await rewritten(text, [move(at)])).toContain('data.aws_secretsmanager_secret.app_db_password.arn')
  })
})

describe('what is not rewritten says where it is and what to write', () => {
  const one = (value: string) => `{ name = "DB_PASSWORD", value = ${value} }`
  const at = `${CONTAINERS}/0/environment/0/value`
  const container = (environment: string, more = '') =>
    task(`jsonencode([{ name = "app", ${more}environment = ${environment} }])`)
  test.each([
    [
      'a value put together',
      container(`[${one(`"${LITERAL}\${var.x}"`)}]`),
      at,
      'puts its name or its value together'
    ],
    ['a condition', container(`[${one(`var.x ? "${LITERAL}" : ""`)}]`), at, 'its value is a condition'],
    ['a list in a condition', container(`var.x ? [${one(`"${LITERAL}"`)}] : []`), at, 'condition or a loop'],
    [
      'secrets from elsewhere',
      container(`[${one(`"${LITERAL}"`)}]`, 'secrets = var.all, '),
      at,
      'is not a list'
    ],
    [
      'secrets in a loop',
      container(`[${one(`"${LITERAL}"`)}]`, 'secrets = [for x in var.all : { name = x, valueFrom = x }], '),
      at,
      'is not written there'
    ],
    ['a local', `locals {\n  password = "${LITERAL}"\n}\n`, '/locals/password', 'not a separate entry'],
    [
      'an argument of a module',
      `module "app" {\n  environment = {\n    DB_PASSWORD = "${LITERAL}"\n  }\n}\n`,
      '/module/app/environment/DB_PASSWORD',
      'an argument of a module'
    ],
    [
      'two containers in one place',
      task(
        `jsonencode(concat([{ name = "a", environment = [${one(`"${LITERAL}"`)}] }], [{ name = "b", environment = [${one('"x"')}] }]))`
      ),
      at,
      'several lists'
    ],
    ['a bracket that is missing', `${container(`[${one(`"${LITERAL}"`)}]`)}}`, at, 'without a guess']
  ])('%s', async (_, text, pointer, reason) => {
    const result = await rewriteSource({ file: 'main.tf', text }, [move(pointer)])
    expect(result).toMatchObject({
      kind: 'refused',
      problems: [{ message: expect.stringContaining(reason), place: { line: expect.any(Number) } }]
    })
    expect(JSON.stringify(result)).not.toContain(LITERAL)
  })
})
