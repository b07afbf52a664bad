import { describe, expect, test } from '@jest/globals'
import { checked, definition, LITERAL, pair } from './ways.ts'

const TOKEN = ['gh', 'p_', 'Qw8rT5yU2iO9', 'pA4sD7fG1hJ6kL3zX0cV5bN8'].join('')

const compose = (rest: string) => `services:\n  web:\n    image: nginx\n${rest}`

const template = (rest: string) => `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: a, Image: "a:1"}]
${rest}`

const REGISTER = 'aws ecs register-task-definition --cli-input-json file://td.json'

const build = (env: string) =>
  `version: 0.2\nenv:\n${env}phases:\n  build:\n    commands:\n      - ${REGISTER}\n`

const terraform = (variable: string) => `resource "aws_codebuild_project" "x" {
  environment {
    environment_variable {
${variable}
    }
  }
}
resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`

describe('a credential is found', () => {
  test.each<[string, string, string, string]>([
    [
      'in the content of a configuration of Compose',
      'compose.yml',
      compose(
        `configs:\n  app:\n    content: |\n      debug=true\n      spring.datasource.password=${LITERAL}\n`
      ),
      '6 app'
    ],
    [
      'in pairs of a local whose members have short names',
      'main.tf',
      `locals { env = [{ n = "DB_HOST", v = "db" }, { n = "DB_PASSWORD", v = "${LITERAL}" }] }
resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`,
      '1 DB_PASSWORD'
    ],
    [
      'as the output of a template',
      'a.yml',
      template(`Outputs:\n  DbPassword:\n    Value: ${LITERAL}\n`),
      '8 DbPassword'
    ],
    [
      'among what a parameter may be',
      'a.yml',
      template(`Parameters:\n  DbPassword:\n    Type: String\n    AllowedValues:\n      - ${LITERAL}\n`),
      '10 DbPassword'
    ],
    [
      'as a parameter that is described as a name, and has a digit',
      'a.yml',
      template(
        `Parameters:\n  masterkey: {Type: String, Description: Master Key Name, Default: ${LITERAL}}\n`
      ),
      '7 masterkey'
    ],
    [
      'as a parameter that is not shown',
      'a.yml',
      template(
        'Parameters:\n  DbPassword: {Type: String, NoEcho: true, Description: Password of that name, Default: sailing}\n'
      ),
      '7 DbPassword'
    ],
    [
      'as a parameter with another description',
      'a.yml',
      template('Parameters:\n  DbPassword: {Type: String, Description: Its password, Default: sailing}\n'),
      '7 DbPassword'
    ],
    ['in a list of texts', 'a.yml', template(`Mappings:\n  x: {y: {z: [a, ${TOKEN}]}}\n`), '7 z'],
    [
      'as the output of a module',
      'a.tf',
      `${terraform('')}output "db_password" {\n  value = "${LITERAL}"\n}\n`,
      '10 db_password'
    ],
    ['behind a user in a list', 'a.json', definition(pair('CREDENTIALS', `[app:${LITERAL}]`)), '1'],
    [
      'in a resource of Terraform without a task definition',
      'db.tf',
      `resource "aws_db_instance" "db" {\n  password = "${LITERAL}"\n}\n`,
      '2 password'
    ]
  ])('%s', async (_, file, text, expected) => {
    const { found } = await checked(file, text)
    expect(found).toEqual([expect.stringContaining(expected)])
  })
})

describe('nothing is reported', () => {
  test.each<[string, string, string]>([
    [
      'for contents that are filled in',
      'compose.yml',
      compose(
        'configs:\n  app:\n    content: |\n      debug=true\n      password=${DB_PASSWORD}\nsecrets:\n  db:\n    environment: DB_PASSWORD\n'
      )
    ],
    [
      'for pairs with short names of a reference and of a setting',
      'main.tf',
      `locals { env = [{ n = "DB_PASSWORD", v = var.db_password }, { k = "token_ttl", v = "30m" }] }
resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`
    ],
    [
      'for a parameter that is described as a name',
      'a.yml',
      template('Parameters:\n  masterkey: {Type: String, Description: Master Key Name, Default: abc}\n')
    ],
    [
      'for a parameter that is the name of something',
      'a.yml',
      template(
        'Parameters:\n  RootKey: {Type: String, Description: Name of the key pair, Default: root-key}\n'
      )
    ],
    [
      'for the tag that a policy asks for',
      'a.yml',
      template(
        '  P:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - Condition: {StringEquals: {aws:ResourceTag/token: orders-web-eu}}\n'
      )
    ],
    ['for the name of an output', 'a.yml', template('Outputs:\n  DbSecret:\n    Value: !Ref T\n')],
    [
      'for paths of parameters with digits',
      'buildspec.yml',
      build(
        '  parameter-store:\n    DB_PASSWORD: /prod1/db-2/password3\n    TOKEN: app1.token\n    KEY: key2\n  secrets-manager:\n    PASS: prod-1/app2:password1\n'
      )
    ],
    [
      'for what a build looks up',
      'a.tf',
      terraform(
        '      name  = "DB_PASSWORD"\n      value = "prod1/db:password2"\n      type  = "SECRETS_MANAGER"'
      )
    ],
    [
      'for a sample that is commented out',
      'a.tf',
      terraform('      # password = "secret"\n      // token: "password"')
    ],
    [
      'for a tag that says what a thing is for',
      'a.json',
      definition('').replace('"family"', '"tags": [{"key": "token", "value": "app1"}], "family"')
    ]
  ])('%s', async (_, file, text) => {
    expect((await checked(file, text)).found).toEqual([])
  })
})
