import { describe, expect, test } from '@jest/globals'
import { lastPartOf } from '../../src/arn.ts'
import { AwsError } from '../../src/aws/error.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from '../../src/rollout/ports.ts'
import { findPreviousGood } from '../../src/rollout/rollback-targets.ts'
import { readServiceStatus } from '../../src/rollout/status.ts'
import { aServiceState } from '../report/rollouts.ts'

const RECORDS = { listServiceDeployments: async () => [], describeServiceRevisions: async () => new Map() }
const ecs = RECORDS as unknown as EcsPort

test.each<[string, Partial<ServiceState>, string]>([
  ['ECS', {}, 'no other revision was deployed successfully in the last 90 days and not left by a rollback'],
  [
    'CODE_DEPLOY',
    { deploymentController: 'CODE_DEPLOY' },
    'ECS keeps no record of what another deployment controller has deployed before'
  ]
])('no way back, and why, of a service of the controller %s', async (_, given, none) => {
  const found = await findPreviousGood(ecs, aServiceState('web', { deployments: [], ...given }), 0)
  expect(found).toMatchObject({ none })
})

test('a service of which ECS lists no deployment is not one with nothing in progress', async () => {
  const about = {
    region: 'us-west-2',
    cluster: 'demo',
    now: 0,
    balancers: { describeTargetHealth: async () => [] }
  }
  const { notVerified } = await readServiceStatus(ecs, aServiceState('web', { deployments: [] }), about)
  expect(notVerified).toContain('deployments in progress: ECS listed no deployment at all')
})

describe('what ran before the oldest record', () => {
  type Entry = readonly [revision: number, status: string, ...sources: readonly (number | string)[]]
  const arnOf = (name: number | string) =>
    `task-definition/${typeof name === 'number' ? `web:${name}` : name}`

  /** The service runs web:`current`; its records are given the newest first. */
  async function look(current: number, entries: readonly Entry[], denied = '') {
    const records = entries.map(([revision, status, ...sources], index): ServiceDeployment => {
      const at = 1_000 * (entries.length - index)
      const arn = `deployment/${index}`
      const whole = { targetRevisionArn: arnOf(revision), sourceRevisionArns: sources.map(arnOf) }
      return { ...whole, arn, status, createdAt: at, finishedAt: at + 500, pauses: [], triggeredAlarms: [] }
    })
    const described: string[] = []
    const fake = {
      listServiceDeployments: async () => records.map(({ sourceRevisionArns: _none, ...brief }) => brief),
      describeServiceDeployments: async (arns: readonly string[]) => {
        described.push(...arns)
        if (denied)
          throw new AwsError({ kind: 'denied', operation: denied, awsName: 'AccessDenied', message: 'no' })
        return records.filter(({ arn }) => arns.includes(arn))
      },
      describeServiceRevisions: async (arns: readonly string[]) => new Map(arns.map(arn => [arn, arn])),
      describeTaskDefinition: async () => ({ status: 'ACTIVE' })
    } as unknown as EcsPort
    const state = aServiceState('web', { deployments: [], taskDefinition: arnOf(current) })
    const found = await findPreviousGood(fake, state, 0)
    const count = described.length
    const status = await readServiceStatus(fake, state, {
      ...{ region: 'us-west-2', cluster: 'demo', now: 0, balancers: { describeTargetHealth: async () => [] } }
    })
    // status and rollback never disagree
    expect(status.rollbackTarget?.arn).toBe('arn' in found ? found.arn : undefined)
    return { found, count, notVerified: status.notVerified }
  }

  test.each<[string, number, readonly Entry[], string | undefined, number]>([
    ['is the target', 2, [[2, 'SUCCESSFUL', 1]], 'web:1', 1],
    [
      'also after restarts',
      2,
      [
        [2, 'SUCCESSFUL', 2],
        [2, 'SUCCESSFUL', 1]
      ],
      'web:1',
      1
    ],
    [
      'also after a rollback',
      2,
      [
        [2, 'SUCCESSFUL', 3],
        [3, 'SUCCESSFUL', 2],
        [2, 'SUCCESSFUL', 1]
      ],
      'web:1',
      1
    ],
    ['of another family too', 2, [[2, 'SUCCESSFUL', 'api:9']], 'api:9', 1],
    [
      'is not asked for where the records show a target',
      3,
      [
        [3, 'SUCCESSFUL', 2],
        [2, 'SUCCESSFUL', 1]
      ],
      'web:2',
      0
    ],
    [
      'is not the revision that a rollback has left',
      1,
      [
        [1, 'SUCCESSFUL', 2],
        [2, 'SUCCESSFUL', 1]
      ],
      undefined,
      1
    ],
    ['is no newer revision', 2, [[2, 'SUCCESSFUL', 3]], undefined, 1],
    [
      'is no revision that failed',
      3,
      [
        [3, 'SUCCESSFUL', 2],
        [2, 'ROLLBACK_SUCCESSFUL', 1]
      ],
      undefined,
      1
    ],
    [
      'is not one that was stopped beside another',
      3,
      [
        [3, 'SUCCESSFUL', 1, 2],
        [2, 'STOPPED', 1]
      ],
      'web:1',
      2
    ],
    [
      'is known by the record of a deployment that was stopped for the next one',
      3,
      [
        [3, 'SUCCESSFUL', 2],
        [2, 'STOPPED', 1]
      ],
      'web:1',
      2
    ],
    ['is not the current one', 2, [[2, 'SUCCESSFUL', 2]], undefined, 1],
    ['is nothing for a new service', 1, [[1, 'SUCCESSFUL']], undefined, 1],
    ['is not asked of a deployment that failed', 2, [[2, 'ROLLBACK_FAILED', 1]], undefined, 0]
  ])('%s', async (_, current, entries, target, asked) => {
    const { found, count, notVerified } = await look(current, entries)
    expect('arn' in found ? lastPartOf(found.arn) : undefined).toBe(target)
    expect([count, notVerified.filter(text => text.startsWith('rollback targets'))]).toEqual([asked, []])
  })

  test('several are named, and none is taken', async () => {
    const { found, notVerified } = await look(5, [[5, 'SUCCESSFUL', 3, 4]])
    expect(found).toMatchObject({
      none: expect.stringContaining('(web:3, web:4)'),
      several: ['web:3', 'web:4']
    })
    expect(notVerified).toContain('rollback targets: several ran before (web:3, web:4)')
  })

  test('a refusal is said, and loses nothing else', async () => {
    const { found, notVerified } = await look(2, [[2, 'SUCCESSFUL', 1]], 'ecs:DescribeServiceDeployments')
    const why = "what ran before can't be read (no permission for ecs:DescribeServiceDeployments)"
    expect(found).toMatchObject({ none: expect.stringContaining(why), isUnread: true })
    expect(found.past).toMatchObject([{ state: 'current' }])
    expect(notVerified).toContain(`rollback targets: ${why}`)
  })
})
