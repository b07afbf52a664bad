import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type FakeGithub, startFakeGithub } from '../action/github/fake-github.ts'
import { TOKENS } from '../action/github/world.ts'
import { type Files, type Opened, type OpenedPullRequest, openPullRequest } from './pull-request.ts'
import { runCli } from './runner.ts'

const PASSWORD = ['tiger', 'lily', '77'].join('')
const CONFIG = '.github/ecs-sealed-deploy.yml'

/** A task definition with one variable, in YAML, since only there a comment can stand. */
const definition = (
  variables: Readonly<Record<string, string>> = { DB_PASSWORD: PASSWORD },
  comment = ''
) => `
family: app
containerDefinitions:
  - name: app
    image: app:1
    memory: 64
    environment:
${Object.entries(variables)
  .map(([name, value]) => `${comment}      - name: ${name}\n        value: ${value}\n`)
  .join('')}`
const COMMENT = '      # ecs-sealed: allow secret/by-name the database of the demo is empty\n'
const CLEAN = definition({ STAGE: 'test' })

const exception = (more: Readonly<Record<string, string>> = {}) => {
  const members = {
    file: 'deploy/app.yml',
    container: 'app',
    variable: 'DB_PASSWORD',
    rule: 'secret/by-name',
    reason: 'demo',
    expires: day(90),
    ...more
  }
  const lines = Object.entries(members).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
  return `exceptions:\n  -\n${lines.join('')}`
}
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

let opened: OpenedPullRequest | undefined
let github: FakeGithub
beforeEach(async () => {
  github = await startFakeGithub({ tokens: TOKENS })
})
afterEach(async () => {
  // whatever it was: nothing outside the workspace is touched
  if (opened) {
    expect(readdirSync(opened.outside.path)).toEqual(['victim'])
    expect(opened.outside.read('victim')).toBe('mine')
  }
  opened?.remove()
  opened = undefined
  await github.stop()
})

function open(given: Opened): OpenedPullRequest {
  opened = openPullRequest(given)
  return opened
}

/** What GitHub has of the base, and the job's token. */
const withGithub = (pull: OpenedPullRequest, base: Files, token = 'ci') => {
  const texts = Object.entries(base).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string'
  )
  github.state.git.contents.set(pull.base, Object.fromEntries(texts))
  return { inputs: { 'github-token': token }, env: { GITHUB_API_URL: github.url } }
}

const NEW = 'comes with this pull request and does not count until it is merged'
const APP = { 'deploy/app.yml': CLEAN }
const OWN: Files = { 'deploy/app.yml': definition(), [CONFIG]: exception() }
const APPROVED: Files = { ...APP, [CONFIG]: exception() }
const VALUE: Files = { 'deploy/app.yml': definition() }

