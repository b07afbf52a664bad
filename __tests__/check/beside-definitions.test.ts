import { expect, test } from '@jest/globals'
import { tracked } from '../git.ts'
import { cli } from '../run/scene.ts'
import { makeWorkspace } from '../workspace.ts'
import { LITERAL } from './ways.ts'

type Finding = Readonly<Record<'file' | 'line' | 'name' | 'rule' | 'level', unknown>>

/** The result of a search without names among files that Git tracks, or of the named files. */
async function result(files: Readonly<Record<string, string>>, ...names: string[]) {
  const scene = makeWorkspace(files)
  try {
    tracked(scene.path)
    const { out } = await cli(scene, ['check', ...names, '--format', 'json'])
    return JSON.parse(out) as {
      findings: Finding[]
      problems: { code: string }[]
      remarks: { message: string }[]
    }
  } finally {
    scene.remove()
  }
}

async function found(
  files: Readonly<Record<string, string>>,
  ...names: string[]
): Promise<readonly string[]> {
  const { findings } = await result(files, ...names)
  return findings.map(({ file, line, name, rule, level }) => `${file}:${line} ${name} ${rule} ${level}`)
}

const expression = (text: string) => ['$', `{{ ${text} }}`].join('')
const workflow = (uses: string) => `on: push
env:
  TOKEN: ${expression('secrets.API_TOKEN')}
  STAGE: prod
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: ${uses}
        with:
          task-definition: web.json
          environment-variables: |
            LOG_LEVEL=info
            DB_PASSWORD=${LITERAL}
            APP_DB=${expression('secrets.DB')}
            UPSTREAM=${expression('env.TOKEN')}
            STAGE=${expression('env.STAGE')}
`
const web = '{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}'

test.each(['aws-actions/amazon-ecs-render-task-definition@v1', 'example/ecs-sealed-deploy/render@v1'])(
  'a workflow gives secrets to a definition in clear text, with %s: a search finds them at their lines',
  async uses => {
    const file = '.github/workflows/deploy.yml'
    expect(await found({ 'web.json': web, [file]: workflow(uses) })).toEqual([
      `${file}:3 UPSTREAM secret/delivery error`,
      `${file}:14 DB_PASSWORD secret/by-name error`,
      `${file}:15 APP_DB secret/delivery error`
    ])
  }
)

test('a value that is written out in secret-values is a credential in git; a GitHub secret there is none', async () => {
  const file = '.github/workflows/deploy.yml'
  const text = step('|', '', 'example/ecs-sealed-deploy@v1').replace(
    'environment-variables: |\n',
    `secret-values: |\n            APP_DB=${expression('secrets.DB')}\n            app/DB_PASSWORD=${LITERAL}\n            TLS_KEY\n            LOG_LEVEL=info\n`
  )
  expect(await found({ 'web.json': web, [file]: text })).toEqual([
    `${file}:9 DB_PASSWORD secret/by-name error`
  ])
})

/** A workflow with one step that registers a definition, with what stands before its jobs. */
const step = (variables: string, before = '', uses = 'aws-actions/amazon-ecs-render-task-definition@v1') =>
  `on: push\n${before}jobs:\n  a:\n    steps:\n      - uses: ${uses}\n        with:\n          environment-variables: ${variables}\n`
const secret = expression('secrets.DB')
const twice = `on: push
jobs:
${['a', 'b'].map(job => `  ${job}:\n    env:\n      PW: ${job === 'a' ? secret : 'none'}\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          environment-variables: UPSTREAM=${expression('env.PW')}\n`).join('')}`

