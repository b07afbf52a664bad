import { afterEach, describe, expect, test } from '@jest/globals'
import { deployThroughCodeDeploy } from '../../../src/rollout/codedeploy/deploy.ts'
import { rollBackCodeDeploy } from '../../../src/rollout/codedeploy/roll-back.ts'
import { makeWorld, REGION, scenarioWith, type World } from './world.ts'

let world: World
afterEach(() => world.end())

const ALLOWED = { Effect: 'Allow', Action: '*', Resource: '*' }
const without = (...Action: string[]) => ({
  callers: {
    test: { Version: '2012-10-17', Statement: [ALLOWED, { Effect: 'Deny', Action, Resource: '*' }] }
  }
})
/** web:2 exits as soon as it runs. */
const BROKEN = { behaviours: [{ taskDefinition: 'web:2', exitAfter: 1 }] }
const WRECKED = { healthyWait: '5m' }

async function open(group: object = {}, more: object = {}, clock?: Parameters<typeof makeWorld>[1]) {
  world = await makeWorld(scenarioWith(group, more), clock)
}

async function deploy(revision = 2, more: Parameters<World['request']>[1] = {}) {
  return deployThroughCodeDeploy(await world.request(revision, more), world.ports)
}

/** A deployment that nobody waits for. */
async function begun(revision: number) {
  const request = await world.request(revision)
  const { deploymentId = '' } = await deploy(revision, { waitUntil: 'none' })
  return { ...request, deploymentId }
}

test('what an interrupted run had begun ends between the look at the service and the turn: it is not deployed again', async () => {
  await open()
  const seenAt = world.ports.clock.now()
  const first = await deploy()
  const again = await deploy(2, { seenAt })
  expect(again).toMatchObject({ outcome: 'succeeded', deploymentId: first.deploymentId })
  expect(world.count('CreateDeployment')).toBe(1)
  await deploy(2, { seenAt, forceNewDeployment: true })
  await deploy(1, { seenAt })
  expect(world.count('CreateDeployment')).toBe(3)
})

