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

describe('a line that names a credential and is no plain prose is shown up to the name', () => {
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

test.each([
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