test.each([
  ['in double quotes', step(`"DB_PASSWORD=${LITERAL}"`), '7 DB_PASSWORD secret/by-name error'],
  ['in single quotes', step(`'APP_DB=${secret}'`), '7 APP_DB secret/delivery error'],
  [
    'with an escaped end of line',
    step(`"A=1\\nDB_PASSWORD=${LITERAL}"`),
    '7 DB_PASSWORD secret/by-name error'
  ],
  [
    'in a flow mapping',
    step('x').replace(/with:[\s\S]*/, `with: {environment-variables: "DB_PASSWORD=${LITERAL}"}\n`),
    '6 DB_PASSWORD secret/by-name error'
  ],
  ['by index', step(`APP_DB=${expression("secrets['DB']")}`), '7 APP_DB secret/delivery error'],
  [
    'in a call',
    step(`"APP_DB=${expression("format('{0}}', secrets.DB)")}"`),
    '7 APP_DB secret/delivery error'
  ],
  [
    'to an action written with capitals',
    step(`APP_DB=${secret}`, '', 'AWS-Actions/Amazon-ECS-Render-Task-Definition@v1'),
    '7 APP_DB secret/delivery error'
  ],
  [
    'as lines from env',
    step(expression('env.VARS'), `env:\n  VARS: |\n    A=1\n    DB_PASSWORD=${LITERAL}\n`),
    '5 DB_PASSWORD secret/by-name error'
  ],
  [
    'from env by index',
    step(`UPSTREAM=${expression("env['PW']")}`, `env:\n  PW: ${secret}\n`),
    '3 UPSTREAM secret/delivery error'
  ],
  ['as lines that are a secret', step(secret), '7 environment-variables secret/delivery error'],
  ['from the env of one of two jobs', twice, '5 UPSTREAM secret/delivery error']
])('a step gives a secret to a definition %s', async (_, text, finding) => {
  const file = '.github/workflows/deploy.yml'
  expect([...new Set(await found({ 'web.json': web, [file]: text }))]).toEqual([`${file}:${finding}`])
})

test.each(['vars.secrets', "format('{0} secrets.DB', vars.A)", 'env.NONE'])(
  'a step gives no secret: %s',
  async text => {
    const file = '.github/workflows/deploy.yml'
    expect(await found({ 'web.json': web, [file]: step(`APP_DB=${expression(text)}`) })).toEqual([])
  }
)

test('a workflow of other actions is none of it', async () => {
  expect(
    await found({ 'web.json': web, '.github/workflows/a.yml': workflow('actions/setup-node@v4') })
  ).toEqual([])
})

test('a named workflow that gives nothing to a container is no problem; a file of another kind is', async () => {
  const file = '.github/workflows/a.yml'
  const names = [file, 'web.json']
  const files = { 'web.json': web, [file]: workflow('aws-actions/amazon-ecs-deploy-task-definition@v2') }
  expect((await result(files, ...names)).problems).toEqual([])
  expect((await result({ 'web.json': web, [file]: 'a: 1\n' }, ...names)).problems).toMatchObject([
    { code: 'not-a-task-definition' }
  ])
})

const variables = `# local\nLOG_LEVEL=info\nexport DB_PASSWORD="${LITERAL}"\nEMPTY=\nDATABASE_URL=postgres://app:${LITERAL}@db/app\n`

test.each(['.env', 'config/prod.env'])(
  'an environment file that is named is read line by line: %s',
  async file => {
    expect(await found({ [file]: variables }, file)).toEqual([
      `${file}:3 DB_PASSWORD secret/by-name error`,
      `${file}:5 DATABASE_URL secret/url-userinfo error`
    ])
  }
)

test.each([
  ['copilot/web/manifest.yml', 'name: web\ntype: Backend Service\nenv_file: prod.env\n', 'prod.env'],
  [
    'copilot/web/manifest.yml',
    'name: web\ncontainers:\n  a:\n    env_file: config/a.env # ours\n',
    'config/a.env'
  ]
])('an environment file that %s names is found: %s', async (manifest, text, file) => {
  const names = await found({ 'web.json': web, [manifest]: text, [file]: variables, 'other.env': variables })
  expect(names.map(name => name.split(' ')[0])).toEqual([`${file}:3`, `${file}:5`])
})

