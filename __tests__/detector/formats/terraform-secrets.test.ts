import { describe, expect, test } from '@jest/globals'
import { checkText } from '../../../src/check/check-text.ts'

const SECRETS = [
  '"postgres://app:${var.db_password}@db/app"',
  '"redis://:${urlencode(random_password.db.result)}@cache:6379"',
  'var.db_password',
  'var.settings["db_password"]',
  'random_password.db.result',
  'random_password.db[0].result',
  'random_string.db_password.result',
  'urlencode(random_password.db.result)',
  'join("", ["postgres://app:", var.db_password, "@db"])',
  'format("postgres://app:%s@%s", var.db_password, var.host)',
  'jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]',
  'jsondecode(data.aws_secretsmanager_secret_version.db.secret_string).connection',
  'data.aws_secretsmanager_secret_version.db.secret_string',
  'data.aws_ssm_parameter.db_password.value',
  'aws_db_instance.main.password',
  'aws_iam_access_key.mail.secret',
  'aws_elasticache_replication_group.main.auth_token',
  'tls_private_key.main.private_key_pem',
  'module.database.db_instance_password',
  'var.connection',
  'nonsensitive(var.connection)',
  'local.plain',
  'local.again',
  'local.login.key',
  'local.login["key"]',
  'lookup(local.login, "key")',
  'local.decoded["password"]'
]

const NONE = [
  'aws_secretsmanager_secret.db.arn',
  'aws_secretsmanager_secret.db.name',
  'data.aws_secretsmanager_secret.db_password.arn',
  'aws_db_instance.main.master_user_secret[0].secret_arn',
  'aws_db_instance.main.endpoint',
  '"postgres://${aws_db_instance.main.endpoint}/app"',
  'aws_ssm_parameter.db_password.name',
  'data.aws_ssm_parameter.vpc.value',
  'jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["host"]',
  'aws_iam_access_key.mail.id',
  'tls_private_key.main.public_key_openssh',
  '"app-${random_string.suffix.result}"',
  'var.db_secret_arn',
  'var.db_password_secret_name',
  'var.token_ttl',
  'local.secret_name',
  'local.login.host',
  'local.decoded["host"]',
  '"${var.db_host}:5432"',
  '"https://${var.domain}/token"',
  'var.use_tls ? "rediss" : "redis"'
]

const BLOCKS = `variable "connection" {
  sensitive = true
}
locals {
  secret_name = "app/secret"
  plain       = "postgres://app:\${random_password.db.result}@db"
  again       = local.given
  given       = var.connection
  decoded     = jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)
  login       = { key = var.connection, host = aws_db_instance.main.address }
}
`

/** As a part of a text. */
function filled(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1) : `\${${value}}`
}

/** A variable X in each way to write containers; all of them at line 2. */
const WAYS: readonly (readonly [string, (value: string) => string])[] = [
  [
    'jsonencode',
    value =>
      `container_definitions = jsonencode([{ name = "app", image = "app", environment = [\n{ name = "X", value = ${value} }] }])`
  ],
  [
    'a heredoc',
    value =>
      `container_definitions = <<EOF\n[{"name": "app", "image": "app", "environment": [{"name": "X", "value": "${filled(value)}"}]}]\nEOF`
  ],
  [
    'a map of containers',
    value =>
      `container_definitions = { app = { image = "app", environment = [\n{ name = "X", value = ${value} }] } }`
  ],
  [
    'a local with the variables',
    value =>
      `locals { app_envs = [\n{ name = "X", value = ${value} }] }\nresource "aws_ecs_task_definition" "app" { container_definitions = var.all }`
  ],
  [
    "cloudposse's module",
    value => `container_image = "app"\nmap_environment = { X = ${value}, Y = jsonencode({ a = 1 }) }`
  ],
  [
    "cloudposse's module, with secrets",
    value => `secrets = [{ name = "Z", valueFrom = var.z_arn }]\nmap_environment = { X = ${value} }`
  ],
  ['templatefile', value => `container_definitions = templatefile("app.json", {\nX = ${value} })`]
]

async function found(text: string): Promise<readonly string[]> {
  const { findings } = await checkText({ file: 'main.tf', text: `${text}\n${BLOCKS}`, now: 0 })
  return findings.map(({ rule, place }) => `${place?.line} ${rule}`)
}

describe.each(WAYS)('%s', (_, way) => {
  test.each(SECRETS)('a secret that Terraform fills in is found under any name: %s', async value => {
    expect((await found(way(value)))[0]).toMatch(/^\d+ secret\/delivery$/)
  })

  test.each(NONE)('no secret: %s', async value => {
    expect((await found(way(value))).filter(one => one.startsWith('2 '))).toEqual([])
  })
})

