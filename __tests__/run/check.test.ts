import { afterEach, describe, expect, it, test } from '@jest/globals'
import { tracked } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { action, cli } from './scene.ts'

const PASSWORD = ['Autumn', 'Leaves', '31'].join('-')

function definition(environment: readonly object[]): string {
  return `${JSON.stringify({ family: 'app', containerDefinitions: [{ name: 'app', image: 'nginx:1', environment }] }, null, 2)}\n`
}

const DIRTY = definition([{ name: 'DB_PASSWORD', value: PASSWORD }])
/** A reference in `environment`: a warning, and no error. */
const WARNING = definition([
  { name: 'DB_PASSWORD', value: 'arn:aws:ssm:us-west-2:123456789012:parameter/app/db' }
])

let scene: Workspace
afterEach(() => scene.remove())

describe('the configuration file that nobody names', () => {
  const EXCEPTS = [
    'exceptions:',
    '  - rule: secret/by-name',
    '    variable: DB_PASSWORD',
    '    file: a.json',
    '    reason: kept for a test',
    `    expires: ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}`,
    ''
  ].join('\n')

  test.each(['yml', 'yaml'])('is read with the extension .%s', async extension => {
    scene = makeWorkspace({ 'a.json': DIRTY, [`.github/ecs-sealed-deploy.${extension}`]: EXCEPTS })
    const run = await cli(scene, ['check', 'a.json'])
    expect(run.out).toMatch(/1 excepted/)
    expect(run.code).toBe(0)
  })

  test('two of them are an error, and one that is named counts', async () => {
    const files = { '.github/ecs-sealed-deploy.yml': EXCEPTS, '.github/ecs-sealed-deploy.yaml': '' }
    scene = makeWorkspace({ 'a.json': DIRTY, ...files })
    const both = await cli(scene, ['check', 'a.json'])
    expect(both.code).toBe(2)
    expect(both.out).toMatch(
      /There are two configuration files, \.github\/ecs-sealed-deploy\.yml and .*\.yaml/
    )
    const named = await cli(scene, ['check', 'a.json', '--config', '.github/ecs-sealed-deploy.yml'])
    expect(named.code).toBe(0)
  })
})

describe('formats and files of the command line', () => {
  test.each(['json', 'sarif'])('%s: a document on standard output and nothing beside it', async format => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const run = await cli(scene, ['check', 'a.json', '--format', format])
    expect(run.code).toBe(1)
    expect(run.err).toBe('')
    expect(JSON.stringify(JSON.parse(run.out))).toContain('secret/by-name')
  })

  it('github: workflow commands, then the text', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const run = await cli(scene, ['check', 'a.json', '--format', 'github'])
    expect(run.out).toMatch(/^::error title=Check failed%3A DB_PASSWORD,file=a\.json,line=\d+/)
    expect(run.out.trim().split('\n').at(-1)).toMatch(/^Check failed: 1 error in 1 file/)
  })

  test.each(['text', 'json', 'sarif', 'github'])('--output takes %s', async format => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const shown = await cli(scene, ['check', 'a.json', '--format', format])
    const run = await cli(scene, ['check', 'a.json', '--format', format, '--output', 'out/report'])
    expect(run).toEqual({ code: 1, out: '', err: '' })
    expect(scene.read('out/report')).toBe(shown.out)
  })

  it('a report that cannot be written is a problem, not a crash', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const run = await cli(scene, ['check', 'a.json', '--output', 'a.json/report'])
    expect(run.code).toBe(3)
    expect(run.err).toMatch(/^error: a\.json\/report could not be written \(E/)
  })

  it('--sarif-file writes beside what is printed, also when nothing could be read', async () => {
    scene = makeWorkspace({ 'a.json': '{' })
    const run = await cli(scene, ['check', 'a.json', '--sarif-file', 'r/check.sarif'])
    expect(run.code).toBe(2)
    expect(JSON.parse(scene.read('r/check.sarif'))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [], invocations: [{ executionSuccessful: false }] }]
    })
  })
})

describe('fail-on', () => {
  it('lets a warning pass, unless it is to fail', async () => {
    scene = makeWorkspace({ 'a.json': WARNING })
    expect(await cli(scene, ['check', 'a.json'])).toMatchObject({ code: 0 })
    const run = await cli(scene, ['check', 'a.json', '--fail-on', 'warning'])
    expect(run.code).toBe(1)
    expect(run.out).toMatch(/Check failed: 1 warning in 1 file/)
  })

  it('does not claim to know what a template fills in', async () => {
    scene = makeWorkspace({ 'a.json.tftpl': definition([{ name: 'WEBHOOK_SECRET', value: '${hook}' }]) })
    const { out } = await cli(scene, ['check', 'a.json.tftpl'])
    expect(out.trim().split('\n').at(-1)).toMatch(
      /1 warning in 1 file\. What is filled in there was not looked at\.$/
    )
  })
})

describe('policy', () => {
  const text = definition([{ name: 'PARTNER', value: 'autumn31' }])

  it('references-only refuses what detect lets pass, and takes names from the configuration file', async () => {
    scene = makeWorkspace({ 'a.json': text, 'c.yml': 'allowed-names: [PARTNER]\n' })
    expect((await cli(scene, ['check', 'a.json'])).code).toBe(0)
    const strict = ['check', 'a.json', '--policy', 'references-only']
    const refused = await cli(scene, strict)
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('[policy/references-only]')
    expect((await cli(scene, [...strict, '--config', 'c.yml'])).code).toBe(0)
  })
})

