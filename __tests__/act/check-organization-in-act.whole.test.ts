import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { parse, stringify } from 'yaml'
import type { Merged } from '../../src/report/merge/merge.ts'
import { blockAfter } from '../pages.ts'
import { skipLoudly } from '../skips.ts'
import { ACT, endActs, type Played, play } from './act.ts'

// The check of an organization from its first job to its last, as docs/organization.md calls it. What act has not:
// permissions, GitHub's limits of a matrix and of outputs, and the repository of a called workflow: a workflow that it
// calls by path is looked for beside the caller's.

afterEach(endActs)
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

const PART = '.github/workflows/check-repositories.yml'
const documented = blockAfter('docs/organization.md', '<!-- caller-check-organization -->')
type Caller = { readonly jobs: { readonly check: { with: object; secrets: object } } }
function caller(inputs: Readonly<Record<string, string>>, secrets?: object): string {
  const workflow = parse(documented) as Caller
  workflow.jobs.check.with = inputs
  if (secrets !== undefined) workflow.jobs.check.secrets = secrets
  return stringify(workflow)
}

const definition = (environment: readonly object[]) =>
  JSON.stringify({
    family: 'api',
    containerDefinitions: [{ name: 'app', image: 'example/api:1', memory: 64, environment }]
  })
const SECRET = ['not', 'for', 'you', '41'].join('-')
const CLEAN = { 'deploy/api.json': definition([]) }
const LEAKY = { 'deploy/api.json': definition([{ name: 'DB_PASSWORD', value: SECRET }]) }
const REPOSITORIES = {
  'example/clean': CLEAN,
  'example/leaky': LEAKY,
  'example/none': { 'README.md': 'a page' },
  'example/broken': { ...CLEAN, '.github/ecs-sealed-deploy.yml': 'no-such-key: 1' },
  'example/waiting': LEAKY
}
const SCENE = {
  files: { [PART]: readFileSync(PART, 'utf8') },
  scenario: {},
  event: { name: 'workflow_dispatch' as const },
  repositories: REPOSITORIES,
  secrets: { READ_REPOSITORIES_TOKEN: 'of-the-organization' }
}
const mergedOf = (played: Played, name = 'organization-check') =>
  JSON.parse(played.left(`artifacts/${name}/check.json`)) as Merged
const verdicts = ({ places }: Merged) =>
  Object.fromEntries(places.map(({ place, verdict }) => [place, verdict]))

