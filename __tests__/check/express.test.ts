import { expect, test } from '@jest/globals'
import { tracked } from '../git.ts'
import { cli } from '../run/scene.ts'
import { makeWorkspace } from '../workspace.ts'
import { LITERAL, pair as pairOf } from './ways.ts'

type Found = {
  readonly findings: readonly Readonly<Record<'file' | 'line' | 'name' | 'rule' | 'hint', unknown>>[]
}

/** What a search without names finds in one file that git tracks: line, name, rule. */
async function search(file: string, text: string): Promise<{ found: readonly string[]; hint: unknown }> {
  const scene = makeWorkspace({ [file]: text })
  try {
    tracked(scene.path)
    const { out } = await cli(scene, ['check', '--format', 'json'])
    const { findings } = JSON.parse(out) as Found
    return {
      found: findings.map(({ line, name, rule }) => `${line} ${name} ${rule}`),
      hint: findings[0]?.hint
    }
  } finally {
    scene.remove()
  }
}

const secret = ['$', '{{ secrets.API_TOKEN }}'].join('')
const workflow = (step: string) => `on: push\njobs:\n  deploy:\n    steps:\n      - ${step}\n`
const action = (inputs: string) =>
  workflow(
    `uses: aws-actions/amazon-ecs-deploy-express-service@v1\n        with:\n          image: web:1\n${inputs}`
  )
const pair = pairOf()
const yml = '.github/workflows/deploy.yml'

const TERRAFORM = `resource "aws_ecs_express_gateway_service" "web" {
  primary_container {
    image = "web:1"
    environment {
      name  = "DB_PASSWORD"
      value = "${LITERAL}"
    }
    environment {
      name  = "STAGE"
      value = "prod"
    }
    secret {
      name       = "API_KEY"
      value_from = aws_secretsmanager_secret.key.arn
    }
  }
}
`
const CLOUDFORMATION = `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      PrimaryContainer:
        Image: web:1
        Environment:
          - Name: DB_PASSWORD
            Value: ${LITERAL}
`
const CREATE = `{"infrastructureRoleArn": "arn:aws:iam::123456789012:role/i",
"primaryContainer": {"image": "web:1", "environment": [
${pair}]}}
`
const UPDATE = `{"serviceArn": "arn:aws:ecs:us-west-2:123456789012:service/demo/web",
"primaryContainer": {"image": "web:1", "environment": [${pair}], "secrets": [
{"name": "K", "valueFrom": "not a reference"}]}}
`

test.each<[string, string, string, readonly string[]]>([
  ['a resource of Terraform', 'main.tf', TERRAFORM, ['6 DB_PASSWORD secret/by-name']],
  ['a resource of CloudFormation', 'stack.yml', CLOUDFORMATION, ['9 DB_PASSWORD secret/by-name']],
  ['the JSON that creates a service', 'create.json', CREATE, ['3 DB_PASSWORD secret/by-name']],
  [
    'the JSON that updates a service',
    'update.json',
    UPDATE,
    ['2 DB_PASSWORD secret/by-name', '3 K secret/reference-invalid']
  ],
  [
    "a step of AWS's action, as a block",
    yml,
    action(
      `          environment-variables: |\n            [\n              ${pair},\n              {"name": "API_TOKEN", "value": "${secret}"},\n              {"name": "STAGE", "value": "prod"}\n            ]\n`
    ),
    ['10 DB_PASSWORD secret/by-name', '11 API_TOKEN secret/delivery']
  ],
  [
    "a step of AWS's action, on a line",
    yml,
    action(`          environment-variables: '[${pair}]'\n`),
    ['8 DB_PASSWORD secret/by-name']
  ],
  [
    "secrets of AWS's action that are none",
    yml,
    action(`          secrets: '[{"name": "K", "valueFrom": "not a reference"}]'\n`),
    ['8 K secret/reference-invalid']
  ],
  [
    'a command in a step',
    yml,
    workflow(
      `run: |\n          aws ecs update-express-gateway-service --service-arn "$ARN" \\\n            --primary-container '{"image": "web:1",\n              "environment": [${pair}]}'`
    ),
    ['8 DB_PASSWORD secret/by-name']
  ],
  [
    'a command without quoted JSON',
    yml,
    workflow('run: aws ecs create-express-gateway-service --cli-input-json file://web.json'),
    []
  ]
])('%s is found, and each line in it', async (_, file, text, lines) => {
  expect((await search(file, text)).found).toEqual(lines)
})

test('the advice is in the form of the file: a block of Terraform, a full ARN where nothing resolves a name', async () => {
  expect((await search('main.tf', TERRAFORM)).hint).toContain(
    'add to a "secret" block: name = "DB_PASSWORD", value_from = aws_secretsmanager_secret.db_password.arn'
  )
  for (const [file, text] of [
    ['stack.yml', CLOUDFORMATION],
    ['create.json', CREATE]
  ] as const)
    expect((await search(file, text)).hint).toContain('<full ARN of the secret>')
})

test('a script that calls Express Mode is not read, which is said', async () => {
  const scene = makeWorkspace({
    'deploy.sh': 'aws ecs update-express-gateway-service --service-arn "$ARN"\n'
  })
  try {
    tracked(scene.path)
    const { err, out } = await cli(scene, ['check'])
    expect(`${out}${err}`).toContain('Not read, though they mention task definitions: deploy.sh.')
  } finally {
    scene.remove()
  }
})

test('a key of a workflow does not hide the containers beside it', async () => {
  const { found } = await search(
    'app/task-definition.yml',
    `jobs: {x: 1}\nfamily: web\ncontainerDefinitions:\n  - name: app\n    image: web:1\n    environment:\n      - {name: DB_PASSWORD, value: ${LITERAL}}\n`
  )
  expect(found).toEqual(['7 DB_PASSWORD secret/by-name'])
})
