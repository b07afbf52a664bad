import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { checkGithub, runUrl } from '../../../src/action/github/connect.ts'
import { describeDeployment, lastStatus } from '../../../src/action/github/last-status.ts'
import type { Fault } from './fake-github.ts'
import { aResult, type GithubWorld, makeGithub, SHA, variablesFor } from './world.ts'

let world: GithubWorld
beforeEach(async () => {
  world = await makeGithub()
})
afterEach(() => world.github.stop())

const statuses = () =>
  world.github.state.deployments.map(deployment => deployment.statuses.map(({ state }) => state))

describe('a deployment is recorded', () => {
  test('from start to success, and nothing but names is sent', async () => {
    const recorder = world.connect().recordDeployment('production')
    expect(recorder.start(['web', 'worker'])).toBeUndefined()
    expect(await recorder.finish([aResult(), aResult({ service: 'worker', outcome: 'unchanged' })])).toEqual(
      []
    )
    expect(world.github.state.deployments).toMatchObject([
      {
        ref: SHA,
        environment: 'production',
        description: 'Amazon ECS: web, worker',
        payload: { services: ['web', 'worker'] },
        statuses: [
          {
            state: 'in_progress',
            description: 'Rolling out 2 services.',
            log_url: 'https://github.example.com/example/ops-pipeline/actions/runs/42/attempts/2'
          },
          {
            state: 'success',
            description: '1 deployed, 1 unchanged.',
            log_url: 'https://github.example.com/example/ops-pipeline/actions/runs/42/attempts/2'
          }
        ]
      }
    ])
    expect(world.github.requests[0]?.body).toEqual({
      ref: SHA,
      environment: 'production',
      description: 'Amazon ECS: web, worker',
      task: 'deploy',
      auto_merge: false,
      required_contexts: [],
      payload: { services: ['web', 'worker'] }
    })
  })

  test('once, and not for no services', async () => {
    const recorder = world.connect().recordDeployment('production')
    recorder.start([])
    expect(await recorder.finish([aResult()])).toEqual([])
    expect(world.github.requests).toEqual([])
    recorder.start(['web'])
    recorder.start(['web'])
    await recorder.finish([aResult()])
    expect(statuses()).toEqual([['in_progress', 'success']])
  })

  test('a run that was cancelled before anything was touched leaves it inactive', async () => {
    const recorder = world.connect().recordDeployment('production')
    recorder.start(['web'])
    world.cancel()
    expect(await recorder.finish([aResult({ outcome: 'not-started' })])).toEqual([])
    expect(statuses()).toEqual([['in_progress', 'inactive']])
  })
})

test('a deployment that was not waited for stays in progress', async () => {
  const recorder = world.connect().recordDeployment('production')
  recorder.start(['web', 'worker'])
  await recorder.finish([aResult({ outcome: 'requested', isOngoing: true }), aResult({ service: 'worker' })])
  expect(world.github.state.deployments[0]?.statuses.at(-1)).toMatchObject({
    state: 'in_progress',
    description: 'Requested, not waited for: web'
  })
})

describe('a deployment that waits for a person', () => {
  const paused = { stage: 'POST_TEST_TRAFFIC_SHIFT', hookIds: ['hook'], until: '2026-11-26T17:05:17.000Z' }
  const waiting = aResult({ isOngoing: true, paused })
  const all = () =>
    world.github.state.deployments.map(({ statuses }) =>
      statuses.map(({ state, description }) => [state, description])
    )
  const at = 'Paused at a lifecycle hook; ECS rolls back at 2026-11-26T17:05Z: web'

  test('is in progress, and the run that goes on with it ends it', async () => {
    const first = world.connect().recordDeployment('production')
    first.start(['web', 'worker'])
    await first.finish([waiting, aResult({ service: 'worker' })])
    // what GitHub makes by itself for a job with an environment
    world.github.state.deployments.push({
      ...{ id: 1001, ref: SHA, environment: 'production', description: '', payload: '', statuses: [] }
    })
    const second = world.connect().recordDeployment('production')
    second.start(['web'], true)
    expect(await second.finish([aResult()])).toEqual([])
    expect(all()).toEqual([
      [
        ['in_progress', 'Rolling out 2 services.'],
        ['in_progress', at],
        ['in_progress', 'Rolling out 1 service.'],
        ['success', '1 deployed.']
      ],
      []
    ])
  })

  test.each<[string, string, readonly string[]]>([
    ['one that is over', 'production', ['web']],
    ['another environment', 'staging', ['web']],
    ['other services', 'production', ['worker']]
  ])('is not mistaken for %s', async (kind, environment, services) => {
    const first = world.connect().recordDeployment(environment)
    first.start(services)
    await first.finish([kind === 'one that is over' ? aResult() : waiting])
    const second = world.connect().recordDeployment('production')
    second.start(['web'], true)
    await second.finish([aResult()])
    expect(world.github.state.deployments).toHaveLength(2)
  })

  test('that it cannot be looked for is no reason to record nothing', async () => {
    world.github.break({ at: /GET /, kind: { what: 'status', status: 500 } })
    const recorder = world.connect().recordDeployment('production')
    recorder.start(['web'], true)
    expect(await recorder.finish([aResult()])).toEqual([])
    expect(statuses()).toEqual([['in_progress', 'success']])
  })
})

