import { expect, test } from '@jest/globals'
import { connectMigration } from '../../src/aws/connect-values.ts'
import { type Answer, endpointsOfTests, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

async function listing(result: string, type = 'text/xml') {
  const text = `<ListRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolePoliciesResult>${result}</ListRolePoliciesResult></ListRolePoliciesResponse>`
  await serve((): Answer => ({ kind: 'raw', status: 200, type, text: type === 'text/html' ? result : text }))
  const { policies } = connectMigration({
    region: 'us-west-2',
    environment: process.env,
    clock: virtualClock(),
    random: () => 0.5
  })
  return policies.listInline('execution')
}

test.each([
  ['a list', '<PolicyNames></PolicyNames><IsTruncated>false</IsTruncated>'],
  ['an empty element', '<PolicyNames/><IsTruncated>false</IsTruncated>']
])('a role without policies is %s', async (_, result) => {
  expect(await listing(result)).toEqual([])
})

// what is not listed would be overwritten, and with it the grants of an earlier migration
test.each([
  ['no list', '<IsTruncated>false</IsTruncated>', 'text/xml'],
  ['the page of a proxy', '<html><body>sign in</body></html>', 'text/html'],
  ['more without a marker', '<PolicyNames/><IsTruncated>true</IsTruncated>', 'text/xml']
])('%s is not a role without policies', async (_, result, type) => {
  await expect(listing(result, type)).rejects.toMatchObject({ awsName: 'IncompleteAnswer' })
})
