import { expect, test } from '@jest/globals'
import { checked, LITERAL } from '../checking/examine/ways.ts'

const job = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      db: {image: "postgres:16", env: {POSTGRES_PASSWORD: postgres}}
    env: {DB_PASS: postgres, DB_HOST: localhost, DB_PASSWORD: sailor}
    steps:
      - run: npm test
        env: {DATABASE_URL: "postgres://postgres:postgres@127.0.0.1:5432/test"}
      - run: |
          jq '.containerDefinitions[0].environment += [
`

test('what the jobs of a workflow test against is no definition', async () => {
  const { found } = await checked('a.yml', `${job}            {"name":"PORT","value":"1"}]' td.json\n`)
  expect(found).toEqual([])
})

test('a variable of a test that says so is none, and one that only begins so is', async () => {
  const withKey = (value: string) =>
    job.replace('sailor}', `sailor, API_KEY: ${value}}`).replace('jq', 'aws ecs register-task-definition; jq')
  for (const value of ['test-api-key', 'ci-key-not-for-production-use', 'test_secret_32chars_padding'])
    expect((await checked('a.yml', withKey(value))).found).toEqual([])
  for (const value of ['testing', 'quiet-harbor-lamp', `test-${LITERAL}`])
    expect((await checked('a.yml', withKey(value))).found).toEqual(['7 API_KEY'])
})

test('each variable in a script is found, also beside a token', async () => {
  const token = ['gl', 'pat-', 'k7Qm9Rt2Xw5Zp8Lb3Nv6'].join('')
  const pairs = [`{"name":"X","value":"${token}"},`, `{"name":"DB_PASSWORD","value":"${LITERAL}"}]' td.json`]
  const { found } = await checked('a.yml', `${job}${pairs.map(pair => `            ${pair}\n`).join('')}`)
  expect(found).toContain('14 DB_PASSWORD')
})

test('JSON among the lines of a script: each value keeps its name', async () => {
  const { found } = await checked(
    'deploy.sh',
    `aws ecs register-task-definition \\
  --container-definitions '[{
    "name": "a",
    "image": "b",
    "environment": [{
      "name": "DB_NAME",
      "value": "shop"
    }, {
      "name": "DB_PASSWORD",
      "value": "${LITERAL}"
    }]
}]'
`
  )
  expect(found).toEqual(['10 DB_PASSWORD'])
})

test('a script that registers a definition from elsewhere is read by its lines', async () => {
  const script = `export DB_PASSWORD=${LITERAL}\naws ecs register-task-definition --cli-input-json file://td.json\n`
  expect((await checked('deploy.sh', script)).found).toEqual(['1 DB_PASSWORD'])
})

test.each([
  ['deploy.ps1', `$env:DB_PASSWORD = "${LITERAL}"`],
  ['deploy.bat', `set DB_PASSWORD=${LITERAL}`]
])('a script of Windows that registers one is read too: %s', async (file, line) => {
  const quiet = '$secrets = aws secretsmanager list-secrets | ConvertFrom-Json'
  const script = `${line}\n${quiet}\naws ecs register-task-definition --cli-input-json file://td.json\n`
  expect((await checked(file, script)).found).toEqual(['1 DB_PASSWORD'])
})

test('the message of a script has no name', async () => {
  const script = 'cat > td.json <<E\n{"containerDefinitions": [{"name": "a", "image": "b"}]}\nE\n'
  expect((await checked('x.sh', `${script}log "secret: deleted $s"\n`)).found).toEqual([])
})

test('a workflow that registers definitions fills its variables into them', async () => {
  const text = job
    .replace('sailor}', `sailor, API_TOKEN: ${LITERAL}}`)
    .replace('jq', 'aws ecs register-task-definition; jq')
  expect((await checked('a.yml', text)).found).toEqual(['7 API_TOKEN'])
})

test('the variables that a step gives to the rendering action keep their names and lines', async () => {
  const steps = [
    '- uses: aws-actions/amazon-ecs-render-task-definition@v1',
    '  with:',
    '    environment-variables: |'
  ]
  const set = [
    'LOG_LEVEL=info',
    'DATA_ENC_KEY=${{ vars.KEY }}',
    `DB_PASSWORT=${LITERAL}`,
    `GUI_AUTH=admin:${LITERAL}`
  ]
  const text = job.replace(/ {6}- run: \|[\s\S]*/, '')
  const lines = [...steps, ...set.map(line => `      ${line}`)].map(line => `      ${line}\n`).join('')
  expect((await checked('a.yml', text + lines)).found).toEqual(['16 DB_PASSWORT', '17 GUI_AUTH'])
})

test('a value in a script may be JSON', async () => {
  const value = JSON.stringify(JSON.stringify({ datasource: { password: LITERAL } }))
  const { found } = await checked(
    'a.yml',
    `${job}            {"name":"APP_JSON","value":${value}}]' td.json\n`
  )
  expect(found).toEqual(['13 APP_JSON'])
})

test('braces in the script of a workflow hide none of its variables', async () => {
  const pairs = [
    `{"name":"A_TOKEN","value":"{{ token }}"},`,
    `{"name":"DB_PASSWORD","value":"${LITERAL}"}]' td.json`
  ]
  const token = ['gl', 'pat-', 'k7Qm9Rt2Xw5Zp8Lb3Nv6'].join('')
  const lines = [`echo ${token}`, ...pairs].map(line => `            ${line}\n`).join('')
  expect((await checked('a.yml', job + lines)).found).toContain('15 DB_PASSWORD')
})

test('a service of Compose that is built has variables', async () => {
  const text = (build: string) =>
    `services:\n  b:\n    ${build}\n    environment:\n      NETRC: "machine a login b password ${LITERAL}"\n`
  for (const own of ['build: .', 'logging: {driver: awslogs}'])
    expect((await checked('compose.yml', text(own))).found).toEqual(['5 NETRC'])
})

test.each([
  [
    `aws ecs register-task-definition --container-definitions "name=a,image=b,environment=[{name=DB_PASSWORD,value=${LITERAL}}]"`,
    ['8 DB_PASSWORD']
  ],
  [
    `jq --arg v '${LITERAL}' '.containerDefinitions[0].environment += [{"name":"DB_PASSWORD","value":$v}]' td.json`,
    ['8 DB_PASSWORD']
  ],
  [
    'jq --arg v "$PW" \'.containerDefinitions[0].environment += [{"name":"DB_PASSWORD","value":$v}]\' td.json',
    []
  ]
])('the shorthand of the AWS CLI and arguments of jq: %s', async (command, expected) => {
  const workflow = `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
      - run: |
          ${command}
`
  expect((await checked('a.yml', workflow)).found).toEqual(expected)
})