describe('a pull request does not approve its own credential', () => {
  test('by its configuration file: the base is in the checkout, and does not have it', async () => {
    const run = await open({ base: APP, head: OWN, depth: 2 }).check()
    expect(run.code).toBe(1)
    expect(run.stdout).toContain(NEW)
    expect(run.stdout).toContain('trust-exceptions: head')
    const findings = JSON.parse(run.outputs['findings'] ?? '').findings as { rule: string; level: string }[]
    expect(findings.map(({ rule, level }) => [rule, level])).toEqual([
      ['secret/by-name', 'error'],
      ['policy/exception-pending', 'notice']
    ])
    expect(run.visible).not.toContain(PASSWORD)
  })

  test('nor where nobody can say what the base has; the lines that make it known are given', async () => {
    const pull = open({ base: APPROVED, head: VALUE })
    const run = await pull.check()
    expect(run.code).toBe(1)
    expect(run.stdout).toContain(
      `could not be read (commit ${pull.base.slice(0, 7)} is not in this checkout)`
    )
    for (const line of ['fetch-depth: 2', 'github-token: ${{ github.token }}', 'contents: read'])
      expect(run.stdout).toContain(line)
    expect(run.stdout).toContain(
      'git fetch --no-tags --depth=1 origin ${{ github.event.pull_request.base.sha }}'
    )
    // and so they do
    pull.git(pull.workspace.path, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', pull.base)
    expect((await pull.check()).code).toBe(0)
  })

  test('what is merged counts: by the parent of the merge, by the API, also when the base branch is gone', async () => {
    expect((await open({ base: APPROVED, head: VALUE, depth: 2 }).check()).code).toBe(0)
    opened?.remove()
    const pull = open({ base: APPROVED, head: VALUE })
    pull.git(pull.origin, 'branch', '-D', 'main')
    const { inputs, env } = withGithub(pull, APPROVED)
    const run = await pull.check(inputs, { env })
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('no findings, 1 excepted')])
    expect(github.requests.map(({ path }) => path)).toContain(
      `/api/v3/repos/example/ops-pipeline/contents/.github/ecs-sealed-deploy.yml?ref=${pull.base}`
    )
  })

  test('by the API: what the base does not have, a token that may not look, an API that fails', async () => {
    const pull = open({ base: APP, head: OWN })
    const ask = async (base: Files, token?: string) => {
      const { inputs, env } = withGithub(pull, base, token)
      return pull.check(inputs, { env })
    }
    const absent = await ask(APP)
    expect([absent.code, absent.stdout]).toEqual([1, expect.stringContaining(NEW)])
    const denied = await ask(OWN, 'fork')
    expect([denied.code, denied.stdout]).toEqual([1, expect.stringContaining('no permission contents: read')])
    github.state.git.contents.clear()
    const hidden = await pull.check({ 'github-token': 'ci' }, { env: { GITHUB_API_URL: github.url } })
    expect([hidden.code, hidden.stdout]).toEqual([1, expect.stringContaining('repository or resource (404)')])
    github.break({ at: /contents/, kind: { what: 'html', status: 502 } })
    const broken = await ask(OWN)
    expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining('GitHub failed (502)')])
  })

  test('unless somebody says so', async () => {
    const run = await open({ base: APP, head: OWN }).check({ 'trust-exceptions': 'head' })
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('no findings, 1 excepted')])
  })

  test.each<[string, Files, Files]>([
    [
      'a wider file',
      APPROVED,
      { 'deploy/api.yml': definition(), [CONFIG]: exception({ file: 'deploy/api*.yml' }) }
    ],
    [
      'any container',
      APPROVED,
      {
        'deploy/app.yml': definition().replace('- name: app\n', '- name: web\n'),
        [CONFIG]: exception().replace(/ {4}container.*\n/, '')
      }
    ],
    ['a renewal', { ...APP, [CONFIG]: exception({ expires: day(-2) }) }, OWN],
    [
      'a moved file with its exception',
      { ...APPROVED, 'deploy/app.yml': definition() },
      {
        'deploy/app.yml': undefined,
        'svc/app.yml': definition(),
        [CONFIG]: exception({ file: 'svc/app.yml' })
      }
    ],
    [
      'a name that the policy allows',
      { ...APP, [CONFIG]: 'allowed-names: [OTHER]\n' },
      { ...VALUE, [CONFIG]: 'allowed-names: [DB_PASSWORD]\n' }
    ]
  ])('%s is a new one', async (_, base, head) => {
    const policy = JSON.stringify(head).includes('allowed-names') ? { policy: 'references-only' } : {}
    const run = await open({ base, head, depth: 2 }).check(policy)
    expect(run.code).toBe(1)
    if (!('policy' in policy)) expect(run.stdout).toContain(NEW)
  })

  test.each<[string, Files]>([
    ['a reason is written anew', { ...VALUE, [CONFIG]: exception({ reason: 'still the demo' }) }],
    ['it ends sooner', { ...VALUE, [CONFIG]: exception({ expires: day(10) }) }],
    ['others stand before it', { ...VALUE, [CONFIG]: `# moved\n\nallowed-names: []\n${exception()}` }],
    ['it is to be taken out', { ...VALUE, [CONFIG]: undefined }]
  ])('one of the base goes on counting when %s', async (_, head) => {
    expect((await open({ base: APPROVED, head, depth: 2 }).check()).code).toBe(0)
  })

  test('an exception that comes before its value is shown and fails nothing', async () => {
    const run = await open({ base: APP, head: { [CONFIG]: exception() }, depth: 2 }).check({
      'fail-on': 'warning'
    })
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining(NEW)])
  })

  test('an optional rule cannot be switched off', async () => {
    const random = ['q7Zp2LxV9w', 'Tn4Rk8Yb3Jc', 'M6HdWs5Fg1Ua0Ie', 'Pr9Bt2Nv'].join('')
    const base = { 'deploy/app.yml': CLEAN, [CONFIG]: 'optional-rules: [secret/high-entropy]\n' }
    const head = { 'deploy/app.yml': definition({ ORDERS: random }), [CONFIG]: undefined }
    // nor by a file of the other name
    for (const more of [{}, { [CONFIG.replace('.yml', '.yaml')]: 'allowed-names: []\n' }]) {
      const run = await open({ base, head: { ...head, ...more }, depth: 2 }).check()
      expect(run.stdout).toContain('secret/high-entropy')
      opened?.remove()
      opened = undefined
    }
  })

  test.each(['d*/**', 'deploy/**', 'deploy/*.yml', '**/*.yml', '*/*'])(
    'and nothing wide covers it, merged or not: %s',
    async file => {
      const other = { 'deploy/other.yml': CLEAN }
      const base = { ...APP, ...other, [CONFIG]: exception({ file }) }
      const merged = await open({ base, head: VALUE, depth: 2 }).check()
      expect([merged.code, merged.stdout]).toEqual([1, expect.stringContaining('policy/exception-broad')])
      opened?.remove()
      const head = { ...VALUE, [CONFIG]: exception({ file }) }
      const own = await open({ base: { ...APP, ...other }, head, depth: 2 }).check()
      expect([own.code, own.stdout]).toEqual([1, expect.stringContaining('policy/exception-broad')])
    }
  )
})

