import { describe, expect, test } from '@jest/globals'
import { checkText } from '../../../src/check/check-text.ts'
import { valuesOfOne } from '../../../src/detector/formats/terraform-values.ts'
import { readTolerantly } from '../../../src/detector/formats/tolerant/reader.ts'
import type { StringNode } from '../../../src/files/document/tree.ts'
import { checked, LITERAL } from '../../check/ways.ts'

/** A definition in Terraform with these variables, followed by other blocks that begin at line 3. */
function terraform(environment: Readonly<Record<string, string>>, blocks: string): string {
  const items = Object.entries(environment).map(([name, value]) => `{ name = "${name}", value = ${value} }`)
  return `resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{ name = "app", image = "nginx", environment = [${items}] }]) }\n${blocks}`
}

describe('a reference of Terraform is judged by its literal in the same file', () => {
  test.each([
    ['local.s', `locals { s = "${LITERAL}" }`],
    ['var.s', `variable "s" { default = "${LITERAL}" }`],
    ['"${var.s}"', `variable "s" { default = "${LITERAL}" }`],
    ['"${ local.s }"', `locals { s = "${LITERAL}" }`],
    ['local.a', `locals { s = "${LITERAL}" }\nlocals {\n b = "\${local.s}"\n a = local.b\n }`],
    ['local.a', `variable "s" { default = "${LITERAL}" }\nlocals { a = var.s }`],
    ['local.m.s', `locals { m = { s = "${LITERAL}" } }`],
    ['local.s', `locals { s = var.x ? "" : "${LITERAL}" }`]
  ])('%s, %s', async (value, blocks) => {
    expect((await checked('a.tf', terraform({ DB_PASSWORD: value }, blocks))).found).toEqual([
      '3 DB_PASSWORD'
    ])
  })

  test.each([
    ['local.s', 'locals { s = local.t\n t = local.s }'],
    ['local.s', 'locals { other = "x" }'],
    ['var.s', 'variable "s" { default = "" }'],
    ['"x-${local.s}"', 'locals { s = "eu-west-1" }'],
    ['local.s.arn', `locals { s = "${LITERAL}" }`]
  ])('%s has none in %s', async (value, blocks) => {
    expect((await checked('a.tf', terraform({ DB_PASSWORD: value }, blocks))).found).toEqual([])
  })

  test('a default is not taken for the name of a secret that the deployment gives', async () => {
    const secrets =
      '[{ name = "A_PASSWORD", valueFrom = var.name }, { name = "B_PASSWORD", valueFrom = local.name }]'
    const text = `locals { name = "app/db-password" }\nvariable "name" { default = "REPLACE ME" }
container_definitions = [{ name = "app", image = "nginx", secrets = ${secrets} }]
module "app" { secrets = { A_PASSWORD = local.name } }`
    expect((await checkText({ file: 'a.tf', text, now: 0 })).findings).toEqual([])
  })

  test('it is one finding, however many variables it fills and whatever its own name is', async () => {
    const environment = { A_PASSWORD: 'local.s', B_PASSWORD: 'local.s', C_PASSWORD: 'local.api_password' }
    const blocks = `locals {\n s = "${LITERAL}"\n api_password = "${LITERAL}"\n }`
    const { found } = await checked('a.tf', terraform(environment, blocks))
    expect(found).toEqual(['4 A_PASSWORD', '5 C_PASSWORD'])
    const { found: before } = await checked('a.tf', `${blocks}\n${terraform(environment, '')}`)
    expect(before).toEqual(['2 A_PASSWORD', '3 C_PASSWORD'])
  })

  test.each([
    ['var.db_password', `variable "db_password" {\n default = "${LITERAL}"\n }`],
    ['local.db_password', `locals {\n db_password = "${LITERAL}"\n }`]
  ])(
    '%s is judged by its own name, too, where it fills a variable of another name',
    async (value, blocks) => {
      const resource = terraform({ UPSTREAM: value, PORT: value }, '')
      expect((await checked('a.tf', `${resource}\n${blocks}`)).found).toEqual(['5 db_password'])
      expect((await checked('a.tf', `${blocks}\n${resource}`)).found).toEqual(['2 db_password'])
    }
  )

  test('in JSON syntax, in a map of variables, and as a word of a command', async () => {
    const json = {
      locals: { s: LITERAL },
      resource: {
        aws_ecs_task_definition: {
          app: {
            container_definitions: JSON.stringify([
              { name: 'app', image: 'nginx', environment: [{ name: 'DB_PASSWORD', value: '${local.s}' }] }
            ])
          }
        }
      }
    }
    expect((await checked('a.tf.json', JSON.stringify(json, null, 1))).found).toEqual(['3 DB_PASSWORD'])
    const map = `locals { s = "${LITERAL}" }\nmodule "app" { environment = { DB_PASSWORD = local.s } }`
    expect((await checked('a.tf', map)).found).toEqual(['1 DB_PASSWORD'])
    const command = `locals { s = "${LITERAL}" }
container_definitions = [{ name = "app", image = "nginx", command = ["redis-server", "--requirepass", local.s, "--port", "1"] }]`
    expect((await checked('a.tf', command)).found).toEqual(['1 command'])
  })

  test('several credentials of one text with definitions stay several', async () => {
    const text = JSON.stringify([
      {
        name: 'app',
        image: 'nginx',
        environment: ['A_PASSWORD', 'B_PASSWORD'].map(name => ({ name, value: LITERAL }))
      }
    ])
    const { found } = await checked('a.tf', `locals {\n container_definitions = ${JSON.stringify(text)}\n}\n`)
    expect(found).toHaveLength(2)
  })

  test('a chain of 10,000 locals leads to its literal from each', () => {
    const count = 10_000
    const chain = Array.from({ length: count }, (_, index) => ` l${index} = local.l${index + 1}\n`)
    const text = `locals {\n${chain.join('')} l${count} = "${LITERAL}"\n}\n`
    const read = readTolerantly({ file: 'a.tf', text, dialect: 'code', offset: 0, pointer: '' })
    if (read.kind !== 'tree') throw new Error(read.kind)
    const { follow } = valuesOfOne(read.root)
    const origin = read.root.origin
    const reference = (index: number): StringNode => ({
      kind: 'string',
      value: `\${local.l${index}}`,
      origin
    })
    const found = new Set(Array.from({ length: count }, (_, index) => follow(reference(index))[0]))
    expect([...found]).toMatchObject([{ value: LITERAL }])
  })
})

test('a file with variables alone is read with and without quotes around their names', async () => {
  for (const name of ['"settings"', 'settings']) {
    const text = `variable ${name} {\n  type = map\n  default = {\n    "staging.db_password" = "${LITERAL}"\n  }\n}\n`
    expect((await checked('variables.tf', text)).found).toEqual(['4 staging.db_password'])
  }
})
