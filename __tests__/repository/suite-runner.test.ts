import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'

const folder = mkdtempSync(join(tmpdir(), 'suite-runner-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const IMPORTS = "import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'\n"

/** Suites by name, in the order in which they are run. */
const SUITES: Readonly<Record<string, string>> = {
  'a-leaves-much': `
    import { count } from '../counter.ts'
    test('is alone here', () => expect([count(), process.env['LEFT_BEHIND']]).toEqual([1, undefined]))
    test('leaves something behind', () => {
      process.env['LEFT_BEHIND'] = 'yes'
      process.env = { ...process.env }
      process.chdir('/')
      Date.now = () => 0
      process.stdout.write = () => true
      globalThis.setTimeout = (() => 0) as never
    })`,
  'b-finds-nothing': `
    import { count } from '../counter.ts'
    test('has the modules that were there', () => expect(count()).toBe(2))
    test('finds the process as it was', async () => {
      const isClockBack = Date.now() > 0
      expect([process.env['LEFT_BEHIND'], process.cwd() === '/', isClockBack]).toEqual([undefined, false, true])
      await new Promise(resolve => setTimeout(resolve, 1))
    })`,
  'c-fails': `
    // the line of the failure is the eighth, whatever is taken out before it
    type Taken = {
      readonly out: string
    }
    const taken: Taken = { out: 'x' }
    test('wrong', () => {
      expect(taken.out).toBe('y')
    })
    test('thrown later', () => new Promise(resolve => {
      void Promise.reject(new Error('rejected unnoticed'))
      setTimeout(resolve, 20)
    }))
    test('thrown by a timer', () => new Promise<void>(() => {
      setTimeout(() => { throw new Error('thrown unnoticed') }, 1)
    }), 200)
    test('too few', () => expect.assertions(1))
    test('too late', () => new Promise<void>(() => {}), 5)
    test('good', () => expect(1).toBe(1))
    test.skip('left out', () => {})
    test.todo('to come')`,
  'd-hooks': `
    beforeAll(() => { throw new Error('broken before') })
    test('never runs', () => {})`,
  'e-after': `
    afterAll(() => { throw new Error('broken at the end') })
    test('fine', () => {})`,
  'f-does-not-load': "import './nowhere.ts'\ntest('fine', () => {})",
  'g-each': `
    test.each([[1, 2], [2, 3]])('%i and one is %i', (a, b) => expect(a + 1).toBe(b))
    afterEach(() => expect(expect.getState().currentTestName).toMatch(/and one is/))`
}

type Assertion = {
  readonly title: string
  readonly status: string
  readonly failureMessages: readonly string[]
}
type Told = {
  readonly name: string
  readonly message: string
  readonly assertionResults: readonly Assertion[]
}

/** What jest tells of the suites, run one after the other in one process. */
function run(): ReadonlyMap<string, Told> {
  mkdirSync(join(folder, 'tests'))
  const counter =
    'let counted = 0\nexport const count = (): number => {\n  counted += 1\n  return counted\n}\n'
  writeFileSync(join(folder, 'counter.ts'), counter)
  for (const [name, text] of Object.entries(SUITES))
    writeFileSync(join(folder, 'tests', `${name}.test.ts`), `${IMPORTS}${text}`)
  writeFileSync(
    join(folder, 'sequencer.cjs'),
    `module.exports = class { sort(tests) { return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1)) }
      cacheResults() {} allFailedTests() { return [] } shard(tests) { return tests } }`
  )
  const config = {
    rootDir: folder,
    testMatch: ['**/*.test.ts'],
    testRunner: resolve('scripts/test/suite.mjs'),
    testEnvironment: resolve('scripts/test/environment.mjs'),
    testSequencer: join(folder, 'sequencer.cjs'),
    cacheDirectory: join(folder, 'cache')
  }
  const output = join(folder, 'out.json')
  const given = ['--runInBand', '--json', '--outputFile', output, '--config', JSON.stringify(config)]
  const { status } = spawnSync(process.execPath, [resolve('node_modules/jest/bin/jest.js'), ...given], {
    encoding: 'utf8'
  })
  expect(status).toBe(1)
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as { testResults: Told[] }
  return new Map(testResults.map(told => [told.name.replace(/^.*\/([^/]+)\.test\.ts$/, '$1'), told]))
}

const told = run()
const statusesOf = (name: string) =>
  Object.fromEntries((told.get(name)?.assertionResults ?? []).map(({ title, status }) => [title, status]))
const messageOf = (name: string, title: string) =>
  told
    .get(name)
    ?.assertionResults.find(one => one.title === title)
    ?.failureMessages.join('\n') ?? ''

test('a suite finds the process as it was, and the modules that another has loaded', () => {
  expect(statusesOf('a-leaves-much')).toEqual({
    'is alone here': 'passed',
    'leaves something behind': 'passed'
  })
  expect(statusesOf('b-finds-nothing')).toEqual({
    'has the modules that were there': 'passed',
    'finds the process as it was': 'passed'
  })
})

test('what fails is failed, and its line is the one of the source', () => {
  expect(statusesOf('c-fails')).toEqual({
    wrong: 'failed',
    'thrown later': 'failed',
    'thrown by a timer': 'failed',
    'too few': 'failed',
    'too late': 'failed',
    good: 'passed',
    'left out': 'pending',
    'to come': 'todo'
  })
  expect(messageOf('c-fails', 'wrong')).toMatch(/c-fails\.test\.ts:9:/)
  expect(messageOf('c-fails', 'thrown later')).toContain('rejected unnoticed')
  expect(messageOf('c-fails', 'thrown by a timer')).toContain('thrown unnoticed')
  expect(messageOf('c-fails', 'too late')).toContain('Exceeded timeout of 5 ms')
})

test('so is what fails around the tests', () => {
  expect(statusesOf('d-hooks')).toEqual({ 'never runs': 'failed' })
  expect(told.get('e-after')?.message).toContain('broken at the end')
  expect(told.get('f-does-not-load')?.message).toContain('nowhere.ts')
  expect(told.get('f-does-not-load')?.assertionResults).toEqual([])
})

test('tables and the name of the test are those of jest', () => {
  expect(statusesOf('g-each')).toEqual({ '1 and one is 2': 'passed', '2 and one is 3': 'passed' })
})
