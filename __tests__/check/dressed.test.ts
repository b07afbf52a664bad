import { describe, expect, test } from '@jest/globals'
import { checked, definition, LITERAL, pair } from './ways.ts'

const variable = (name: string, value: string) => definition(pair(name, value))

describe('a credential is found', () => {
  test.each<[string, string, string]>([
    ['that begins like a request', 'a.json', variable('DB_PASSWORD', 'pleaseenterthedragon')],
    ['that asks for something else', 'a.json', variable('API_TOKEN', 'pleaseAddmorecowbell')],
    ['in a script of which placeholders are', 'a.json', variable('DB_PASSWORD', '호랑이백합')],
    ['that begins with a sign of variables', 'a.json', variable('DB_PASSWORD', '$uper$ecret!')],
    ['written like a call', 'a.json', variable('CONFIG', '{\\"password\\": \\"tiger(lily77)\\"}')],
    ['called an existing secret', 'a.json', variable('EXISTING_SECRET_PASSWORD', LITERAL)],
    [
      'of a type that only CodeBuild knows',
      'a.json',
      definition('{"name": "DB_PASSWORD", "value": "tiger-lily", "type": "PARAMETER_STORE"}')
    ],
    [
      'in a definition below a map of references',
      'a.json',
      `{"secrets-manager": ${variable('DB_PASSWORD', LITERAL)}, "family": "x"}`
    ],
    [
      'pasted where a build looks up a name',
      'a.tf',
      `resource "aws_codebuild_project" "x" {
  environment {
    environment_variable {
      name  = "DB_PASSWORD"
      value = "${LITERAL}"
      type  = "SECRETS_MANAGER"
    }
  }
}
resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`
    ]
  ])('%s', async (_, file, text) => {
    const { found } = await checked(file, text)
    expect(found.length).toBeGreaterThan(0)
  })
})

test.each(['pleaseEnter', 'please_change_me', 'PleaseSetYourOwnPassword', 'please-replace-before-deploying'])(
  'a request is none: %s',
  async value => {
    expect((await checked('a.json', variable('DB_PASSWORD', value))).found).toEqual([])
  }
)
