import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { readBucketOf } from '../../src/aws/requests/request-paces.ts'
import { DESCRIBE_FOR_AUDIT, REGISTER, type RequestBucket, UPDATE } from '../../src/pace.ts'

const REVISIONS = 10
/** What the rollout of the last service takes, in seconds. */
const ROLLOUT = 70

/** Seconds that so many calls wait for their bucket. */
function secondsFor(calls: number, bucket: RequestBucket | undefined): number {
  if (bucket === undefined) throw new Error('no such bucket')
  return Math.max(0, calls - bucket.burst) / bucket.perSecond
}

function auditSeconds(services: number): number {
  const revisions = services * REVISIONS
  return (
    secondsFor(revisions + revisions / 100, DESCRIBE_FOR_AUDIT) +
    secondsFor(services, readBucketOf('ecs:ListServiceDeployments')) +
    secondsFor(2 * services + 1, readBucketOf('secretsmanager:ListSecretVersionIds'))
  )
}

function deploySeconds(services: number): number {
  return (
    secondsFor(2 * services, readBucketOf('ecs:DescribeTaskDefinition')) +
    secondsFor(services, REGISTER) +
    secondsFor(services, UPDATE) +
    ROLLOUT
  )
}

const text = readFileSync('docs/benchmarks.md', 'utf8')
const rowsOf = (part: string) =>
  [...part.matchAll(/^\| ([\d,]+) \| (.*) \|$/gm)].map(([, services = '', rest = '']) => ({
    services: Number(services.replace(',', '')),
    minutes: [...rest.matchAll(/([\d.]+) min/g)].map(([, minutes]) => Number(minutes))
  }))

test('the arithmetic of the benchmarks is that of the buckets', () => {
  const [, table = ''] = text.split('<!-- arithmetic -->')
  const rows = rowsOf(table.split('\n\n')[0] ?? '')
  expect(rows).toHaveLength(5)
  for (const { services, minutes } of rows)
    expect([services, ...minutes]).toEqual([
      services,
      ...[auditSeconds(services), deploySeconds(services)].map(seconds => Math.round(seconds / 6) / 10)
    ])
})

test('what was measured is within a tenth of it', () => {
  const [, measured = ''] = text.split('## One account with many services')
  const rows = rowsOf(measured.split('<!-- arithmetic -->')[0] ?? '')
  expect(rows.map(({ services }) => services)).toEqual([500, 1000, 2000])
  for (const { services, minutes } of rows)
    for (const [index, seconds] of [auditSeconds(services), deploySeconds(services)].entries())
      expect(Math.abs((minutes[index] ?? 0) * 60 - seconds) / seconds).toBeLessThan(0.1)
})
