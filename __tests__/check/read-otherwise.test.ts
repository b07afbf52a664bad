import { describe, expect, it } from '@jest/globals'
import { checked, definition, LITERAL, pair, YAML } from './ways.ts'

const environment = `${YAML}    environment:\n`
const variable = (value: string) => `${environment}      - name: DB_PASSWORD\n        value: ${value}\n`
describe('names that only look like `name` and `value`', () => {
  it.each<[string, string, string]>([
    ['a byte order mark before a name', 'app.json', `{"\uFEFFname": "DB_PASSWORD", "value": "${LITERAL}"}`],
    ['one before a value', 'app.json', `{"name": "DB_PASSWORD", "\uFEFFvalue": "${LITERAL}"}`],
    ['a space without a width', 'app.json', `{"n\u200bame": "DB_PASSWORD", "valu\u200be": "${LITERAL}"}`],
    ['escapes without quotes', 'app.json5', `{n\\u0061me: "DB_PASSWORD", v\\u0061lue: "${LITERAL}"}`]
  ])('%s', async (_, file, entry) => {
    expect((await checked(file, definition(entry))).found).not.toEqual([])
  })
})

describe('what YAML reads as something else than a text', () => {
  it.each<[string, string]>([
    ['a variable in braces', variable('{DB_PASSWORD}')],
    ['a function over lines', variable('!ImportValue\n          Fn::Sub: x-${Stack}')],
    ['an anchor of a list', `${YAML}    environment: &variables\n      - {name: STAGE, value: test}\n`],
    [
      'what Ansible has encrypted',
      `vars:\n  db_password: !vault |\n    $ANSIBLE_VAULT;1.1;AES256\n    ${'6231336539'.repeat(8)}\n    ${'6134333665'.repeat(8)}\n${YAML}`
    ],
    [
      'what SOPS has encrypted',
      variable(
        `ENC[AES256_GCM,data:p673w==,iv:${'YmFz'.repeat(10)}YQs=,tag:${'dGFn'.repeat(5)}dGE=,type:str]`
      )
    ]
  ])('%s is quiet', async (_, text) => {
    expect((await checked('app.yml', text)).found).toEqual([])
  })

  it('nor does the mark of Ansible or SOPS hide a credential', async () => {
    for (const value of [`"$ANSIBLE_VAULT;1.1;AES256 ${LITERAL}"`, `ENC[AES256_GCM,data:${LITERAL}]`])
      expect((await checked('app.yml', variable(value))).found).not.toEqual([])
  })
})

describe('definitions and variables in another form', () => {
  const packed = definition(pair())

  it.each<[string, string, string]>([
    ['a definition that is a text', 'app.json', JSON.stringify({ taskDefinition: packed })],
    [
      'a definition that is a text of a text',
      'app.json',
      JSON.stringify({ detail: { taskDefinition: JSON.stringify(JSON.stringify(packed)) } })
    ],
    [
      'the default of an attribute of Terraform',
      'app.tf',
      `variable "db" {\n  type = object({ password = optional(string, "${LITERAL}") })\n}\n`
    ],
    ['a number with a point', 'app.json', definition(pair('DB_PASSWORD', '8237.4610'))],
    ['a number with a sign', 'app.json', definition(pair('DB_PASSWORD', '+48237461'))],
    [
      'a reference with a text behind it',
      'app.json',
      definition(pair('DB_PASSWORD', `{{resolve:ssm:/x}}${LITERAL}`))
    ]
  ])('%s', async (_, file, text) => {
    expect((await checked(file, text)).found).not.toEqual([])
  })

  it.each<[string, string, string]>([
    [
      'a reference alone',
      'app.json',
      definition(pair('DB_PASSWORD', '{{resolve:secretsmanager:app:SecretString:password}}'))
    ],
    ['a fraction', 'app.json', definition(pair('DB_PASSWORD_SCORE', '0.75'))]
  ])('%s is quiet', async (_, file, text) => {
    expect((await checked(file, text)).found).toEqual([])
  })
})

describe('literals in the expressions of templates', () => {
  it('a default of Jinja', async () => {
    const text = definition(pair('DB_PASSWORD', `{{ db_password | default('${LITERAL}') }}`))
    expect((await checked('app.json', text)).found).not.toEqual([])
  })

  it.each<[string, string]>([
    ['names in a template', definition('{{ include "env" (dict "root" . "scope" "app") }}')],
    ['a template between variables', definition(`${pair('A', 'b')}, <%= variables('app') %>`)],
    ['a lookup', definition(pair('DB_PASSWORD', "{{ lookup('aws_ssm', '/app/db/password') }}"))]
  ])('%s are quiet', async (_, text) => {
    expect((await checked('app.json', text)).found).toEqual([])
  })
})
