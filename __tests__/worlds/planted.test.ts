import { describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { KNOWN } from './known.ts'
import { brokenPromises } from './promises.ts'
import { type Plant, play } from './run-world.ts'
import { type WorldSpec, worldOf } from './spec.ts'

/** Whatever ListServiceDeployments says, the deployment that DescribeServices calls the current one is taken for ours. */
function trustStaleRecord(aws: AwsPorts): AwsPorts {
  const current = new Map<string, { arn: string; id: string }>()
  const { ecs } = aws
  return {
    ...aws,
    ecs: {
      ...ecs,
      describeServices: async (...given) => {
        const answer = await ecs.describeServices(...given)
        for (const { service, currentServiceDeployment: arn, deployments } of answer.services) {
          const id = deployments.find(({ status }) => status === 'PRIMARY')?.id
          if (arn !== undefined && id !== undefined) current.set(service, { arn, id })
        }
        return answer
      },
      listServiceDeployments: async (...given) => {
        const records = await ecs.listServiceDeployments(...given)
        const trusted = current.get(given[1])
        const digits = trusted?.id.split('/')[1]
        return records.map(record =>
          record.arn === trusted?.arn
            ? { ...record, targetRevisionArn: `trusted/${digits}` }
            : { ...record, targetRevisionArn: 'other' }
        )
      }
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

type Mistake = {
  readonly what: string
  readonly plant: Plant
  /** It must be found within so many seeds. */
  readonly most: number
  /** Worlds where it can't make a difference are counted and not played. */
  readonly matters?: (spec: WorldSpec) => boolean
  /** The entry of KNOWN that is the same mistake. */
  readonly isKnownAs?: string
}

const MISTAKES: readonly Mistake[] = [
  {
    what: 'a stale record is trusted',
    plant: { ports: trustStaleRecord },
    most: 100,
    matters: ({ lags }) => lags.some(({ path }) => path === 'currentServiceDeployment'),
    isKnownAs: 'a late currentServiceDeployment is believed, so that another deployment decides'
  },
  {
    what: 'a registration whose answer got lost is repeated',
    plant: { ports: registerAgain },
    matters: ({ faults }) => faults.some(({ op }) => op === 'RegisterTaskDefinition'),
    most: 100
  },
  { what: 'exit 0 beside a problem', plant: { exit: () => 0 }, most: 20 }
]

describe('mistakes that are planted are found', () => {
  test.each(MISTAKES)('$what', async mistake => {
    expect(await foundAfter(mistake)).toBeLessThanOrEqual(mistake.most)
  })
})

/** How many seeds it takes until a world breaks a promise that it keeps without the mistake. */
async function foundAfter(mistake: Mistake): Promise<number> {
  for (let seed = 1; seed <= mistake.most; seed++) {
    const spec = worldOf(seed)
    if (mistake.matters?.(spec) === false) continue
    const found = brokenPromises(await play(spec, mistake.plant)).filter(
      line => !KNOWN.some(({ what, isIt }) => what !== mistake.isKnownAs && isIt(spec, line))
    )
    if (found.length > 0) return seed
  }
  return Number.POSITIVE_INFINITY
}
