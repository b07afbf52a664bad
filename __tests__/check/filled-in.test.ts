import { describe, expect, test } from '@jest/globals'
import { checkText } from '../../src/check/check-text.ts'
import { tracked } from '../git.ts'
import { cli } from '../run/scene.ts'
import { makeWorkspace } from '../workspace.ts'
import { LITERAL } from './ways.ts'

type Finding = Readonly<Record<'file' | 'line' | 'name' | 'rule' | 'level' | 'hint', unknown>>

const github = (text: string) => ['$', `{{ ${text} }}`].join('')
const secret = github('secrets.DB')
const AWS = 'aws-actions/amazon-ecs-render-task-definition@v1'
const DEPLOYS = 'aws-actions/amazon-ecs-deploy-task-definition@v2'
const EXPRESS = 'aws-actions/amazon-ecs-deploy-express-service@v1'
const OWN = 'example/ecs-sealed-deploy@v1'
const PLAN = 'example/ecs-sealed-deploy/deploy@v1'

/** What a search finds in a repository with one workflow, whose step begins at line 6, beside a definition. */
async function ofStep(uses: string, inputs: readonly string[], before = '') {
  const text = `on: push\n${before}jobs:\n  a:\n    steps:\n      - uses: ${uses}\n        with:\n${inputs.map(line => `          ${line}\n`).join('')}`
  const scene = makeWorkspace({
    'web.json': '{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}',
    '.github/workflows/deploy.yml': text
  })
  try {
    tracked(scene.path)
    const { out } = await cli(scene, ['check', '--format', 'json'])
    const { findings, problems } = JSON.parse(out) as { findings: Finding[]; problems: unknown[] }
    expect(problems).toEqual([])
    return findings
  } finally {
    scene.remove()
  }
}

const shown = ({ line, name, rule, level }: Finding) => `${line} ${name} ${rule} ${level}`
const overrides = (container: string) => `run-task-container-overrides: '[{"name": "web", ${container}}]'`

