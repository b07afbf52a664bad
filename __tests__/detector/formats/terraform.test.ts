import { describe, expect, test } from '@jest/globals'
import { checked } from '../../check/ways.ts'
import { credentialsIn, LITERAL } from './read.ts'

const app = '/resource/aws_ecs_task_definition/app/container_definitions/0'

describe('Terraform', () => {
  test('the default of a variable is found, however long its block is', async () => {
    const lines = Array.from({ length: 9 }, () => '    Words.\n').join('')
    const text = `variable "db_password" {\n  description = <<-EOT\n${lines}  EOT\n  default = "${LITERAL}"\n}\n`
    expect((await checked('a.tf', text)).found).toEqual(['13 db_password'])
  })

  test('jsonencode: literals are found, variables and resources are not values', async () => {
    const text = `resource "aws_ecs_task_definition" "app" {
  family                = "app" # comment
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "\${var.repository}:\${lookup(var.tags, "app")}"
      environment = concat([
        { name = "DB_PASSWORD", value = "${LITERAL}" },
        { name = "A_PASSWORD", value = var.password },
        { "name" : "B_PASSWORD", "value" : random_password.db.result },
        { name = "C_PASSWORD", value = lookup(var.passwords, "production-password1") },
        { name = "D_PASSWORD", value = var.production ? "${LITERAL}" : "" },
        { name = "E_URL", value = "postgres://app:\${var.password}@db/app" },
        { name = "F_URL", value = format("postgres://app:%s@%s/app", var.password, var.host) },
        { name = "G_URL", value = "postgres://app:${LITERAL}@db/app" },
      ], var.environment)
      secrets = [for k, v in var.secrets : { name = k, valueFrom = v }]
    }
  ])
}
`
    expect(await credentialsIn('main.tf', text)).toEqual([
      `8 ${app}/environment/0/value DB_PASSWORD`,
      `12 ${app}/environment/4/value D_PASSWORD`,
      `15 ${app}/environment/7/value G_URL`
    ])
  })

  test('variables in JSON are read as those in HCL are', async () => {
    const text = JSON.stringify(
      { region: 'eu-west-1', db_password: LITERAL, env: { API_KEY: LITERAL } },
      null,
      1
    )
    expect((await checked('prod.tfvars.json', text)).found).toEqual(['3 db_password', '5 API_KEY'])
  })

  const task = (name: string, value: string) =>
    `resource "aws_ecs_task_definition" "app" {\n  container_definitions = jsonencode([{ name = "app", environment = [{ name = ${name}, value = ${value} }] }])\n}\n`

  test.each([
    'jsondecode(data.x.y.secret_string)["password"]',
    'jsondecode(var.all)["db"]["password"]',
    '(var.all)["password"]',
    'split(":", var.all)[1]'
  ])('an index chooses, and is no value: %s', async value => {
    expect(await credentialsIn('main.tf', task('"DB_PASSWORD"', value))).toEqual([])
  })

  test.each([
    ['"postgres://app:${var.x}@db/app"', LITERAL, ['3 URL']],
    ['format("postgres://%s:%s@db/app", var.user, var.x)', LITERAL, ['3 URL']],
    ['"postgres://app:${urlencode(var.x)}@db/app"', LITERAL, ['3 URL']],
    ['local.url', LITERAL, ['3 URL']],
    ['"postgres://app:${var.x}@db/app"', 'changeme', []],
    ['"https://${var.x}.example.com"', LITERAL, []]
  ])('a secret in a longer text is judged there, where it is written: %s, %s', async (value, pw, lines) => {
    const variables = `variable "x" {\n  sensitive = true\n  default = "${pw}"\n}\nvariable "user" { default = "app" }\n`
    const local = value === 'local.url' ? 'locals { url = "postgres://app:${var.x}@db/app" }\n' : ''
    expect((await checked('main.tf', `${variables}${task('"URL"', value)}${local}`)).found).toEqual(lines)
  })

  test.each([
    ['"DB_PASSWORD"', `["${LITERAL}", var.x][0]`],
    ['"DB_PASSWORD"', `{ a = "${LITERAL}" }["a"]`],
    ['join("_", ["DB", "PASSWORD"])', `"${LITERAL}"`],
    ['"DB_PASSWORD"', `join("", ["${LITERAL.slice(0, 8)}", "${LITERAL.slice(8)}"])`]
  ])('what is put together or chosen from is found: %s, %s', async (name, value) => {
    expect(await credentialsIn('main.tf', task(name, value))).toEqual([
      expect.stringMatching(/ DB_PASSWORD$/)
    ])
  })

  test.each(['coalesce(var.p, "LITERAL")', '"${coalesce(var.p, "LITERAL")}"'])(
    'a literal in a nested expression is found: %s',
    async value => {
      const found = await credentialsIn('main.tf', task('"DB_PASSWORD"', value.replace('LITERAL', LITERAL)))
      expect(found).toHaveLength(1)
    }
  )

  test.each(['<<EOF', '<<-EOF', '<<"EOF"'])('%s: the JSON inside is read in its place', async header => {
    const text = `resource "aws_ecs_task_definition" "app" {
  container_definitions = ${header}
[{
  "name": "app", "image": "\${var.image}", "cpu": \${var.cpu},
  "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}"}]
}]
  EOF
}
`
    expect(await credentialsIn('main.tf', text)).toEqual([`5 ${app}/environment/0/value DB_PASSWORD`])
  })

  test('what a definition is filled from: locals and variables of a template', async () => {
    const text = `locals {
  db_password = "tigerlily77"
  defaults = { DB_HOST = "db", DB_PASSWORD = "tigerlily77" }
  secret_name = "app/db"
}
data "template_file" "app" {
  template = file("app.json")
  vars     = { api_token = "tigerlily77", region = "eu-west-1" }
}
resource "aws_ecs_task_definition" "app" {
  container_definitions = data.template_file.app.rendered
}
`
    expect((await credentialsIn('app.tf', text)).map(line => line.replace(/ \/\S+/, ''))).toEqual([
      '2 db_password',
      '3 DB_PASSWORD',
      '8 api_token'
    ])
  })

  test('connection strings and JSON among locals, whatever their names', async () => {
    const text = `locals {
  shop = {
    warehouse = "jdbc:snowflake://acme.example/?user=etl&password=${LITERAL}"
    settings  = "{\\"smtp\\":{\\"password\\":\\"${LITERAL}\\"}}"
    endpoint  = "https://acme.example/?user=etl&page=2"
    script    = "def connect():\\n  return client(user=user, host=host, password=password)"
  }
}
resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{ name = "app", environment = [] }])
}
`
    expect(await credentialsIn('locals.tf', text)).toEqual([
      '3 /locals/shop/warehouse warehouse',
      '4 /locals/shop/settings settings'
    ])
  })

  test('variables in locals and maps of containers', async () => {
    const text = `locals {
  env = [
    { name = "DB_PASSWORD", value = "${LITERAL}" }
  ]
  environment_variables = {
    API_PASSWORD = "${LITERAL}"
    LOG_LEVEL    = "info"
  }
}
module "service" {
  container_definitions = {
    web = {
      image       = "web"
      environment = [{ name = "WEB_PASSWORD", value = "${LITERAL}" }]
    }
  }
}
`
    expect(await credentialsIn('locals.tf', text)).toEqual([
      '3 /locals/env/0/value DB_PASSWORD',
      '6 /locals/environment_variables/API_PASSWORD API_PASSWORD',
      '14 /module/service/container_definitions/web/environment/0/value WEB_PASSWORD'
    ])
  })

  test('the keys of an emulator are none', async () => {
    const provider = (key: string) =>
      `provider "aws" {\n  access_key = "test"\n  secret_key = "${key}"\n}\nmodule "a" {\n  environment = { A = "b" }\n}\n`
    expect((await checked('a.tf', provider('test'))).found).toEqual([])
    expect((await checked('a.tf', provider('mock_secret_key'))).found).toEqual([])
    expect((await checked('a.tf', provider(LITERAL))).found).toEqual(['3 secret_key'])
  })

  test('a plan: the string in the string, once, at the leaf that holds it', async () => {
    const containers = JSON.stringify([
      { name: 'app', image: 'x', environment: [{ name: 'DB_PASSWORD', value: LITERAL }] }
    ])
    const values = { family: 'app', container_definitions: containers }
    const resources = [{ type: 'aws_ecs_task_definition', name: 'app', values }]
    const plan = {
      format_version: '1.2',
      planned_values: { root_module: { child_modules: [{ resources }] } },
      resource_changes: [{ change: { before: values, after: values } }]
    }
    expect(await credentialsIn('plan.json', JSON.stringify(plan, undefined, 1))).toEqual([
      '13 /planned_values/root_module/child_modules/0/resources/0/values/container_definitions DB_PASSWORD'
    ])
    const state = { format_version: '1.0', values: { root_module: { resources } } }
    expect(await credentialsIn('state.json', JSON.stringify(state))).toEqual([
      '1 /values/root_module/resources/0/values/container_definitions DB_PASSWORD'
    ])
  })
})

