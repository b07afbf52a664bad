import { describe, expect, test } from '@jest/globals'
import { credentialsInLine, lineHoldsCredential } from '../../src/detector/judge-line.ts'
import { Maker } from './made.ts'

const made = (length: number) => new Maker(7).alnum(length)

describe('a line of a log is hidden', () => {
  test.each([
    ['a pair', `connecting with password=${made(8)}`],
    ['a weak password', 'trying password=hunter22 for app'],
    ['a variable', `DB_PASSWORD=${made(12)}`],
    ['a quoted pair', `cannot parse {'api_key': '${made(30)}'}`],
    ['a pair with blanks', `Password: ${made(9)}`],
    ['a field of JSON', `{"level":"info","msg":"x","apiKey":"${made(30)}"}`],
    ['a header', `> Authorization: Bearer ${made(30)}`],
    ['a header in the middle', `request failed, X-Api-Key: ${made(24)}`],
    ['a bearer token', `sent with bearer ${made(24)}`],
    ['a login in a URL', `dial postgres://app:${made(10)}@db:5432/x failed`],
    ['a login in a quoted URL', `failed: "amqp://app:${made(10)}@mq/vhost"`],
    ['a flag', `exec: app --password ${made(9)}`],
    ['a token', `remote: using gh${'p_'}${made(36)}`],
    [
      'a key id',
      `credentials AK${'IA'}${made(16)
        .toUpperCase()
        .replace(/[0189]/g, 'Q')} are expired`
    ],
    ['a long random word', `token is ${made(40)}`],
    ['a line of a private key', `MII${made(61)}`],
    ['a dump of the environment', `environ({'PATH': '/bin', 'ALPACA_API_SECRET': '${made(40)}'})`],
    ['very many words', 'a '.repeat(3000)]
  ])('%s', (_what, line) => expect(lineHoldsCredential(line)).toBe(true))
})

describe('a line of a log is shown', () => {
  test.each([
    'Error: connect ECONNREFUSED 10.0.0.5:5432',
    '    at Object.<anonymous> (/app/server.js:10:11)',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 12, in <module>',
    "KeyError: 'ALPACA_API_KEY'",
    'missing environment variable DB_PASSWORD',
    '2026-01-05T09:00:00.123Z INFO starting service version=1.2.3 commit=0123456789abcdef0123456789abcdef01234567',
    'FATAL: password authentication failed for user "app"',
    'exec /docker-entrypoint.sh: exec format error',
    '{"level":"error","msg":"listen EADDRINUSE: address already in use :::8080","requestId":"0b7c1c8e-5f1b-4d3a-9d0b-3e1c0a5b9f10"}',
    'java.lang.OutOfMemoryError: Java heap space',
    'secrets: {DB_PASSWORD: secretsmanager:shop/database/password, API_TOKEN: "ssm:/shop/api/token"}',
    'npm ERR! Missing script: "start"',
    'GET /health 200 3ms',
    'relation "users" does not exist at character 15',
    'password: ***'
  ])('%s', line => expect(lineHoldsCredential(line)).toBe(false))
})

test('a credential in a line of very many words is found for the mask', () => {
  const secret = made(20)
  const line = `${'word '.repeat(600)}DB_PASSWORD=${secret} ${'word '.repeat(300)}`
  expect(credentialsInLine(line)).toContain(secret)
})