describe('an outcome that is ours', () => {
  test('all at once: succeeded, with one deployment, and the new tasks primary', async () => {
    await open()
    const end = await deploy()
    expect(end).toMatchObject({ outcome: 'succeeded', reason: 'The deployment completed.' })
    expect(end.deploymentId).toMatch(/^d-[A-Z0-9]{9}$/)
    expect(end.taskSetId).toMatch(/^ecs-svc\/\d{19}$/)
    expect(world.count('CreateDeployment')).toBe(1)
    expect((await world.taskSets())[0]).toBe('PRIMARY web:2 100 %')
    expect(end.milestones.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['updated', 'stage', 'first-task', 'traffic', 'ended'])
    )
    const lines = world.log.text().split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        `[web] deployment ${end.deploymentId} created`,
        '[web] BeforeInstall succeeded, Install in progress',
        '[web] 0 of 2 new tasks running, 2 pending',
        '[web] 2 of 2 new tasks running',
        '[web] 100 % of production traffic goes to the new tasks'
      ])
    )
    expect(new Set(lines).size).toBe(lines.length)
  })

  test('canary: traffic in two steps, and the waits are added to the time-out', async () => {
    await open({ config: 'CodeDeployDefault.ECSCanary10Percent5Minutes', terminationWait: '3m' })
    const end = await deploy(2, { waitMs: 2 * 60_000 })
    expect(end.outcome).toBe('succeeded')
    const traffic = end.milestones.filter(({ what }) => what === 'traffic')
    expect(traffic.map(({ text }) => text)).toEqual([
      '10 % of production traffic',
      '100 % of production traffic'
    ])
    const [first, second] = traffic
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(5 * 60_000)
    expect(end.finishedAt - (second?.at ?? 0)).toBe(3 * 60_000)
    expect(world.log.text()).toContain(
      `aws deploy continue-deployment --deployment-id ${end.deploymentId} --deployment-wait-type TERMINATION_WAIT --region ${REGION}`
    )
  })

  test('linear, named by the input instead of the group', async () => {
    await open()
    const end = await deploy(2, { config: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes' })
    const traffic = end.milestones.filter(({ what }) => what === 'traffic')
    expect(traffic).toHaveLength(10)
    expect(end.outcome).toBe('succeeded')
  })

  test('a desired count of 0 proves nothing, and that is said', async () => {
    const [service] = (scenarioWith() as { services: object[] }).services
    await open({}, { services: [{ ...service, desiredCount: 0 }] })
    const end = await deploy()
    expect(end.reason).toContain('the desired count is 0')
  })

  test('tasks that never become healthy: failed with CodeDeploys words, and the old ones keep the traffic', async () => {
    await open(WRECKED, BROKEN)
    const end = await deploy()
    expect(end).toMatchObject({
      outcome: 'failed',
      reason:
        'CodeDeploy failed the deployment (TIMEOUT): The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 5 minutes. All traffic is still on the old tasks.'
    })
    expect(world.failures).toEqual([
      { reason: expect.stringContaining('(TIMEOUT)'), taskSetId: expect.stringMatching(/^ecs-svc\//) }
    ])
    expect(await world.taskSets()).toContain('PRIMARY web:1 100 %')
  })

  test('the same with a rollback: rolled-back only when the rollback has succeeded', async () => {
    await open({ ...WRECKED, rollbackOn: ['DEPLOYMENT_FAILURE'] }, BROKEN)
    const end = await deploy()
    expect(end.outcome).toBe('rolled-back')
    expect(end.reason).toMatch(/\(TIMEOUT\).* CodeDeploy rolled it back \(deployment d-[A-Z0-9]{9}\)\.$/)
    expect(world.failures).toHaveLength(1)
    expect(await world.taskSets()).toEqual(['PRIMARY web:1 100 %'])
    expect(end.milestones.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['failing', 'rolling-back'])
    )
  })

  test('a rollback that fails too is a failure', async () => {
    await open({ ...WRECKED, rollbackOn: ['DEPLOYMENT_FAILURE'], rollbackFails: true }, BROKEN)
    const end = await deploy()
    expect(end.outcome).toBe('failed')
    expect(end.reason).toMatch(
      /The rollback d-[A-Z0-9]{9} failed too\. CodeDeploy failed the deployment \(INTERNAL_ERROR\)/
    )
  })

  test('ECS refuses the task set: its words are the reason', async () => {
    await open()
    const request = await world.request(2)
    const content = request.content.replace('8080', '9090')
    const end = await deployThroughCodeDeploy({ ...request, content }, world.ports)
    expect(end.outcome).toBe('failed')
    expect(end.reason).toContain('(ECS_UPDATE_ERROR): The ECS service cannot be updated')
  })
})

/** Somebody else does something at a virtual time. */
async function later(afterSeconds: number, change: object): Promise<void> {
  await fetch(`${world.sandbox.url}/_sandbox/schedule`, {
    method: 'POST',
    body: JSON.stringify({ after: afterSeconds, ...change })
  })
}

const deployments = () => world.sandbox.world().regions.get(REGION)?.codedeploy.deployments

/** The newest deployment's id, as soon as there is one. */
const newest = () => [...(deployments()?.keys() ?? [])].at(-1) ?? ''

/** Does something once, when the run has waited so many times. */
function interrupting(times: number, act: () => Promise<void> | void) {
  let left = times
  return (clock: World['ports']['clock']) => ({
    now: () => clock.now(),
    sleep: async (ms: number, signal?: AbortSignal) => {
      left -= 1
      if (left === 0) await act()
      await clock.sleep(ms, signal)
    }
  })
}

const created = (content: string) => ({
  ...{ action: 'create-deployment', applicationName: 'AppECS-demo-web' },
  deploymentGroupName: 'DgpECS-demo-web',
  revision: { revisionType: 'AppSpecContent', appSpecContent: { content } }
})

describe('somebody else', () => {
  test.each([
    ['stops it', {}, 'failed', /^The deployment was stopped in CodeDeploy \(MANUAL_STOP\): /, {}],
    ['stops it with a rollback', { autoRollbackEnabled: true }, 'rolled-back', /./, {}],
    [
      'stops it with a rollback that fails, which is no newer deployment',
      { autoRollbackEnabled: true },
      'failed',
      / The rollback d-[A-Z0-9]{9} failed too\. /,
      { rollbackFails: true }
    ]
  ])('%s', async (_, more, outcome, reason, group) => {
    const stop = () => later(1, { action: 'stop-deployment', deploymentId: newest(), ...more })
    await open(group, {}, interrupting(3, stop))
    expect(await deploy()).toMatchObject({ outcome, reason: expect.stringMatching(reason) })
  })

  test('stops it and starts another one: superseded', async () => {
    let content = ''
    await open(
      {},
      {},
      interrupting(3, async () => {
        await later(1, { action: 'stop-deployment', deploymentId: newest() })
        await later(2, created(content))
      })
    )
    content = (await world.request(3)).content
    const end = await deploy()
    expect(end.outcome).toBe('superseded')
    expect(end.reason).toMatch(/Deployment d-[A-Z0-9]{9} was started after it\.$/)
  })

  test('starts another one after it failed by itself: that is a failure', async () => {
    let content = ''
    await open(
      WRECKED,
      BROKEN,
      interrupting(1, async () => {
        await later(302, created(content))
      })
    )
    content = (await world.request(3)).content
    const end = await deploy()
    expect(end).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('(TIMEOUT)') })
    expect(deployments()?.size).toBe(2)
  })

  test('has to continue it: said with the command, once, and it succeeds when they do', async () => {
    await open(
      { readyWait: '1h' },
      {},
      interrupting(40, () => later(1, { action: 'continue-deployment', deploymentId: newest() }))
    )
    const end = await deploy(2, { waitMs: 5 * 60_000 })
    expect(end.outcome).toBe('succeeded')
    const command = `aws deploy continue-deployment --deployment-id ${end.deploymentId} --deployment-wait-type READY_WAIT --region ${REGION}`
    expect(world.log.text().split(command)).toHaveLength(2)
    expect(end.milestones.filter(({ what }) => what === 'paused')).toHaveLength(1)
  })

  test('does not continue it: stopped by CodeDeploy', async () => {
    await open({ readyWait: '10m' })
    const end = await deploy()
    expect(end.outcome).toBe('failed')
    expect(end.reason).toContain(
      'waiting for a notification to continue. This time out period is 10 minutes.'
    )
  })
})

