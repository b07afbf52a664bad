import { describe, expect, it, test } from '@jest/globals'
import { checkText } from '../../src/check/check-text.ts'
import { checked, definition, LITERAL, notClean, pair, WHOLE, YAML } from './ways.ts'

const environment = `${YAML}    environment:\n`
const first = `${environment}      - name: DB_PASSWORD\n`
const quiet = pair('A', 'b')

describe('YAML that slipped or broke around a credential', () => {
  it.each<[string, (indent: string) => string]>([
    ['a value', indent => `${first}${indent}value: ${LITERAL}\n`],
    [
      'a name behind its value',
      indent => `${environment}      - value: ${LITERAL}\n${indent}name: DB_PASSWORD\n`
    ],
    [
      'a list',
      indent => `${YAML}${indent}environment:\n      - name: DB_PASSWORD\n        value: ${LITERAL}\n`
    ],
    ['an item', indent => `${environment}${indent}- name: DB_PASSWORD\n        value: ${LITERAL}\n`]
  ])('%s in any column', async (_, text) => {
    for (let column = 0; column < 12; column++)
      expect([column, await notClean('app.yml', text(' '.repeat(column)))]).toEqual([column, true])
  })

  it.each<[string, string]>([
    ['a block text that is not indented', `${first}        value: |\n      ${LITERAL}\n`],
    ['a tab as indentation', `${first}\tvalue: ${LITERAL}\n`],
    ['no colon', `${first}        value ${LITERAL}\n`],
    ['a merge key with a text', `${first}        <<: ${LITERAL}\n`],
    ['an alias as a name', `x: &k value\n${first}        *k : ${LITERAL}\n`],
    ['a list as a name', `${environment}      ? [x]\n      : {name: DB_PASSWORD, value: ${LITERAL}}\n`],
    [
      'a mapping as a name that holds it',
      `${environment}      ? {name: DB_PASSWORD, value: ${LITERAL}}\n      : x\n`
    ],
    ['!!set', `${YAML}    environment: !!set {? "DB_PASSWORD=${LITERAL}"}\n`],
    ['!!omap', `${YAML}    environment: !!omap [DB_PASSWORD: ${LITERAL}]\n`],
    ['!!pairs', `${YAML}    environment: !!pairs [DB_PASSWORD: ${LITERAL}]\n`],
    [
      'an unknown tag on the containers',
      WHOLE.replace('containerDefinitions:', 'containerDefinitions: !foo')
    ],
    ['an unknown tag on the environment', WHOLE.replace('environment:', 'environment: !bar')],
    ['an unknown tag on an item', WHOLE.replace('- name: DB', '- !item\n        name: DB')],
    ['an unknown tag on a value', WHOLE.replace('value:', 'value: !secret')],
    ['an unknown tag on a name', WHOLE.replace('name: DB', 'name: !x DB')],
    ['a value in base64', WHOLE.replace(LITERAL, `!!binary ${Buffer.from(LITERAL).toString('base64')}`)],
    [
      'a name in base64',
      `${environment}      ? !!binary ${Buffer.from('DB_PASSWORD').toString('base64')}\n      : ${LITERAL}\n`
    ]
  ])('%s', async (_, text) => {
    expect(await notClean('app.yml', text)).toBe(true)
  })
})

describe('JSON that broke around a credential', () => {
  it.each<[string, string]>([
    ['cut off', definition(pair()).slice(0, -4)],
    ['a line behind the end', `${definition(quiet)}\nDB_PASSWORD=${LITERAL}\n`],
    ['no colon', definition(`{"name": "DB_PASSWORD", "value" "${LITERAL}"}`)],
    ['a long comment of a template', definition(`{# ${'c'.repeat(5000)} #} ${pair()}`)],
    ['a comment that a line separator ends', definition(`// c\u2028 ${pair()}`)],
    ['escapes of JSON5', definition(`{name: 'DB_PASS\\x57ORD', value: '${LITERAL}',}`)],
    [
      'a text of a text of containers',
      `{"family": "a", "containerDefinitions": ${JSON.stringify(JSON.stringify(`[{"environment": [${pair()}]}]`))}}`
    ],
    ['YAML', WHOLE]
  ])('%s', async (_, text) => {
    expect(await notClean('app.json', text)).toBe(true)
  })
})

describe('templates that hold a credential beside the definition', () => {
  it.each<[string, string, string]>([
    [
      'a loop over a dictionary',
      'app.yml.j2',
      `${environment}{% for k, v in {'DB_PASSWORD': '${LITERAL}'}.items() %}\n      - name: {{ k }}\n        value: {{ v }}\n{% endfor %}\n`
    ],
    [
      'a text block of jsonnet',
      'app.jsonnet',
      `{ containerDefinitions: [{ image: 'x', environment: [{ name: 'DB_PASSWORD', value: |||\n  ${LITERAL}\n||| }] }] }`
    ],
    [
      'Terraform in JSON',
      'app.tf.json',
      JSON.stringify({
        container_definitions: `\${jsonencode([{image="x",environment=[{name="DB_PASSWORD",value="${LITERAL}"}]}])}`
      })
    ],
    ...[`upper("${LITERAL}")`, `replace("${LITERAL}", "q", "r")`, `join("", ["${LITERAL}"])`].map(
      (call): [string, string, string] => [
        `${call.slice(0, call.indexOf('('))} of Terraform`,
        'app.tf',
        `container_definitions = jsonencode([{ image = "x", environment = [{ name = "DB_PASSWORD", value = ${call} }] }])\n`
      ]
    )
  ])('%s', async (_, file, text) => {
    expect(await notClean(file, text)).toBe(true)
  })
})

