import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Merged } from '../../../src/report/merge/merge.ts'
import { runToJson } from '../../../src/report/outputs.ts'
import { canary, definition, EXECUTION, makeAuditWorld } from '../../audit/world.ts'
import { cli } from '../../run/scene.ts'
import { EVERY } from '../../sample.ts'
import { makeWorkspace, type Workspace } from '../../workspace.ts'

/**
 * An organization as its jobs see it: each account and Region is a world of its own, audited by the mode, and what the
 * jobs have printed is merged: 20 accounts of two Regions, in `npm run test:all` 200 of four. The truth is what each
 * world was made of.
 */
const ACCOUNTS = Number(process.env['ACCOUNTS'] ?? (EVERY ? 200 : 20))
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2', 'eu-central-1'].slice(0, ACCOUNTS > 50 ? 4 : 2)

/** Ways in which a job does not tell what there is. */
const FAILURES = [
  'never ran',
  'cut off',
  'empty',
  'of another account',
  'ecs:ListClusters',
  'ecs:ListServices',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:ListTasks',
  'expired-token',
  'unavailable',
  'events:ListRuleNamesByTarget'
] as const

type Truth = { readonly exposed: readonly string[]; readonly failure: (typeof FAILURES)[number] | undefined }

const places = Array.from({ length: ACCOUNTS }, (_, account) =>
  REGIONS.map(region => ({ account: String(100_000_000_001 + account), region, number: account }))
).flat()

/** Account n has 0 to 2 clusters of 1 to 4 services; every fifth service is on plaintext. */
function worldOf(
  number: number,
  region: string,
  least: number
): { readonly scenario: object; readonly exposed: readonly string[] } {
  const seed = number * 7 + REGIONS.indexOf(region)
  const clusters = Array.from({ length: Math.max(least, seed % 3) }, (_, index) => `cluster-${index}`)
  const services = clusters.flatMap((cluster, index) =>
    Array.from({ length: 1 + ((seed + index) % 4) }, (_, one) => ({
      cluster,
      name: `service-${index}-${one}`
    }))
  )
  const isExposed = (index: number) => (seed + index) % 5 === 0
  const plain = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }
  return {
    exposed: services.flatMap(({ name }, index) => (isExposed(index) ? [name] : [])),
    scenario: {
      region,
      clusters,
      roles: [EXECUTION],
      taskDefinitions: services.map(({ name }, index) => definition(name, isExposed(index) ? plain : {})),
      services: services.map(({ name, cluster }) => ({
        serviceName: name,
        cluster,
        taskDefinition: `${name}:1`
      }))
    }
  }
}

function failing(failure: Truth['failure']): object {
  if (failure?.includes(':')) {
    const denied = { Effect: 'Deny', Action: failure, Resource: '*' }
    return { callers: { test: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, denied] } } }
  }
  if (failure === 'expired-token') return { faults: [{ op: 'ListServices', kind: 'expired-token', from: 1 }] }
  return failure === 'unavailable' ? { faults: [{ op: 'DescribeServices', kind: '500', from: 1 }] } : {}
}

let scene: Workspace
const truths = new Map<string, Truth>()
beforeAll(async () => {
  scene = makeWorkspace({
    'in/.keep': '',
    expect: places.map(({ account, region }) => `${account}/${region}\n`).join('')
  })
  for (const [index, { account, region, number }] of places.entries()) {
    const failure = index % 2 === 1 ? FAILURES[(index - 1) / 2] : undefined
    // where there is nothing, nothing can be denied
    const { scenario, exposed } = worldOf(number, region, failure === undefined ? 0 : 1)
    truths.set(`${account}/${region}`, { exposed, failure })
    if (failure === 'never ran') continue
    const own = failure === 'of another account' ? '999999999999' : account
    const world = await makeAuditWorld({ ...scenario, account: own, ...failing(failure) })
    const { report } = await world.audit({ cluster: '*', 'aws-region': region })
    await world.end()
    const whole = runToJson(report)
    const text = failure === 'cut off' ? whole.slice(0, -1) : failure === 'empty' ? '' : whole
    writeFileSync(join(scene.path, `in/audit-${account}-${region}.json`), text)
  }
}, 600_000)
afterAll(() => scene.remove())

test('no place is better than it is, and none that failed is clean', async () => {
  const { out, code } = await cli(scene, [
    ...['audit', 'merge', 'in', '--expect', 'expect', '--format', 'json', '--summary-file', 'summary.md']
  ])
  expect(code).toBe(1)
  const merged = JSON.parse(out) as Merged
  const wrong: string[] = []
  for (const [id, { exposed, failure }] of truths) {
    const place = merged.places.find(one => one.place === id)
    const names = (place?.items ?? []).flatMap(({ name, state }) =>
      state === 'failed' ? [name.split(' ')[1] ?? ''] : []
    )
    const expected = failure === undefined ? (exposed.length > 0 ? 'failed' : 'good') : 'unknown'
    const isRight =
      failure === undefined
        ? place?.verdict === expected && names.toSorted().join() === exposed.toSorted().join()
        : place !== undefined && place.verdict !== 'good'
    if (!isRight)
      wrong.push(
        `${id} (${failure ?? 'no failure'}): ${place?.verdict}, expected ${expected}; ${names.join()}`
      )
  }
  expect(wrong).toEqual([])
  const failed = [...truths].flatMap(([id, { failure }]) => (failure === undefined ? [] : [id]))
  expect(failed).toHaveLength(FAILURES.length)
  const summary = readFileSync(join(scene.path, 'summary.md'), 'utf8')
  expect(failed.filter(id => !summary.includes(id))).toEqual([])
  expect(summary.length).toBeLessThan(800_000)
})
