import { describe, expect, test } from '@jest/globals'
import { type CredentialKind, credentialKind, ISSUERS, worstKind } from '../../src/detector/issuers.ts'
import { SHAPES } from '../../src/detector/shapes/match.ts'
import { worstFirst } from '../../src/migrate/journal.ts'

describe('credentialKind', () => {
  test.each([
    [{ rule: 'secret/by-name', name: 'ALPACA_API_SECRET' }, 'critical', 'broker key'],
    [{ rule: 'secret/by-name', name: 'AWS_SECRET_ACCESS_KEY' }, 'critical', 'AWS access key'],
    [{ rule: 'secret/token-shape', name: 'X', shape: 'a GitHub token' }, 'critical', 'code host token'],
    [{ rule: 'secret/token-shape', name: 'X', shape: 'an AWS access key id' }, 'critical', 'AWS access key'],
    [{ rule: 'secret/token-shape', name: 'X', shape: 'a Postman API key' }, 'medium', 'Postman API key'],
    [{ rule: 'secret/by-name', name: 'DB_PASSWORD' }, 'high', 'database password'],
    [{ rule: 'secret/url-userinfo', name: 'ANYTHING' }, 'high', 'password in a connection string'],
    [{ rule: 'secret/by-name', name: 'JWT_SECRET' }, 'high', 'signing or encryption key'],
    [{ rule: 'secret/by-name', name: 'SMTP_PASSWORD' }, 'medium', 'messaging token'],
    [{ rule: 'secret/by-name', name: 'ADMIN_PASSWORD' }, 'medium', 'password'],
    [{ rule: 'secret/command', name: 'command' }, 'unknown', 'credential']
  ])('%j', (evidence, severity, what) => {
    expect(credentialKind(evidence)).toMatchObject({
      severity,
      what,
      issuedAt: expect.stringMatching(/.{10}/)
    })
  })
})

test('the words of a name are found in any spelling', () => {
  const kinds = ['DB_PASSWORD', 'dbPassword', 'db-password', 'Db.Password'].map(name =>
    credentialKind({ rule: 'secret/by-name', name })
  )
  expect(new Set(kinds.map(({ what }) => what))).toEqual(new Set(['database password']))
  expect(credentialKind({ rule: 'secret/by-name', name: 'FEEDBACK_TOKEN' }).what).toBe('API credential')
})

test('each kind says where a new one comes from, and is known by something', () => {
  for (const { issuedAt, what, name } of Object.values(ISSUERS)) {
    expect(issuedAt.length).toBeGreaterThan(20)
    expect(what).not.toMatch(/^an? /)
    expect(name).toBeInstanceOf(RegExp)
  }
})

test('each shape of a token has an issuer, and says what to rotate by it', () => {
  expect(new Set(SHAPES.map(({ what }) => what)).size).toBe(SHAPES.length)
  for (const { what, issuer } of SHAPES) {
    const {
      severity,
      what: kind,
      issuedAt
    } = credentialKind({ rule: 'secret/token-shape', name: 'X', shape: what })
    const known =
      issuer === 'its-provider'
        ? { severity: 'medium', what: what.replace(/^an? /, ''), issuedAt: 'its provider’s console' }
        : ISSUERS[issuer]
    expect({ severity, kind, issuedAt }).toEqual({
      severity: known.severity,
      kind: known.what,
      issuedAt: known.issuedAt
    })
  }
})

test('worstKind: the first of the worst', () => {
  const kind = (severity: CredentialKind['severity'], what: string): CredentialKind => ({
    severity,
    what,
    issuedAt: ''
  })
  expect(worstKind([kind('medium', 'a'), kind('critical', 'b'), kind('critical', 'c')]).what).toBe('b')
})

test('what a migration says is to be rotated: the worst first, then by name', () => {
  const row = (variable: string, more: { shape?: string } = {}) => ({
    ...{ secret: `ops/${variable}`, variables: [variable] },
    ...credentialKind({ rule: 'secret/by-name', name: variable, ...more })
  })
  const rows = worstFirst([
    row('ADMIN_PASSWORD'),
    row('DB_PASSWORD'),
    row('B_TOKEN'),
    row('A_TOKEN'),
    row('X', { shape: 'a GitHub token' })
  ])
  expect(rows.map(({ secret }) => secret)).toEqual([
    'ops/X',
    'ops/DB_PASSWORD',
    'ops/ADMIN_PASSWORD',
    'ops/A_TOKEN',
    'ops/B_TOKEN'
  ])
})
