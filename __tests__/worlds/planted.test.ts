import { describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import type { AwsPorts } from '../../src/ports.ts'
import type { ServiceDeployment } from '../../src/rollout/ports.ts'
import { WHOLE } from '../sample.ts'
import type { Plant } from './program.ts'
import { brokenPromises } from './promises.ts'
import { play } from './run-world.ts'
import { type WorldSpec, worldOf } from './spec.ts'
import { VirtualTime } from './virtual-time.ts'

/**
 * The deployment that DescribeServices calls the current one is taken for the one that is PRIMARY, whatever its record
 * says.
 */
function trustStaleRecord(aws: AwsPorts): AwsPorts {
  const primaries = new Map<string, string>()
  const { ecs } = aws
  const trusted = (record: ServiceDeployment): ServiceDeployment => {
    const digits = primaries.get(record.arn)
    return { ...record, targetRevisionArn: digits === undefined ? 'none' : `trusted/${digits}` }
  }
  return {
    ...aws,
    ecs: {
      ...ecs,
      describeServices: async (...given) => {
        const answer = await ecs.describeServices(...given)
        for (const { currentServiceDeployment: arn, deployments } of answer.services) {
          const id = deployments.find(({ status }) => status === 'PRIMARY')?.id
          if (arn !== undefined && id !== undefined) primaries.set(arn, id.split('/')[1] ?? '')
        }
        return answer
      },
      listServiceDeployments: async (...given) => (await ecs.listServiceDeployments(...given)).map(trusted),
      describeServiceDeployments: async (...given) =>
        (await ecs.describeServiceDeployments(...given)).map(trusted)
    }
  }
}

/** A registration whose answer got lost is sent again, without looking. */
function registerAgain(aws: AwsPorts): AwsPorts {
  const { ecs } = aws
  return {
    ...aws,
    ecs: {
      ...ecs,
      registerTaskDefinition: async (...given) => {
        try {
          return await ecs.registerTaskDefinition(...given)
        } catch (error) {
          if (error instanceof AwsError && error.kind === 'lost') return ecs.registerTaskDefinition(...given)
          throw error
        }
      }
    }
  }
}

/** The count that the service had at the first look is sent along with every update. */
function sendOldCount(aws: AwsPorts): AwsPorts {
  const counts = new Map<string, number>()
  const { ecs } = aws
  return {
    ...aws,
    ecs: {
      ...ecs,
      describeServices: async (...given) => {
        const answer = await ecs.describeServices(...given)
        for (const { service, desiredCount } of answer.services)
          if (!counts.has(service)) counts.set(service, desiredCount)
        return answer
      },
      updateService: request => {
        const desiredCount = counts.get(request.service)
        return ecs.updateService(desiredCount === undefined ? request : { ...request, desiredCount })
      }
    }
  }
}

type Mistake = {
  /** Looked for in `npm run test:all` only. */
  readonly takesLong?: true
  readonly what: string
  readonly plant: Plant
  /** It must be found within so many seeds. */
  readonly most: number
  /** Worlds where it can't make a difference are counted and not played. */
  readonly matters?: (spec: WorldSpec) => boolean
}

const MISTAKES: readonly Mistake[] = [
  {
    what: 'a stale record is trusted',
    plant: { ports: trustStaleRecord },
    most: 100,
    matters: ({ lags }) => lags.some(({ path }) => path === 'currentServiceDeployment')
  },
  {
    what: 'a registration whose answer got lost is repeated',
    plant: { ports: registerAgain },
    matters: ({ faults }) => faults.some(({ op }) => op === 'RegisterTaskDefinition'),
    most: 100
  },
  {
    what: 'a count that somebody else has set is put back',
    plant: { ports: sendOldCount },
    matters: ({ others }) => others.some(({ what }) => what === 'scale'),
    most: 300,
    takesLong: true
  },
  { what: 'exit 0 beside a problem', plant: { exit: () => 0 }, most: 20 }
]

describe('mistakes that are planted are found', () => {
  test.each(MISTAKES.filter(({ takesLong }) => WHOLE || !takesLong))('$what', async mistake => {
    expect(await foundAfter(mistake)).toBeLessThanOrEqual(mistake.most)
  })
})

test('a program that goes round in a circle is told as one that does not end, however short its sleeps', async () => {
  let now = 0
  const time = new VirtualTime(
    () => now,
    ms => {
      now += ms
    }
  )
  const circle = async () => {
    for (;;) await time.sleep(1)
  }
  await expect(time.run(circle(), 3_600_000, 50)).rejects.toThrow('no end after 50 steps')
  expect(now).toBe(50)
})

/** How many seeds it takes until a world breaks a promise that it keeps without the mistake. */
async function foundAfter(mistake: Mistake): Promise<number> {
  for (let seed = 1; seed <= mistake.most; seed++) {
    const spec = worldOf(seed)
    if (mistake.matters?.(spec) === false) continue
    if (brokenPromises(await play(spec, mistake.plant)).length > 0) return seed
  }
  return Number.POSITIVE_INFINITY
}
