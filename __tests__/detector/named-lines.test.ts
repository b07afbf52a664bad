import { describe, expect, test } from '@jest/globals'
import { upToName } from '../../src/detector/named-lines.ts'
import { EVENT_TEXTS, STOP_TEXTS } from '../rollout/diagnosis/field-texts.ts'

/** Put together here, so that none stands in this file. */
const VALUE = ['maria', 'db', 'root9'].join('-')
const WEAK = 'swordfish'

const NOTATIONS: readonly ((value: string) => string)[] = [
  value => `boot env: [{"name":"MYSQL_ROOT_PASSWORD","value":"${value}"}]`,
  value => `"name": "X_PASSWORD", "value": "${value}"`,
  value => `KeyValuePair(Name=DB_PASSWORD, Value=${value})`,
  value => `env {name=DB_PASSWORD, value=${value}}`,
  value => `[DB_PASSWORD] => ${value}`,
  value => `<password>${value}</password>`,
  value => `<add key="dbPassword" value="${value}" />`,
  value => `CREATE USER app IDENTIFIED BY ${value}`,
  value => `CREATE USER app IDENTIFIED BY '${value}'`,
  value => `DB_PASSWORD -> ${value}`,
  value => `DB_PASSWORD:=${value}`,
  value => `:DB_PASSWORD=>"${value}"`,
  value => `{:password ${value}}`,
  value => `(DB_PASSWORD . "${value}")`,
  value => `set DB_PASSWORD ${value}9`,
  value => `DB_PASSWORD | ${value}`
]

describe('a line with the name of a credential that is no plain prose is shown up to the name', () => {
  test.each(NOTATIONS.map(write => [write('VALUE'), write] as const))('%s', (_, write) => {
    for (const value of [VALUE, WEAK]) {
      const shown = upToName(write(value))
      expect(shown).not.toContain(value)
      expect(shown).toMatch(/\*\*\*$/)
    }
  })

  test('line by line', () => {
    expect(upToName(`starting\nenv {name=DB_PASSWORD, value=${WEAK}}\nlistening on 80`)).toBe(
      'starting\nenv {name=DB_PASSWORD ***\nlistening on 80'
    )
  })
})

/** Sentences; the text is what is left of each. */
const SENTENCES: readonly ((value: string) => string)[] = [
  value => `password "${value}" for user app`,
  value => `login app with secret ${value} refused`,
  value => `using secret ${value} for login`,
  value => `Password is ${value}`,
  value => `the password for root is: ${value}`,
  value => `Generated token ${value}`,
  value => `x-api-key ${value}`,
  value => `redis AUTH ${value}`,
  value => `credentials (app, ${value}) rejected`,
  value => `GET /files/7?sig=${value} 403`,
  value => `session=${value}; Path=/`,
  value => `password authentication failed for user "app" with password '${value}'`
]

describe('a sentence that names a credential is shown up to what is built like a value', () => {
  test.each(SENTENCES.map(write => [write('VALUE'), write] as const))('%s', (_, write) => {
    for (const value of [VALUE, ['xk29', 'Lq8v'].join(''), ['p@ss', 'wo#rd'].join('!'), 'f3'.repeat(8)]) {
      const [before = ''] = write(value).split(value)
      const bare = (text: string) => text.replace(/["' ]*(?:\*\*\*)?$/, '')
      expect(upToName(write(value))).toMatch(/\*\*\*$/)
      expect(bare(upToName(write(value)))).toBe(bare(before))
    }
  })

  test('a quoted value may be a word', () => {
    for (const line of [`password "${WEAK}" for user app`, `the secret is: '${WEAK}'`])
      expect(upToName(line)).not.toContain(WEAK)
  })
})

test.each([
  `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
  'password authentication failed for user "app"',
  'FATAL: password authentication failed at db-1.prod.internal:5432 after 4m0.5s (SQLSTATE 28P01)',
  'secret arn:aws:secretsmanager:us-west-2:123456789012:secret:app/db2-AbCdE1 not found in us-west-2',
  'ResourceInitializationError: unable to pull secrets or registry auth: secretsmanager:GetSecretValue, ORA-01017',
  'read secret /prod/db2/login from https://vault1.internal:8200/v1/x at 2026-12-01T19:00:00Z',
  'no credentials for 123456789012.dkr.ecr.us-west-2.amazonaws.com/team/web:1.2 in subnet-0123456789abcdef0',
  'DB_PASSWORD is not set.',
  'Missing required variables: DB_PASSWORD, API_TOKEN',
  'Error: password authentication failed for user "app"',
  'retrieved secret from Secrets Manager did not contain json key password',
  'invalid ssm parameters: /prod/db_password: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized',
  "Access denied for user 'root'@'10.0.0.1' (using password: YES)"
])('plain prose stays: %s', line => expect(upToName(line)).toBe(line))

test('what ECS, registries and agents say stays word for word', () => {
  for (const { text } of [...STOP_TEXTS, ...EVENT_TEXTS]) expect(upToName(text)).toBe(text)
})
