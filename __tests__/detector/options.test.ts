import { describe, expect, it } from '@jest/globals'
import { chosenRules, detect } from '../../src/detector/detect.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { documentOf, findingsIn, ruleFor, taskDefinition, withVariable } from './documents.ts'
import { Maker } from './made.ts'

const maker = new Maker(51)
const dollar = (text: string) => `$${text}`

describe('secret/by-name in options, labels and tags', () => {
  const rulesOf = async (container: Record<string, unknown>) =>
    (await findingsIn(taskDefinition(container))).map(({ rule, level }) => `${rule} ${level}`)
  const option = (name: string, value: string) =>
    rulesOf({ logConfiguration: { options: { [name]: value } } })

  it.each([
    ['splunk-token', maker.uuid()],
    ['apikey', maker.hex(32)],
    ['apiKey', maker.hex(32)],
    ['licenseKey', maker.hex(32)],
    ['HTTP_Passwd', 'autumn31'],
    ['Splunk_Token', maker.uuid()],
    ['Shared_Key', maker.alnum(40)],
    ['tls.key_passwd', 'autumn31'],
    ['dd_api_key', maker.hex(32)],
    ['Header', `Authorization Bearer ${maker.hex(32)}`],
    ['Header', `X-Api-Key ${maker.hex(32)}`]
  ])('%s is a credential', async (name, value) => {
    expect(await option(name, value)).toEqual(['secret/by-name error'])
  })

  it.each([
    ['awslogs-group', '/ecs/password-reset-service'],
    ['splunk-url', 'https://splunk.internal:8088'],
    ['HTTP_User', 'logs'],
    ['tls.key_file', '/etc/tls.key'],
    ['apikey', dollar('{DD_API_KEY}')],
    ['Header', 'Content-Type application/json'],
    ['dd_message_key', 'log'],
    ['Log_Key', 'log'],
    ['tag', '{{.ImageName}}/{{.ID}}']
  ])('%s is none', async (name, value) => {
    expect(await option(name, value)).toEqual([])
  })

  it('takes the "Name" of a FireLens output for an option, not for the name of the others', async () => {
    // renine94/custom_django_boilerplate, Datadog's own example
    const options = { Name: 'datadog', Host: 'http-intake.logs.datadoghq.com', apikey: maker.hex(32) }
    expect(await rulesOf({ logConfiguration: { logDriver: 'awsfirelens', options } })).toEqual([
      'secret/by-name error'
    ])
  })

  it('only warns about a word under a label that talks about secrets', async () => {
    expect(await rulesOf({ dockerLabels: { 'app.secret': 'orders' } })).toEqual(['secret/by-name warning'])
    expect(await rulesOf({ dockerLabels: { 'app.secret': maker.alnum(32) } })).toEqual([
      'secret/by-name error'
    ])
  })

  it('looks at every place that has names and values', async () => {
    const found = await findingsIn({
      containerDefinitions: [
        {
          name: 'app',
          image: 'i',
          systemControls: [{ namespace: 'x.password', value: 'autumn31' }],
          firelensConfiguration: { options: { token: 'autumn31' } }
        }
      ],
      volumes: [{ dockerVolumeConfiguration: { driverOpts: { password: 'autumn31' } } }],
      proxyConfiguration: { properties: [{ name: 'Password', value: 'autumn31' }] },
      tags: [{ key: 'password', value: 'autumn31' }]
    })
    expect(found.map(({ rule }) => rule)).toEqual(new Array(5).fill('secret/by-name'))
  })
})

describe('secret/default-value', () => {
  it.each([
    ['DB_PASSWORD', dollar('{DB_PASSWORD:-autumn31}')],
    ['DB_PASSWORD', dollar('{DB_PASSWORD-autumn31}')],
    ['DB_PASSWORD', dollar('{DB_PASSWORD:=autumn31}')],
    ['X', dollar('{DB_PASSWORD:autumn31}')],
    ['DB_PASSWORD', dollar('{X:-4321}')],
    ['X', "{{ db_password | default('autumn31') }}"],
    ['X', '{{ env "DB_PASSWORD" | default "autumn31" }}'],
    ['DB_PASSWORD', dollar("{{ vars.X || 'autumn31' }}")],
    ['DATABASE_URL', `postgres://app:${dollar('{DB_PASSWORD:-autumn31}')}@db/app`]
  ])('%s=%s has a credential', async (name, value) => {
    expect(await ruleFor(name, value)).toBe('secret/default-value')
  })

  it.each([
    ['LOG_LEVEL', dollar('{LOG_LEVEL:-info}')],
    ['DB_HOST', dollar('{DB_HOST:-localhost}')],
    ['X', dollar('{DB_PASSWORD:?is missing}')],
    ['X', dollar('{DB_PASSWORD:-changeme}')],
    ['X', dollar('{DB_PASSWORD:-}')],
    ['X', "{{ log_level | default('info') }}"]
  ])('%s=%s has none', async (name, value) => {
    expect(await ruleFor(name, value)).toBeUndefined()
  })
})

