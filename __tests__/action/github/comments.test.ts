import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  commentOnPullRequest,
  markerOf,
  pullRequestOf
} from '../../../src/action/github/comment-on-pull-request.ts'
import { systemClock } from '../../../src/clock.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import { emptyReport, type Report } from '../../../src/report/report.ts'
import { aFinding } from '../../report/findings.ts'
import { type GithubWorld, makeGithub, SHA, variablesFor } from './world.ts'

let world: GithubWorld
beforeEach(async () => {
  world = await makeGithub()
})
afterEach(() => world.github.stop())

const CLEAN: Report = { ...emptyReport('check'), files: ['a.json'] }
const BAD: Report = { ...CLEAN, findings: [aFinding()] }

const event = (head: object | null = { full_name: 'example/ops-pipeline' }, number: unknown = 7) => ({
  event_name: 'pull_request',
  repository: 'example/ops-pipeline',
  server_url: 'https://github.example.com',
  sha: SHA,
  event: { pull_request: { number, head: { repo: head } } }
})

type Given = {
  readonly token?: string
  readonly github?: Record<string, unknown>
  readonly job?: string
  readonly speed?: number
  readonly gate?: Gate
}

const comment = (report: Report, { token = 'ci', github = event(), job = 'check', ...more }: Given = {}) =>
  commentOnPullRequest(report, {
    token,
    github: github as Parameters<typeof pullRequestOf>[0],
    variables: { ...variablesFor(world.github.url), GITHUB_JOB: job },
    configuration: ['deploy/*.json'],
    clock: {
      ...systemClock,
      sleep: (ms, signal) => systemClock.sleep(ms / (more.speed ?? 1), signal)
    },
    signal: new AbortController().signal,
    gate: more.gate ?? new Gate()
  })

const bodies = () => world.github.state.comments.map(({ body }) => body)