test('jsonnet: locals, functions, concatenation, conditions', async () => {
  const text = `local image = std.extVar('IMAGE');
local env(name, value) = { name: name, value: value };
local common = [{ name: 'COMMON_PASSWORD', value: '${LITERAL}' }];
{
  family: 'app',
  containerDefinitions: [
    {
      name: 'app', image: image,
      environment: common + [
        { name: 'DB_PASSWORD', value: '${LITERAL}' },
        { name: 'A_URL', value: 'postgres://app:' + std.extVar('PASSWORD') + '@db/app' },
        { name: 'B_PASSWORD', value: $.password },
        { name: 'C_PASSWORD', value: if production then '${LITERAL}' else '' },
      ],
    } + { essential: true },
  ],
}
`
  expect(await credentialsIn('app.jsonnet', text)).toEqual([
    '3 /common/0/value COMMON_PASSWORD',
    '10 /1/containerDefinitions/0/environment/0/value DB_PASSWORD',
    '13 /1/containerDefinitions/0/environment/3/value C_PASSWORD'
  ])
})

test('a file of variables alone is checked', async () => {
  const variable = `variable "db_password" {\n  type    = string\n  default = "${LITERAL}"\n}\n`
  expect((await checked('variables.tf', variable)).found).toEqual(['3 db_password'])
  expect((await checked('locals.tf', `locals {\n  db_password = "${LITERAL}"\n}\n`)).found).toEqual([
    '2 db_password'
  ])
  expect((await checked('prod.tfvars', `image = "a:1"\nDB_PASSWORD = "${LITERAL}"\n`)).found).toEqual([
    '2 DB_PASSWORD'
  ])
})
