import { afterEach, describe, expect, test } from '@jest/globals'
import { judgeReport } from '../../../src/report/verdict.ts'
import { Killed, type MigrateWorld, makeMigrateWorld } from './world.ts'

let world: MigrateWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

/** An apply that was killed after its first update of a service: every file is rewritten by then. */
async function killedLate(inputs: Readonly<Record<string, string>>): Promise<MigrateWorld> {
  const clean = await makeMigrateWorld()
  await clean.migrate({ ...inputs, apply: 'true' })
  const n = clean.counts.names.indexOf('updateService') + 1
  await clean.end()
  const made = await makeMigrateWorld()
  world = made
  const run = made.migrate({ ...inputs, apply: 'true' }, { what: 'call', n, moment: 'after' })
  await expect(run).rejects.toThrow(Killed)
  made.sandbox.advance(120_000)
  return made
}

async function others({ sandbox }: MigrateWorld, change: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/schedule`, {
    method: 'POST',
    body: JSON.stringify({ after: 0, ...change })
  })
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, ''])
  sandbox.advance(1_000)
}

const KEY = 'ops-pipeline/alpaca/api-key'
const REST = ['ops-pipeline/alpaca/api-secret', 'ops-pipeline/database/password']

describe('a credential that was rotated between two runs of one migration', () => {
  const stores = [
    ['secretsmanager', { action: 'put-secret-value', secretId: KEY, secretString: '${generate:20}' }],
    [
      'ssm',
      {
        ...{ action: 'put-parameter', name: `/${KEY}`, type: 'SecureString', overwrite: true },
        value: '${generate:20}'
      }
    ]
  ] as const
  test.each(stores)('is not listed to rotate any more: %s', async (store, change) => {
    const made = await killedLate({ store })
    await others(made, change)
    const report = await made.migrate({ store, apply: 'true' })
    const names = report.migration?.rotate.map(({ secret }) => secret.replace(/^\//, '')).toSorted()
    expect([report.problems, names]).toEqual([[], REST])
    expect(judgeReport(report).sentence).toMatch(/Next: commit the files, rotate 2 secrets, purge/)
    const told = `A newer value than this migration stored is in ${store === 'ssm' ? '/' : ''}${KEY}: no longer listed to rotate.`
    expect(report.remarks.map(({ message }) => message)).toContain(told)
  })

  test.each(['secretsmanager', 'ssm'])('one that was only waited for stays: %s', async store => {
    const made = await killedLate({ store })
    const report = await made.migrate({ store, apply: 'true' })
    expect([report.problems, report.migration?.rotate.length]).toEqual([[], 3])
    expect(report.remarks.filter(({ message }) => message.includes('newer value'))).toEqual([])
  })
})