describe('nor by a comment', () => {
  const commented = definition(undefined, COMMENT)

  test('of its own', async () => {
    const run = await open({ base: APP, head: { 'deploy/app.yml': commented }, depth: 2 }).check()
    expect([run.code, run.stdout]).toEqual([
      1,
      expect.stringContaining(`The comment that allows secret/by-name ${NEW}`)
    ])
    const unknown = await open({ base: APP, head: { 'deploy/app.yml': commented } }).check()
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining('fetch-depth: 2')])
  })

  test('one of the base counts for its entry, wherever that stands now', async () => {
    const base = { 'deploy/app.yml': definition({ DB_PASSWORD: 'changeme' }, COMMENT) }
    const moved = `# moved\n\n${definition({ A: '1', DB_PASSWORD: PASSWORD }, COMMENT)}`.replace(
      `${COMMENT}      - name: A`,
      '      - name: A'
    )
    const pull = open({ base, head: { 'deploy/app.yml': moved }, depth: 2 })
    expect((await pull.check()).code).toBe(0)
    opened?.remove()
    const other = definition({ API_PASSWORD: PASSWORD, DB_PASSWORD: PASSWORD }, COMMENT)
    const run = await open({ base, head: { 'deploy/app.yml': other }, depth: 2 }).check()
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining(NEW)])
  })

  test.each<[string, Files, number?]>([
    ['another file', { 'deploy/app.yml': undefined, 'svc/app.yml': commented }],
    ['another container', { 'deploy/app.yml': commented.replace('- name: app\n', '- name: web\n') }],
    [
      'a second entry of the name',
      { 'deploy/app.yml': `${commented}${COMMENT}      - name: DB_PASSWORD\n        value: ${PASSWORD}2\n` },
      2 // two values of one variable are refused, besides
    ]
  ])('but not for %s', async (_, head, code = 1) => {
    const run = await open({ base: { 'deploy/app.yml': commented }, head, depth: 2 }).check()
    expect([run.code, run.stdout]).toEqual([code, expect.stringContaining(NEW)])
  })
})

