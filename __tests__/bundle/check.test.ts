import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { runAction, runCli } from './runner.ts'

const PATTERN = 'deploy/{service}-task-definition.json'
let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace()
})
afterEach(() => workspace.remove())

/** The eight services as they were, with values made now; gives the values, to look for them afterwards. */
function writePlaintext(): readonly string[] {
  const { values } = writePlaintextForm(join(workspace.path, 'deploy'), { seed: 7 })
  return Object.values(values)
}

describe('check of the eight services in their plaintext form', () => {
  test('as action: exit 1, 24 findings, and no value anywhere a reader can see', async () => {
    const values = writePlaintext()
    const run = await runAction({ mode: 'check', 'task-definition': PATTERN }, { workspace, sandbox: 'none' })
    expect(run.code).toBe(1)
    expect(run.outputs['findings-count']).toBe('24')
    const { findings } = JSON.parse(run.outputs['findings'] as string) as { findings: Finding[] }
    expect(findings).toHaveLength(24)
    expect(new Set(findings.map(({ name }) => name))).toEqual(
      new Set(['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD'])
    )
    for (const value of values) expect(run.visible).not.toContain(value)
  })

  test('each finding points at the value: its line and columns in the file', async () => {
    const values = writePlaintext()
    const run = await runCli(['check', PATTERN, '--format', 'json'], { workspace, sandbox: 'none' })
    const { findings } = JSON.parse(run.stdout) as { findings: Finding[] }
    for (const finding of findings) {
      const line = workspace.read(finding.file).split('\n')[finding.line - 1] as string
      const marked = JSON.parse(line.slice(finding.column - 1, finding.endColumn - 1)) as string
      expect(values).toContain(marked)
      expect(finding.pointer).toMatch(/^\/containerDefinitions\/0\/environment\/\d+\/value$/)
    }
  })

  test('annotations carry file, line and column, and never exceed what GitHub shows', async () => {
    writePlaintext()
    const run = await runAction({ mode: 'check', 'task-definition': PATTERN }, { workspace, sandbox: 'none' })
    const errors = run.stdout.split('\n').filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(10)
    expect(errors[0]).toContain('24 errors in 8 files')
    expect(errors[1]).toMatch(
      /^::error title=[^,]+,file=deploy\/[\w-]+\.json,line=\d+,endLine=\d+,col=\d+,endColumn=\d+::/
    )
    expect(run.summary).toContain('What to write instead')
  })

  test('the command line prints no value and no mask', async () => {
    const values = writePlaintext()
    const run = await runCli(['check', PATTERN], { workspace, sandbox: 'none' })
    expect(run.code).toBe(1)
    expect(run.stdout).not.toContain('::add-mask::')
    for (const value of values) expect(run.visible).not.toContain(value)
    expect(run.stdout.trim().split('\n').at(-1)).toMatch(/^Check failed: 24 errors in 8 files/)
  })
})

describe('check of the clean form', () => {
  beforeEach(() =>
    cpSync('examples/ops-pipeline/deploy', join(workspace.path, 'deploy'), { recursive: true })
  )

  test('exit 0, no finding, no problem', async () => {
    const run = await runCli(['check', PATTERN, '--format', 'json'], { workspace, sandbox: 'none' })
    expect(JSON.parse(run.stdout)).toMatchObject({ version: 1, findings: [], unscanned: [] })
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    expect(readdirSync(join(workspace.path, 'deploy'))).toHaveLength(8)
  })

  test('a variable that brings a credential in is found after rendering, at the place of the expression', async () => {
    const file = 'deploy/dispatcher-task-definition.json'
    const text = readFileSync(join(workspace.path, file), 'utf8')
    workspace.write(file, text.replace('"value": "info"', `"value": "\${{ vars.LEVEL }}"`))
    const token = ['gh', 'p_', 'x'].join('')
    const clean = await runCli(['check', file, '--variables', 'LEVEL=debug'], { workspace, sandbox: 'none' })
    expect(clean.code).toBe(0)
    const url = `postgres://app:${token}Secret99@db/app`
    const args = ['check', file, '--format', 'json', '--variables', `LEVEL=${url}`]
    const dirty = await runCli(args, { workspace, sandbox: 'none' })
    expect(dirty.code).toBe(1)
    const { findings } = JSON.parse(dirty.stdout) as { findings: Finding[] }
    expect(findings).toHaveLength(1)
    const line = workspace.read(file).split('\n')[(findings[0] as Finding).line - 1]
    expect(line).toContain('vars.LEVEL')
    expect(dirty.visible).not.toContain('Secret99')
  })

  test('an input that brings a credential in is found and named', async () => {
    const run = await runCli(
      [
        'check',
        'deploy/dispatcher-task-definition.json',
        '--environment-variables',
        'DB_PASSWORD=Summer2024!',
        '--format',
        'json'
      ],
      { workspace, sandbox: 'none' }
    )
    expect(run.code).toBe(1)
    const { findings } = JSON.parse(run.stdout) as { findings: Finding[] }
    expect(findings[0]).toMatchObject({ input: 'environment-variables', name: 'DB_PASSWORD', level: 'error' })
    expect(run.visible).not.toContain('Summer2024')
  })
})