describe('what GitHub does not take is one remark', () => {
  const status = (code: number, more: object = {}): Fault['kind'] => ({
    what: 'status',
    status: code,
    ...more
  })
  const cases: readonly (readonly [string, Fault['kind'], string])[] = [
    ['403', status(403), 'no permission deployments: write'],
    [
      '403 for another reason',
      status(403, { message: 'Repository was archived so is read-only.' }),
      'GitHub refused it (403: Repository was archived so is read-only.)'
    ],
    ['403 of a limit', status(403, { message: 'API rate limit exceeded' }), "GitHub's rate limit is reached"],
    [
      '403 with retry-after',
      status(403, { headers: { 'retry-after': '60' } }),
      "GitHub's rate limit is reached"
    ],
    ['429', status(429), "GitHub's rate limit is reached"],
    ['401', status(401), 'GitHub does not accept the token (401)'],
    ['404', status(404), 'the token has no access to this repository or resource (404)'],
    ['409', status(409, { message: 'Conflict\n::error::x' }), 'GitHub refused it (409: Conflict ::error::x)'],
    ['500', status(500), 'GitHub failed (500)'],
    ['HTML with 503', { what: 'html', status: 503 }, 'GitHub failed (503)'],
    ['HTML with 200', { what: 'html', status: 200 }, 'the answer is not one of GitHub; check GITHUB_API_URL'],
    ['a reset', { what: 'reset' }, 'no connection to GitHub: ECONNRESET']
  ]
  test.each(cases)('%s', async (_, kind, why) => {
    world.github.break({ at: /POST .*deployments$/, kind })
    const recorder = world.connect().recordDeployment('production')
    recorder.start(['web'])
    const [remark, ...more] = await recorder.finish([aResult()])
    expect(more).toEqual([])
    expect(remark?.message).toMatch(/^GitHub deployment not recorded: .*\.$/)
    expect(remark?.message).toContain(why)
    // a deployment is never asked for twice
    expect(world.github.requests).toHaveLength(1)
  })

  test('a token without the permission, and a ref that GitHub does not have', async () => {
    const recorder = world.connect('fork').recordDeployment('production')
    recorder.start(['web'])
    expect(await recorder.finish([aResult()])).toEqual([
      { message: 'GitHub deployment not recorded: no permission deployments: write.' }
    ])
  })

  test('nobody there', async () => {
    await world.github.stop()
    const recorder = world.connect().recordDeployment('production')
    recorder.start(['web'])
    expect(await recorder.finish([aResult()])).toEqual([
      { message: 'GitHub deployment not recorded: no connection to GitHub: ECONNREFUSED.' }
    ])
  })

  test('a last status that is refused', async () => {
    world.github.break({ at: /statuses/, kind: { what: 'status', status: 403 } })
    const recorder = world.connect().recordDeployment('production')
    recorder.start(['web'])
    expect(await recorder.finish([aResult()])).toEqual([
      {
        message:
          'GitHub deployment 1000 of environment "production" is still shown as in progress: no permission deployments: write.'
      }
    ])
  })
})