describe('which runs are for a pull request', () => {
  const cases: readonly (readonly [string, (pull: OpenedPullRequest) => object, number])[] = [
    ['pull_request_target', ({ base }) => ({ pull_request: { base: { sha: base } } }), 1],
    ['pull_request_review', ({ base }) => ({ pull_request: { base: { sha: base } } }), 1],
    ['merge_group', ({ base }) => ({ merge_group: { base_sha: base } }), 1],
    ['workflow_run', () => ({ workflow_run: { event: 'pull_request' } }), 1],
    ['issue_comment', () => ({ issue: { pull_request: {} } }), 1],
    ['pull_request', () => ({}), 1],
    ['pull_request', ({ merge }) => ({ pull_request: { merged: true, merge_commit_sha: merge } }), 0],
    ['workflow_run', () => ({ workflow_run: { event: 'push' } }), 0],
    ['issue_comment', () => ({ issue: {} }), 0],
    ['push', () => ({}), 0],
    ['workflow_dispatch', () => ({}), 0]
  ]
  test.each(cases)('%s', async (name, eventOf, code) => {
    const pull = open({ base: APP, head: OWN, depth: 2 })
    const isOfBranch = name === 'workflow_run' || name === 'issue_comment'
    const env = isOfBranch ? { GITHUB_SHA: pull.base } : {}
    const run = await pull.check({}, { name, event: eventOf(pull), env })
    expect([run.code, run.stdout]).toEqual([
      code,
      expect.stringContaining(code === 1 ? 'policy/exception-pending' : 'excepted')
    ])
  })

  test('a fork cannot be its own base by the name of a branch', async () => {
    const pull = open({ base: APP, head: OWN })
    for (const ref of ['refs/remotes/origin/main', 'refs/heads/main', `refs/heads/${pull.base}`])
      pull.git(pull.workspace.path, 'update-ref', ref, 'HEAD')
    pull.git(pull.workspace.path, 'update-ref', `refs/replace/${pull.base}`, 'HEAD')
    expect((await pull.check()).code).toBe(1)
    // pull_request_target has another commit as its own
    expect((await pull.check({}, { name: 'pull_request_target' })).code).toBe(1)
  })

  test('a command in a job is told the same, and writes no baseline there', async () => {
    const pull = open({ base: APP, head: VALUE, depth: 2 })
    const event = join(pull.origin, 'event.json')
    writeFileSync(event, JSON.stringify({ pull_request: { base: { sha: pull.base } } }))
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event, GITHUB_SHA: pull.merge }
    const run = await runCli(['check', '--write-baseline'], {
      workspace: pull.workspace,
      env,
      sandbox: 'none'
    })
    expect([run.code, run.stdout]).toEqual([
      1,
      expect.stringContaining('No baseline was written: this run is')
    ])
    expect(existsSync(join(pull.workspace.path, CONFIG))).toBe(false)
  })
})

describe('roles', () => {
  const role = 'arn:aws:iam::123456789012:role/deploy'
  const plan = { mode: 'plan', 'task-definition': 'deploy/app.yml', 'aws-region': 'us-west-2' }

  test.each<[string, Files, Readonly<Record<string, string>>, RegExp]>([
    [
      'none on a pull request',
      { [CONFIG]: `role-to-assume: ${role}\n` },
      {},
      /this run is for a pull request/
    ],
    [
      'only those that are named',
      { [CONFIG]: `services:\n  app:\n    role-to-assume: ${role}\n` },
      { 'allowed-roles': `${role}2` },
      /for the service "app" that is not in the input "allowed-roles"/
    ],
    [
      'those of tasks too',
      { [CONFIG]: `services:\n  app: {}\ntasks:\n  migrate:\n    role-to-assume: ${role}\n` },
      { cluster: 'demo' },
      /for the task "migrate", and this run is for a pull request/
    ]
  ])('%s', async (_, head, inputs, said) => {
    const run = await open({ base: APP, head, depth: 2 }).check({ ...plan, ...inputs })
    expect([run.code, run.stdout]).toEqual([2, expect.stringMatching(said)])
  })

  test('one that is named is taken', async () => {
    const head = { [CONFIG]: `role-to-assume: ${role}\n` }
    const run = await open({ base: APP, head, depth: 2 }).check({ ...plan, 'allowed-roles': role })
    expect(run.stdout).not.toContain('allowed-roles')
  })
})

