import { expect, test } from '@jest/globals'
import { slowness } from '../../../scripts/test/slowness.mjs'
import { checked } from './ways.ts'

/** Milliseconds for one file; the slowest takes a fifth of it. */
const BUDGET = 6_000 * slowness()

const long = (pump: string, size = 400_000) => pump.repeat(Math.ceil(size / pump.length))

/** One long value, as a file that nobody reads could have it. */
const LONG: readonly (readonly [string, string, string])[] = [
  ['a command with many credentials', 'a.sh', `aws ecs register-task-definition ${long('redis-cli -a ')}\n`],
  ['a connection string', 'b.sh', `aws ecs register-task-definition "x" ${long('host=a password=')}\n`],
  [
    'templates that nothing closes',
    'c.sh',
    `aws ecs register-task-definition; a://a:${long('{{resolve:')}\n`
  ],
  [
    'tokens that begin again and again',
    'd.sh',
    `aws ecs register-task-definition; X="${long('glc_eyJ', 3_500_000)}"\n`
  ],
  ['braces in a text of Terraform', 'e.tf', `locals { x = "${long('{{', 4_000_000)}" }\n`]
]

test.each(LONG)('%s is read in linear time', async (_, file, text) => {
  const start = performance.now()
  await checked(file, text).catch(() => undefined)
  expect(performance.now() - start).toBeLessThan(BUDGET)
})
