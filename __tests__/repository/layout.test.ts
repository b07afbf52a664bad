import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

/** Folders of __tests__ that are no module of src/, and what they are about instead. */
const NO_ROOM: Readonly<Record<string, string>> = {
  act: 'whole workflows, run by a runner that others wrote',
  browser: 'pages and Markdown as a browser shows them',
  bundle: 'dist/index.js as a process: what no module alone can show',
  canaries: 'values planted everywhere, and searched in all that leaves the program',
  cases: 'folders with what is given and what must come of it, for check, migrate and render',
  conformance: 'the same calls on the sandbox and on servers that others wrote',
  repository: 'the repository itself: boundaries, documentation, workflows',
  sandbox: 'the modules of sandbox/',
  worlds: 'runs in worlds drawn from a seed'
}

/** Files that every suite may use. */
const SHARED = [
  'closed.ts',
  'ended.ts',
  'environment.ts',
  'git.ts',
  'fake-time.ts',
  'pages.ts',
  'programs.ts',
  'resolver.cjs',
  'sample.ts',
  'schemas.ts',
  'setup.ts',
  'skips.ts',
  'workspace.ts'
]

const entries = readdirSync('__tests__', { withFileTypes: true })

describe('__tests__ mirrors src/', () => {
  test('each folder is a module of src/, or stands in the list with its reason', () => {
    const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
    expect(folders.filter(name => !existsSync(join('src', name)) && NO_ROOM[name] === undefined)).toEqual([])
    expect(Object.keys(NO_ROOM).filter(name => existsSync(join('src', name)))).toEqual([])
  })

  test('each folder in a module of src/ is a folder of that module', () => {
    const modules = entries.filter(entry => entry.isDirectory() && existsSync(join('src', entry.name)))
    const within = modules.flatMap(({ name }) =>
      readdirSync(join('__tests__', name), { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => join(name, entry.name))
    )
    expect(within.filter(path => !existsSync(join('src', path)))).toEqual([])
  })

  test('nothing else lies beside them', () => {
    const files = entries.filter(entry => entry.isFile()).map(({ name }) => name)
    const roots = files.map(name => name.replace(/\.test\.ts$/, '.ts')).filter(name => !SHARED.includes(name))
    expect(roots.filter(name => !existsSync(join('src', name)))).toEqual([])
  })
})

test('a comment has at most 120 columns', () => {
  const files = ['src', 'scripts', 'sandbox', '__tests__'].flatMap(folder =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter(path => /\.(?:ts|mjs)$/.test(path))
      .map(path => join(folder, path))
  )
  const wide = files.flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        line.length > 120 && /^\s*(?:\*|\/[/*])/.test(line) ? [`${file}:${index + 1}`] : []
      )
  )
  expect(wide).toEqual([])
})

test('a mode reads like a table of contents: at most 120 lines', () => {
  const lengths = readdirSync('src/modes').map(
    name => [name, readFileSync(join('src/modes', name), 'utf8').split('\n').length - 1] as const
  )
  expect(lengths.filter(([, lines]) => lines > 120)).toEqual([])
})

describe('tests that measure real time', () => {
  const READS_THE_CLOCK = /performance\.now\(\)|\bDate\.now\(\)/
  /** Suites that ask for the time and judge nothing by it. */
  const NO_VERDICT: Readonly<Record<string, string>> = {
    'sandbox/faults.test.ts': 'at least so long, which holds on a slow machine too'
  }

  test('stand apart in *.timed.test.ts', () => {
    const suites = (readdirSync('__tests__', { recursive: true }) as string[]).filter(
      path => path.endsWith('.test.ts') && !path.endsWith('.timed.test.ts')
    )
    const judging = suites.filter(path => {
      const lines = readFileSync(join('__tests__', path), 'utf8').split('\n')
      return lines.some(line => READS_THE_CLOCK.test(line) && /expect\(/.test(line))
    })
    expect(judging.filter(path => NO_VERDICT[path] === undefined)).toEqual([])
  })
})
