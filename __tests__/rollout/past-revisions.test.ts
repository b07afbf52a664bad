import { describe, expect, test } from '@jest/globals'
import {
  describePast,
  judgePast,
  type PastDeployment,
  type PastRevision
} from '../../src/rollout/past-revisions.ts'

const arnOf = (name: string) => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}`

/** Deployments a minute apart, e.g. `web:2` (successful) or `web:3 STOPPED`. */
function deployed(...texts: readonly string[]): readonly PastDeployment[] {
  return texts.map((text, index) => {
    const [name = '', status = 'SUCCESSFUL'] = text.split(' ')
    const createdAt = index * 60_000
    return { arn: arnOf(name), status, createdAt, finishedAt: createdAt + 30_000 }
  })
}

/** What a service goes back to, first choice first. */
function rollbackTargets(current: string, ...texts: readonly string[]): readonly string[] {
  const good = judgePast(deployed(...texts), arnOf(current)).filter(({ state }) => state === 'good')
  return good.map(({ arn }) => arn.slice(arnOf('').length))
}

describe('the ways back', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['the one before', 'web:3', ['web:1', 'web:2', 'web:3'], ['web:2', 'web:1']],
    ['never forward to what was left', 'web:2', ['web:1', 'web:2', 'web:3', 'web:2'], ['web:1']],
    ['twice', 'web:1', ['web:1', 'web:2', 'web:3', 'web:2', 'web:1'], []],
    ['past one that a rollback has jumped over', 'web:1', ['web:1', 'web:2', 'web:3', 'web:1'], []],
    ['after a rollback and a new release', 'web:4', ['web:2', 'web:3', 'web:2', 'web:4'], ['web:2']],
    [
      'left, and deployed again with success',
      'web:4',
      ['web:2', 'web:3', 'web:2', 'web:3', 'web:4'],
      ['web:3', 'web:2']
    ],
    ['to one from before the records', 'web:1', ['web:2', 'web:3', 'web:1'], []],
    ['not what ECS has rolled back', 'web:4', ['web:2', 'web:3 ROLLBACK_SUCCESSFUL', 'web:4'], ['web:2']],
    [
      'not what failed when it was deployed again',
      'web:4',
      ['web:2', 'web:3', 'web:3 ROLLBACK_SUCCESSFUL', 'web:4'],
      ['web:2']
    ],
    [
      'what failed first and then succeeded',
      'web:4',
      ['web:2', 'web:3 ROLLBACK_SUCCESSFUL', 'web:3', 'web:4'],
      ['web:3', 'web:2']
    ],
    ['not what was stopped and failed', 'web:4', ['web:2', 'web:3 STOPPED', 'web:4'], ['web:2']],
    ['by force again: still the one before', 'web:3', ['web:2', 'web:3', 'web:3'], ['web:2']],
    ['another family, and back', 'web:5', ['web:5', 'api:1', 'web:5'], []],
    ['another family', 'api:1', ['web:4', 'web:5', 'api:1'], ['web:5', 'web:4']],
    ['what runs now is not in the records', 'web:2', ['web:1', 'web:2', 'web:3'], ['web:1']],
    ['what runs now failed', 'web:4', ['web:3', 'web:4 STOPPED'], ['web:3']],
    ['a release that is in progress', 'web:4', ['web:3', 'web:4 IN_PROGRESS'], ['web:3']],
    ['no records', 'web:2', [], []]
  ])('%s', (_what, current, deployments, expected) => {
    expect(rollbackTargets(current, ...deployments)).toEqual(expected)
  })

  test('one that was stopped for the next release has not failed', () => {
    const superseded = { arn: arnOf('web:2'), status: 'STOPPED', createdAt: 70_000, finishedAt: 125_000 }
    const [first, second] = deployed('web:2', 'web:3')
    const past = judgePast(
      [first, superseded, { ...second, createdAt: 120_000 }] as readonly PastDeployment[],
      arnOf('web:3')
    )
    expect(past.map(({ state }) => state)).toEqual(['good', 'current'])
  })

  test('one that never ran, because the next release superseded it, is listed, and is no target', () => {
    const superseded = { arn: arnOf('web:3'), status: 'STOPPED', createdAt: 70_000, finishedAt: 125_000 }
    const [first, second] = deployed('web:2', 'web:4')
    const past = judgePast(
      [first, superseded, { ...second, createdAt: 120_000 }] as readonly PastDeployment[],
      arnOf('web:4')
    )
    expect(past.map(({ arn, state }) => `${arn.slice(arnOf('').length)} ${state}`)).toEqual([
      'web:2 good',
      'web:4 current',
      'web:3 superseded'
    ])
    expect(describePast(past[2] as PastRevision)).toBe(
      'web:3: not a rollback target, because the next deployment superseded it (1970-01-01 00:02 UTC)'
    )
  })

  test('are told with when they ran and how they ended', () => {
    const past = judgePast(
      deployed('web:1', 'web:2', 'web:3 ROLLBACK_FAILED', 'web:4', 'web:2'),
      arnOf('web:2')
    )
    expect(past.map(describePast)).toEqual([
      'web:1: deployed successfully until 1970-01-01 00:01 UTC (since 1970-01-01 00:00 UTC)',
      'web:2: runs now (since 1970-01-01 00:04 UTC)',
      'web:4: not a rollback target, because a rollback led away from it (1970-01-01 00:04 UTC)',
      'web:3: not a rollback target, because its last deployment failed (1970-01-01 00:02 UTC)'
    ])
  })
})