describe('time and signals', () => {
  test('timed out: with what was seen last', async () => {
    await open({}, BROKEN)
    const end = await deploy(2, { waitMs: 3 * 60_000 })
    expect(end.outcome).toBe('timed-out')
    expect(end.reason).toMatch(/^Not finished after 3 min: Install in progress, \d of 2 new tasks running/)
  })

  test('cancelled: at once, and the deployment is left alone until it is taken back', async () => {
    await open(
      {},
      {},
      interrupting(3, () => world.controller.abort())
    )
    const end = await deploy()
    expect(end.outcome).toBe('cancelled')
    expect(world.count('StopDeployment')).toBe(0)
  })

  test('cancelled before: nothing was sent', async () => {
    await open()
    const request = await world.request(2)
    world.controller.abort()
    const end = await deployThroughCodeDeploy(request, world.ports)
    expect(end).toMatchObject({ outcome: 'not-started', isCancelled: true })
    expect(world.count('CreateDeployment')).toBe(0)
  })

  test('not waited for: one call to create, none to watch', async () => {
    await open()
    const end = await deploy(2, { waitUntil: 'none' })
    expect(end).toMatchObject({ outcome: 'requested', reason: expect.stringContaining('not watched') })
    expect(world.count('GetDeployment')).toBe(0)
  })
})

