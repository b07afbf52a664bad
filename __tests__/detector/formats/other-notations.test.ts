import { expect, it } from '@jest/globals'
import { checked } from '../../check/ways.ts'
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

const two = {
  containerDefinitions: ['A_PASSWORD', 'B_TOKEN'].map(name => ({
    name,
    image: 'app:1',
    environment: [{ name, value: `${LITERAL}${name}` }]
  }))
}
const inJson = JSON.stringify(two)
const lines = `A_PASSWORD=${LITERAL}\\nB_TOKEN=${LITERAL}`

it.each([
  ['any field', 'a.json', JSON.stringify({ taskDefinition: inJson })],
  ['Fn::Sub', 'a.json', JSON.stringify({ ContainerDefinitions: { 'Fn::Sub': inJson.slice(24, -1) } })],
  ['a map of files', 'a.yml', `data:\n  app.json: '${inJson}'\n`],
  [
    'YAML in YAML',
    'a.yml',
    `data:\n  app.yml: ${JSON.stringify(inJson.replace('{"containerDefinitions":', 'containerDefinitions:\n  ').slice(0, -1))}\n`
  ],
  [
    'quoted lines of a workflow',
    'a.yml',
    `jobs:\n  a:\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          environment-variables: "${lines}"\n`
  ],
  ['a variable of Terraform', 'a.tfvars', `task = ${JSON.stringify(inJson)}\n`]
])('several credentials of one text stay several: %s', async (_, file, text) => {
  const { found } = await checked(file, text)
  expect(found.map(one => one.replace(/^\d+ /, ''))).toEqual(
    expect.arrayContaining(['A_PASSWORD', 'B_TOKEN'])
  )
})
