import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

type Measured = { readonly code: number | null; readonly throttled: object }

const { measureAccount } = (await import(resolve('scripts/bench/account-runs.mjs'))) as {
  measureAccount: (
    mode: string,
    count: number,
    options: object
  ) => Promise<{ readonly first: Measured; readonly second: Measured }>
}
const { leftOf } = (await import(resolve('scripts/bench/account-table.mjs'))) as {
  leftOf: (run: Measured, count: number) => string
}

/** `npm run bench -- --accounts` does it with 2,000. */
const SERVICES = 24

test('a deploy that is killed at half of its updates is finished by the next one, and nothing is deployed twice', async () => {
  const { first, second } = await measureAccount('deploy', SERVICES, {
    killAt: { operation: 'UpdateService', count: SERVICES / 2 }
  })
  expect([first.code, second.code]).toEqual([null, 0])
  expect(second.throttled).toEqual({})
  expect(leftOf(second, SERVICES)).toBe(
    `${2 * SERVICES} of ${2 * SERVICES} revisions, ${SERVICES} of ${SERVICES} services deployed once, ${SERVICES} run the new revision`
  )
})