describe('functions of CloudFormation hide nothing, and theirs stay theirs', () => {
  const stack = (value: string, before = '') =>
    `${before}Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Image: nginx\n          Environment: ${value}\n`
  const one = (value: string, before = '') => stack(`[{Name: DB_PASSWORD, Value: ${value}}]`, before)
  const list = `[{Name: DB_PASSWORD, Value: ${LITERAL}}]`
  const mapping = `Mappings: {M: {prod: {pw: ${LITERAL}, other: x}}}\n`
  // a map whose key says nothing, so that only a task definition that takes its value makes a credential of it
  const harmless = `Mappings: {M: {prod: {one: ${LITERAL}, other: x}}}\n`
  const parameter = `Parameters: {Pw: {Type: String, Default: ${LITERAL}}}\n`

  it.each<[string, string]>([
    ['an unknown tag', stack(`!Custom ${list}`)],
    ['an unknown function', stack(`{Fn::Custom: ${list}}`)],
    ['GetAtt of a list of variables', stack(`!GetAtt ${list}`)],
    ['Ref of a list of variables', stack(`!Ref ${list}`)],
    ['Sub of a list of variables', stack(`!Sub [${list}]`)],
    ['Join of a list of variables', stack(`!Join ${list}`)],
    ['Select', one(`!Select [0, [${LITERAL}, b]]`)],
    ['Select of nobody knows which', one(`!Select [!Ref N, [b, ${LITERAL}]]`)],
    ['Select of a list', stack(`!Select [0, [${list}]]`)],
    ['Select of Split', one(`!Select [1, !Split [":", "a:${LITERAL}"]]`)],
    ['FindInMap', one('!FindInMap [M, prod, pw]', mapping)],
    ['FindInMap of nobody knows which', one('!FindInMap [M, !Ref Stage, pw]', mapping)],
    ['the default of FindInMap', one(`!FindInMap [M, prod, pw, {DefaultValue: ${LITERAL}}]`)],
    ['the default of a parameter in a Sub', one('!Sub "x-${Pw}"', parameter)],
    ['a macro’s parameters', stack(`{Fn::Transform: {Name: M, Parameters: {E: ${list}}}}`)],
    ['two functions in one object', one(`{Ref: X, "Fn::Sub": ${LITERAL}}`)],
    ['ForEach', stack(`{Fn::ForEach::E: [N, [A], {"X\${N}": {Name: DB_PASSWORD, Value: ${LITERAL}}}]}`)]
  ])('%s', async (_, text) => {
    expect(await notClean('stack.yaml', text)).toBe(true)
  })

  it.each<[string, string]>([
    ['Ref', one('!Ref Pw')],
    ['GetAtt', one('!GetAtt Secret.Value')],
    ['GetAtt of a list', one('!GetAtt [Secret, Value]')],
    ['ImportValue', one('!ImportValue {Fn::Sub: "${Stack}-secret"}')],
    ['Select of what is imported', one('!Select [0, !Split [",", !ImportValue secrets]]')],
    ['FindInMap of another mapping', one('!FindInMap [N, prod, one]', harmless)],
    ['FindInMap of another key', one('!FindInMap [M, prod, nothing]', harmless)],
    ['Sub', one("!Sub '{{resolve:secretsmanager:${Secret}}}'")],
    ['Join', one("!Join ['', ['{{resolve:secretsmanager:', !Ref Secret, '}}']]")],
    ['If', one('!If [Prod, !Ref A, !Ref AWS::NoValue]')]
  ])('%s is quiet', async (_, text) => {
    expect(await checked('stack.yaml', text)).toEqual({ found: [], unscanned: [], ok: true })
  })
})

test.each([
  'env.DB_PASSWORD',
  "env['DB_PASSWORD'] || 'none'",
  'github.event.inputs.password',
  "format('{0}', github.event.client_payload.api_token)"
])('a name that no run gives to a template is refused by a check, too: %s', async expression => {
  const environment = [{ name: 'UPSTREAM', value: `http://h/?k=\${{ ${expression} }}` }]
  const text = JSON.stringify({
    family: 'a',
    containerDefinitions: [{ name: 'a', image: 'a:1', environment }]
  })
  const report = await checkText({ file: 'a.json', text, now: 0 })
  expect(report.problems).toMatchObject([{ code: 'name-withheld', place: { file: 'a.json', line: 1 } }])
})
