import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type FakeGithub, startFakeGithub } from './fake-github.ts'
import { SHA, TOKENS } from './world.ts'

let github: FakeGithub
beforeEach(async () => {
  github = await startFakeGithub({ tokens: TOKENS })
})
afterEach(() => github.stop())

async function ask(method: string, path: string, body?: object, token = 'ci') {
  const answer = await fetch(`${github.url}${path}`, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('<') ? text : JSON.parse(text) }
}

const REPO = '/repos/example/ops-pipeline'
const NEW = { ref: SHA, environment: 'staging', auto_merge: false, required_contexts: [] }

describe('the fake', () => {
  test('knows tokens, and what each may do', async () => {
    expect(await ask('POST', `${REPO}/deployments`, NEW, 'nobody')).toEqual({
      status: 401,
      body: { message: 'Bad credentials' }
    })
    expect((await ask('POST', `${REPO}/deployments`, NEW, 'fork')).status).toBe(403)
    expect((await ask('GET', '/user')).status).toBe(403)
    expect((await ask('GET', '/user', undefined, 'person')).body).toEqual({ login: 'octocat' })
    expect(github.state.deployments).toEqual([])
  })

  test('keeps deployments and statuses; a success makes earlier ones of the environment inactive', async () => {
    const ids = []
    for (const environment of ['staging', 'staging', 'other']) {
      const { body } = await ask('POST', `${REPO}/deployments`, { ...NEW, environment })
      ids.push(body.id)
      await ask('POST', `${REPO}/deployments/${body.id}/statuses`, { state: 'success' })
    }
    expect(new Set(ids).size).toBe(3)
    expect(github.state.deployments.map(({ statuses }) => statuses.map(({ state }) => state))).toEqual([
      ['success', 'inactive'],
      ['success'],
      ['success']
    ])
  })

  test.each<[string, string, string, object, number]>([
    ['an unknown ref', 'POST', 'deployments', { ...NEW, ref: 'nowhere' }, 422],
    ['a long description', 'POST', 'deployments', { ...NEW, description: 'x'.repeat(141) }, 422],
    ['an unknown member', 'POST', 'deployments', { ...NEW, color: 'red' }, 422],
    ['a merge', 'POST', 'deployments', { ...NEW, auto_merge: true }, 409],
    ['required contexts', 'POST', 'deployments', { ...NEW, required_contexts: ['ci'] }, 409],
    ['a status of no deployment', 'POST', 'deployments/1/statuses', { state: 'success' }, 404],
    ['an unknown pull request', 'POST', 'issues/8/comments', { body: 'x' }, 404],
    ['a comment that is too long', 'POST', 'issues/7/comments', { body: 'x'.repeat(65_537) }, 422],
    ['an empty comment', 'POST', 'issues/7/comments', { body: '' }, 422],
    ['a comment that is gone', 'PATCH', 'issues/comments/1', { body: 'x' }, 404],
    ['an unknown route', 'DELETE', 'deployments', {}, 501]
  ])('refuses %s', async (_, method, path, body, status) => {
    expect((await ask(method, `${REPO}/${path}`, body)).status).toBe(status)
  })

  test('refuses an unknown state', async () => {
    const { body } = await ask('POST', `${REPO}/deployments`, NEW)
    expect((await ask('POST', `${REPO}/deployments/${body.id}/statuses`, { state: 'done' })).status).toBe(422)
  })

  test('gives files of a commit, raw or in base64, folders as lists, and says what is not there', async () => {
    const commit = 'b'.repeat(40)
    github.state.git.contents.set(commit, { 'a/b c.yml': 'x: é\n' })
    const at = (path: string) => `${REPO}/contents/${path}?ref=${commit}`
    const base64 = Buffer.from('x: é\n').toString('base64')
    expect((await ask('GET', at('a/b%20c.yml'))).body).toMatchObject({ encoding: 'base64', content: base64 })
    const headers = { authorization: 'token ci', accept: 'application/vnd.github.raw+json' }
    expect(await (await fetch(`${github.url}${at('a%2Fb%20c.yml')}`, { headers })).text()).toBe('x: é\n')
    expect((await ask('GET', at('a'))).body).toEqual([{ type: 'file', path: 'a/b c.yml' }])
    expect((await ask('GET', at('c'))).status).toBe(404)
    expect((await ask('GET', `${REPO}/contents/a?ref=nowhere`)).status).toBe(404)
    expect((await ask('GET', at('a'), undefined, 'fork')).status).toBe(403)
    expect((await ask('GET', `${REPO}/git/commits/${commit}`)).status).toBe(200)
  })

  test('pages comments', async () => {
    for (let n = 0; n < 5; n++) await ask('POST', `${REPO}/issues/7/comments`, { body: `comment ${n}` })
    const { body } = await ask('GET', `${REPO}/issues/7/comments?per_page=2&page=3`)
    expect(body.map((comment: { body: string }) => comment.body)).toEqual(['comment 4'])
  })

  test('breaks as told, as often as told', async () => {
    github.break({ at: /GET .*comments/, times: 1, kind: { what: 'html', status: 502 } })
    expect(await ask('GET', `${REPO}/issues/7/comments`)).toMatchObject({
      status: 502,
      body: expect.stringContaining('<html>')
    })
    expect((await ask('GET', `${REPO}/issues/7/comments`)).status).toBe(200)
    github.break({ at: /GET/, times: 1, kind: { what: 'reset' } })
    await expect(ask('GET', '/user')).rejects.toThrow()
  })

  test('carries out what it never answers', async () => {
    github.break({ at: /POST/, kind: { what: 'hang' } })
    const asked = fetch(`${github.url}${REPO}/deployments`, {
      method: 'POST',
      headers: { authorization: 'token ci' },
      body: JSON.stringify(NEW),
      signal: AbortSignal.timeout(300)
    })
    await expect(asked).rejects.toThrow()
    expect(github.state.deployments).toHaveLength(1)
    for (let wait = 0; github.hanging() > 0 && wait < 100; wait++)
      await new Promise(resolve => setTimeout(resolve, 10))
    expect(github.hanging()).toBe(0)
  })
})