describe('a deployment that is in progress', () => {
  const withOther = async (revision: number) => (await begun(revision)).deploymentId

  test('wait: ours comes after it', async () => {
    await open()
    const other = await withOther(3)
    const end = await deploy(2, { ifDeploying: 'wait' })
    expect(end.outcome).toBe('succeeded')
    expect(end.deploymentId).not.toBe(other)
    expect(world.log.text()).toContain(`deployment ${other} has ended: Succeeded`)
    expect((await world.taskSets())[0]).toBe('PRIMARY web:2 100 %')
  })

  test('replace: it is stopped, its rollback awaited, and ours follows', async () => {
    await open()
    await withOther(3)
    world.sandbox.advance(20_000)
    const end = await deploy(2, { ifDeploying: 'replace' })
    expect(end.outcome).toBe('succeeded')
    expect(world.count('StopDeployment')).toBe(1)
    expect(world.count('CreateDeployment')).toBe(2)
    expect(await world.taskSets()).toEqual(expect.arrayContaining(['PRIMARY web:2 100 %']))
    expect(await world.taskSets()).not.toEqual(expect.arrayContaining([expect.stringContaining('web:3')]))
  })

  test('replace, when it has all the traffic: its last wait is ended, and nothing goes back', async () => {
    await open({ terminationWait: '5m' })
    const other = await withOther(3)
    world.sandbox.advance(120_000)
    const end = await deploy(2, { ifDeploying: 'replace' })
    expect(end.outcome).toBe('succeeded')
    expect(world.count('StopDeployment')).toBe(0)
    expect(world.log.text()).toContain(`deployment ${other} has ended: Succeeded`)
  })

  test('replace, when its last wait may not be ended: it is stopped after all', async () => {
    await open({ terminationWait: '5m' }, without('codedeploy:ContinueDeployment'))
    await withOther(3)
    world.sandbox.advance(120_000)
    expect((await deploy(2, { ifDeploying: 'replace' })).outcome).toBe('succeeded')
    expect(world.count('StopDeployment')).toBe(1)
  })

  test('fail: nothing is started', async () => {
    await open()
    const other = await withOther(3)
    const end = await deploy(2, { ifDeploying: 'fail' })
    expect(end).toMatchObject({ outcome: 'not-started', reason: expect.stringContaining(other) })
    expect(world.count('CreateDeployment')).toBe(1)
  })

  test('the same AppSpec: it is followed, whatever if-deploying says', async () => {
    await open()
    const other = await withOther(2)
    const end = await deploy(2, { ifDeploying: 'fail' })
    expect(end).toMatchObject({ outcome: 'succeeded', deploymentId: other })
    expect(world.count('CreateDeployment')).toBe(1)
  })

  test('the same AppSpec, but a new deployment is wanted', async () => {
    await open()
    const other = await withOther(2)
    const end = await deploy(2, { ifDeploying: 'wait', forceNewDeployment: true })
    expect(end.outcome).toBe('succeeded')
    expect(end.deploymentId).not.toBe(other)
  })

  test('one that comes in between: CodeDeploy refuses ours, which then waits', async () => {
    await open({}, { faults: [{ op: 'GetDeploymentGroup', kind: 'stale', from: 2, times: 1 }] })
    const other = await withOther(3)
    const end = await deploy()
    expect(world.sandbox.requests().some(({ error }) => error === 'DeploymentLimitExceededException')).toBe(
      true
    )
    expect(end.outcome).toBe('succeeded')
    expect(end.deploymentId).not.toBe(other)
  })
})

describe('a lost answer', () => {
  test.each([
    ['reset-after', 1],
    ['truncate', 1],
    ['reset-before', 2]
  ])('%s on CreateDeployment: one deployment, found by its AppSpec, after %i calls', async (kind, calls) => {
    await open({}, { faults: [{ op: 'CreateDeployment', kind }] })
    expect((await deploy()).outcome).toBe('succeeded')
    expect(world.count('CreateDeployment')).toBe(calls)
    expect(deployments()?.size).toBe(1)
  })

  test.each([
    ['', 'reset-after', 2],
    ['nor when ours never arrived: ', 'reset-before', 3]
  ])('%san earlier deployment of the same AppSpec is not taken for ours (%s)', async (_, kind, calls) => {
    await open({}, { faults: [{ op: 'CreateDeployment', kind, nth: 2 }] })
    const first = await deploy()
    const second = await deploy()
    expect(second.outcome).toBe('succeeded')
    expect(second.deploymentId).not.toBe(first.deploymentId)
    expect(world.count('CreateDeployment')).toBe(calls)
  })

  test('reads that fail for a while are repeated', async () => {
    await open({}, { faults: [{ op: 'GetDeployment', kind: '500', from: 3, times: 9 }] })
    expect((await deploy()).outcome).toBe('succeeded')
  })
})

