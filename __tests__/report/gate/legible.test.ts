import { describe, expect, test } from '@jest/globals'
import { lineHoldsCredential } from '../../../src/detector/judge-line.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import { Maker } from '../../detector/made.ts'

const maker = new Maker(53)
const uuid = () => [8, 4, 4, 4, 12].map(length => maker.hex(length)).join('-')
const extended = () => `${Buffer.from(maker.hex(55)).toString('base64')}`

/** Sentences of AWS, its agents, registries and databases with words such as `token`; none holds a credential. */
const SENTENCES: readonly string[] = [
  'operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 400, InvalidIdentityToken: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
  "InvalidIdentityToken: Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
  "InvalidIdentityToken: OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
  'InvalidIdentityToken: Incorrect token audience',
  'ExpiredToken: The security token included in the request is expired',
  'ExpiredToken: Token must be redeemed within 24 hours of issuance',
  'MissingAuthenticationToken: Request is missing Authentication Token',
  'GetAuthorizationToken: operation error ECR: GetAuthorizationToken, https response error StatusCode: 400',
  'CannotPullContainerError: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
  'CannotPullContainerError: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Alibrary%2Fnginx%3Apull&service=registry.docker.io": dial tcp 192.0.2.1:443: i/o timeout',
  "Access denied for user 'root'@'10.0.0.1' (using password: YES)"
]

/** How AWS, its agents and its SDKs write the ID of a request. */
const IDS: readonly ((id: string) => string)[] = [
  id => `AccessDeniedException: not authorized status code: 400, request id: ${id}`,
  id => `https response error StatusCode: 400, RequestID: ${id}, api error AccessDeniedException: no`,
  id =>
    `(Service: AmazonECS; Status Code: 400; Error Code: ThrottlingException; Request ID: ${id}; Proxy: null)`,
  id => `failed, requestId=${id}`,
  id => `failed, request_id=${id}`,
  id => `{"message":"no","requestId":"${id}"}`,
  id => `InvalidIdentityToken: No OpenIDConnect provider found, request id: ${id}`,
  id => `Secrets Manager can't decrypt the protected secret text using the provided KMS key ${id}`,
  id => `idempotency token: ${id} was used with different parameters`
]

test.each(SENTENCES)('stays word for word: %s', text => {
  expect(new Gate().external(text)).toBe(text)
  expect(new Gate().shown(text)).toBe(text)
  expect(lineHoldsCredential(text)).toBe(false)
})

describe('the ID of a request', () => {
  test.each(IDS.map(write => [write('ID'), write] as const))('stays: %s', (_, write) => {
    for (let count = 0; count < 20; count++) {
      const text = write(uuid())
      expect(new Gate().external(text)).toBe(text)
      expect(lineHoldsCredential(text)).toBe(false)
    }
  })

  test('stays in the forms of S3', () => {
    const text = `(Service: Amazon S3; Request ID: ${maker.hex(16).toUpperCase()}; S3 Extended Request ID: ${extended()}; Proxy: null)`
    expect(new Gate().external(text)).toBe(text)
  })

  test.each(IDS.map(write => [write('VALUE'), write] as const))(
    'is masked if a definition has it: %s',
    (_, write) => {
      const value = uuid()
      const gate = new Gate()
      gate.learn({
        family: 'web',
        containerDefinitions: [{ name: 'app', environment: [{ name: 'API_TOKEN', value }] }]
      })
      expect(gate.external(write(value))).not.toContain(value.slice(0, 8))
      const other = write(uuid())
      expect(gate.external(other)).toBe(other)
    }
  )
})

/** What such words do not excuse. */
test.each([
  `request id: password=${maker.alnum(14)}`,
  `request id: ${maker.alnum(40)}`,
  `token: ${uuid()} is not valid`,
  `requestId=${uuid()}, password=${maker.alnum(14)}`,
  `ExpiredToken: ${maker.alnum(24)} is expired`,
  `failed to fetch oauth token: ${maker.alnum(24)} is not valid`,
  `InvalidToken: ${['gh', 'p_'].join('')}${maker.alnum(36)} is not valid`
])('is masked nevertheless: %s', text => {
  const [value = ''] = text.match(/[A-Za-z0-9-]{14,}(?= |$)/g)?.toSorted((a, b) => b.length - a.length) ?? []
  const [last = ''] = text.match(/(?<=[=: ])[A-Za-z0-9_-]{14,}(?=$| is)/)?.slice(-1) ?? [value]
  expect(new Gate().external(text)).not.toContain(last)
})

test.each([
  ['generated token: swordfish for the user app', 'swordfish'],
  ['Requested secret: hunterhunter was set', 'hunterhunter'],
  ['failed to fetch token: XkqWzpLmNoPqRs is not valid', 'XkqWzpLmNoPqRs'],
  ['client token: kq7wzplmn0pqrstu4 was used', 'kq7wzplmn0pqrstu4'],
  ['idempotency token: Kq7Wzplmn0Pqrstu4vx was used', 'Kq7Wzplmn0Pqrstu4vx']
])('is masked where nothing failed, or no word follows: %s', (text, value) => {
  expect(new Gate().external(text)).not.toContain(value)
})
