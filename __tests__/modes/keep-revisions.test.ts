import { describe, expect, test } from '@jest/globals'
import { olderThan } from '../../src/audit/revisions.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runToJson } from '../../src/report/outputs.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const base = scenario() as { services: object[]; taskDefinitions: object[] }
const OLD = Array.from({ length: 6 }, () => base.taskDefinitions[0] as object)
const service = (serviceName: string, revision: number, more: object = {}) => ({
  ...base.services[0],
  serviceName,
  taskDefinition: `web:${revision}`,
  ...more
})

/** Six old revisions of web; the deploy makes the seventh. */
async function deploy(more: object = {}, inputs: Record<string, string> = {}) {
  world = await makeModeWorld(scenario({ taskDefinitions: OLD, services: [service('web', 6)], ...more }))
  const configuration = world.configuration('deploy', { 'keep-revisions': '2', ...inputs })
  const report = await runDeploy(configuration, world.ports)
  const rows = (report.oldRevisions ?? []).map(one => `${one.revision} ${one.outcome}`)
  return { report, rows, code: exitCodeOf(report) }
}

const statusOf = (revision: number) =>
  world.sandbox
    .world()
    .regions.get('us-west-2')
    ?.families.get('web')
    ?.revisions.find(one => one.revision === revision)?.status

/** A signal that is aborted once something is true that the run has done. */
function abortedWhen(controller: AbortController, isDue: () => boolean): AbortSignal {
  return new Proxy(controller.signal, {
    get: (signal, name) => {
      if (!signal.aborted && isDue()) controller.abort()
      const value: unknown = Reflect.get(signal, name, signal)
      return typeof value === 'function' ? value.bind(signal) : value
    }
  })
}