test.each([
  ['aws_ssm_parameter.db_password.name', []],
  ['var.name', ['2 secret/delivery']],
  ['local.id', ['2 secret/delivery']]
])('under the name of a credential: %s', async (value, expected) => {
  const [[, way] = ['', String]] = WAYS
  expect(await found(way(value).replace('"X"', '"DB_PASSWORD"'))).toEqual(expected)
})

test('a whole list of references is no variable, and a map of them none either', async () => {
  const list =
    'container_definitions = jsonencode([{ name = "app", image = "a", secrets = local.app_secrets }])'
  expect(await found(list)).toEqual([])
  const map = `map_environment = { A = "a" }\nmap_secrets = { DB_PASSWORD = aws_secretsmanager_secret.db.arn }`
  expect(await found(map)).toEqual([])
})

test('a value for a template_file is found where it is given, once', async () => {
  const text = `data "template_file" "app" {
  vars = {
    url         = "postgres://app:\${random_password.db.result}@db"
    db_password = random_password.db.result
    image       = var.image
  }
}
container_definitions = "\${data.template_file.app.rendered}"
`
  expect(await found(text)).toEqual(['3 secret/delivery'])
  // a template of something else
  expect(await found(text.replace('container_definitions', 'user_data'))).toEqual([])
})

describe('the advice is in the language of the file', () => {
  const environment =
    '{"name": "app", "image": "app", "environment": [{"name": "DB_PASSWORD", "value": "${x}"}]}'
  test.each([
    [
      'main.tf',
      `container_definitions = jsonencode([${environment}])`,
      'secrets = [{ name = "DB_PASSWORD", valueFrom = aws_secretsmanager_secret.db_password.arn }]'
    ],
    [
      'main.tf',
      'module "app" {\nmap_environment = { DB_PASSWORD = var.db_password }\n}',
      'map_secrets = { DB_PASSWORD = aws_secretsmanager_secret.db_password.arn }'
    ],
    [
      'app.json.tftpl',
      `[${environment}]`,
      '"valueFrom": "${db_password_arn}"}, with db_password_arn = aws_secretsmanager_secret.db_password.arn given to the template'
    ],
    [
      'main.tf',
      'container_definitions = jsonencode([{ name = "app", image = "app", logConfiguration = { logDriver = "splunk", options = { splunk-token = var.splunk_token } } }])',
      'secretOptions = [{ name = "splunk-token", valueFrom = aws_secretsmanager_secret.splunk_token.arn }]'
    ],
    [
      'terragrunt.hcl',
      'terraform {\n  source = "git::https://git.example.com/m.git//ecs-service"\n}\ninputs = {\n  image = "app:1"\n  environment = {\n    DB_PASSWORD = dependency.db.outputs.password\n  }\n}\n',
      'secrets = { DB_PASSWORD = "<full ARN of the secret>" }'
    ],
    ['app.json', `[${environment}]`, '"valueFrom": "<full ARN of the secret>"'],
    // JDNeto84/django-binance-trader, markusr109/snippet_manager_server
    [
      'stack.yml',
      `Resources:\n  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [${environment}]}}`,
      'add to "Secrets": {"Name": "DB_PASSWORD", "ValueFrom": "<full ARN of the secret>"}.'
    ],
    ['app.json', `{"containerDefinitions": [${environment}]}`, '"valueFrom": "secretsmanager:<secret name>"']
  ])('%s: %s', async (file, text, advice) => {
    const { findings } = await checkText({ file, text, now: 0 })
    expect(findings.map(({ hint }) => hint)).toEqual([expect.stringContaining(advice)])
  })

  test('for a reference too', async () => {
    const text =
      'container_definitions = [{ image = "a", secrets = [{ name = "A", valueFrom = "arn:aws:secretsmanager:x" }] }]'
    const { findings } = await checkText({ file: 'main.tf', text, now: 0 })
    expect(findings.map(({ hint }) => hint)).toEqual([
      'Write the ARN of a secret or a parameter: aws_secretsmanager_secret.NAME.arn, aws_ssm_parameter.NAME.arn.'
    ])
  })
})

test('a container whose name is computed has none in the message', async () => {
  // papnori/temporal-ecs-terraform
  const text =
    'container_definitions = { (var.name) = { image = "a", environment = [{ name = "API_KEY", value = var.api_key }] } }'
  const { findings } = await checkText({ file: 'main.tf', text, now: 0 })
  expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(/^Variable API_KEY gets /)])
})
