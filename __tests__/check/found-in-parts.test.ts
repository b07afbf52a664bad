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

describe('a definition in YAML that is a text of another file', () => {
  const map = (text: string) => `kind: ConfigMap\ndata:\n  app.yml: |\n${indented(text, 4)}`

  it('is read', async () => {
    expect((await checked('map.yml', map(yaml))).found).toHaveLength(1)
    expect((await checked('map.yml', map(`---\n# the app\n${yaml}`))).found).toHaveLength(1)
  })

  it('is read in the template of a stack set', async () => {
    const template = `Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n${indented(yaml.replace('containerD', 'ContainerD'), 6)}`
    const stackSet = `Resources:\n  Apps:\n    Properties:\n      TemplateBody: |\n${indented(template, 8)}`
    expect((await checked('stack-set.yml', stackSet)).found).toHaveLength(1)
  })

  it.each([
    yaml.replace(LITERAL, '${DB_PASSWORD}'),
    yaml.replace('DB_PASSWORD', 'STAGE').replace(LITERAL, 'prod'),
    yaml.replace(/ {4}environment[\s\S]*/, '')
  ])('and quiet without a credential', async text => {
    expect((await checked('map.yml', map(text))).found).toEqual([])
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