describe('keep-revisions', () => {
  test('what nothing uses and is no way back is deregistered, oldest first; it is said everywhere', async () => {
    const { report, rows, code } = await deploy()
    expect({ code, rows }).toEqual({
      code: 0,
      rows: [
        'web:1 deregistered',
        'web:2 deregistered',
        'web:3 deregistered',
        'web:4 deregistered',
        'web:5 deregistered'
      ]
    })
    expect([1, 5, 6, 7].map(statusOf)).toEqual(['INACTIVE', 'INACTIVE', 'ACTIVE', 'ACTIVE'])
    expect(world.log.text()).toMatch(/Old revisions\nweb:1 {2}deregistered .*\nweb:2 {2}deregistered /)
    expect(reportToMarkdown(report)).toContain('## Old revisions')
    expect(JSON.parse(runToJson(report))).toMatchObject({
      oldRevisions: [{ revision: 'web:1', outcome: 'deregistered' }, {}, {}, {}, {}]
    })
    expect(world.count('DeleteTaskDefinitions')).toBe(0)
  })

  test('a run that is cancelled half-way has deployed, and says what the next one does', async () => {
    world = await makeModeWorld(scenario({ taskDefinitions: OLD, services: [service('web', 6)] }))
    const { count, controller, ports } = world
    const signal = abortedWhen(controller, () => count('DeregisterTaskDefinition') === 2)
    const configuration = world.configuration('deploy', { 'keep-revisions': '2' })
    const report = await runDeploy(configuration, { ...ports, signal })
    expect([exitCodeOf(report), report.oldRevisions?.map(({ outcome }) => outcome)]).toEqual([
      0,
      ['deregistered', 'deregistered', 'kept', 'kept', 'kept']
    ])
    expect(report.remarks.map(({ message }) => message)).toContain(
      'The run was cancelled, and old revisions were left (keep-revisions): 3. The next deploy with this input deregisters them.'
    )
    const next = await runDeploy(configuration, { ...ports, signal: new AbortController().signal })
    expect(next.oldRevisions?.map(({ revision, outcome }) => `${revision} ${outcome}`)).toEqual([
      'web:3 deregistered',
      'web:4 deregistered',
      'web:5 deregistered'
    ])
  })

  test('without the input nothing is listed or deregistered', async () => {
    const { report } = await deploy({}, { 'keep-revisions': '' })
    expect(report).not.toHaveProperty('oldRevisions')
    expect([world.count('ListTaskDefinitions'), world.count('DeregisterTaskDefinition')]).toEqual([0, 0])
  })

  test('services of other clusters, tasks, rules and schedules keep what they use', async () => {
    const target = (revision: number) => ({
      Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/other',
      RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
      EcsParameters: {
        TaskDefinitionArn: `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${revision}`
      }
    })
    const { rows, report } = await deploy({
      clusters: ['demo', 'other'],
      services: [service('web', 6), service('theirs', 1, { cluster: 'other' })],
      rules: [{ name: 'nightly', scheduleExpression: 'rate(1 day)', targets: [{ Id: 'one', ...target(2) }] }],
      schedules: [
        {
          Name: 'hourly',
          ScheduleExpression: 'rate(1 hour)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: target(3)
        }
      ]
    })
    expect(rows).toEqual([
      'web:4 deregistered',
      'web:5 deregistered',
      'web:1 kept',
      'web:2 kept',
      'web:3 kept'
    ])
    const reasons = report.oldRevisions
      ?.filter(({ outcome }) => outcome === 'kept')
      .map(({ reason }) => reason)
    expect(reasons).toEqual([
      expect.stringContaining('service theirs in other'),
      'in use by rule nightly',
      'in use by schedule default/hourly'
    ])
  })

  test('the ways back stay, also where a rollback has left newer ones', async () => {
    const update = (after: string, revision: number) => ({
      after,
      action: 'update-service',
      cluster: 'demo',
      service: 'web',
      taskDefinition: `web:${revision}`
    })
    world = await makeModeWorld(
      scenario({
        taskDefinitions: OLD,
        services: [service('web', 1)],
        later: [update('1m', 2), update('10m', 6), update('20m', 2)]
      })
    )
    world.sandbox.advance(3_600_000)
    const report = await runDeploy(world.configuration('deploy', { 'keep-revisions': '1' }), world.ports)
    const kept = report.oldRevisions
      ?.filter(({ outcome }) => outcome === 'kept')
      .map(({ revision, reason }) => `${revision}: ${reason}`)
    expect(kept).toEqual(['web:2: a rollback target of web'])
    expect([2, 6].map(statusOf)).toEqual(['ACTIVE', 'INACTIVE'])
  })

  test.each(['ListClusters', 'ListTasks', 'ListRules', 'GetSchedule', 'ListServices'])(
    'where %s is not allowed nothing is known to be unused',
    async op => {
      const schedules = [
        {
          Name: 'hourly',
          ScheduleExpression: 'rate(1 hour)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
            RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
            EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:6' }
          }
        }
      ]
      const { report, code } = await deploy({
        schedules,
        faults: [{ op, kind: 'access-denied', times: 99, from: 1 }]
      })
      expect(code).toBe(0)
      expect(report.oldRevisions).toHaveLength(5)
      for (const one of report.oldRevisions ?? [])
        expect(one).toMatchObject({
          outcome: 'kept',
          reason: expect.stringMatching(/^not known to be unused: /)
        })
      expect(report.remarks.filter(({ isUnverified }) => isUnverified)).toMatchObject([
        { message: expect.stringMatching(/^Not verified \(keep-revisions\): 5 old revisions were left, /) }
      ])
      expect(world.count('DeregisterTaskDefinition')).toBe(0)
    }
  )

  test('a list that lacks the service that was just deployed decides nothing', async () => {
    world = await makeModeWorld(scenario({ taskDefinitions: OLD, services: [service('web', 6)] }))
    const connectCleanup: typeof world.ports.connectCleanup = async options => {
      const cleanup = await world.ports.connectCleanup(options)
      return { ...cleanup, inventory: { ...cleanup.inventory, listServices: async () => [] } }
    }
    const configuration = world.configuration('deploy', { 'keep-revisions': '1' })
    const report = await runDeploy(configuration, { ...world.ports, connectCleanup })
    expect(report.oldRevisions?.map(({ outcome }) => outcome)).toEqual(OLD.map(() => 'kept'))
    expect(report.remarks.filter(({ isUnverified }) => isUnverified)).toMatchObject([
      { message: expect.stringContaining('the services of the account: ECS does not list web yet') }
    ])
  })

  test('a revision that somebody has registered since, and is about to deploy, stays', async () => {
    const register = { action: 'register-task-definition', ...base.taskDefinitions[0] }
    const { rows } = await deploy(
      { later: [30, 31].map(after => ({ after, ...register })) },
      { 'keep-revisions': '1' }
    )
    expect(rows).toEqual(
      [1, 2, 3, 4, 5].map(number => `web:${number} deregistered`).concat('web:6 kept', 'web:7 kept')
    )
    expect([8, 9].map(statusOf)).toEqual(['ACTIVE', 'ACTIVE'])
  })

  test('a deployment on record whose revision ECS does not return may be a way back', async () => {
    const { report, rows } = await deploy(
      { lag: { DescribeServiceRevisions: '3h' } },
      { 'keep-revisions': '1' }
    )
    expect(rows).not.toContain('web:6 deregistered')
    expect(report.remarks.map(({ message }) => message).join('\n')).toMatch(
      /Not verified \(keep-revisions\): .*the rollback targets of service web: ECS does not return the revision of/
    )
  })

  test('what ECS refuses fails no deploy; a lost answer is looked after', async () => {
    const faults = [
      { op: 'DeregisterTaskDefinition', kind: 'reset-after', nth: 1 },
      { op: 'DeregisterTaskDefinition', kind: 'access-denied', nth: 2 }
    ]
    const { rows, code } = await deploy({ faults })
    expect({ code, rows: rows.slice(0, 3) }).toEqual({
      code: 0,
      rows: ['web:1 deregistered', 'web:2 failed', 'web:3 deregistered']
    })
    const listing = await deploy({ faults: [{ op: 'ListTaskDefinitions', kind: 'access-denied' }] })
    expect(listing).toMatchObject({
      code: 0,
      rows: [],
      report: { remarks: [{ message: expect.stringContaining('ecs:ListTaskDefinitions') }] }
    })
  })

  test('after a failure, or while a deployment goes on, nothing is deregistered', async () => {
    const failed = await deploy({ behaviours: [{ taskDefinition: 'web:7', exitAfter: '1s' }] })
    expect(failed).toMatchObject({ code: 1, rows: [] })
    expect(world.count('DeregisterTaskDefinition')).toBe(0)
    const later = await deploy({}, { 'wait-until': 'none' })
    expect(later.report.remarks).toMatchObject([{ message: expect.stringContaining('did not wait for') }])
    expect(world.count('DeregisterTaskDefinition')).toBe(0)
  })
})

describe('planning', () => {
  const arn = (revision: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${revision}`

  test('revisions are ordered by number, not as text', () => {
    expect(olderThan([arn(9), arn(10), arn(2), arn(100)], 2)).toEqual([arn(2), arn(9)])
  })
})
