import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { runAsAction } from '../../src/action/action-shell.ts'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { runAsCommandLine } from '../../src/cli/cli-shell.ts'
import { githubContext } from '../../src/run/github-context.ts'
import { VERSION } from '../../src/run/version.ts'
import { forgetSummary } from './scene.ts'

const PASSWORD = ['Autumn', '2033', '#q'].join('')
const file = (environment: object[] = []) =>
  JSON.stringify(
    { family: 'web', containerDefinitions: [{ name: 'app', image: 'a:1', memory: 64, environment }] },
    null,
    2
  )

let folder: string
const saved = process.env
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'))
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = saved
  rmSync(folder, { recursive: true, force: true })
})

describe('the command line', () => {
  async function run(...args: string[]) {
    const text = { out: '', err: '' }
    const code = await runAsCommandLine(
      args,
      {
        out: part => {
          text.out += part
        },
        err: part => {
          text.err += part
        }
      },
      { environment: {}, workspace: folder, signal: new AbortController().signal }
    )
    return { code, ...text }
  }

  test('help, version, and no arguments at all', async () => {
    expect((await run('--help')).out).toContain('ecs-sealed-deploy <mode>')
    expect(await run('--version')).toEqual({ code: 0, out: `${VERSION}\n`, err: '' })
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toHaveProperty('version', VERSION)
  })

  test('text names the place and blanks the value', async () => {
    writeFileSync(join(folder, 'web.json'), file([{ name: 'DB_PASSWORD', value: PASSWORD }]))
    const { code, out, err } = await run('check', 'web.json')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain('"value": "•••"')
    expect(out).not.toContain(PASSWORD)
  })

  test('JSON stands alone on standard output, or in the file named', async () => {
    writeFileSync(join(folder, 'web.json'), file())
    expect(JSON.parse((await run('check', 'web.json', '--format', 'json')).out)).toMatchObject({
      version: 1,
      findings: []
    })
    const output = join(folder, 'out.json')
    expect((await run('check', 'web.json', '--format', 'json', '--output', output)).out).toBe('')
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ files: ['web.json'] })
  })

  test('problems of a JSON run are on standard error', async () => {
    const { code, out, err } = await run('check', 'nowhere.json', '--format', 'json')
    expect(code).toBe(2)
    expect(err).toContain('"nowhere.json" does not exist')
    expect(JSON.parse(out)).toMatchObject({ findings: [] })
  })

  test.each<[string, string[], RegExp]>([
    ['an unknown mode', ['chek', 'x.json'], /Unknown mode "chek"\. Did you mean "check"\?/],
    [
      'an unknown flag',
      ['check', 'x.json', '--clutser=a'],
      /Unknown flag --clutser\. Did you mean --cluster\?/
    ],
    ['a flag without value', ['check', 'x.json', '--cluster'], /Flag --cluster has no value/],
    [
      'a flag whose value was forgotten',
      ['check', 'x.json', '--service', '--cluster', 'c'],
      /Flag --service has no value/
    ]
  ])('%s', async (_, args, message) => {
    const { code, out } = await run(...args)
    expect(code).toBe(2)
    expect(out).toMatch(message)
  })

  test('a flag given twice adds a line; files and --task-definition join', () => {
    const parsed = parseCommandLine([
      'plan',
      'a.json',
      '--variables',
      'A=1',
      '--variables',
      'B=2',
      '--task-definition',
      'b.json',
      '--force-new-deployment'
    ])
    expect(parsed).toEqual({
      kind: 'run',
      problems: [],
      raw: {
        mode: 'plan',
        variables: 'A=1\nB=2',
        'task-definition': 'b.json\na.json',
        'force-new-deployment': 'true'
      }
    })
  })

  test.each<[string[], Record<string, string>]>([
    [['--apply', 'a.json'], { apply: 'true', 'task-definition': 'a.json' }],
    [['--apply', 'true', 'a.json'], { apply: 'true', 'task-definition': 'a.json' }],
    [['--fail-fast', 'false'], { 'fail-fast': 'false', 'task-definition': '' }],
    [['--atomic=false'], { atomic: 'false', 'task-definition': '' }],
    [['--plan'], { 'dry-run': 'true', 'task-definition': '' }],
    [['--plan', '--dry-run', '--service', 'web'], { 'dry-run': 'true', service: 'web' }]
  ])('a boolean flag may stand alone or have a value: %j', (args, raw) => {
    expect(parseCommandLine(['deploy', ...args])).toMatchObject({ problems: [], raw })
  })
})

describe('the action', () => {
  async function run(inputs: Record<string, string>, more: Record<string, string> = {}) {
    let stdout = ''
    jest.spyOn(process.stdout, 'write').mockImplementation(part => {
      stdout += String(part)
      return true
    })
    for (const name of ['output', 'summary']) writeFileSync(join(folder, name), '')
    const environment: Record<string, string> = {
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...more
    }
    for (const [name, value] of Object.entries(inputs)) environment[`INPUT_${name.toUpperCase()}`] = value
    process.env = { ...saved, ...environment }
    forgetSummary()
    const code = await runAsAction(process.env, new AbortController().signal)
    return {
      code,
      stdout,
      output: readFileSync(join(folder, 'output'), 'utf8'),
      summary: readFileSync(join(folder, 'summary'), 'utf8')
    }
  }

  test('masks come first, and only there the value stands', async () => {
    writeFileSync(join(folder, 'web.json'), file([{ name: 'DB_PASSWORD', value: PASSWORD }]))
    const { code, stdout, output, summary } = await run({ mode: 'check', 'task-definition': 'web.json' })
    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe(`::add-mask::${PASSWORD}`)
    expect(lines.filter(line => line.includes(PASSWORD))).toHaveLength(1)
    expect(output + summary).not.toContain(PASSWORD)
    expect(stdout).toContain('::group::Findings')
  })

  test('a name from a file cannot speak to the runner', async () => {
    const forged = 'LEVEL\n::error::forged'
    writeFileSync(
      join(folder, 'web.json'),
      file([
        { name: forged, value: PASSWORD },
        { name: 'DB_PASSWORD', value: PASSWORD }
      ])
    )
    const { stdout } = await run({ mode: 'check', 'task-definition': 'web.json' })
    expect(stdout).not.toMatch(/^::error::forged/m)
  })

  test('outputs are set although the inputs are wrong', async () => {
    const { code, output } = await run({ mode: 'check', 'task-definition': '', clutser: 'x' })
    expect(code).toBe(2)
    for (const name of [
      'results',
      'findings',
      'findings-count',
      'plan',
      'task-definition',
      'task-definition-arn'
    ]) {
      expect(output).toContain(`${name}<<`)
    }
  })
})

describe('contexts', () => {
  test("github comes from the runner's environment and event, without tokens", () => {
    const event = join(folder, 'event.json')
    writeFileSync(event, '{"number": 7}')
    const context = githubContext({ GITHUB_SHA: 'abc', GITHUB_TOKEN: 'x', GITHUB_EVENT_PATH: event })
    expect(context).toEqual({ sha: 'abc', event: { number: 7 } })
    expect(githubContext({ GITHUB_EVENT_PATH: join(folder, 'nowhere') })).toEqual({})
  })
})
