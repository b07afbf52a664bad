import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { BUNDLE, runAction, runCli } from './runner.ts'

let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace({
    'web.json': file('"app:1"'),
    'function.json': file(`"\${{ format('app:{0}', vars.TAG) }}"`),
    'web.yml': 'family: web\n'
  })
})
afterEach(() => workspace.remove())

function file(image: string): string {
  return `{"family": "web", "containerDefinitions": [{"name": "app", "image": ${image}, "memory": 64}]}`
}

/** Texts that only one package's code has, minified or not. */
const KNOWN_BY = {
  'AWS SDK': 'AmazonEC2ContainerServiceV20141113',
  yaml: 'Nested mappings are not allowed in compact mappings',
  expressions: 'Unrecognized named-value'
} as const
type Known = keyof typeof KNOWN_BY

/** The packages whose code a run of the bundle has read, by what V8 says that it covers. */
async function loaded(
  run: (options: { workspace: Workspace; env: Record<string, string> }) => Promise<unknown>
): Promise<Known[]> {
  const folder = join(workspace.path, 'covered')
  await run({ workspace, env: { NODE_V8_COVERAGE: folder } })
  const files = readdirSync(folder).flatMap(name => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] }
    return result.flatMap(({ url }) => (/\/dist\/.*\.js$/.test(url) ? [fileURLToPath(url)] : []))
  })
  rmSync(folder, { recursive: true })
  const texts = files.map(path => readFileSync(path, 'utf8'))
  expect(texts.length).toBeGreaterThan(0)
  return (Object.keys(KNOWN_BY) as Known[]).filter(name => texts.some(text => text.includes(KNOWN_BY[name])))
}

describe('what a run reads of the bundle', () => {
  test('the texts that packages are known by do stand in the bundle', () => {
    const folder = join(BUNDLE, '..')
    const all = readdirSync(folder)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
    for (const text of Object.values(KNOWN_BY)) expect(all.some(code => code.includes(text))).toBe(true)
  })

  test('a check reads the libraries of YAML and of expressions only for these, and never AWS', async () => {
    const inputs = { mode: 'check', 'task-definition': 'web.json' }
    expect(await loaded(options => runCli(['check', 'web.json'], options))).toEqual([])
    expect(await loaded(options => runAction(inputs, options))).toEqual([])
    expect(await loaded(options => runCli(['check', 'web.yml'], options))).toEqual(['yaml'])
    expect(await loaded(options => runCli(['check', 'function.json'], options))).toEqual(['expressions'])
  })

  test('a deploy reads the SDK, which shows that the log would have seen it', async () => {
    const deploy = [
      'deploy',
      'web.json',
      '--cluster',
      'main',
      '--aws-region',
      'us-west-2',
      '--service',
      'web',
      '--max-retries',
      '0'
    ]
    const found = await loaded(options =>
      runCli(deploy, {
        ...options,
        env: {
          ...options.env,
          AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
          AWS_ACCESS_KEY_ID: 'a',
          AWS_SECRET_ACCESS_KEY: 'b'
        }
      })
    )
    expect(found).toContain('AWS SDK')
  })
})
