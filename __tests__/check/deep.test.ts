import { expect, it } from '@jest/globals'
import { checked, LITERAL, pair, YAML } from './ways.ts'

const DEPTHS = [50, 500, 1500, 5000]
const around = (open: string, inner: string, close: string) => (depth: number) =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`

const variable = (value: string) => `{"Name": "DB_PASSWORD", "Value": ${value}}`
const stack = (variables: string) =>
  `{"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "a", "Image": "i", "Environment": [${variables}]}]}}}}`
const terraform = (before: string, value = `"${LITERAL}"`) =>
  `resource "aws_ecs_task_definition" "w" {\n${before}\n  container_definitions = jsonencode([{ name = "a", image = "i", environment = [{ name = "DB_PASSWORD", value = ${value} }] }])\n}\n`

const lists = around('[', pair(), ']')
const empty = around('[', '', ']')
const behind = `    environment:\n      - name: DB_PASSWORD\n        value: "${LITERAL}"\n`

it.each<[string, string, (depth: number) => string]>([
  [
    'lists of JSON',
    'a.json',
    depth =>
      `{"family": "w", "containerDefinitions": [{"name": "a", "image": "i", "environment": ${lists(depth)}}]}`
  ],
  [
    'lists of JSON before it',
    'a.json',
    depth =>
      `{"x": ${empty(depth)}, "containerDefinitions": [{"name": "a", "image": "i", "environment": [${pair()}]}]}`
  ],
  [
    'JSON that is cut off',
    'a.json',
    depth => `{"containerDefinitions": [{"name": "a", "x": ${'['.repeat(depth)}${pair()}`
  ],
  ['flow lists of YAML', 'a.yml', depth => `${YAML}    x: ${lists(depth)}\n`],
  ['flow lists of YAML before it', 'a.yml', depth => `${YAML}    x: ${empty(depth)}\n${behind}`],
  [
    'flow mappings of YAML',
    'a.yml',
    depth => `${YAML}    x: ${around('{k: ', `{DB_PASSWORD: "${LITERAL}"}`, '}')(depth)}\n`
  ],
  ['dashes of YAML', 'a.yml', depth => `x:\n  - ${'- '.repeat(depth)}a\n${YAML}${behind}`],
  ['question marks of YAML', 'a.yml', depth => `${YAML}    x:\n      ${'? '.repeat(depth)}a\n${behind}`],
  [
    'Fn::Join',
    'a.json',
    depth => stack(variable(around('{"Fn::Join": ["", [', `"${LITERAL}"`, ']]}')(depth)))
  ],
  [
    '!Join',
    'a.yml',
    depth =>
      stack(variable(around("!Join ['', [", `"${LITERAL}"`, ']]')(depth)).replaceAll('"Value": ', 'Value: '))
  ],
  ['lists of HCL', 'a.tf', depth => terraform(`  x = ${empty(depth)}`)],
  ['blocks of HCL', 'a.tf', depth => terraform(around('a {\n', '', '}\n')(depth))],
  ['parentheses of HCL', 'a.tf', depth => terraform('', around('(', `"${LITERAL}"`, ')')(depth))]
])('%s, however deep, are found in or not read', async (_, file, text) => {
  for (const depth of DEPTHS) {
    const { found, unscanned } = await checked(file, text(depth))
    expect([depth, found.length + unscanned.length]).not.toEqual([depth, 0])
  }
})

it.each([1, 5, 20])('a literal in a template in a text of HCL, %i times', async depth => {
  const { found } = await checked('a.tf', terraform('', `"${around('${"', LITERAL, '"}')(depth)}"`))
  expect(found).toEqual(['3 DB_PASSWORD'])
})