describe('a step of a workflow gives a secret of GitHub', () => {
  test.each<[string, string, readonly string[], string]>([
    ['all of them to templates', OWN, [`variables: ${github('toJSON(secrets)')}`], '7 variables'],
    [
      'all of them as variables',
      AWS,
      [`environment-variables: ${github('toJSON(secrets)')}`],
      '7 environment-variables'
    ],
    ['to templates', PLAN, ['variables: |', '  STAGE=prod', `  CONNECTION=${secret}`], '9 CONNECTION'],
    ['to templates in JSON', OWN, [`variables: '{"CONNECTION": "${secret}"}'`], '7 CONNECTION'],
    ['as a Docker label', AWS, ['docker-labels: |', '  a=b', `  upstream=${secret}`], '9 upstream'],
    ['in a command', AWS, [`command: serve --listen ${secret}`], '7 command'],
    ['as a log option', AWS, [`log-configuration-options: splunk-url=${secret}`], '7 splunk-url'],
    ['in the command of a task', DEPLOYS, [overrides(`"command": ["migrate", "${secret}"]`)], '7 command'],
    [
      'as a variable of a task',
      OWN,
      [overrides(`"environment": [{"name": "UPSTREAM", "value": "${secret}"}]`)],
      '7 UPSTREAM'
    ],
    [
      'in JSON of Express Mode',
      EXPRESS,
      [`environment-variables: '[{"name": "UPSTREAM", "value": "${secret}"}]'`],
      '7 UPSTREAM'
    ]
  ])('%s', async (_, uses, inputs, at) => {
    expect((await ofStep(uses, inputs)).map(shown)).toEqual([`${at} secret/delivery error`])
  })

  test.each<[string, readonly string[], string]>([
    ['one of several in lines', ['environment-variables: |', '  A=b', `  DB=${secret}`], '9 DB'],
    ['compared, but given', [`command: ${github("secrets.A == 'x' && secrets.DB || 'none'")}`], '7 command'],
    ['with a default', [`docker-labels: up=${github("secrets.DB || 'none'")}`], '7 up'],
    ['whose name is not known', [`command: ${github('secrets[vars.NAME]')}`], '7 command'],
    ['in a call of a call', [`command: ${github("format('{0}', toJSON(secrets.DB))")}`], '7 command']
  ])('%s', async (_, inputs, at) => {
    expect((await ofStep(AWS, inputs)).map(shown)).toEqual([`${at} secret/delivery error`])
  })

  test.each([
    "secrets.DB != ''",
    "secrets.DB == 'x' && 'a' || 'b'",
    "secrets.DB && 'a' || 'b'",
    "contains(secrets.DB, 'x')",
    "startsWith( format('{0}', secrets.DB), 'x' )",
    '!secrets.DB',
    "(secrets.A || secrets.B) != ''",
    "format('{0}', secrets.A, secrets.B) == 'x'"
  ])('but not its value: %s', async text => {
    const value = github(text)
    expect(await ofStep(OWN, [`variables: STAGE=${value}`, `command: serve ${value}`])).toEqual([])
    const env = `env:\n  DB: ${secret}\n`
    expect(await ofStep(AWS, [`command: serve ${github(text.replaceAll('secrets.', 'env.'))}`], env)).toEqual(
      []
    )
  })

  // pokt-foundation/pocket-http-db has PORT, Nugulmanz/nugul-ticket CLIENT_ID and S3_REGION
  test.each([
    ['environment-variables', 'PORT'],
    ['environment-variables', 'S3_REGION'],
    ['variables', 'AWS_ACCOUNT_ID'],
    ['variables', 'REGISTRY'],
    ['variables', 'BASE_URL'],
    ['environment-variables', 'TOKEN_URL']
  ])('which %s name as what opens nothing: a warning for %s', async (input, name) => {
    const found = await ofStep(OWN, [`${input}: ${name}=${secret}`])
    expect(found.map(shown)).toEqual([`7 ${name} secret/delivery warning`])
    const connection = await ofStep(OWN, [`${input}: ${name.replace(/\w+$/, 'DB_URL')}=${secret}`])
    expect(connection.map(({ level }) => level)).toEqual(['error'])
    const called = await ofStep(OWN, [`${input}: ${name}=${github('secrets.DB_PASSWORD')}`])
    expect(called.map(({ level }) => level)).toEqual(['error'])
    const login = await ofStep(OWN, [`${input}: ${name}=postgres://app:${secret}@db`])
    expect(login.map(({ level }) => level)).toEqual(['error'])
  })

  const ofJob = `    env:\n      UP: ${secret}\n      STAGE: prod\n`
  test.each<[string, string, string]>([
    ['the workflow', `env:\n  UP: ${secret}\n  STAGE: prod\n`, '3 UP'],
    ['a job', `jobs:\n  a:\n${ofJob}`, '5 UP'],
    ['a step', `jobs:\n  a:\n    steps:\n      - ${ofJob.trim().replaceAll('\n', '\n    ')}\n`, '6 UP'],
    [
      'a job and a step that renames it',
      `jobs:\n  a:\n${ofJob.replace('UP', 'DB')}    steps:\n      - env: {UP: "${github('env.DB')}"}\n`,
      '5 UP'
    ]
  ])('to templates through env of %s', async (_, before, at) => {
    const where = before.includes('- env')
      ? '        '
      : before.includes('jobs:')
        ? '    steps:\n      - '
        : ''
    const step = (input: string) => {
      const uses = `uses: ${OWN}\n        with: {${input}}\n`
      return where === '' ? `${before}jobs:\n  a:\n    steps:\n      - ${uses}` : `${before}${where}${uses}`
    }
    const of = async (input: string) =>
      (await checkText({ file: '.github/workflows/a.yml', text: `on: push\n${step(input)}`, now: 0 }))
        .findings
    const error = [`${at} secret/delivery error`]
    const at_ = (findings: Awaited<ReturnType<typeof of>>) =>
      findings.map(({ place, name, rule, level }) => `${place?.line} ${name} ${rule} ${level}`)
    expect(at_(await of('env: "STAGE, UP"'))).toEqual(error)
    expect(at_(await of(`variables: "${github('toJSON(env)')}"`)).filter(one => one.includes('UP'))).toEqual(
      error
    )
    expect(await of('env: STAGE')).toEqual([])
    expect(await of(`variables: "STAGE=${github('env.STAGE')}"`)).toEqual([])
  })

  const env = `env:\n  PW: ${secret}\n  STAGE: prod\n`
  test.each<[string, string, string]>([
    ['as a whole', github('env.PW'), '3 command'],
    ['in an expression', github("format('serve {0}', env['PW'])"), '10 command'],
    ['in a longer text', `serve --url db://app:${github('env.PW')}@db`, '10 command']
  ])('through env, %s', async (_, command, at) => {
    expect((await ofStep(AWS, [`command: ${command}`], env)).map(shown)).toEqual([
      `${at} secret/delivery error`
    ])
  })

  test.each<[string, string, readonly string[]]>([
    ['variables of GitHub', OWN, [`variables: ${github('toJSON(vars)')}`]],
    ['the role to assume', OWN, [`role-to-assume: ${github('secrets.AWS_ROLE')}`]],
    ['the cluster', DEPLOYS, [`cluster: ${github('secrets.CLUSTER')}`]],
    ['the registry of an image', AWS, [`image: ${github('secrets.ECR')}/web:1`]],
    ['the token for GitHub', OWN, [`github-token: ${github('secrets.GITHUB_TOKEN')}`]],
    ['the region', OWN, [`aws-region: ${github('secrets.AWS_REGION')}`]],
    [
      'the ARN of a secret',
      AWS,
      ['secrets: DB=arn:aws:secretsmanager:us-west-2:123456789012:secret:db-AbCdEf']
    ],
    ['a build', 'docker/build-push-action@v6', [`build-args: TOKEN=${secret}`]],
    ['a notification', 'slackapi/slack-github-action@v2', [`webhook: ${secret}`, `command: ${secret}`]]
  ])('but none to a definition: %s', async (_, uses, inputs) => {
    expect(await ofStep(uses, inputs)).toEqual([])
  })

  test('literals among the values of templates are found, too', async () => {
    expect((await ofStep(OWN, ['variables: |', `  DB_PASSWORD=${LITERAL}`])).map(shown)).toEqual([
      '8 DB_PASSWORD secret/by-name error'
    ])
  })

  test('the advice is what a workflow can do: a migration changes none', async () => {
    const [finding] = await ofStep(AWS, [`environment-variables: APP_DB=${secret}`])
    expect(finding?.hint).toBe(
      'Store the value in AWS Secrets Manager. Remove it from "environment" and add to the input "secrets" of the step: APP_DB=<full ARN of the secret>. Or deploy with this action, whose input "secret-values" stores it.'
    )
    const scene = makeWorkspace({
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n      - uses: ${AWS}\n        with:\n          environment-variables: DB_PASSWORD=${LITERAL}\n`
    })
    try {
      tracked(scene.path)
      expect((await cli(scene, ['check'])).out).not.toContain('run mode migrate')
    } finally {
      scene.remove()
    }
  })
})

async function found(file: string, text: string): Promise<readonly string[]> {
  const { findings } = await checkText({ file, text, now: 0 })
  return findings.map(({ name, rule, level }) => `${name} ${rule} ${level}`)
}

/** A container with one text at each place that ECS registers as it stands, in JSON that is Terraform, too. */
const PLACES: readonly (readonly [string, (text: string) => string])[] = [
  ['command', text => `"command": ["serve", ${text}]`],
  ['entryPoint', text => `"entryPoint": [${text}]`],
  ['healthCheck.command', text => `"healthCheck": {"command": ["CMD", ${text}]}`],
  ['upstream', text => `"dockerLabels": {"upstream": ${text}}`],
  ['upstream', text => `"logConfiguration": {"logDriver": "splunk", "options": {"upstream": ${text}}}`],
  ['UPSTREAM', text => `"environment": [{"name": "UPSTREAM", "value": ${text}}]`]
]
const json = (member: string) =>
  `{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", ${member}}]}`

describe.each(PLACES)('a secret that is filled into %s', (name, place) => {
  const warning = [`${name} secret/delivery warning`]

  test.each([
    'var.db_url', // sensitive
    'random_password.db.result',
    'data.aws_secretsmanager_secret_version.db.secret_string',
    '"postgres://app:${var.pw}@db"'
  ])('by Terraform: %s', async value => {
    const text = `variable "db_url" {\n  sensitive = true\n}\nresource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([{"name": "web", "image": "web:1", ${place(value)}}])\n}\n`
    expect(await found('main.tf', text)).toEqual(warning)
    expect(await found('main.tf', text.replace(value, 'var.stage'))).toEqual([])
  })

  // as cdk synth writes a secret's value, and parameters of the templates 359 of a corpus and of the next test
  test.each([
    '{"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Db"}, ":SecretString:password::}}"]]}',
    '"{{resolve:secretsmanager:prod/db}}"',
    '{"Ref": "Hidden"}',
    '{"Fn::Sub": "postgres://${Hidden}@db"}',
    '{"Fn::Sub": ["${X}", {"X": {"Ref": "Hidden"}}]}',
    '{"Fn::Sub": ["serve ${X} ${Y}", {"X": "a", "Y": {"Fn::If": ["C", "b", {"Ref": "Hidden"}]}}]}',
    '{"Fn::Join": ["-", ["a", {"Fn::If": ["C", "b", {"Fn::Sub": "${Hidden}"}]}]]}',
    '{"Ref": "DbPassword"}'
  ])('by CloudFormation: %s', async value => {
    const stack = (text: string) =>
      JSON.stringify({
        Parameters: { Hidden: { Type: 'String', NoEcho: true }, DbPassword: { Type: 'String' }, Stage: {} },
        Resources: {
          Web: { Type: 'AWS::ECS::TaskDefinition', Properties: JSON.parse(json(place(text))) as unknown }
        }
      })
    expect(await found('stack.json', stack(value))).toEqual(warning)
    for (const name of ['Stage', 'AppSecret'])
      for (const text of [`{"Ref": "${name}"}`, `{"Fn::Sub": ["a \${X}", {"X": {"Ref": "${name}"}}]}`])
        expect(await found('stack.json', stack(text))).toEqual([])
    expect(await found('stack.json', stack('"{{resolve:secretsmanager:db:SecretString:username}}"'))).toEqual(
      []
    )
  })

  test.each(['{{ db_password }}', '<%= db_password %>', github('vars.PW')])(
    'by another language, as a password in a URL: %s',
    async value => {
      expect(await found('web.json', json(place(`"postgres://app:${value}@db"`)))).toEqual(warning)
    }
  )
})

describe.each(
  [
    ['#{Up1}#', '#{Up1}', '$Up1', '$(Up1)', '${Up1}', '${{ vars.Up1 }}', '$[Up1]', '${Up1:-}', '$env:Up1'],
    ['{{P}}', '{{ .Values.up }}', '<%= Up1 %>', '[[Up1]]', '__Up1__', '@@Up1@@', '%Up1%', '%(up1)s', '{Up1}']
  ].flat()
)('a placeholder in a connection string: %s', mark => {
  const of = async (value: string, name = 'UPSTREAM', secrets = '') => {
    const member = `"environment": [{"name": "${name}", "value": ${JSON.stringify(value)}}]${secrets}`
    return (await found('web.json', json(member))).map(one => one.slice(name.length + 1))
  }

  test.each([
    (pw: string) => `Server=db;User Id=app;Password=${pw}`,
    (pw: string) => `Server=db;Pwd=${pw};Database=app`,
    (pw: string) => `postgres://app:${pw}@db:5432/app`,
    (pw: string) => `redis://:${pw}@cache`,
    (pw: string) => `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=${pw}`,
    (pw: string) => `AccountName=a;AccountKey=${pw};EndpointSuffix=core.windows.net`,
    (pw: string) => `jdbc:postgresql://db/app?user=app&password=${pw}`,
    (pw: string) => `app:${pw}@tcp(db:3306)/app`,
    (pw: string) => `host=db user=app password=${pw}`
  ])('is what it is alone under the name of a password: %s', async text => {
    const alone = await of(mark, 'DB_PASSWORD')
    expect(alone).toEqual(['secret/delivery warning'])
    expect(await of(text(mark))).toEqual(alone)
    // a person fills in what the file calls so, and the other parts are none
    expect(await of(text('<password>'))).toEqual([])
    expect(await of(text('changeme'))).toEqual([])
  })

  test.each(['Server=M;Database=app', 'postgres://app@M/app', 'postgres://M:5432/app', 'https://M/a?page=M'])(
    'elsewhere in it is none: %s',
    async text => {
      expect(await of(text.replaceAll('M', () => mark))).toEqual([])
    }
  )
})

test.each(['https://shop/reset?token={token}', 'https://shop/verify?token=%s', '__token__', 'a:{b}'])(
  'what the application fills in is no placeholder of a deployment: %s',
  async value => {
    expect(await found('web.json', json(`"environment": [{"name": "LINK", "value": "${value}"}]`))).toEqual(
      []
    )
  }
)

test.each(['$PW', '${PW}'])('the application fills %s in from its secrets', async mark => {
  const value = `Server=db;Password=${mark}`
  const secrets = '"secrets": [{"name": "PW", "valueFrom": "secretsmanager:pw"}]'
  const member = `"environment": [{"name": "UPSTREAM", "value": "${value}"}], ${secrets}`
  expect(await found('web.json', json(member))).toEqual([])
})

describe('a placeholder that is called a secret', () => {
  test.each([
    // container_definitions.json of a personal project with Go, and 283 of a corpus: connection strings of .NET
    ['web.json', '"environment": [{"name": "REACT_APP_MAPS", "value": "${maps_api_key}"}]'],
    [
      'web.json.tpl',
      '"environment": [{"name": "SqlServer", "value": "Server=${host};Password=${db_pass};"}]'
    ],
    ['web.json.tpl', '"command": ["serve", "${api_token}"]'],
    ['web.json', '"command": ["serve", "{{ vault.db_password }}"]'],
    ['web.json', '"dockerLabels": {"upstream": "{{ must_env `DB_PASSWORD` }}"}'],
    ['web.json', '"environment": [{"name": "JAVA_OPTS", "value": "-Ddb=<%= db_password %>"}]'],
    ['web.json', '"environment": [{"name": "UPSTREAM", "value": "#{DbPassword}#"}]'],
    ['web.json', '"environment": [{"name": "UPSTREAM", "value": "a __DB_PASSWORD__"}]'],
    ['web.json', '"environment": [{"name": "UPSTREAM", "value": "$(DB_PASSWORD)"}]'],
    ['web.json', '"command": ["serve", "[[db_password]]"]']
  ])('%s: %s', async (file, member) => {
    expect((await found(file, json(member))).map(one => one.split(' ').slice(1))).toEqual([
      ['secret/delivery', 'warning']
    ])
  })

  test.each([
    ['web.json', '"environment": [{"name": "OPTS", "value": "${PW_SECRET_ARN} {{ db_secret_name }}"}]'],
    [
      'web.json',
      '"secrets": [{"name": "DB_PASSWORD", "valueFrom": "ssm:db"}], "environment": [{"name": "OPTS", "value": "-Ddb=${DB_PASSWORD}"}]'
    ],
    ['web.json', '"command": ["sh", "-c", "serve ${DB_PASSWORD}"]']
  ])('but not %s: %s', async (file, member) => {
    expect(await found(file, json(member))).toEqual([])
  })
})

describe('behind the name of a credential', () => {
  test.each([
    // Dependency-Track's infrastructure runs trivy like that; the other is a container of a monitoring stack
    ['main.tf', '"command": ["server", "--token", var.trivy]'],
    ['main.tf', '"command": ["--db-password=${var.pw}"]'],
    ['web.json.tpl', '"command": ["--db-password", "${pw}"]'],
    ['web.json', '"command": ["serve", "--token", "{{ trivy }}"]'],
    ['web.json', '"entryPoint": ["sh", "-c", "serve --token <%= trivy %>"]'],
    ['web.json', '"command": ["sh", "-c", "curl -H \'Authorization: Bearer {{ trivy }}\' api"]'],
    ['web.json', '"dockerLabels": {"api_token": "{{ trivy }}"}'],
    ['web.json', '"dockerLabels": {"api_token": "${TRIVY}"}'],
    // an application of a newspaper fills in %s
    ['web.json', '"logConfiguration": {"options": {"splunk-token": "%s"}}']
  ])('%s: %s', async (file, member) => {
    const text = file.endsWith('.tf')
      ? `container_definitions = jsonencode([{"image": "a", ${member}}])`
      : json(member)
    expect((await found(file, text)).map(one => one.split(' ').slice(1))).toEqual([
      ['secret/delivery', 'warning']
    ])
  })

  test.each([
    ['a shell in the container reads it', 'web.json', '"command": ["sh", "-c", "serve --token $TOKEN"]'],
    ['so it does in a URL', 'web.json', '"command": ["sh", "-c", "psql postgres://app:${PW}@db"]'],
    ['and in a template', 'web.json.tpl', '"command": ["sh", "-c", "serve --token $${TOKEN}"]'],
    ['Fluent Bit reads it', 'web.json', '"logConfiguration": {"options": {"apikey": "${DD_API_KEY}"}}'],
    ['what Docker prints', 'web.json', '"command": ["inspect", "--format", "{{.State}}"]'],
    ['an ARN', 'main.tf', '"command": ["--token", aws_secretsmanager_secret.token.arn]'],
    ['a name that may be one', 'main.tf', '"environment": [{"name": "SORT_KEY", "value": var.sort}]'],
    ['a tag', 'main.tf', '"tags": [{"key": "token", "value": var.owner}]']
  ])('but not if %s', async (_, file, member) => {
    const text = file.endsWith('.tf')
      ? `container_definitions = jsonencode([{"image": "a", ${member}}])`
      : json(member)
    expect(await found(file, text)).toEqual([])
  })
})

test.each(['whsec_', 'sk_test_', 'sk_live_', 'ghp_', 'SG.', 'sk-', 'glpat-', 'xoxb-'])(
  'a placeholder behind the prefix of a provider is one: %splaceholder',
  async prefix => {
    for (const rest of ['placeholder', 'replace_me', 'your_key'])
      expect(
        await found('web.json', json(`"environment": [{"name": "API_SECRET", "value": "${prefix}${rest}"}]`))
      ).toEqual([])
  }
)

test('a definition that a step writes with a heredoc, and registers itself', async () => {
  // DrisanJames/project-jarvis, pjholt1234/finance-tracker
  const definition = [
    '{',
    `  "family": "web", "executionRoleArn": "${github('secrets.ROLE')}",`,
    '  "containerDefinitions": [{"name": "web", "image": "$IMAGE", "environment": [',
    `    {"name": "UPSTREAM", "value": "${secret}"},`,
    `    {"name": "DB_PASSWORD", "value": "${LITERAL}"}`,
    '  ], "secrets": [{"name": "API_KEY", "valueFrom": "/web/API_KEY"}]}]',
    '}'
  ]
  const run = ['cat > app.json << EOF', ...definition, 'EOF', 'aws ecs register-task-definition']
  const lines = run.map(line => `          ${line}\n`).join('')
  const text = `on: push\njobs:\n  a:\n    steps:\n      - run: |\n${lines}`
  const { findings } = await checkText({ file: '.github/workflows/deploy.yml', text, now: 0 })
  expect(
    findings.map(({ place, name, rule, level }) => shown({ line: place?.line, name, rule, level } as Finding))
  ).toEqual([
    '10 UPSTREAM secret/delivery error',
    '11 DB_PASSWORD secret/by-name error',
    '12 API_KEY secret/reference-invalid notice'
  ])
  // neither a step of this project nor a deployment by it
  expect(findings.map(({ hint }) => hint).join(' ')).not.toMatch(/secretsmanager:|input/)
})