describe('the last status', () => {
  const good = aResult()
  const of = (...outcomes: ('failed' | 'rolled-back' | 'cancelled' | 'not-started' | 'timed-out')[]) =>
    outcomes.map((outcome, index) => aResult({ service: `s${index}`, outcome }))

  test.each<[string, ReturnType<typeof of>, boolean, string, string]>([
    ['all good', [good, good], false, 'success', '2 deployed.'],
    [
      'one failed',
      [good, ...of('rolled-back')],
      false,
      'failure',
      '1 of 2 did not succeed: s0 (rolled back)'
    ],
    [
      'failed beside cancelled',
      of('failed', 'cancelled'),
      true,
      'failure',
      '1 of 2 did not succeed: s0 (failed)'
    ],
    ['cancelled', [good, ...of('cancelled')], true, 'error', 'Cancelled during 1 of 2: s0'],
    ['only some started', [good, ...of('not-started')], true, 'error', '1 of 2 not started: s0'],
    [
      'a problem before',
      of('not-started'),
      false,
      'error',
      'The run stopped before any service was touched.'
    ],
    ['cancelled before', of('not-started'), true, 'inactive', 'Cancelled before any service was touched.'],
    [
      'one waits for a person, and the run has waited as long as it may',
      [good, aResult({ service: 's1', outcome: 'timed-out', paused: { hookIds: ['h'] } })],
      false,
      'in_progress',
      'Paused at a lifecycle hook: s1'
    ],
    [
      'one waits for a person beside one that failed',
      [aResult({ isOngoing: true, paused: { hookIds: ['h'] } }), ...of('failed')],
      false,
      'failure',
      '1 of 2 did not succeed: s0 (failed)'
    ],
    ['nothing known', [], false, 'error', 'The run stopped before any service was touched.']
  ])('%s', (_, results, isCancelled, state, description) => {
    expect(lastStatus(results, isCancelled)).toEqual({ state, description })
  })

  test('a run that is not good is no success, whatever its services say', () => {
    expect(lastStatus([aResult()], false, false)).toEqual({
      state: 'failure',
      description: 'The services are deployed, but the run did not succeed: see its summary.'
    })
  })

  test('descriptions name what fits into 140 characters', () => {
    const names = Array.from({ length: 500 }, (_, index) => `a-rather-long-service-name-${index}`)
    expect(describeDeployment(names)).toBe(
      'Amazon ECS: a-rather-long-service-name-0, a-rather-long-service-name-1, a-rather-long-service-name-2 and 497 more'
    )
    expect(describeDeployment(['x'.repeat(255), 'y'])).toBe('Amazon ECS: 2 services')
    const failed = names.map(service => aResult({ service, outcome: 'failed' }))
    expect(lastStatus(failed, false).description.length).toBeLessThanOrEqual(140)
    expect(lastStatus(failed, false).description).toMatch(/^500 of 500 .* and \d+ more$/)
  })
})

describe('checkGithub', () => {
  const variables = variablesFor('http://127.0.0.1:9')

  test('asks for nothing without an environment, and finds nothing wrong with all of it', () => {
    expect(checkGithub({}, {})).toEqual([])
    expect(checkGithub({ environment: 'production', githubToken: 't' }, variables)).toEqual([])
  })

  test('names all that is missing, at once', () => {
    const problems = checkGithub({ environment: 'production', githubToken: 't' }, { GITHUB_SHA: '' })
    expect(problems.map(({ code, fault, message }) => [code, fault, message])).toEqual([
      [
        'missing-input',
        'user',
        'Inputs "environment" and "github-token" are given, but GITHUB_REPOSITORY and GITHUB_SHA are not set: it is not known what the GitHub deployment is of.'
      ]
    ])
  })

  test('without a token nothing is recorded, and an environment needs nothing of GitHub', () => {
    expect(checkGithub({ environment: 'production' }, {})).toEqual([])
  })

  test('the page of the run is only known inside of GitHub Actions', () => {
    expect(runUrl({})).toBeUndefined()
    expect(runUrl({ ...variables, GITHUB_RUN_ATTEMPT: '' })).toBe(
      'https://github.example.com/example/ops-pipeline/actions/runs/42'
    )
  })
})