describe('secret/delivery', () => {
  it.each([
    ['DB_PASSWORD', dollar('{DB_PASSWORD}')],
    ['DB_PASSWORD', dollar('{{ secrets.DB_PASSWORD }}')],
    ['DB_PASSWORD', '{{ db_password }}'],
    ['DB_PASSWORD', '%DB_PASSWORD'],
    ['DB_PASSWORD', '~DB_PASSWORD~'],
    ['REDIS_URL', 'redis://:%REDIS_PASSWORD@cache'],
    ['DB_PASSWORD', 'DB_PASSWORD_PLACEHOLDER'],
    ['LANGFUSE_SECRET_KEY', 'PLACEHOLDER_LANGFUSE_SECRET_KEY'],
    ['JWT_SECRET', 'REPLACE_ME_JWT_SECRET'],
    ['API_KEY', '{{resolve:secretsmanager:prod/app:SecretString:key}}'],
    ['API_KEY', 'arn:aws:ssm:us-west-2:123456789012:parameter/x'],
    ['DATABASE_URL', `postgres://app:${dollar('{DB_PASSWORD}')}@db/app`]
  ])('%s=%s is a warning', async (name, value) => {
    expect(await ruleFor(name, value)).toBe('secret/delivery (warning)')
  })

  it.each([
    ['DB_HOST', dollar('{DB_HOST}')],
    ['SECRET_NAME', dollar('{SECRET_NAME}')],
    ['DB_HOST', 'DB_HOST_PLACEHOLDER'],
    ['DB_PASSWORD', 'CHANGE_ME'],
    ['DB_PASSWORD', ''],
    ['DATABASE_URL', `postgres://${dollar('{DB_HOST}')}/app`]
  ])('%s=%s is nothing', async (name, value) => {
    expect(await ruleFor(name, value)).toBeUndefined()
  })

  it('lets a URL take its password from a secret of the container', async () => {
    const environment = [{ name: 'DATABASE_URL', value: `postgres://app:${dollar('{DB_PASSWORD}')}@db/app` }]
    const secrets = [{ name: 'DB_PASSWORD', valueFrom: 'secretsmanager:app/db' }]
    expect(await findingsIn(taskDefinition({ environment, secrets }))).toEqual([])
  })
})

describe('secret/control-name', () => {
  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'ECS_ENGINE_AUTH_DATA'])(
    '%s is always reported',
    async name => {
      for (const value of ['', 'test', 'changeme', dollar(`{${name}}`)]) {
        expect(await findingsIn(withVariable(name, value))).toMatchObject([
          { rule: 'secret/control-name', level: 'error', category: 'policy' }
        ])
      }
    }
  )

  it('gives way to the credential', async () => {
    expect(await ruleFor('AWS_SECRET_ACCESS_KEY', maker.alnum(40))).toBe('secret/by-name')
    expect(await ruleFor('AWS_ACCESS_KEY_ID', `AKIA${maker.upper(16)}`)).toBe('secret/token-shape')
  })
})

describe('secret/env-file', () => {
  it('is a notice', async () => {
    const files = [{ type: 's3', value: 'arn:aws:s3:::bucket/app.env' }]
    expect(await findingsIn(taskDefinition({ environmentFiles: files }))).toMatchObject([
      { rule: 'secret/env-file', level: 'notice' }
    ])
  })
})

describe('secret/high-entropy', () => {
  const of = async (name: string, value: string) =>
    detect(
      await documentOf(JSON.stringify(withVariable(name, value))),
      chosenRules({ ...USUAL_RULES, optional: ['secret/high-entropy'] })
    ).map(({ rule, level }) => `${rule} ${level}`)

  it('is off until it is asked for', async () => {
    const value = maker.alnum(44)
    expect(await ruleFor('ORDERS', value)).toBeUndefined()
    expect(await of('ORDERS', value)).toEqual(['secret/high-entropy notice'])
  })

  it.each([
    ['GIT_SHA', maker.hex(40)],
    ['ORDERS', maker.uuid()],
    ['CLIENT_ID', maker.alnum(44)],
    ['ORDERS', 'https://example.org/a/very/long/path/to/something'],
    ['ORDERS', 'this-is-a-long-name-with-many-words-and-1-digit']
  ])('%s=%s is nothing', async (name, value) => {
    expect(await of(name, value)).toEqual([])
  })
})
