import { afterEach, describe, expect, test } from '@jest/globals'
import { tracked } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type CliRun, cli } from './scene.ts'

const PASSWORD = ['Autumn', '2033', '#q'].join('')
const definition = (environment: object[] = []) => ({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'a:1', memory: 64, environment }]
})
const DIRTY = JSON.stringify(definition([{ name: 'DB_PASSWORD', value: PASSWORD }]), null, 2)
const CLEAN = JSON.stringify(definition(), null, 2)

let scene: Workspace
afterEach(() => scene.remove())

const run = (
  files: Record<string, string>,
  args: string[],
  more: Parameters<typeof cli>[2] = {}
): Promise<CliRun> => {
  scene = makeWorkspace(files)
  return cli(scene, args, more)
}
const filesOf = ({ out }: CliRun) => (JSON.parse(out) as { files: string[] }).files

describe('check -', () => {
  test.each<[string, string, string]>([
    ['JSON', DIRTY, 'stdin.json'],
    ['JSON with comments', `// a\n${DIRTY}`, 'stdin.jsonc'],
    [
      'YAML',
      `family: web\ncontainerDefinitions:\n  - name: app\n    image: a:1\n    environment:\n      - name: DB_PASSWORD\n        value: "${PASSWORD}"\n`,
      'stdin.yml'
    ],
    [
      'Terraform',
      `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = jsonencode([{\n    name = "app"\n    environment = [{ name = "DB_PASSWORD", value = "${PASSWORD}" }]\n  }])\n}\n`,
      'stdin.tf'
    ]
  ])('%s is known by its content', async (_, input, file) => {
    const { code, out } = await run({}, ['check', '-'], { input })
    expect(code).toBe(1)
    expect(out).toContain(`${file}:`)
    expect(out).toContain('DB_PASSWORD')
    expect(out).not.toContain(PASSWORD)
  })

  test('is called as --stdin-name says, also where an editor gives the whole path', async () => {
    const named = await run({}, ['check', '-', '--stdin-name', 'deploy/web.json'], { input: DIRTY })
    expect(named.out).toContain('deploy/web.json:')
    scene.remove()
    scene = makeWorkspace({})
    const whole = await cli(scene, ['check', '-', '--json', `--stdin-name=${scene.path}/deploy/web.json`], {
      input: CLEAN
    })
    expect(filesOf(whole)).toEqual(['deploy/web.json'])
  })

  test('goes with files', async () => {
    const both = await run({ 'web.json': CLEAN }, ['check', '-', 'web.json', '--json'], { input: CLEAN })
    expect(filesOf(both)).toEqual(['stdin.json', 'web.json'])
  })

  test('what holds no task definition is a problem, as in a file that was named', async () => {
    const { code, out } = await run({}, ['check', '-'], { input: '' })
    expect({ code, hasFile: /stdin/.test(out) }).toEqual({ code: 2, hasFile: true })
  })

  test.each<[string, Buffer | string, RegExp]>([
    [
      'too large',
      'x'.repeat(5 * 1024 * 1024 + 1),
      /Standard input has 5242881 bytes; at most 5242880 are read\./
    ],
    ['no text', Buffer.from([0x7b, 0xff, 0xfe, 0x80]), /Standard input is not UTF-8 text\./]
  ])('%s is told', async (_, input, message) => {
    const { code, out } = await run({}, ['check', '-'], { input })
    expect({ code, said: message.test(out) }).toEqual({ code: 2, said: true })
  })

  test('is for check alone', async () => {
    const { code, out } = await run({}, ['render', '-'], { input: CLEAN })
    expect({ code, out: out.includes('"-" does not exist') }).toEqual({ code: 2, out: true })
  })
})

describe('folders', () => {
  const FILES = {
    'deploy/web.json': CLEAN,
    'deploy/old/api.yml': 'family: api\ncontainerDefinitions: [{ name: a, image: "a:1" }]\n',
    'deploy/README.md': 'containerDefinitions are here',
    'deploy/other.json': '{"a": 1}',
    'deploy/prose.json': '{"text": "containerDefinitions"}',
    'node_modules/x/task.json': CLEAN,
    'apps/web.json': CLEAN
  }
  test.each<[string[], string[]]>([
    [['deploy'], ['deploy/old/api.yml', 'deploy/web.json']],
    [
      ['deploy/', 'apps'],
      ['apps/web.json', 'deploy/old/api.yml', 'deploy/web.json']
    ],
    [['.'], ['apps/web.json', 'deploy/old/api.yml', 'deploy/web.json']],
    [['./deploy/old'], ['deploy/old/api.yml']],
    [['deploy', '!deploy/old'], ['deploy/web.json']],
    [['deploy', 'apps/*.json', '!**/web.json'], ['deploy/old/api.yml']],
    [
      ['deploy', 'deploy/web.json'],
      ['deploy/old/api.yml', 'deploy/web.json']
    ]
  ])('%j are their task definitions, by content', async (args, files) => {
    const checked = await run(FILES, ['check', ...args, '--json'])
    expect(checked.code).toBe(0)
    expect(new Set(filesOf(checked))).toEqual(new Set(files))
  })

  test('a folder without any is a problem', async () => {
    const { code, out } = await run({ 'docs/a.json': '{}' }, ['check', 'docs'])
    expect(code).toBe(2)
    expect(out).toContain(
      'No task definition was found among the 1 files in docs: nothing was checked there.'
    )
  })

  test('a mode that deploys takes none', async () => {
    const { code, out } = await run(FILES, ['render', 'deploy'])
    expect({ code, said: out.includes('"deploy" is a folder') }).toEqual({ code: 2, said: true })
  })
})