describe('exceptions', () => {
  const config = (more = '') =>
    `exceptions:\n  - file: a.json\n    variable: DB_PASSWORD\n    rule: secret/by-name\n    reason: QX7QX7QX7\n    expires: ${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)}\n${more}`

  it('take a finding out, which the text and the summary say', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY, 'c.yml': config() })
    const run = await cli(scene, ['check', 'a.json', '--config', 'c.yml'])
    expect(run).toMatchObject({ code: 0, out: '1 file checked: no findings, 1 excepted.\n' })
    const acted = await action(scene, { mode: 'check', 'task-definition': 'a.json', config: 'c.yml' })
    expect(acted.code).toBe(0)
    expect(acted.summary).toContain('<details><summary>1 excepted</summary>')
    expect(acted.summary).toContain('c.yml&#58;2&#58;5')
    expect(acted.out + acted.summary + acted.outputs).not.toContain('QX7QX7QX7')
  })

  it('a wrong file stops the run with the place, and nothing is excepted', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY, 'c.yml': config('    resaon: x\n') })
    const run = await cli(scene, ['check', 'a.json', '--config', 'c.yml'])
    expect(run.code).toBe(2)
    expect(run.out).toMatch(/c\.yml:7:5: Unknown key "resaon"\. Did you mean "reason"\?/)
    expect(run.out).toContain('[secret/by-name]')
  })

  it('a named file that is missing is a problem; the usual one may be missing', async () => {
    scene = makeWorkspace({ 'a.json': definition([]) })
    const run = await cli(scene, ['check', 'a.json', '--config', 'none.yml'])
    expect(run).toMatchObject({ code: 2, out: expect.stringContaining('none.yml does not exist') })
    expect((await cli(scene, ['check', 'a.json'])).code).toBe(0)
  })
})

describe('--write-baseline', () => {
  it('writes what is there today, without the value, and the next check passes', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const first = await cli(scene, ['check', 'a.json', '--write-baseline'])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('1 exception was written to .github/ecs-sealed-deploy.yml')
    const written = scene.read('.github/ecs-sealed-deploy.yml')
    expect(written).toMatch(/variable: DB_PASSWORD\n {4}rule: secret\/by-name\n {4}reason: baseline\n/)
    expect(written).not.toContain(PASSWORD)
    expect((await cli(scene, ['check', 'a.json'])).code).toBe(0)
    expect((await cli(scene, ['check', 'a.json', '--write-baseline'])).out).toContain(
      '1 exception was written to .github/ecs-sealed-deploy.yml, to end in 90 days. They replace 1 of an earlier baseline.'
    )
    expect(scene.read('.github/ecs-sealed-deploy.yml')).toBe(written)
  })

  it('writes nothing while a file cannot be read', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY, 'b.json': '{' })
    const run = await cli(scene, ['check', 'a.json', 'b.json', '--write-baseline'])
    expect(run.code).toBe(2)
    expect(() => scene.read('.github/ecs-sealed-deploy.yml')).toThrow(/ENOENT/)
  })
})

const TASK = (more: string) =>
  `resource "aws_ecs_task_definition" "app" {\n  container_definitions = jsonencode([{ name = "app", image = "a", ${more} }])\n}\n`
const SERVICE = 'services: {app: {cluster: main, task-definition: a.json}}\n'

test.each<[string, Record<string, string>, string]>([
  ['a file', { 'a.json': DIRTY }, 'npx ecs-sealed-deploy migrate a.json --cluster NAME moves'],
  [
    'a file of Terraform',
    { 'my app.tf': TASK(`environment = [{ name = "DB_PASSWORD", value = "${PASSWORD}" }]`) },
    "npx ecs-sealed-deploy migrate 'my app.tf' --project NAME moves"
  ],
  [
    'files that the configuration file names',
    { 'a.json': DIRTY, '.github/ecs-sealed-deploy.yml': SERVICE },
    'npx ecs-sealed-deploy migrate moves'
  ],
  [
    'a command, which no migration moves',
    { 'main.tf': TASK(`command = ["--password=${PASSWORD}"]`) },
    'To begin with what is there: npx ecs-sealed-deploy check --write-baseline accepts it for 90 days.'
  ]
])('the note names a command that can be run: %s', async (_, files, said) => {
  scene = makeWorkspace(files)
  tracked(scene.path)
  const run = await cli(scene, ['check'])
  expect([run.code, run.out + run.err]).toEqual([1, expect.stringContaining(said)])
})

describe('the action', () => {
  it('sets the output sarif-file, and writes the file', async () => {
    scene = makeWorkspace({ 'a.json': DIRTY })
    const run = await action(scene, { mode: 'check', 'task-definition': 'a.json', 'sarif-file': 'x.sarif' })
    expect(run.code).toBe(1)
    expect(run.outputs).toMatch(/^sarif-file<<(\S+)\nx\.sarif\n\1$/m)
    expect(JSON.parse(scene.read('x.sarif'))).toHaveProperty('version', '2.1.0')
  })
})

test.each(['enviroment', 'Environment', 'environments', 'secret'])(
  'a member that ECS does not know hides no credential, and its name is no silence: %s',
  async member => {
    const text = DIRTY.replace('"environment"', JSON.stringify(member))
    scene = makeWorkspace({ 'a.json': text, 'b.json': text.replace(PASSWORD, 'plain') })
    const dirty = await cli(scene, ['check', 'a.json'])
    expect([dirty.code, dirty.out]).toEqual([
      1,
      expect.stringMatching(/a\.json:\d+:\d+: error: .*DB_PASSWORD/)
    ])
    const plain = await cli(scene, ['check', 'b.json'])
    expect(`${plain.out}${plain.err}`).toMatch(
      `${member} is not a known ECS field; sent unchanged. Did you mean`
    )
  }
)
