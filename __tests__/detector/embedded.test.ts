import { describe, expect, it } from '@jest/globals'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { credentialFor, documentOf, findingsIn, taskDefinition, withVariable } from './documents.ts'
import { Maker } from './made.ts'

const rule = 'secret/embedded'
const maker = new Maker(41)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hole = ['$', '{DB_PASSWORD}'].join('')
const token = `sk_live_${maker.alnum(24)}`
const json = JSON.stringify

describe('secret/embedded', () => {
  it.each([
    ['JSON', json({ db: { user: 'app', password: 'autumn31' }, port: 3000 })],
    ['JSON that is indented', json({ a: 1, clientSecret: 'autumn31' }, null, 2)],
    ['a key that leaves it to the one above', json({ password: { value: 'autumn31' } })],
    ['JSON that is nested deeply', `${'['.repeat(4000)}{"password": "autumn31"}${']'.repeat(4000)}`],
    ['pairs of name and value', json([{ name: 'DB_PASSWORD', value: 'autumn31' }])],
    ['a number', json({ pin: 1, password: 4321 })],
    ['JSON with a template in it', `{"host": ${hole}, "password": "autumn31"}`],
    ['JSON in base64', base64(json({ password: 'autumn31' }))],
    ['base64 of a token', base64(`key is ${token}`)],
    ['JSON in base64 in JSON', json({ config: base64(json({ password: 'autumn31' })) })],
    ['.env text', 'DB_HOST=db\nexport DB_PASSWORD="autumn31"\n'],
    ['.env text with escaped line breaks', 'DB_HOST=db\\nDB_PASSWORD=autumn31'],
    ['properties', 'spring.datasource.url=x\nspring.datasource.password = autumn31'],
    ['.npmrc text', `registry=https://npm.example.com/\n//npm.example.com/:_password=${maker.alnum(24)}\n`],
    ['YAML', 'db:\n  host: db\n  password: autumn31\n'],
    ['a list with commas', `x-team=orders,api-key=${maker.hex(32)}`],
    ['a query string', 'user=app&password=autumn31'],
    ['one pair', 'password=autumn31'],
    ['OpenTelemetry’s header', `Authorization=Bearer ${maker.hex(32)}`],
    ['a header', `X-Api-Key: ${maker.hex(32)}`],
    ['basic authentication', `Authorization: Basic ${base64('app:autumn31')}`],
    ['Java options', '-Xmx512m -Djavax.net.ssl.trustStorePassword=autumn31'],
    ['a command', 'PGPASSWORD=autumn31 psql -U app']
  ])('finds the credential in %s', async (_, value) => {
    expect(await credentialFor('SETTINGS', value)).toBe(rule)
    const label = await findingsIn(taskDefinition({ dockerLabels: { settings: value } }))
    expect(label).toMatchObject([
      { rule, level: 'error', pointer: '/containerDefinitions/0/dockerLabels/settings' }
    ])
  })

  it.each([
    ['JSON without a credential', json({ db: { host: 'db', port: 5432 }, tokenTtl: 3600 })],
    ['templates', json({ user: 'app', password: hole })],
    ['placeholders', json({ password: 'changeme', token: '<your token>' })],
    ['a table of labels', json({ password: 'Password', token: 'token' })],
    [
      'names about credentials',
      json({ passwordMinLength: 12, secretName: 'prod/app', tokenUrl: 'https://x/y' })
    ],
    ['a list of scopes', json({ scopes: ['read:token', 'password'] })],
    ['references', json({ password: 'arn:aws:ssm:eu-west-1:123456789012:parameter/x' })],
    ['base64 of harmless text', base64('hello world, this is a text')],
    ['base64 of a host and a port', base64('db.internal.example.org:5432')],
    ['a digest', maker.hex(64)],
    ['a commit', maker.hex(40)],
    ['an image', 'registry.internal/app:1.2.3'],
    ['resource attributes', 'service.name=app,deployment.environment=prod,token.type=bearer'],
    ['Java options', '-Xmx512m -XX:+UseG1GC -Djava.security.egd=file:/dev/./urandom -Dfile.encoding=UTF-8'],
    ['a log format', 'time=%t token_type=%T status=%s'],
    ['a sentence', 'Send the password reset mail to the user, then log: done'],
    ['a cron line', '*/5 * * * *'],
    ['a list of hosts', 'a.internal:9092,b.internal:9092'],
    ['a regex', '^[A-Z]{3}=[0-9]+$'],
    ['a template alone', '{{ settings }}'],
    ['code', "a = 1\npassword = os.environ['X']\ntoken = get_token()\nsecret = var.secret\n"],
    ['YAML without values', 'a: 1\npassword: # later\ntoken: |\n  \nsecret: *anchor\n']
  ])('finds nothing in %s', async (_, value) => {
    expect(await credentialFor('SETTINGS', value)).toBeUndefined()
  })

  it('judges JSON under the name of a credential by what is in it', async () => {
    expect(await credentialFor('DB_CREDENTIALS', json({ username: 'app', password: hole }))).toBeUndefined()
    expect(await credentialFor('DB_CREDENTIALS', json({ username: 'app', password: 'autumn31' }))).toBe(rule)
    expect(await credentialFor('API_TOKENS', json([maker.hex(32)]))).toBe(rule)
    expect(await credentialFor('API_TOKENS', json({ alice: maker.hex(32) }))).toBe(rule)
  })

  it('knows that settings for browsers are public', async () => {
    const web = json({ apiKey: `AIza${maker.alnum(35)}`, projectId: 'orders' })
    expect(await credentialFor('NEXT_PUBLIC_FIREBASE_CONFIG', web)).toBeUndefined()
    expect(await credentialFor('FIREBASE_CONFIG', web)).toBeUndefined()
    expect(await credentialFor('SETTINGS', web)).toBe('secret/token-shape')
  })

  it('takes texts apart three levels deep', async () => {
    const text = json({ a: base64(json({ password: 'autumn31' })) })
    expect(await credentialFor('X', text)).toBe(rule)
    expect(await credentialFor('X', json({ a: base64(text) }))).toBeUndefined()
  })

  it('takes a text of nothing but pairs in pairs apart so often only that the time stays linear', async () => {
    expect(await credentialFor('X', `${'a='.repeat(1900)}b`)).toBeUndefined()
  })

  it('masks the credential and not only the text around it', async () => {
    const { root } = await documentOf(json(withVariable('SETTINGS', json({ password: 'autumn31' }))))
    expect(sensitiveValues(root)).toContain('autumn31')
  })
})