describe('what a fork can bring', () => {
  test('links: nothing is read or written through them', async () => {
    const pull = open({
      base: APP,
      head: {
        'ecs.sarif': { link: '../../victim' },
        'deploy/linked.yml': { link: '/etc/hostname' },
        [CONFIG]: { link: '/etc/passwd' }
      },
      depth: 2
    })
    const sarif = await pull.check({ 'sarif-file': 'ecs.sarif' })
    expect([sarif.code, sarif.stdout]).toEqual([2, expect.stringContaining('ecs.sarif is a symbolic link')])
    const run = await pull.check({ 'task-definition': 'deploy/*.yml' })
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/ecs-sealed-deploy\.yml is a link that leads out/)
    expect(run.stdout).toContain('"deploy/linked.yml" is outside the workspace')
    expect(run.visible).not.toMatch(/root:|\/bin\/|Unknown key/)
  })

  const NAMES = [
    'a\n::set-output name=findings::[].yml',
    'b\r::stop-commands::x.yml',
    'c\u001b[2J\u0007.yml',
    '<img src=x onerror=alert(1)> **d** `e` |.yml',
    '](https://example.com) @everyone #1.yml',
    '%0A::add-path::f.yml',
    '--config=x.yml',
    `${'long'.repeat(60)}.yml`
  ]
  test('hostile names speak to nobody', async () => {
    const name = `x${'y'.repeat(300)}`
    const files = Object.fromEntries(NAMES.map(file => [`deploy/${file}`, definition()]))
    const names = definition({ DB_PASSWORD: PASSWORD })
      .replace('- name: app', `- name: ${JSON.stringify(`${name}\n::error::hello`)}`)
      .replace('- name: DB_PASSWORD', `- name: ${JSON.stringify('X\n::warning::hi_PASSWORD')}`)
    const pull = open({ base: APP, head: { ...files, 'deploy/names.yml': names }, depth: 2 })
    const run = await pull.check()
    expect(run.code).toBe(1)
    const commands = run.stdout.split(/\r\n|\r|\n/).filter(line => line.startsWith('::'))
    const words = new Set(commands.map(line => /^::([a-z-]+)/.exec(line)?.[1]))
    for (const word of words)
      expect(['error', 'warning', 'notice', 'group', 'endgroup', 'add-mask']).toContain(word)
    expect(commands.filter(line => /^::(?:error|warning)::h/.test(line))).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(run.stdout + run.summary).not.toMatch(/[\u0007\u001b]/)
    expect(run.summary).not.toMatch(/<img|\]\(https:\/\/example\.com\)/)
    const { files: seen } = JSON.parse(run.outputs['findings'] ?? '') as { files: string[] }
    expect(seen).toHaveLength(NAMES.length + 2)
    expect(run.visible).not.toContain(PASSWORD)
  })

  test('a huge file is never clean, found or named', async () => {
    const huge = `${definition()}# ${'x'.repeat(6 * 1024 * 1024)}\n`
    const pull = open({ base: APP, head: { 'deploy/huge.yml': huge }, depth: 2 })
    for (const inputs of [{}, { 'task-definition': 'deploy/*.yml' }]) {
      const run = await pull.check(inputs)
      expect([run.code === 0, run.stdout.includes('deploy/huge.yml')]).toEqual([false, true])
    }
    const config = { ...VALUE, [CONFIG]: `${exception()}# ${'x'.repeat(2 * 1024 * 1024)}\n` }
    opened?.remove()
    const run = await open({ base: APP, head: config, depth: 2 }).check()
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining('at most 1048576 are read')])
  })

  test('a credential of the job under another name', async () => {
    const template = definition({ GREETING: '${{ vars.GREETING }}' })
    const value = ['Orange', 'Tractor', '77'].join('-')
    const pull = open({ base: APP, head: { 'deploy/app.yml': template }, depth: 2 })
    const env = { env: { DEPLOY_PASSWORD: value } }
    const run = await pull.check({ variables: `GREETING=${value}` }, env)
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('secret/known-value')])
    expect(run.visible).not.toContain(value)
    expect((await pull.check({ variables: 'GREETING=hello' }, env)).code).toBe(0)
  })
})
