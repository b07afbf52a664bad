import { describe, expect, it } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

const yaml = `family: app
containerDefinitions:
  - name: app
    image: nginx:1
    environment:
      - name: DB_PASSWORD
        value: ${LITERAL}
`
const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by))

/** A stack with an instance that cfn-init sets up, and a task definition without variables. */
const stack = (config: string) => `Resources:
  Instance:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
${indented(config, 10)}  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: nginx:1
`
const file = (path: string, lines: readonly string[], content = '|') =>
  `files:\n  ${path}:\n    content: ${content}\n${indented(lines.join('\n'), 6)}\n`
const joined = (...parts: readonly string[]) => `{"Fn::Join": ["\\n", ${JSON.stringify(parts)}]}`

describe('what cfn-init sets up is read', () => {
  it.each<[string, string]>([
    ['a command', `commands:\n  01_set:\n    command: mysql -uroot -p${LITERAL} -e 'select 1'\n`],
    [
      'a command with parameters',
      `commands:\n  01_set:\n    command: !Sub "app --password ${LITERAL} --db $\{Db}"\n`
    ],
    ['a file of variables', file('/etc/app.env', ['STAGE=prod', `DB_PASSWORD=${LITERAL}`])],
    ['a file of settings', file('/etc/my.cnf', ['[client]', `password=${LITERAL}`, 'host=${Db}'], '!Sub |')],
    ['a file in JSON', file('/etc/app.json', [`{"db": {"password": "${LITERAL}"}}`])],
    [
      'a file that is put together',
      `files:\n  /etc/app.conf:\n    content: ${joined('[db]', `password=${LITERAL}`)}\n`
    ],
    ['a script', file('/opt/start.sh', ['#!/bin/sh', `export DB_PASSWORD=${LITERAL}`, 'exec app'])]
  ])('%s', async (_, config) => {
    expect((await checked('app.yml', stack(config))).found).toHaveLength(1)
  })

  it.each<[string, string]>([
    ['a parameter in a file', file('/etc/my.cnf', ['[client]', 'password=${DbPassword}'], '!Sub |')],
    [
      'a parameter in SQL',
      file('/tmp/a.sql', ["GRANT ALL ON x.* TO a IDENTIFIED BY '${DbPassword}';"], '!Sub |')
    ],
    ['the settings of cfn-hup', file('/etc/cfn/cfn-hup.conf', ['[main]', 'stack=${AWS::StackId}'], '!Sub |')],
    ['what a command reads', "commands:\n  01_set:\n    command: mysql -p$(cat /root/.pw) -e 'select 1'\n"],
    ['other members', 'files:\n  /etc/app.env:\n    mode: "000600"\n    owner: password2\n']
  ])('quiet: %s', async (_, config) => {
    expect((await checked('app.yml', stack(config))).found).toEqual([])
  })
})

describe('a definition in YAML that is a text of another file', () => {
  const map = (text: string) => `kind: ConfigMap\ndata:\n  app.yml: |\n${indented(text, 4)}`

  it('is read', async () => {
    expect((await checked('map.yml', map(yaml))).found).toHaveLength(1)
    expect((await checked('map.yml', map(`---\n# the app\n${yaml}`))).found).toHaveLength(1)
  })

  it.each([
    yaml.replace(LITERAL, '${DB_PASSWORD}'),
    yaml.replace('DB_PASSWORD', 'STAGE').replace(LITERAL, 'prod'),
    yaml.replace(/ {4}environment[\s\S]*/, '')
  ])('and quiet without a credential', async text => {
    expect((await checked('map.yml', map(text))).found).toEqual([])
  })
})

describe('no-break spaces as indentation', () => {
  it.each(['\u00a0', '\u202f', '\u2007', '\u3000'])('of every line: %j', async space => {
    const text = yaml.replace(/^ +/gm, spaces => space.repeat(spaces.length))
    expect((await checked('app.yml', text)).found).toHaveLength(1)
  })

  it('in a text they stay what they are', async () => {
    const text = yaml.replace('DB_PASSWORD', 'NOTE').replace(LITERAL, 'a\u00a0b')
    expect((await checked('app.yml', text)).found).toEqual([])
  })
})

describe('secrets of a module of Terraform', () => {
  const task =
    'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "a", image = "b" }])\n}\n'
  const listed = (entry: string) => `${task}locals {\n  secrets = [${entry}]\n}\n`

  it('have names of what is stored', async () => {
    for (const entry of [
      '{ name = "API_KEY", secret = "api-key" }',
      '{ name = "DB_PASSWORD", secret = "shop/db-password" }',
      '{ name = "JWT_SECRET", secret = "jwt_secret" }'
    ])
      expect([entry, (await checked('main.tf', listed(entry))).found]).toEqual([entry, []])
  })

  it('have no credentials', async () => {
    for (const entry of [
      `{ name = "API_KEY", secret = "${LITERAL}" }`,
      `{ name = "API_KEY", value = "${LITERAL}" }`,
      `{ name = "API_KEY", secret = "api-key", password = "${LITERAL}" }`
    ])
      expect([entry, (await checked('main.tf', listed(entry))).found.length]).toEqual([entry, 1])
  })
})
