import { describe, expect, test } from '@jest/globals'
import { connectAws } from '../../../src/aws/connect.ts'
import { makeTextGuard } from '../../../src/deploy/plan/plaintext.ts'
import type { JsonObject } from '../../../src/json.ts'
import { runDeploy } from '../../../src/modes/deploy.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import { diagnosisToText } from '../../../src/report/rollouts/diagnosis.ts'
import { reportToMarkdown } from '../../../src/report/summary.ts'
import { diagnose } from '../../../src/rollout/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../src/rollout/diagnosis/diagnosis.ts'
import { scenario, template } from '../../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from '../../modes/world.ts'
import { sandboxClock } from '../../ports.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const base = scenario() as { services: object[]; taskDefinitions: object[]; roles: object[] }
const LOGGING = {
  logConfiguration: {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': '/ecs/web',
      'awslogs-region': 'us-west-2',
      'awslogs-stream-prefix': 'web'
    }
  }
}
const FAILS = { taskDefinition: 'web:2', exitAfter: '5s', exitCode: 3 }

/** What is wrong before the start is looked for elsewhere; here it has to get as far as the tasks. */
const UNCHECKED = { 'verify-permissions': 'off' }

/** A deploy of `web` whose tasks behave like this; its diagnosis and everything that was said about it. */
async function deploy(
  behaviour: object,
  more: { scenario?: object; container?: object } = {}
): Promise<{ diagnosis: Diagnosis; said: string; reason: string | undefined }> {
  world = await makeModeWorld(
    scenario({ logGroups: ['/ecs/web'], behaviours: [behaviour], ...more.scenario })
  )
  world.workspace.write('deploy/web.json', template('web', { ...LOGGING, ...more.container }))
  const report = await runDeploy(world.configuration('deploy', UNCHECKED), world.ports)
  const [diagnosis] = report.diagnoses
  if (!diagnosis) throw new Error(JSON.stringify([report.problems, report.results]))
  const said = [world.log.text(), reportToMarkdown(report), JSON.stringify(report)].join('\n')
  return { diagnosis, said, reason: report.results[0]?.reason }
}

