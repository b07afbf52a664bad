import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../../src/modes/deploy.ts'
import { scenario } from '../../bundle/scenario.ts'
import '../../worlds/sdk.ts'
import { type ModeWorld, worldsOfTests } from '../../modes/world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const base = scenario() as { services: object[]; roles: object[] }
const EC2 = { launchType: 'EC2' }

/** A deploy of a service without a circuit breaker, for which ECS would try for ever. */
async function deploy(more: { behaviour?: object; service?: object; role?: object }, inputs = {}) {
  world = await makeModeWorld(
    scenario({
      services: [{ ...base.services[0], circuitBreaker: { enable: false }, ...more.service }],
      roles: [{ ...base.roles[0], ...more.role }],
      behaviours: more.behaviour === undefined ? [] : [{ taskDefinition: 'web:2', ...more.behaviour }]
    })
  )
  const start = world.sandbox.now()
  const report = await runDeploy(
    world.configuration('deploy', { 'verify-permissions': 'off', ...inputs }),
    world.ports
  )
  const [result] = report.results
  const found = world.log.text().match(/FAILED: (.*)/)?.[1]
  return { found, outcome: result?.outcome, seconds: (world.sandbox.now() - start) / 1000 }
}

describe('without a circuit breaker a hopeless rollout ends when it is plain', () => {
  test.each<[string, Parameters<typeof deploy>[0], RegExp, number]>([
    [
      'a secret that may not be read',
      { role: { policies: {} } },
      /^No task of this deployment can start: a secret cannot be read/,
      60
    ],
    [
      'a role that ECS may not assume',
      { role: { trust: 'ec2.amazonaws.com' } },
      /^No task of this deployment can start\. ECS has reported 3 times: .*unable to assume the role/,
      60
    ],
    [
      'an image that is not there',
      { behaviour: { failStart: 'CannotPullContainerError: demo/web:2: not found' } },
      /the image cannot be pulled/,
      60
    ],
    [
      'an application that ends at once',
      { behaviour: { exitAfter: '3s' } },
      /^Tasks of this deployment keep exiting: [34] tasks ended within 60 s of their start \(exit code 1\)/,
      120
    ],
    [
      'no place',
      {
        behaviour: { cannotPlace: 'Reason: No Container Instances were found in your cluster.' },
        service: EC2
      },
      /^No task of this deployment can start\. ECS has reported \d times: was unable to place a task/,
      600
    ]
  ])('%s', async (_what, more, reason, atMost) => {
    const seen = await deploy(more, { 'on-failure': 'leave' })
    expect(seen.found).toMatch(reason)
    expect(seen.outcome).toBe('failed')
    expect(seen.seconds).toBeLessThan(atMost)
  })

  test('a registry that is not reached may be reached later', async () => {
    const failStart = 'CannotPullContainerError: Head "https://x/v2/": dial tcp 1.2.3.4:443: i/o timeout'
    expect(await deploy({ behaviour: { failStart, times: 4 } })).toMatchObject({ outcome: 'succeeded' })
  })
})

describe('what makes a start fail is told at the first look after it, whatever comes of it', () => {
  const CAPACITY =
    'Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.'
  const PULL = 'CannotPullContainerError: pull image manifest has been retried 5 time(s): '

  /** The warnings of a run, each with its time in seconds after the first failure that ECS had seen. */
  async function warned(behaviour: object) {
    world = await makeModeWorld(
      scenario({
        services: [{ ...base.services[0], circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:2', ...behaviour }]
      })
    )
    const warnings: { readonly at: number; readonly text: string }[] = []
    const log = {
      ...world.log,
      warning: (text: string) => {
        warnings.push({ at: world.sandbox.now(), text })
      }
    }
    const configuration = world.configuration('deploy', { 'verify-permissions': 'off' })
    const { results } = await runDeploy(configuration, { ...world.ports, log })
    const region = world.sandbox.world().regions.get('us-west-2')
    const service = region?.clusters.get('demo')?.services.get('web')
    const stops = [...(service?.tasks.values() ?? [])].flatMap(({ stoppedAt, taskDefinition }) =>
      stoppedAt !== undefined && taskDefinition.endsWith(':2') ? [stoppedAt] : []
    )
    const events = (service?.events ?? []).flatMap(({ createdAt, message }) =>
      /unable/.test(message) ? [createdAt] : []
    )
    const first = Math.min(...stops, ...events)
    return {
      outcome: results[0]?.outcome,
      warnings: warnings.map(({ at, text }) => ({ after: (at - first) / 1000, text }))
    }
  }

  test.each<[string, object, RegExp]>([
    ['a time-out', { failStart: `${PULL}dial tcp 1.2.3.4:443: i/o timeout` }, /i\/o timeout/],
    ['too many requests', { failStart: `${PULL}toomanyrequests: 429 Too Many Requests` }, /429 Too Many/],
    ['a registry in trouble', { failStart: `${PULL}unexpected status code 503 Service Unavailable` }, /503/],
    ['no capacity', { cannotPlace: CAPACITY }, /Capacity is unavailable/]
  ])('%s passes: a warning, and success', async (_what, behaviour, words) => {
    const seen = await warned({ ...behaviour, times: 2 })
    expect(seen.outcome).toBe('succeeded')
    expect(seen.warnings).toHaveLength(1)
    expect(seen.warnings[0]?.text).toMatch(words)
    expect(seen.warnings[0]?.text).toMatch(
      /^\[web\] A task failed: .* ECS is retrying; this may resolve itself\.$/
    )
    expect(seen.warnings[0]?.after).toBeLessThanOrEqual(5)
  })

  test('a cause that does not pass is told before it is plain', async () => {
    const seen = await warned({ failStart: `${PULL}failed to resolve ref demo/web:2: not found` })
    expect(seen.outcome).toBe('failed')
    expect(seen.warnings[0]?.text).toMatch(/demo\/web:2 of container app does not exist in its registry/)
    expect(seen.warnings[0]?.text).not.toMatch(/may pass/)
    expect(seen.warnings[0]?.after).toBeLessThanOrEqual(5)
  })
})
