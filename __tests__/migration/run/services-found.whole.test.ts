import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readConfigurationWith } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { reportToMarkdown } from '../../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { readForAws } from '../../inputs/read-whole.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld, REGION, ROLE, RUNNING } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const PLAIN = RUNNING.map(service => `deploy/${service}-task-definition.json`).join('\n')
const running = () =>
  Object.fromEntries(
    [...(world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services.values() ?? [])].map(
      service => [service.name, service.deployments[0]?.taskDefinition.split('/').at(-1)]
    )
  )
const pathOf = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)

describe('plain files without a service', () => {
  test('the services that run their families are found and deployed', async () => {
    world = await makeMigrateWorld()
    const plan = await world.migrate({ 'task-definition': PLAIN })
    expect(plan.problems).toEqual([])
    expect(plan.migration?.services.map(({ service, action }) => [service, action])).toEqual(
      RUNNING.map(service => [service, 'redeploy'])
    )
    const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(report.results.map(({ service }) => service)).toEqual(RUNNING)
    expect(running()).toEqual(Object.fromEntries(RUNNING.map(service => [service, `${service}:2`])))
  })

  test('also one under another name than its file, beside files of which no service runs', async () => {
    world = await makeMigrateWorld()
    world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue.json')
    world.git('commit', '-qm', 'another name')
    const report = await world.migrate({ 'task-definition': 'deploy/*.json', apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
    expect(report.migration?.done.at(-1)).toMatch(/^Deployed 3 services, 8 definitions/)
  })

  test('a pattern whose service is not there: others run the family', async () => {
    world = await makeMigrateWorld()
    world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue-task-definition.json')
    world.git('commit', '-qm', 'another name')
    const report = await world.migrate({ apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })

  test('no permission to look: nothing is written, and it is not green', async () => {
    world = await makeMigrateWorld()
    await world.fault({ op: 'ListServices', kind: 'access-denied', times: 9 })
    const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
    expect(report.problems).toMatchObject([
      { code: 'migration-services-unknown', message: expect.stringMatching(/which services run dispatcher/) }
    ])
    expect(world.secrets()).toEqual([])
  })

  test('no cluster: the one where they run is named', async () => {
    world = await makeMigrateWorld()
    const raw: RawInputs = {
      mode: 'migrate',
      'task-definition': PLAIN,
      project: 'ops-pipeline',
      'aws-region': REGION,
      apply: 'true'
    }
    const read = readConfigurationWith(raw, {}, readForAws)
    if (!('configuration' in read) || read.configuration.mode !== 'migrate') throw new Error('not read')
    const report = await runMigrate(read.configuration, world.ports())
    expect(report.problems.map(({ hint }) => hint)).toContain(
      `Set cluster: ${CLUSTER}, so that the service is deployed and not left on plaintext.`
    )
    expect(world.secrets()).toEqual([])
  })
})

describe('who else uses the family', () => {
  const REVISION = 'arn:aws:ecs:us-west-2:123456789012:task-definition/dispatcher:1'
  const schedule = (cluster: string) => ({
    Name: 'nightly',
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: `arn:aws:ecs:us-west-2:123456789012:cluster/${cluster}`,
      RoleArn: ROLE,
      EcsParameters: { TaskDefinitionArn: REVISION }
    }
  })
  const staging = {
    clusters: [CLUSTER, 'staging'],
    services: [
      { serviceName: 'dispatcher', cluster: CLUSTER, taskDefinition: 'dispatcher:1', desiredCount: 1 },
      { serviceName: 'dispatcher', cluster: 'staging', taskDefinition: 'dispatcher:1', desiredCount: 1 }
    ]
  }
  const FILE = { 'task-definition': 'deploy/dispatcher-task-definition.json' }

  test.each([
    ['a plain file', FILE],
    ['a file with its service', { service: 'dispatcher' }]
  ])('%s: a service of another cluster is named, and the run is not green', async (_, inputs) => {
    world = await makeMigrateWorld(staging)
    const plan = await world.migrate(inputs)
    expect(judgeReport(plan).sentence).toContain(
      'Not covered by this migration: service dispatcher in staging (dispatcher:1).'
    )
    const report = await world.migrate({ ...inputs, apply: 'true' })
    expect(report.problems).toEqual([])
    expect(judgeReport(report)).toMatchObject({
      kind: 'exposed',
      exitCode: 1,
      sentence: 'Still in plaintext: service dispatcher in staging (dispatcher:1).'
    })
    expect(reportToMarkdown(report)).toContain('Not deployed here and still in plaintext')
    const again = await world.migrate({ ...inputs, cluster: 'staging', apply: 'true' })
    expect([again.problems, exitCodeOf(again)]).toEqual([[], 0])
    expect(world.secrets()).toHaveLength(3)
  })

  test('a schedule that names the revision is named, unless the deploy has moved it', async () => {
    world = await makeMigrateWorld({ schedules: [schedule(CLUSTER)] })
    const first = await world.migrate({ service: 'dispatcher', apply: 'true' })
    expect([exitCodeOf(first), judgeReport(first).sentence]).toEqual([
      1,
      expect.stringContaining(`Still in plaintext: schedule default/nightly in ${CLUSTER} (dispatcher:1)`)
    ])
    await world.end()
    world = await makeMigrateWorld({ schedules: [schedule(CLUSTER)] })
    const moved = await world.migrate({ service: 'dispatcher', apply: 'true', 'update-schedules': 'true' })
    expect([moved.problems, exitCodeOf(moved), moved.migration?.exposed]).toEqual([[], 0, []])
  })

  test('a task that somebody has run by itself', async () => {
    world = await makeMigrateWorld()
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const ecs = new ECSClient({ endpoint: world.sandbox.url, region: REGION, credentials })
    const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } }
    await ecs.send(
      new RunTaskCommand({
        cluster: CLUSTER,
        taskDefinition: REVISION,
        launchType: 'FARGATE',
        networkConfiguration: network
      })
    )
    ecs.destroy()
    const report = await world.migrate({ service: 'dispatcher', apply: 'true' })
    expect([exitCodeOf(report), judgeReport(report).sentence]).toEqual([
      1,
      expect.stringContaining(`Still in plaintext: tasks of dispatcher:1 in ${CLUSTER}`)
    ])
  })

  test.each([
    ['ListClusters', 'services and tasks of other clusters (no permission for ecs:ListClusters)'],
    ['ListSchedules', 'EventBridge Scheduler’s schedules (no permission for scheduler:ListSchedules)']
  ])('without %s it is said, and not green', async (op, place) => {
    world = await makeMigrateWorld()
    await world.fault({ op, kind: 'access-denied', times: 9 })
    const plan = await world.migrate({ service: 'dispatcher' })
    expect(judgeReport(plan).sentence).toContain(`not checked: ${place}`)
    const report = await world.migrate({ service: 'dispatcher', apply: 'true' })
    expect([report.problems, judgeReport(report)]).toMatchObject([[], { kind: 'not-verified', exitCode: 1 }])
    expect(judgeReport(report).sentence).toContain(`Not checked: ${place}`)
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
    // and a run that finds nothing more to do does not say that nothing is left
    expect(judgeReport(await world.migrate({ service: 'dispatcher' })).sentence).not.toMatch(/^Nothing to/)
  })
})

describe('one file for several services', () => {
  const shared = { 'task-definition': 'deploy/dispatcher-task-definition.json' }

  /** Both services run the family of the dispatcher's file. */
  async function makeSharedWorld(): Promise<void> {
    world = await makeMigrateWorld()
    const services = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services
    const { taskDefinition = '' } = services?.get('dispatcher')?.deployments[0] ?? {}
    const stream = services?.get('trade-stream')
    for (const place of stream ? [stream, ...stream.deployments] : [])
      Object.assign(place, { taskDefinition })
  }

  test('with the values of the file: both are deployed', async () => {
    await makeSharedWorld()
    const report = await world.migrate({ ...shared, service: 'dispatcher,trade-stream', apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    expect(running()).toMatchObject({ dispatcher: 'dispatcher:2', 'trade-stream': 'dispatcher:2' })
  })

  test.each([
    ['named', { service: 'dispatcher,trade-stream' }],
    ['found', {}]
  ])('one runs another password (%s): a conflict that names it, and nothing is written', async (_, more) => {
    await makeSharedWorld()
    const text = world.file('dispatcher')
    const fresh = text.replaceAll(world.values['DB_PASSWORD'] ?? '-', ['Other', 'Harbor', 4711].join('-'))
    writeFileSync(pathOf('dispatcher'), fresh)
    world.git('commit', '-qam', 'stale')
    for (const apply of ['false', 'true']) {
      const report = await world.migrate({ ...shared, ...more, apply })
      expect(report.problems.map(({ code, service }) => [code, service])).toEqual([
        ['migration-conflict', 'dispatcher'],
        ['migration-conflict', 'trade-stream']
      ])
      expect(report.problems[0]?.message).toMatch(
        /^Service "dispatcher" runs dispatcher:1 \(container dispatcher\) with another value of "DB_PASSWORD" than deploy\/dispatcher/
      )
      expect(report.problems[0]?.hint).toMatch(/on-difference: file.*trade-stream share/s)
    }
    expect(world.secrets()).toEqual([])
    expect(world.file('dispatcher')).toBe(fresh)
    const decided = await world.migrate({ ...shared, ...more, apply: 'true', 'on-difference': 'file' })
    expect([decided.problems, exitCodeOf(decided)]).toEqual([[], 0])
  })
})
