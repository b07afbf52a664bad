import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import type { Report } from '../../src/report/report.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { makeAuditWorld } from '../audit/world.ts'
import { scenario } from '../bundle/scenario.ts'
import { endedAfterEach } from '../ended.ts'
import { sample } from '../sample.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const auditWorld = endedAfterEach(makeAuditWorld)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How many milliseconds the runner's clock is ahead of AWS. */
const SKEWS = [-24 * HOUR, -HOUR, -3 * MINUTE, 3 * MINUTE, HOUR, 24 * HOUR]

const exits = { taskDefinition: 'web:2', exitAfter: '70s', exitCode: 1 }
const WEB = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution'
}
const dated = (more: object) => ({ ...scenario(more), dates: true })

/** What a run says that depends on what happened when. AWS's time is known to the second. */
function told({ timelines: _, ...report }: Report): string {
  const drop = (key: string, value: unknown) => (/^(startedAt|finishedAt)$/.test(key) ? '' : value)
  const { sentence, exitCode } = judgeReport(report as Report)
  return JSON.stringify({ sentence, exitCode, ...report }, drop, 1).replace(/\d+ s\b/g, '… s')
}

async function deployTwice(world: ModeWorld): Promise<Report> {
  await runDeploy(world.configuration('deploy'), world.ports)
  world.sandbox.advance(8 * MINUTE)
  const service = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  const running = () =>
    [...(service?.tasks.values() ?? [])].filter(task => task.lastStatus === 'RUNNING').length
  while (running() < 2) world.sandbox.advance(1_000)
  return runDeploy(world.configuration('deploy'), world.ports)
}

/** Everything of a run that depends on what happened when. */
const SCENES: Readonly<Record<string, (skew: number) => Promise<Report>>> = {
  'a crash loop of an unchanged service': async skew => {
    const world = await makeModeWorld(dated({ behaviours: [exits] }), skew)
    return deployTwice(world)
  },
  'an audit of old secrets': async skew => {
    const secrets = [{ name: 'demo/api-key', generate: 20, age: '10d' }]
    const container = {
      name: 'app',
      image: 'web:1',
      secrets: [{ name: 'KEY', valueFrom: '${secret:demo/api-key}' }]
    }
    const taskDefinitions = [{ ...WEB, containerDefinitions: [container] }]
    const world = await auditWorld(dated({ secrets, taskDefinitions }), {}, { skew })
    world.sandbox.advance(10 * MINUTE)
    return (await world.audit({ 'max-secret-age-days': '10' })).report
  }
}

describe.each(Object.entries(SCENES))('%s is judged by the time of AWS', (_, scene) => {
  let right: Promise<string> | undefined
  test.each(sample(SKEWS, 2))('with a runner that is %d ms ahead', async skew => {
    right ??= scene(0).then(told)
    const expected = await right
    expect(told(await scene(skew))).toBe(expected)
  })
})