if (ACT === undefined) skipLoudly('needs act, as __tests__/act/workflows-in-act.whole.test.ts says')
else {
  test('one report of all; what failed or never ran is unknown, never clean', async () => {
    const inputs = { repositories: Object.keys(REPOSITORIES).join(', '), exclude: 'Example/Excluded' }
    const played = await play(caller(inputs), {
      ...SCENE,
      // the job of the last one never runs
      matrix: ['clean', 'leaky', 'none', 'broken'].map(name => `repository:example/${name}`)
    })
    expect(played.code).toBe(1)
    expect(verdicts(mergedOf(played))).toEqual({
      'example/leaky': 'failed',
      'example/broken': 'unknown',
      'example/waiting': 'unknown',
      'example/clean': 'good',
      'example/none': 'good'
    })
    expect(played.left('artifacts/organization-check/summary.md')).toContain('example/waiting')
    expect(played.out).toMatch(/Summary - ## Findings: 1 of 5 repositories, 2 not verified/)
    expect(played.out + played.left('artifacts/organization-check/check.json')).not.toContain(SECRET)
    expect(new Set(played.left('checked-out').trim().split('\n'))).toEqual(
      new Set(['broken', 'clean', 'leaky', 'none'].map(name => `example/${name} of-the-organization`))
    )
  })

  test('with the token of an app, in the pull request of another repository', async () => {
    const inputs = { repositories: 'example/clean', 'app-client-id': 'Iv1', name: 'own' }
    const head = { repo: { full_name: 'example/shop' } }
    const played = await play(caller(inputs, { 'app-private-key': '${{ secrets.KEY }}' }), {
      ...{ ...SCENE, secrets: { KEY: 'a-key' } },
      event: { name: 'workflow_dispatch', payload: { pull_request: { number: 7, head } } }
    })
    expect(played.code).toBe(0)
    expect(verdicts(mergedOf(played, 'own'))).toEqual({ 'example/clean': 'good' })
    expect(played.left('checked-out')).toMatch(/^example\/clean of-Iv1-for-\S+\n$/)
  })

  // where a called workflow has failed, act starts no further job, whatever its `if` says
  test('a job that cannot check its repository out fails, and leaves nothing that could be taken for a result', async () => {
    const played = await play(caller({ repositories: 'example/gone' }), SCENE)
    expect(played.code).toBe(1)
    expect(played.out).toContain('Not Found')
    expect(played.artifacts()).toEqual([expect.stringMatching(/^repositories-/)])
  })
}

describe('the list', () => {
  async function github(pages: readonly (readonly object[])[]) {
    const asked: string[] = []
    const server = createServer(({ url = '', headers }, response) => {
      asked.push(`${url} ${headers.authorization}`)
      const number = Number(/[?&]page=(\d+)/.exec(url)?.[1])
      const isKnown = url.startsWith('/orgs/example/repos?') && headers.authorization === 'Bearer right'
      response.writeHead(isKnown ? 200 : 404).end(isKnown ? JSON.stringify(pages[number - 1] ?? []) : '{}')
    })
    servers.push(server)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } as const
  }

  async function listed(variables: Readonly<Record<string, string>>) {
    const folder = mkdtempSync(join(tmpdir(), 'repositories-'))
    const outputs = join(folder, 'outputs')
    const env = { PATH: process.env['PATH'], GITHUB_OUTPUT: outputs, ORGANIZATION: 'example', ...variables }
    const child = spawn('bash', [resolve('scripts/list-repositories.sh')], { env, cwd: folder })
    let out = ''
    child.stdout.on('data', (data: Uint8Array) => (out += String(data)))
    const status = await new Promise(done => child.once('close', done))
    const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : 'null')
    const list = JSON.parse(read(join(folder, 'repositories.json'))) as readonly string[] | null
    const groups = JSON.parse(/^groups=(.*)$/m.exec(read(outputs))?.[1] ?? 'null') as
      | readonly { readonly repositories: readonly { repository: string; artifact: string }[] }[]
      | null
    rmSync(folder, { recursive: true })
    return { status, out, list, groups } as const
  }
  const many = (length: number) => Array.from({ length }, (_, index) => `example/service-${1000 + index}`)

  test('all pages of the organization, without what is archived or left out', async () => {
    const repository = (full_name: string, archived = false) => ({ full_name, archived })
    const { asked, url } = await github([
      [repository('example/b'), repository('example/old', true)],
      [repository('example/a'), repository('example/Not')]
    ])
    const { list } = await listed({ GITHUB_API_URL: url, TOKEN: 'right', EXCLUDE: 'example/not\n' })
    expect(list).toEqual(['example/a', 'example/b'])
    expect(asked).toHaveLength(3)
  })

  test('in groups of which each is a matrix that GitHub starts, each repository once', async () => {
    const { list, groups } = await listed({ REPOSITORIES: `${many(600).join('\r\n')} Example/Service-1000` })
    expect(list).toHaveLength(600)
    expect(groups?.map(({ repositories }) => repositories.length)).toEqual([256, 256, 88])
    const all = groups?.flatMap(({ repositories }) => repositories)
    expect(all?.map(({ repository }) => repository)).toEqual(list)
    expect(all?.[0]?.artifact).toBe('example--service-1000')
  })

  test.each([
    ['no list and no token', {}, 'Neither "repositories" nor'],
    ['a token that may not', { TOKEN: 'wrong' }, 'GitHub did not list the repositories of example'],
    ['another name', { REPOSITORIES: 'example/a/../b' }, 'not OWNER/NAME'],
    ['nothing left', { REPOSITORIES: 'example/a', EXCLUDE: 'example/a' }, 'No repository is left'],
    ['more than an output holds', { TOKEN: 'right' }, 'too many for one call']
  ])('%s is said', async (_, variables: Readonly<Record<string, string>>, message) => {
    const { url } = await github([many(8000).map(full_name => ({ full_name }))])
    const { status, out, groups } = await listed({ GITHUB_API_URL: url, ...variables })
    expect({ status, groups }).toEqual({ status: 2, groups: null })
    expect(out).toContain(message)
  })
})