describe('refusals', () => {
  test.each(['codedeploy:CreateDeployment', 'codedeploy:RegisterApplicationRevision'])(
    '%s is denied: failed, with the permission named',
    async action => {
      await open({}, without(action))
      const end = await deploy()
      expect(end).toMatchObject({ outcome: 'failed', error: { kind: 'denied' } })
      expect(end.problems?.[0]?.hint).toContain(action)
    }
  )

  test('GetDeployment is denied: not verified, never success', async () => {
    await open({}, without('codedeploy:GetDeployment'))
    const end = await deploy()
    expect(end).toMatchObject({
      outcome: 'failed',
      reason:
        'Not verified: codedeploy:GetDeployment failed (AccessDeniedException). The deployment itself continues in CodeDeploy.'
    })
  })

  test('GetDeploymentTarget is denied: said once, the outcome is still known', async () => {
    await open({}, without('codedeploy:GetDeploymentTarget'))
    const end = await deploy()
    expect(end.outcome).toBe('succeeded')
    expect(world.log.text().split('no permission for codedeploy:GetDeploymentTarget')).toHaveLength(2)
    expect(world.count('GetDeploymentTarget')).toBe(1)
  })

  test.each([
    ['an application that is not there', { application: 'nothing' }, 'has no application "nothing"'],
    ['a group that is not there', { group: 'nothing' }, 'has no deployment group "nothing"'],
    [
      'a group of another service',
      { service: 'other' },
      'Deployment group "DgpECS-demo-web" deploys web in cluster demo, not service "other" in cluster demo.'
    ]
  ])('%s: nothing is started', async (_title, more, text) => {
    await open()
    const end = await deploy(2, more)
    expect(end.outcome).toBe('not-started')
    expect(end.problems?.[0]).toMatchObject({
      code: 'codedeploy-group',
      message: expect.stringContaining(text)
    })
  })
})

describe('taking back', () => {
  test('in progress: stopped, and rolled-back when CodeDeploy is done', async () => {
    await open({ terminationWait: '5m' })
    const request = await begun(2)
    world.sandbox.advance(180_000)
    expect((await world.taskSets())[0]).toBe('PRIMARY web:2 100 %')
    const end = await rollBackCodeDeploy(request, world.ports)
    expect(end.outcome).toBe('rolled-back')
    // the other one may still be draining
    expect(await world.taskSets()).toContain('PRIMARY web:1 100 %')
  })

  test('over: what ran before is deployed again', async () => {
    await open()
    const request = await world.request(2)
    const previousContent = (await world.request(1)).content
    const { deploymentId = '' } = await deploy()
    const end = await rollBackCodeDeploy({ ...request, deploymentId, previousContent }, world.ports)
    expect(end.outcome).toBe('rolled-back')
    expect((await world.taskSets())[0]).toBe('PRIMARY web:1 100 %')
  })

  test('over, and nobody knows what ran before: a failure that says so', async () => {
    await open()
    const request = await world.request(2)
    const { deploymentId = '' } = await deploy()
    const end = await rollBackCodeDeploy({ ...request, deploymentId }, world.ports)
    expect(end).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('nothing was rolled back')
    })
  })

  test.each(['reset-after', 'reset-before'])('a lost answer (%s) to the stop changes nothing', async kind => {
    await open({ terminationWait: '5m' }, { faults: [{ op: 'StopDeployment', kind }] })
    const request = await begun(2)
    world.sandbox.advance(60_000)
    expect((await rollBackCodeDeploy(request, world.ports)).outcome).toBe('rolled-back')
  })

  test('refused: a failure that names the operation', async () => {
    await open({ terminationWait: '5m' }, without('codedeploy:StopDeployment'))
    const request = await begun(2)
    const end = await rollBackCodeDeploy(request, world.ports)
    expect(end).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('codedeploy:StopDeployment')
    })
  })
})
