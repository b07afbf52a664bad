import { expect, it } from '@jest/globals'
import { credentialsIn, LITERAL } from './read.ts'

const definition = (name: string, value: string) =>
  `{"family": "app", "containerDefinitions": [{"name": "app", "image": "app:1", "environment": [{"name": ${name}, "value": ${value}}]}]}`

it.each([
  ['an escape of JSON5 in a name', 'a.json', definition('"DB_\\x50ASSWORD"', `"${LITERAL}"`)],
  ['an escape with braces', 'a.json', definition('"DB_\\u{50}ASSWORD"', `"${LITERAL}"`)],
  ['the same in a file of JSON5', 'a.json5', definition("'DB_\\x50ASSWORD'", `'${LITERAL}'`)],
  [
    'a key of YAML in brackets',
    'a.yml',
    `containerDefinitions:\n  - name: app\n    image: app:1\n    environment:\n      ? [DB_PASSWORD]\n      : ${LITERAL}\n`
  ],
  [
    'an index into a local of Terraform',
    'main.tf',
    `locals {\n  s = { x = "${LITERAL}" }\n}\nresource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = local.s["x"] }] }])\n}\n`
  ],
  [
    'a lookup of one',
    'main.tf',
    `locals {\n  s = { x = "${LITERAL}" }\n}\nresource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = lookup(local.s, "x") }] }])\n}\n`
  ]
])('finds a credential behind %s', async (_, file, text) => {
  expect((await credentialsIn(file, text)).length).toBeGreaterThan(0)
})

it.each([
  ['an index into another local', `local.s["y"]`],
  ['a lookup in a variable', 'lookup(var.s, "x")']
])('says nothing about %s', async (_, value) => {
  const text = `locals {\n  s = { x = "${LITERAL}" }\n}\nresource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "app", image = "a", environment = [{ name = "DB_PASSWORD", value = ${value} }] }])\n}\n`
  expect(await credentialsIn('main.tf', text)).toEqual([])
})
