import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openPullRequest, type PullRequestContent } from '../../../src/action/github/open-pull-request.ts'
import { systemClock } from '../../../src/clock.ts'
import { Gate } from '../../../src/report/gate/gate.ts'
import { type GithubWorld, makeGithub, SHA, variablesFor } from './world.ts'

const gate = new Gate()
let world: GithubWorld
beforeEach(async () => {
  world = await makeGithub()
})
afterEach(() => world.github.stop())

const content = (more: Partial<PullRequestContent> = {}): PullRequestContent => ({
  token: 'ci',
  commit: SHA,
  base: 'main',
  branch: 'ecs-sealed-deploy/migrate-1',
  title: gate.shown('Credentials as references'),
  body: gate.shown('what moved'),
  files: [
    { path: 'deploy/a.json', text: '{}\r\n', executable: false },
    { path: 'deploy/b.json', text: '{}', executable: true }
  ],
  ...more
})
const open = (more: Partial<PullRequestContent> = {}) =>
  openPullRequest(content(more), { variables: variablesFor(world.github.url), clock: systemClock, gate })

test('commits the files as they are on a branch and asks for a merge', async () => {
  const url = await open()
  const { commits, branches, opened } = world.github.state.git
  expect(url).toBe('https://github.example.com/example/ops-pipeline/pull/100')
  expect(opened).toMatchObject([
    { head: 'ecs-sealed-deploy/migrate-1', base: 'main', title: 'Credentials as references' }
  ])
  expect(commits.get(branches.get('ecs-sealed-deploy/migrate-1') ?? '')).toMatchObject({
    parents: [SHA],
    files: {
      'deploy/a.json': { text: '{}\r\n', mode: '100644' },
      'deploy/b.json': { text: '{}', mode: '100755' }
    }
  })
})

test('a second time the branch is moved and the same pull request given', async () => {
  const first = await open()
  expect(await open({ files: [{ path: 'deploy/a.json', text: '{ }', executable: false }] })).toBe(first)
  const { commits, branches, opened } = world.github.state.git
  expect(opened).toHaveLength(1)
  expect(commits.get([...branches.values()][0] ?? '')?.files['deploy/a.json']?.text).toBe('{ }')
})

test('without a branch of its own it asks for the default one', async () => {
  const { base: _, ...rest } = content()
  await openPullRequest(rest, { variables: variablesFor(world.github.url), clock: systemClock, gate })
  expect(world.github.state.git.opened).toMatchObject([{ base: 'main' }])
})

test.each([
  ['fork', 'no permission contents: write, pull-requests: write'],
  ['nobody', 'GitHub does not accept the token (401)']
])('token %s: %s', async (token, text) => {
  await expect(open({ token })).rejects.toThrow(text)
})

test('a commit that GitHub does not have, and no repository', async () => {
  await expect(open({ commit: 'b'.repeat(40) })).rejects.toThrow('(404)')
  await expect(openPullRequest(content(), { variables: {}, clock: systemClock, gate })).rejects.toThrow(
    'GITHUB_REPOSITORY'
  )
})
