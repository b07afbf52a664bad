import { describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../../sandbox/faults.ts'
import { sample } from '../sample.ts'
import {
  always,
  type Baseline,
  firstOf,
  type Hit,
  lastOf,
  lostAndUnseen,
  operationsOf,
  runBaseline,
  runMatrix
} from './fault-matrix.ts'
import {
  CODE_DEPLOY,
  CODE_DEPLOY_BACK,
  CREATED,
  DEPLOYED_BACK,
  FORCED,
  OTHER_ROLE,
  PLAIN,
  ROLLBACK,
  type Scene,
  TAKEN_BACK,
  UNHEALTHY,
  WITH_TASK
} from './scenes.ts'

/** Writes, and the one call that everything after it hangs on. */
const WRITES = /^(Register|Update|Create|Run|Put|Stop|Assume)/
/** For reads of the larger scenes, whose other kinds the plain deploy has: they are repeated at one place for all. */
const SOME: readonly FaultKind[] = [
  'throttle',
  'html503',
  'timeout-before',
  'truncate',
  'access-denied',
  'stale'
]

/** Faults for each operation that a run without faults asks for: what a deploy asks tomorrow is in it tomorrow. */
async function expectNothingWrong(
  scene: Scene,
  hitsOf: (baseline: Baseline) => readonly Hit[]
): Promise<void> {
  const baseline = await runBaseline(scene)
  const hits = hitsOf(baseline)
  expect(hits.length).toBeGreaterThan(5)
  if (process.env['SHOW_FAULTS']) process.stdout.write(`${scene.name}: ${hits.length} runs\n`)
  expect(await runMatrix(scene, baseline, sample(hits, 2))).toEqual([])
}

const each = (operations: readonly string[], baseline: Baseline): readonly Hit[] =>
  operations.flatMap(op => (WRITES.test(op) ? firstOf(op, baseline) : firstOf(op, baseline, SOME)))

describe('whatever goes wrong with a call, a run ends well or says what went wrong', () => {
  test('a plain deploy: each call, by every kind', () =>
    expectNothingWrong(PLAIN, baseline => operationsOf(baseline).flatMap(op => firstOf(op, baseline))))

  test('a plain deploy: each call every time, and the last time', () =>
    expectNothingWrong(PLAIN, baseline =>
      operationsOf(baseline).flatMap(op => [
        ...always(op, WRITES.test(op) ? ['throttle', '500', 'reset-after', 'truncate'] : ['html503']),
        ...lastOf(
          op,
          baseline,
          op.startsWith('DescribeService') ? ['access-denied', 'truncate'] : ['truncate']
        )
      ])
    ))

  test('a forced deployment: the update, which ECS would carry out as often as it is asked', () =>
    expectNothingWrong(FORCED, baseline => [
      ...firstOf('UpdateService', baseline),
      ...always('UpdateService', LOST)
    ]))

  test.each(
    sample(
      [TAKEN_BACK, UNHEALTHY, CREATED, WITH_TASK, CODE_DEPLOY, CODE_DEPLOY_BACK, ROLLBACK, OTHER_ROLE],
      1
    )
  )('$name: each call that it adds', async scene => {
    const known = await knownBefore(scene)
    await expectNothingWrong(scene, baseline => {
      const own = operationsOf(baseline).filter(op => !known.includes(op))
      return [...each(own, baseline), ...own.filter(op => WRITES.test(op)).flatMap(op => always(op, LOST))]
    })
  })

  test.each(
    sample(
      [
        { scene: PLAIN, write: 'RegisterTaskDefinition', look: 'DescribeTaskDefinition' },
        { scene: FORCED, write: 'UpdateService', look: 'DescribeServices' },
        { scene: CREATED, write: 'CreateService', look: 'DescribeServices' },
        { scene: CODE_DEPLOY, write: 'CreateDeployment', look: 'ListDeployments' }
      ],
      1
    )
  )(
    '$scene.name: the answer of $write is lost, and the first looks do not see it yet',
    async ({ scene, write, look }) => {
      const baseline = await runBaseline(scene)
      expect(await runMatrix(scene, baseline, [lostAndUnseen(write, look, baseline)])).toEqual([])
    }
  )

  test('a deploy that is taken back by another update: the second update', () =>
    expectNothingWrong(DEPLOYED_BACK, baseline => [
      ...lastOf('UpdateService', baseline, ['throttle', '500', 'truncate', 'access-denied', 'reset-before']),
      ...lastOf('UpdateService', baseline, ['reset-after', 'timeout-before', 'timeout-after']),
      ...lastOf('DescribeServices', baseline, ['500', 'access-denied', 'stale'])
    ]))
})

const LOST: readonly FaultKind[] = ['500', 'reset-after']

/** Operations whose faults another scene has already. */
async function knownBefore(scene: Scene): Promise<readonly string[]> {
  const before = {
    [UNHEALTHY.name]: TAKEN_BACK,
    [CODE_DEPLOY_BACK.name]: CODE_DEPLOY
  }[scene.name]
  const plain = operationsOf(await runBaseline(PLAIN))
  return before ? [...plain, ...operationsOf(await runBaseline(before)), 'ListTasks', 'DescribeTasks'] : plain
}
