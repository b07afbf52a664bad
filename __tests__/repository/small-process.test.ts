import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'

/**
 * What a program is started with, and what Node itself says about it: the same questions, asked in a process of its
 * own.
 */
const QUESTIONS = `
const { execFileSync, spawnSync } = await import('node:child_process')
const thrown = work => { try { return work() } catch ({ message, status, signal, code, stdout, stderr }) {
  return { message, status, signal, code, stdout: String(stdout), stderr: String(stderr) } } }
const told = ({ pid, error, output, ...rest }) => ({ ...rest, parts: output?.length, code: error?.code, said: error?.message })
const sh = (script, options) => told(spawnSync('sh', ['-c', script], options))
export const answers = [
  sh('echo out; echo err >&2; exit 3', { encoding: 'utf8' }),
  sh('printf bytes'),
  sh('kill -9 $$', { encoding: 'utf8' }),
  sh('cat; pwd; echo $NAME', { input: 'given ', cwd: '/', env: { PATH: process.env.PATH, NAME: 'value' }, encoding: 'utf8' }),
  sh('echo hidden; echo err >&2', { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' }),
  sh('echo $LATE', { encoding: 'utf8' }),
  { ...sh('exec yes', { maxBuffer: 1000, encoding: 'utf8' }), stdout: 'as much as there was' },
  sh('printf %300000s x', { encoding: 'utf8' }),
  sh('exec sleep 600', { timeout: 20 }),
  told(spawnSync('there-is-no-such-program', { encoding: 'utf8' })),
  told(spawnSync('pwd', { cwd: '/usr', encoding: 'utf8' })),
  told(spawnSync('pwd', undefined, { cwd: '/usr', encoding: 'utf8' })),
  told(spawnSync('true')),
  execFileSync('echo', ['fine'], { encoding: 'utf8' }),
  thrown(() => execFileSync('sh', ['-c', 'echo out; echo err >&2; exit 4'], { stdio: 'pipe' })),
  thrown(() => execFileSync('there-is-no-such-program'))
]`

test('a program that a suite waits for is answered as Node itself answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'questions-'))
  const file = join(folder, 'questions.mjs')
  writeFileSync(file, QUESTIONS)
  process.env['LATE'] = 'set by the suite'
  const { answers } = (await import(pathToFileURL(file).href)) as { readonly answers: readonly unknown[] }
  const script = `console.log(JSON.stringify((await import(${JSON.stringify(file)})).answers))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8'
  })
  expect(JSON.parse(JSON.stringify(answers))).toEqual(JSON.parse(stdout))
  expect(answers).toHaveLength(16)
  rmSync(folder, { recursive: true })
})

test('it is another process that starts them, but for one that shares a descriptor', () => {
  const [parent, folder] = execFileSync('sh', ['-c', 'echo $PPID; pwd'], { encoding: 'utf8' }).split('\n')
  expect(Number(parent)).not.toBe(process.pid)
  expect(folder).toBe(process.cwd())
  const [direct] = spawnSync('sh', ['-c', 'echo $PPID >&3'], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
    .output.slice(3)
    .map(String)
  expect(Number(direct)).toBe(process.pid)
})

test('a small process that ends before it has begun is an error, not a wait without end', () => {
  const script = `
    process.execPath = '/bin/false'
    const { startFromSmallProcess } = await import(${JSON.stringify(resolve('scripts/test/small-process.mjs'))})
    startFromSmallProcess()
    const programs = (await import('node:child_process')).default
    try { programs.execFileSync('true') } catch ({ message }) { console.log(message) }`
  const options = { encoding: 'utf8', timeout: 60_000 } as const
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], options)
  expect(stdout).toBe('The process that starts programs for suites has ended.\n')
})