type Finding = {
  readonly file: string
  readonly name: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
  readonly pointer: string
}

describe('parts of files that a reader can lose', () => {
  test('are found, or the file is not clean; no value is shown', async () => {
    const literal = ['Sup3r', 'Secret', 'Pw99'].join('')
    const environment = `{"name": "DB_PASSWORD", "value": "${literal}"}`
    const whole = `{"containerDefinitions": [{"image": "x", "environment": [${environment}]}]}`
    const yaml = `containerDefinitions:\n  - image: x\n    environment:\n      - name: DB_PASSWORD\n`
    const files: Readonly<Record<string, string>> = {
      'colon.json': whole.replace('"value":', '"value"'),
      'cut.json': whole.slice(0, -4),
      'deep.json': `${'['.repeat(40)}${whole}${']'.repeat(40)}`,
      'list.json': whole.replace(`"${literal}"`, `["${literal}"]`),
      'long.json': whole.replace(
        environment,
        JSON.stringify({ name: 'A', value: JSON.stringify({ a: 'x'.repeat(9000), password: literal }) })
      ),
      'slip.yml': `${yaml}       value: ${literal}\n`,
      'tag.yml': `${yaml.replace('environment:', 'environment: !custom')}        value: ${literal}\n`
    }
    for (const [file, text] of Object.entries(files)) workspace.write(file, text)
    workspace.write('levels.json', `${'['.repeat(200)}${whole}${']'.repeat(200)}`)
    const names = [...Object.keys(files), 'levels.json']
    const run = await runCli(['check', ...names, '--format', 'json'], { workspace, sandbox: 'none' })
    const { findings, unscanned } = JSON.parse(run.stdout) as {
      findings: (Finding & { level: string })[]
      unscanned: { file: string; line: number; reason: string }[]
    }
    const errors = findings.filter(({ level }) => level === 'error').map(({ file }) => file)
    // A pair that does not parse is not searched for: its file is not clean.
    const broken = ['colon.json', 'slip.yml']
    expect([...new Set(errors)]).toEqual(Object.keys(files).filter(file => !broken.includes(file)))
    expect(unscanned.map(({ file }) => file)).toEqual(expect.arrayContaining([...broken, 'levels.json']))
    expect(unscanned).toContainEqual({
      file: 'levels.json',
      line: 1,
      reason: expect.stringContaining('100 levels')
    })
    expect(run.code).toBe(2)
    expect(run.stdout + run.stderr).not.toContain(literal)
  })
})

test('a password that is the name of a service, cluster, family or account of the run is said to be, and not masked', async () => {
  const names = ['trade-stream', 'ops-pipeline-cluster', 'trade-family', '123456789012']
  const variable = (value: string, index: number) => ({ name: `DB${index}_PASSWORD`, value })
  const password = ['Harvest', '2034', '!'].join('')
  const containers = [{ name: 'app', image: 'a:1', environment: [...names, password].map(variable) }]
  workspace.write(
    'td/trade-stream.json',
    JSON.stringify({ family: names[2], containerDefinitions: containers })
  )
  workspace.write(
    '.github/ecs-sealed-deploy.yml',
    `defaults: {cluster: ${names[1]}, account: "${names[3]}", task-definition: "td/{service}.json"}\nservices: {${names[0]}: {}}\n`
  )
  const run = await runAction(
    { mode: 'check', 'task-definition': 'td/{service}.json' },
    { workspace, sandbox: 'none' }
  )
  expect(run.code).toBe(1)
  const { findings, files } = JSON.parse(run.outputs['findings'] as string)
  expect(files).toEqual(['td/trade-stream.json'])
  const said = findings.map(({ message }: { message: string }) =>
    /is also the name of a service/.test(message)
  )
  expect(said).toEqual([true, true, true, true, false])
  expect(run.stdout.match(/^::add-mask::.*$/gm)).toEqual([`::add-mask::${password}`])
  expect(run.stdout + run.summary + run.outputs['findings']).not.toMatch(/\*\*\*/)
})
