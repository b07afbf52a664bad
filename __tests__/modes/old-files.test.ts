import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[]; roles: object[] }

const FILE = 'arn:aws:s3:::shop-config/web.env'
const policies = {
  all: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:*', 'secretsmanager:GetSecretValue'], Resource: '*' }]
  }
}

async function worldWithFile(
  more: object = {},
  environmentFiles: readonly object[] = [{ type: 's3', value: FILE }]
): Promise<ModeWorld> {
  const world = await makeModeWorld(
    scenario({
      roles: [{ ...base.roles[0], policies }],
      buckets: [
        { name: 'shop-config', region: 'eu-west-1', objects: { 'web.env': 'LEVEL=info', 'web.env.old': '' } }
      ],
      ...more
    })
  )
  world.workspace.write('deploy/web.json', template('web', { environmentFiles }))
  return world
}

const objectsOf = ({ sandbox }: ModeWorld) => sandbox.world().buckets.get('shop-config')?.objects ?? new Map()
const change = (world: ModeWorld) =>
  objectsOf(world).set('web.env', { text: 'LEVEL=debug', at: world.sandbox.now() })

/** Deploys, lets half an hour pass, then what `change` does, then another half, and deploys the same again. */
async function again(
  changes: (world: ModeWorld) => unknown,
  more: object = {},
  raw: Record<string, string> = {},
  files?: readonly object[]
) {
  const world = await worldWithFile(more, files)
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  expect(first.results).toMatchObject([{ outcome: 'succeeded' }])
  world.sandbox.advance(1_800_000)
  changes(world)
  world.sandbox.advance(1_800_000)
  const before = world.sandbox.requests().length
  const report = await runDeploy(world.configuration('deploy', raw), world.ports)
  const asked = world.sandbox.requests().slice(before)
  const { sentence } = judgeReport(report)
  return { world, report, sentence, asked: asked.map(({ operation }) => operation) }
}

const OLD =
  '2 of its 2 tasks might hold an old value of shop-config/web.env, which changed 2026-01-05 09:31 UTC'
const RUNS = 'The service already runs this definition.'

describe('a service that is unchanged, with an environment file on S3', () => {
  test('that has changed since its tasks started is not as it should be', async () => {
    const { report, sentence, asked } = await again(change)
    expect(report.results).toMatchObject([
      { outcome: 'unchanged', reason: `${RUNS} But ${OLD}: rotate-restart starts new ones.` }
    ])
    expect(report.remarks.slice(1)).toMatchObject([
      {
        isWarning: true,
        message: `Values have changed since tasks started: web (${OLD}). Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`
      }
    ])
    expect(sentence).toContain(
      'Tasks might hold an old value of a secret or file: web; rotate-restart starts new ones.'
    )
    expect([exitCodeOf(report), asked.includes('GetObject')]).toEqual([0, false])
  })

  test('that is as it was needs one request in the Region of its bucket, and no word', async () => {
    const { report, asked } = await again(() => {})
    expect(report.results).toMatchObject([{ reason: RUNS }])
    expect(report.remarks).toHaveLength(1)
    expect([asked.filter(one => one === 'ListObjectsV2').length, asked.includes('ListTasks')]).toEqual([
      2,
      false
    ])
  })

  test('that does not exist any more cannot start another task', async () => {
    const { report, sentence } = await again(world => objectsOf(world).delete('web.env'))
    expect(report.remarks.slice(1)).toMatchObject([
      {
        isWarning: true,
        message: 'Environment files do not exist in S3, so no new task can start: web (shop-config/web.env).'
      }
    ])
    expect(sentence).toContain('No new task can start without its environment file: web.')
  })

  test('that may not be listed was not checked', async () => {
    const faults = [{ op: 'ListObjectsV2', kind: 'access-denied', from: 1, times: 99 }]
    const { report, sentence } = await again(change, { faults })
    expect(report.results).toMatchObject([{ outcome: 'unchanged', reason: RUNS }])
    expect(report.remarks.slice(1)).toEqual([
      {
        message:
          'Not checked: whether these have changed since tasks started: web (shop-config/web.env: no permission for s3:ListBucket).'
      }
    ])
    expect(sentence).not.toContain('environment')
  })
})