test("BuildKit's --secret tells where a secret is, and is none", async () => {
  const command = [
    'sh',
    '-c',
    'docker build --secret id=npm_token,env=NPM_TOKEN --secret id=netrc,src=.netrc .'
  ]
  const definition = { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1', command }] }
  expect(await found({ 'web.json': JSON.stringify(definition) }, 'web.json')).toEqual([])
})

test("cloudposse's map_secrets holds references, its map_environment holds values", async () => {
  const module = `module "container" {
  source          = "cloudposse/ecs-container-definition/aws"
  container_name  = "web"
  container_image = "web:1"
  map_secrets = {
    DB_PASSWORD = "arn:aws:ssm:us-east-1:123456789012:parameter/web/db-password"
    API_KEY     = aws_secretsmanager_secret.api.arn
  }
  map_environment = {
    MAIL_PASSWORD = "${LITERAL}"
  }
}
`
  const findings = ['main.tf:10 MAIL_PASSWORD secret/by-name error']
  expect(await found({ 'main.tf': module }, 'main.tf')).toEqual(findings)
  expect(await found({ 'main.tf': module })).toEqual(findings)
})

test.each<readonly [string, string, string]>([
  [
    "env of a step and of a job's service, in a workflow whose comment names containerDefinitions",
    'a.yml',
    `# the container in the containerDefinitions section
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    services:
      db: {image: "postgres:16", env: {POSTGRES_PASSWORD: ${LITERAL}}}
    steps:
      - env: {DB_PASSWORD: "${expression('secrets.DB_PASSWORD')}"}
        run: docker build --build-arg DB_PASSWORD=$DB_PASSWORD .
`
  ],
  ['a workflow that is commented out', 'a.yml', '# on: push\n# the containerDefinitions section\n'],
  [
    'names and secrets of two loops of Terraform',
    'a.tf',
    `locals {
  environment = jsonencode([for k, v in var.environment : { "name" : k, "value" : v }])
  secrets     = jsonencode([for k, v in var.secrets : { "name" : k, "valueFrom" : v }])
  container = {
    name        = "web"
    image       = var.image
    environment = jsondecode(local.environment)
    secrets     = jsondecode(local.secrets)
  }
}
resource "aws_ecs_task_definition" "web" {
  container_definitions = jsonencode([local.container])
}
`
  ],
  [
    'the ARN and the name of a secret, which a program reads itself',
    'a.tf',
    `resource "aws_ecs_task_definition" "web" {
  container_definitions = jsonencode([{
    name  = "web"
    image = "web:1"
    environment = [
      { name = "JWT_SECRET", value = data.aws_secretsmanager_secret.jwt.arn },
      { name = "API_PASSWORD", value = aws_ssm_parameter.api[0].name }
    ]
  }])
}
`
  ]
])('a search finds nothing wrong with %s', async (_, file, text) => {
  expect(await result({ [file]: text, 'web.json': web })).toMatchObject({ findings: [], problems: [] })
})

test.each([
  ['render-task-definition', `docker-labels: "API_KEY=${LITERAL}"`, 'API_KEY'],
  ['render-task-definition', `log-configuration-options: "splunk-token=${LITERAL}"`, 'splunk-token'],
  ['render-task-definition', `command: "run --db-password ${LITERAL}"`, 'command'],
  [
    'deploy-task-definition',
    `run-task-container-overrides: '[{"name": "app", "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}"}]}]'`,
    'DB_PASSWORD'
  ]
])('%s: what else a step gives to containers is found at its line: %s', async (action, input, name) => {
  const uses = `aws-actions/amazon-ecs-${action}@v1`
  const text = step('A=1', '', uses).replace(/environment-variables: A=1/, input)
  const file = '.github/workflows/deploy.yml'
  const lines = await found({ 'web.json': web, [file]: text })
  expect(lines.map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([`${file}:7 ${name}`])
})

test('a search whose only file turns out to hold no definition says that nothing was checked', async () => {
  const { remarks } = await result({ 'a.yml': '# the containerDefinitions section\n' })
  expect(remarks.map(({ message }) => message)).toEqual([expect.stringMatching(/^Nothing was checked: /)])
})

test('a program of the CDK, whose map of ecs.Secret holds no value, is named as not read', async () => {
  const program = `import * as ecs from 'aws-cdk-lib/aws-ecs'
const secrets = { DB_PASSWORD: ecs.Secret.fromSecretsManager(password) }
task.addContainer('web', { image, secrets, environment: { STAGE: 'prod' } })
`
  const { findings, problems } = await result({ 'app.ts': program }, 'app.ts')
  expect([findings, problems.map(({ code }) => code)]).toEqual([[], ['not-interpreted']])
})

const compose = 'services:\n  web:\n    image: web:1\n    env_file: config/a.env\n'

test('an environment file of a Compose file that is named is read, unless it is excluded', async () => {
  const files = { 'docker-compose.yml': compose, 'config/a.env': variables, 'other.env': variables }
  const findings = ['config/a.env:3', 'config/a.env:5']
  const places = (names: readonly string[]) => names.map(name => name.split(' ')[0])
  expect(places(await found(files, 'docker-compose.yml'))).toEqual(findings)
  expect(await found(files, 'docker-compose.yml', '!config/a.env')).toEqual([])
})

test.each([
  ['containerDefinitons', 'no-containers'],
  ['container_definition', 'no-containers'],
  ['containerOverrides', undefined]
])('a search finds a definition with its containers under %s', async (key, code) => {
  const environment = [{ name: 'DB_PASSWORD', value: LITERAL }]
  const definition = { family: 'web', [key]: [{ name: 'web', image: 'web:1', environment }] }
  const { findings, problems } = await result({ 'web.json': JSON.stringify(definition) })
  expect(findings.map(({ name }) => name)).toEqual(code === undefined ? [] : ['DB_PASSWORD'])
  expect(problems.map(one => one.code)).toEqual(code === undefined ? [] : [code])
})

test('a Compose file whose services are only built is read as one', async () => {
  const compose = `services:\n  web:\n    build: .\n    environment:\n      DB_PASSWORD: ${LITERAL}\n`
  expect(await found({ 'compose.yml': compose }, 'compose.yml')).toEqual([
    'compose.yml:5 DB_PASSWORD secret/by-name error'
  ])
})

test('attributes of a load balancer have a Key, and are no pair of a credential', async () => {
  const template = `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes:
        - Key: routing.http2.enabled
          Value: "true"
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions:
        - Name: web
          Image: web:1
`
  expect(await found({ 'stack.yml': template }, 'stack.yml')).toEqual([])
})

const manifest = `name: api
type: Load Balanced Web Service
image: {build: ./Dockerfile, port: 80}
variables:
  LOG_LEVEL: info
  DB_PASSWORD: ${LITERAL}
  TABLE: {from_cfn: api-table}
secrets:
  API_TOKEN: API_TOKEN
  DB_SECRET: my-db-secret2
  DB: {secretsmanager: prod/db}
environments:
  prod:
    variables: {DB_URL: "postgres://app:${LITERAL}@db"}
sidecars:
  proxy: {image: nginx, variables: {PROXY_PASSWORD: ${LITERAL}}}
`

test.each([[], ['copilot/api/manifest.yml']])(
  'variables of a manifest of Copilot are those of a container, its secrets are names: %s',
  async (...names) => {
    const file = 'copilot/api/manifest.yml'
    expect(await found({ [file]: manifest }, ...names)).toEqual([
      `${file}:6 DB_PASSWORD secret/by-name error`,
      `${file}:14 DB_URL secret/url-userinfo error`,
      `${file}:16 PROXY_PASSWORD secret/by-name error`
    ])
    const without = await result({ [file]: 'name: api\nimage: {location: a, port: 80}\n' }, ...names)
    expect([without.findings, without.problems]).toEqual([[], []])
  }
)

test.each([[], ['services/api.yml']])(
  'a manifest of Copilot that is kept elsewhere is recognized by its type: %s',
  async (...names) => {
    const file = 'services/api.yml'
    expect(await found({ 'web.json': web, [file]: manifest }, ...names)).toEqual([
      `${file}:6 DB_PASSWORD secret/by-name error`,
      `${file}:14 DB_URL secret/url-userinfo error`,
      `${file}:16 PROXY_PASSWORD secret/by-name error`
    ])
    // with another type, or none, the words have no meaning
    const other = manifest.replace(/^type: .*$/m, 'type: Deployment')
    expect(await found({ 'web.json': web, [file]: other })).toEqual([])
  }
)

test.each(['app.env.prod', '.env-dev', 'deploy/env.local', 'api.env.example'])(
  'a file of variables that is named by hand is read by its name and its first line: %s',
  async file => {
    const text = `# for the API\n\nLOG_LEVEL=info\nDB_PASSWORD='${LITERAL}'\n`
    expect(await found({ [file]: text }, file)).toEqual([`${file}:4 DB_PASSWORD secret/by-name error`])
    const { problems } = await result({ [file]: 'a list of environments\n' }, file)
    expect(problems).toHaveLength(1)
  }
)