describe('one comment a pull request', () => {
  test('clean and none there: none is written', async () => {
    expect(await comment(CLEAN)).toEqual([])
    expect(bodies()).toEqual([])
    expect(world.github.requests.map(({ method }) => method)).toEqual(['GET'])
  })

  test('findings, other findings, the same again, clean: one comment, replaced', async () => {
    expect(await comment(BAD)).toEqual([])
    expect(bodies()).toEqual([
      expect.stringMatching(/^<!-- ecs-sealed-deploy:check:[0-9a-f]{16} -->\n### 🔓/)
    ])
    expect(bodies()[0]).toContain('Variable DB\\_PASSWORD holds a password.')
    await comment({ ...CLEAN, findings: [aFinding({ name: 'OTHER' })] })
    expect(bodies()).toEqual([expect.stringContaining('OTHER')])
    const asked = world.github.requests.length
    await comment({ ...CLEAN, findings: [aFinding({ name: 'OTHER' })] })
    expect(world.github.requests.slice(asked).map(({ method }) => method)).toEqual(['GET'])
    await comment(CLEAN)
    expect(bodies()).toEqual([
      expect.stringMatching(/^<!-- .* -->\n### ✅ [\s\S]*1 file checked: no plaintext/)
    ])
  })

  test('jobs do not write over each other', async () => {
    await comment(BAD)
    await comment(BAD, { job: 'other' })
    expect(bodies()).toHaveLength(2)
  })

  test('what is shown is cleaned first', async () => {
    const gate = new Gate()
    gate.know(['password'])
    await comment(BAD, { gate })
    expect(bodies()[0]).toContain('holds a \\*\\*\\*.')
    expect(bodies()[0]).not.toContain('password')
  })

  test('ours is found behind hundreds of others', async () => {
    const user = { login: 'octocat', type: 'User' }
    for (let id = 0; id < 250; id++) world.github.state.comments.push({ id, issue: 7, body: 'hello', user })
    await comment(BAD)
    await comment(CLEAN)
    expect(bodies().filter(body => body.startsWith('<!--'))).toEqual([expect.stringContaining('✅')])
    expect(bodies()).toHaveLength(251)
  })

  test('behind more than are searched, no new one is added at each run', async () => {
    const user = { login: 'octocat', type: 'User' }
    for (let id = 0; id < 2000; id++) world.github.state.comments.push({ id, issue: 7, body: 'hello', user })
    expect(JSON.stringify(await comment(BAD))).toContain('was not found among the first 2,000')
    expect(bodies()).toHaveLength(2000)
  })

  test('a stranger’s comment with our marker is left alone', async () => {
    await comment(BAD)
    const [ours] = world.github.state.comments
    const user = { login: 'mallory', type: 'User' }
    const body = ours?.body ?? ''
    world.github.state.comments.splice(0, 1, { id: 1, issue: 7, body, user })
    expect(await comment(CLEAN)).toEqual([])
    expect(bodies()).toEqual([body])
    expect(await comment(BAD, { token: 'person' })).toEqual([])
    expect(world.github.state.comments.map(({ user: by }) => by.login)).toEqual(['mallory', 'octocat'])
    expect(await comment(CLEAN, { token: 'person' })).toEqual([])
    expect(bodies()).toEqual([body, expect.stringContaining('✅')])
  })

  test('a comment that somebody deletes meanwhile is written again', async () => {
    await comment(BAD)
    world.github.break({ at: /PATCH/, times: 1, kind: { what: 'status', status: 404 } })
    expect(await comment({ ...CLEAN, findings: [aFinding({ name: 'OTHER' })] })).toEqual([])
    expect(bodies()).toHaveLength(2)
  })
})

describe('what does not work is a remark', () => {
  test('a fork’s token only reads', async () => {
    const github = event({ full_name: 'mallory/ops-pipeline' })
    expect(await comment(BAD, { token: 'fork', github })).toEqual([
      {
        message:
          'Pull request comment not written: on pull requests from forks the token only reads. The findings are in the annotations and in the step summary.'
      }
    ])
    expect(await comment(BAD, { token: 'fork', github: event(null) })).toMatchObject([
      { message: expect.stringContaining('from forks') }
    ])
  })

  test('a permission that the workflow does not give', async () => {
    expect(await comment(BAD, { token: 'fork' })).toEqual([
      { message: 'Pull request comment not written: no permission pull-requests: write.' }
    ])
  })

  test.each<[string, Parameters<GithubWorld['github']['break']>[0]['kind'], RegExp]>([
    ['500', { what: 'status', status: 500 }, /GitHub failed \(500\)\.$/],
    ['HTML', { what: 'html', status: 200 }, /not one of GitHub; check GITHUB_API_URL\.$/],
    ['422', { what: 'status', status: 422, message: 'no' }, /GitHub refused it \(422: no\)\.$/],
    ['404', { what: 'status', status: 404 }, /repository or resource \(404\)\.$/]
  ])('%s', async (_, kind, text) => {
    world.github.break({ at: /POST/, kind })
    expect(await comment(BAD)).toMatchObject([{ message: expect.stringMatching(text) }])
  })

  test('no answer, after ten seconds', async () => {
    world.github.break({ at: /GET/, kind: { what: 'hang' } })
    expect(await comment(BAD, { speed: 50 })).toMatchObject([
      { message: 'Pull request comment not written: GitHub did not answer in time.' }
    ])
  })

  test('a target event is not commented on; it has more rights than a check needs', async () => {
    const github = { ...event(), event_name: 'pull_request_target' }
    expect(await comment(BAD, { github })).toMatchObject([
      { message: expect.stringContaining('not for pull_request_target') }
    ])
    expect(world.github.requests).toEqual([])
  })
})

describe('which pull request it is', () => {
  test.each<[string, object]>([
    ['a push', { event_name: 'push', event: {} }],
    ['no event', { event_name: 'pull_request' }],
    ['an event of another shape', { event_name: 'pull_request', event: { pull_request: [7] } }],
    ['a number that is none', event(undefined, '7')],
    ['a number below 1', event(undefined, 0)]
  ])('%s has none', async (_, github) => {
    expect(pullRequestOf(github as Parameters<typeof pullRequestOf>[0])).toBeUndefined()
    expect(await comment(BAD, { github: github as Record<string, unknown> })).toEqual([])
    expect(world.github.requests).toEqual([])
  })

  test('a marker cannot be ended by a name', () => {
    const marker = markerOf('check', ['--> <script>', '', ''])
    expect(marker).toMatch(/^<!-- ecs-sealed-deploy:check:[0-9a-f]{16} -->$/)
    expect(marker).not.toBe(markerOf('check', ['', '--> <script>', '']))
  })
})