describe('logs', () => {
  test('the last lines of the container that failed, and no credential in any surface', async () => {
    const lines = [
      'starting',
      'DB_PASSWORD=${generate:24}',
      'token ${generate:40}',
      'Error: no table \u001b[31musers'
    ]
    const { diagnosis, said } = await deploy({ ...FAILS, logs: lines })
    const hidden = '[not shown: this line could hold a credential]'
    expect(diagnosis.logs).toEqual([
      {
        container: 'app',
        task: expect.stringMatching(/^[0-9a-f]{32}$/),
        lines: ['starting', hidden, 'token ***', 'Error: no table users'],
        telling: 'Error: no table users'
      }
    ])
    expect(diagnosis.stops[0]).toMatchObject({
      exits: ['app exited with 3'],
      cause: { kind: 'exited', container: 'app' }
    })
    expect(said).toContain('Last 4 lines of container app, task ')
    expect(said).toMatch(/<pre>starting\n.*\n.*\nError&#58; no table users<\/pre>/)
    const written = world.sandbox.world().behaviours.flatMap(({ logs = [] }) => logs)
    const canaries = [written[1]?.slice(12) ?? '', written[2]?.slice(6) ?? '']
    expect(canaries.map(({ length }) => length)).toEqual([24, 40])
    for (const canary of canaries) expect(said).not.toContain(canary)
  })

  test('of a long log the end', async () => {
    const logs = Array.from({ length: 60 }, (_, index) => `line ${index}`)
    const { diagnosis } = await deploy({ ...FAILS, logs })
    expect(diagnosis.logs[0]?.lines).toEqual(logs.slice(10))
  })

  test('a credential that an exception allows in the definition is blanked', async () => {
    const value = ['gh', 'p_'].join('').concat('0123456789'.repeat(3), 'abcdef')
    const environment: JsonObject = {
      containerDefinitions: [{ name: 'app', image: 'x', environment: [{ name: 'GITHUB_TOKEN', value }] }]
    }
    expect(makeTextGuard(environment, new Gate()).mask(`exec: "app ${value}" failed`)).toBe(
      'exec: "app ***" failed'
    )
    world = await makeModeWorld(scenario())
  })

  test('no permission, an endpoint in trouble, no group, another driver: said, and nothing else is lost', async () => {
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
    const deny = { Effect: 'Deny', Action: 'logs:*', Resource: '*' }
    const denied = await deploy(FAILS, { scenario: { callers: { test: { Statement: [allow, deny] } } } })
    expect(denied.diagnosis.notVerified).toEqual(['Not verified: no permission for logs:GetLogEvents.'])
    expect(denied.diagnosis.stops[0]?.exits).toEqual(['app exited with 3'])
    const faults = [{ op: 'GetLogEvents', kind: 'html503', from: 1 }]
    const broken = await deploy(FAILS, { scenario: { faults } })
    expect(broken.diagnosis.notVerified).toEqual(['Not verified: HTTP 503 text/html from logs:GetLogEvents.'])
    expect(broken.diagnosis.stops).toHaveLength(1)
    const missing = await deploy(FAILS, { scenario: { logGroups: [] } })
    expect(missing.diagnosis.notVerified).toEqual([
      'Container app has written nothing to log group /ecs/web.'
    ])
    const other = await deploy(FAILS, { container: { logConfiguration: { logDriver: 'syslog' } } })
    expect(other.diagnosis.notVerified).toEqual([
      'Not verified: the log of container app cannot be read here (log driver syslog).'
    ])
    const none = await deploy(FAILS, { container: { logConfiguration: undefined } })
    expect(none.diagnosis.notVerified).toEqual([
      'Container app has no log configuration: its output was not kept.'
    ])
  })

  test('exec format error in a log: the image is for another platform', async () => {
    const { diagnosis } = await deploy({
      ...FAILS,
      exitCode: 255,
      logs: ['exec /bin/app: exec format error']
    })
    expect(diagnosis.stops[0]?.cause).toEqual({
      kind: 'image-platform',
      container: 'app',
      pointer: '/containerDefinitions/0/image'
    })
    expect(diagnosis.stops[0]?.explanation).toMatch(
      /^The image demo\/web:2 of container app is not built for linux\/amd64/
    )
  })
})

test('out of memory', async () => {
  const { diagnosis, said } = await deploy({ taskDefinition: 'web:2', exitAfter: '5s', outOfMemory: true })
  expect(diagnosis.stops[0]?.cause).toEqual({ kind: 'out-of-memory', container: 'app', pointer: '/memory' })
  expect(said).toContain('Container app ran out of memory (the whole task has 512 MiB).')
})

const BALANCED = {
  targetGroups: [{ name: 'web', port: 8080, path: '/health?key=x', matcher: '200-299' }],
  services: [
    {
      ...base.services[0],
      loadBalancers: [{ targetGroupArn: '${targetGroup:web}', containerName: 'app', containerPort: 8080 }]
    }
  ]
}

test('an unhealthy target: what the load balancer asks and what it got', async () => {
  const { diagnosis, said } = await deploy(
    {
      taskDefinition: 'web:2',
      targetHealth: {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [502]',
        after: '20s'
      }
    },
    {
      scenario: BALANCED,
      container: { portMappings: [{ containerPort: 8080 }] }
    }
  )
  expect(diagnosis.stops[0]?.cause).toEqual({ kind: 'target-health' })
  expect(diagnosis.targets).toMatchObject([
    { name: 'web', check: 'HTTP /health?… on the port of the target, expects 200-299' }
  ])
  expect(diagnosis.targets[0]?.states.map(({ state }) => state)).toContain('healthy')
  expect(said).toContain(
    'Target group web (checks HTTP /health?… on the port of the target, expects 200-299):'
  )
  expect(said).toContain('due to (reason Health checks failed with these codes: [502])')
})

test('no permission to ask the load balancer', async () => {
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
  const deny = { Effect: 'Deny', Action: 'elasticloadbalancing:*', Resource: '*' }
  const { diagnosis } = await deploy(
    { taskDefinition: 'web:2', targetHealth: { state: 'unhealthy', after: '20s' } },
    {
      scenario: { ...BALANCED, callers: { test: { Statement: [allow, deny] } } },
      container: { portMappings: [{ containerPort: 8080 }] }
    }
  )
  expect(diagnosis.targets).toEqual([])
  expect(diagnosis.notVerified.slice(-2)).toEqual([
    'Not verified: no permission for elasticloadbalancing:DescribeTargetGroups.',
    'Not verified: no permission for elasticloadbalancing:DescribeTargetHealth.'
  ])
  expect(diagnosis.stops[0]?.cause).toEqual({ kind: 'target-health' })
})

test('a secret that may not be read: variable, reference, role, action and statement', async () => {
  const roles = [{ ...base.roles[0], policies: {} }]
  const { diagnosis, said } = await deploy(
    { taskDefinition: 'other:1' },
    { scenario: { ...BALANCED, roles }, container: { portMappings: [{ containerPort: 8080 }] } }
  )
  expect(world.count('DescribeTargetHealth')).toBe(0)
  expect(diagnosis.stops[0]?.cause).toMatchObject({
    kind: 'secret-denied',
    container: 'app',
    variable: 'API_KEY',
    role: 'arn:aws:iam::123456789012:role/demo-execution',
    statement: expect.stringMatching(
      /^{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-west-2:123456789012:secret:demo\/api-key-\?{6}"}$/
    ),
    pointer: '/containerDefinitions/0/secrets/0/valueFrom'
  })
  // nothing ran, so there is no log; health is not in question, so no load balancer was asked
  expect([diagnosis.logs, diagnosis.targets, diagnosis.notVerified]).toEqual([[], [], []])
  // the policy to add is in the next steps
  expect(said).toContain('is not authorized to read arn:aws:secretsmanager')
  expect(world.log.text()).not.toContain('"Effect"')
  expect(diagnosis.stops[0]?.explanation).toContain(
    'Add to that role (the execution role, not the task role)'
  )
})

test('a role that ECS may not assume: there is no task, and the events say it', async () => {
  const roles = [{ ...base.roles[0], trust: 'ec2.amazonaws.com' }]
  const { diagnosis, said } = await deploy({ taskDefinition: 'other:1' }, { scenario: { roles } })
  expect(diagnosis.stops).toEqual([])
  expect(diagnosis.eventCauses.map(({ cause }) => cause)).toEqual([
    {
      kind: 'role-not-assumable',
      role: 'arn:aws:iam::123456789012:role/demo-execution',
      pointer: '/executionRoleArn'
    }
  ])
  expect(said).toContain('ECS is not authorized to assume the execution role')
})

describe('by itself', () => {
  const subject = {
    ...{ cluster: 'demo', region: 'us-west-2', service: 'web' },
    deploymentId: 'ecs-svc/0',
    taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1',
    definition: {},
    seenEvents: []
  }
  const ports = () => {
    const connection = { region: 'us-west-2', environment: process.env, clock: sandboxClock(world.sandbox) }
    return { ...connectAws({ ...connection, maxRetries: 0 }), guard: makeTextGuard({}, new Gate()) }
  }

  test('it never throws: whatever cannot be read is named', async () => {
    const refused = (op: string, kind: string) => ({ op, kind, from: 1 })
    world = await makeModeWorld(
      scenario({ faults: [refused('ListTasks', 'access-denied'), refused('DescribeServices', '500')] })
    )
    const diagnosis = await diagnose(subject, ports())
    expect(diagnosis).toEqual({
      ...{ cluster: 'demo', region: 'us-west-2', service: 'web' },
      events: [],
      eventCauses: [],
      stops: [],
      logs: [],
      targets: [],
      notVerified: [
        'Not verified: no permission for ecs:ListTasks.',
        'Not verified: ServerException from ecs:DescribeServices.'
      ]
    })
    expect(diagnosisToText(diagnosis)).toEqual(diagnosis.notVerified)
  })

  test('a mistake of ours is named without its message, and the rest is shown', async () => {
    world = await makeModeWorld(scenario())
    const { ecs, ...others } = ports()
    const broken = { ...ecs, listStoppedTasks: () => Promise.reject(new TypeError('quotes a value')) }
    const diagnosis = await diagnose(subject, { ...others, ecs: broken })
    expect(diagnosis.notVerified).toEqual([
      'Not verified: a part of the diagnosis failed (TypeError). This is a bug in ecs-sealed-deploy.'
    ])
    expect(diagnosis.events.length).toBeGreaterThan(0)
  })

  test('stopped tasks of our deployment only, all pages, 300 at most', async () => {
    world = await makeModeWorld(
      scenario({
        services: [
          {
            ...base.services[0],
            desiredCount: 150,
            running: false,
            circuitBreaker: { enable: false }
          }
        ],
        behaviours: [{ taskDefinition: 'web:1', failStart: 'ResourceInitializationError: made up' }]
      })
    )
    world.sandbox.advance(40 * 60_000)
    const [service] = [...(world.sandbox.world().regions.get('us-west-2')?.clusters.values() ?? [])].flatMap(
      ({ services }) => [...services.values()]
    )
    const deploymentId = service?.deployments[0]?.id ?? ''
    const ours = await diagnose({ ...subject, deploymentId }, ports())
    expect(ours.stops.map(({ count, reason }) => [count, reason])).toEqual([
      [300, 'ResourceInitializationError: made up']
    ])
    expect(world.count('ListTasks')).toBe(3)
    const others = await diagnose(subject, ports())
    expect(others.stops).toEqual([])
  })
})