describe('!GLOB', () => {
  const FILES = { 'a.json': CLEAN, 'b.json': CLEAN, 'old/c.json': CLEAN }
  test.each<[string[], string[]]>([
    [['*.json', '!b.json'], ['a.json']],
    [
      ['**/*.json', '!old'],
      ['a.json', 'b.json']
    ],
    [
      ['!old/**', '**/*.json'],
      ['a.json', 'b.json']
    ],
    [['**/*.json', '!**/[bc].json'], ['a.json']]
  ])('%j', async (args, files) => {
    expect(filesOf(await run(FILES, ['check', ...args, '--json']))).toEqual(files)
  })

  test('without other files it leaves out of those that git tracks', async () => {
    scene = makeWorkspace(FILES)
    tracked(scene.path)
    expect(filesOf(await cli(scene, ['check', '!old', '--json']))).toEqual(['a.json', 'b.json'])
  })

  test('one that leaves nothing out is told', async () => {
    const { code, out } = await run(FILES, ['check', '*.json', '!bb.json'])
    expect(code).toBe(2)
    expect(out).toContain('"!bb.json" matches no file to exclude.')
  })

  test('is told once, however many folders and patterns there are', async () => {
    const { out } = await run(FILES, ['check', '.', 'old', '*.json', '!bb.json', '--json'])
    expect(JSON.parse(out).problems).toHaveLength(1)
  })
})

describe('--variables @FILE', () => {
  const TEMPLATE = JSON.stringify({ ...definition(), family: '${{ vars.NAME }}-${{ vars.STAGE }}' })
  const families = async (files: Record<string, string>, args: string[]) => {
    const rendered = await run({ 't.json': TEMPLATE, ...files }, ['render', 't.json', '--json', ...args])
    return rendered.code === 0
      ? (JSON.parse(rendered.out) as { renderedFiles: string[] }).renderedFiles.length
      : rendered.err
  }
  test.each<[string, Record<string, string>, string[]]>([
    [
      'lines with comments',
      { 'v.env': '# of this stage\nNAME=web\n\nSTAGE=a=b\n' },
      ['--variables', '@v.env']
    ],
    ['a JSON object', { 'v.json': '{"NAME": "web", "STAGE": "prod"}' }, ['--variables=@v.json']],
    ['two files', { a: 'NAME=web\r\n', b: 'STAGE=prod\r\n' }, ['--variables', '@a', '--variables', '@b']]
  ])('%s', async (_, files, args) => expect(await families(files, args)).toBe(1))

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['a file that is not there', {}, ['@gone'], /the file gone cannot be read: it does not exist/],
    ['half a JSON object', { 'v.json': '{"NAME": ' }, ['@v.json'], /starts with "\{" but is not valid JSON/],
    ['a name twice', { v: 'NAME=x\n' }, ['@v', 'NAME=y'], /line \d repeats a name/],
    ['JSON and lines', { 'v.json': '{"NAME": "x"}' }, ['@v.json', 'STAGE=y'], /is not valid JSON/]
  ])('%s is a problem, without a value', async (_, files, values, problem) => {
    const args = values.flatMap(value => ['--variables', value])
    expect(await families(files, args)).toMatch(problem)
  })
})

describe('the AWS profile', () => {
  const plan = ['plan', 'web.json', '--cluster', 'main', '--service', 'web']
  const at = (path: string, more: Record<string, string> = {}) => ({
    environment: {
      AWS_CONFIG_FILE: `${path}/config`,
      AWS_SHARED_CREDENTIALS_FILE: `${path}/credentials`,
      AWS_EC2_METADATA_DISABLED: 'true',
      // nobody listens there: it is asked for, so that a Region was found
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      ...more
    }
  })
  const FILES = {
    'web.json': CLEAN,
    config:
      '[default]\nregion = eu-west-1\n[profile shop]\nsso_session = x\nregion=us-west-2\ns3 =\n  region = no\n[sso-session x]\nregion = eu-west-3\n',
    credentials: '[legacy]\naws_access_key_id = x\n'
  }
  const said = async (more: Record<string, string>, args = plan) => {
    scene = makeWorkspace(FILES)
    const { out, err } = await cli(scene, args, at(scene.path, more))
    return out + err
  }

  test('says the Region', async () => {
    expect(await said({})).not.toContain('--aws-region is empty')
    scene.remove()
    expect(await said({ AWS_PROFILE: 'shop' })).not.toContain('--aws-region is empty')
    scene.remove()
    expect(await said({ AWS_PROFILE: 'legacy' })).toContain('--aws-region is empty')
  })

  test.each([
    [
      'shpo',
      'The AWS profile "shpo" (AWS_PROFILE) is in neither ~/.aws/config nor ~/.aws/credentials. Did you mean "shop"?'
    ],
    ['x', 'The AWS profile "x" (AWS_PROFILE) is in neither ~/.aws/config nor ~/.aws/credentials.\n']
  ])('%s, which is not there, is named', async (profile, message) => {
    expect(await said({ AWS_PROFILE: profile })).toContain(message)
  })

  test('a check does not look for it', async () => {
    expect(await said({ AWS_PROFILE: 'nobody' }, ['check', 'web.json'])).not.toContain('AWS profile')
  })
})
