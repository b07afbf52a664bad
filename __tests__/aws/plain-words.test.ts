import { expect, test } from '@jest/globals'
import { classifyError } from '../../src/aws/classify.ts'
import { AwsError } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'
import { withRetries } from '../../src/aws/retry.ts'
import { systemClock } from '../../src/clock.ts'
import { Heartbeat } from '../../src/run/progress/heartbeat.ts'
import { fakeTime } from '../fake-time.ts'

const HINT =
  'Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.'

test.each([
  ['[ERROR] a request has exceeded the configured 20000 ms requestTimeout.', 'no answer within 20 s'],
  [
    'the request socket timed out after 20000 ms of inactivity (configured by client requestHandler).',
    'no answer within 20 s'
  ],
  [
    'the request socket did not establish a connection with the server within the configured timeout of 5000 ms.',
    'no connection within 5 s'
  ]
])('of the SDK, "%s" is said in plain words', (said, words) => {
  const thrown = { name: 'TimeoutError', message: `@smithy/node-http-handler - ${said}` }
  expect(classifyError(thrown, 'ecs:DescribeServices')?.message).toBe(words)
})

test('what the SDK tells programmers is left out', () => {
  const thrown = {
    name: 'X',
    message: `char 1 is not expected.\n  ${HINT}`,
    $metadata: { httpStatusCode: 500 }
  }
  expect(classifyError(thrown, 'sts:GetCallerIdentity')?.message).toBe('char 1 is not expected.')
})

test('a status is told once, and what follows a message begins after a period', () => {
  const message = 'HTTP 500 with a body of 5 characters that is not a JSON object (text/html)'
  const error = new AwsError({ kind: 'lost', operation: 'ecs:X', awsName: 'HTTP 500 text/html', message })
  expect(explainAwsError(error).message).toBe(`ecs:X was sent, but no usable answer came back. ${message}.`)
})

test('a run that waits for an endpoint that hangs says which one does not answer, for how long, and what is retried', async () => {
  const time = fakeTime(0)
  const lines: string[] = []
  const beat = new Heartbeat(systemClock, text => void lines.push(text))
  const attempt = async () => {
    await systemClock.sleep(20_000)
    throw Object.assign(new Error('@smithy/node-http-handler - 20000 ms'), { name: 'TimeoutError' })
  }
  const call = {
    operation: 'sts:GetCallerIdentity',
    effect: 'read',
    attempt,
    where: '127.0.0.1:4566'
  } as const
  const asking = beat.asking.bind(beat)
  const policy = { clock: systemClock, random: () => 0.5, maxRetries: 3, asking }
  const done = withRetries(call, policy).catch(() => 'failed')
  await time.advanceAsync(55_000)
  expect(lines).toEqual([
    'Waiting for AWS: sts:GetCallerIdentity, 0 done (25 s); not answered for 25 s: TimeoutError from 127.0.0.1:4566, retry 1 of 3',
    'Waiting for AWS: sts:GetCallerIdentity, 0 done (50 s); not answered for 50 s: TimeoutError from 127.0.0.1:4566, retry 2 of 3'
  ])
  await time.advanceAsync(60_000)
  expect(await done).toBe('failed')
  beat.close()
  time.restore()
})
