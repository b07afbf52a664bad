// node scripts/test.mjs [--all | --timed] [jest arguments]
//   without either   `npm test`: a sample of the large matrices, without the suites that start many processes
//                    (*.whole.test.ts, unless one is named) and those that measure real time
//   --all            every suite and every case; then those that measure real time, alone: `npm run test:all`
//   --timed          only those that measure real time (*.timed.test.ts), one after the other: `npm run test:timed`
// Runs jest, and repeats at the very end which suites could not run on this machine (no moto, no AWS CLI): a skip in
// the middle of the output is easily overlooked.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const given = process.argv.slice(2)
const jestArguments = given.filter(argument => argument !== '--all' && argument !== '--timed')
const all = given.includes('--all')
const named = jestArguments.some(argument => argument.startsWith('__tests__') || argument.includes('.test'))
// a suite that is named explicitly runs, even if it measures time
const timed = given.includes('--timed') || jestArguments.some(argument => argument.includes('.timed.test'))

const folder = mkdtempSync(join(timed ? tmpdir() : inMemory(), 'ecs-sealed-deploy-test-'))
const notices = join(folder, 'skips.txt')
writeFileSync(notices, '')
// The parent of the suites' temporary folders, which is removed at the end.
const temporary = join(folder, 'tmp')
mkdirSync(temporary)

/**
 * A folder in memory if the machine has one that is large enough and permits execution. The suites write thousands of
 * files, and the program syncs each of them to disk. Suites that measure time use the disk, as a user does.
 */
function inMemory() {
  const path = '/dev/shm'
  try {
    const { bavail, bsize } = statfsSync(path)
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast(line => line.split(' ')[1] === path)
    if (mount && !/\bnoexec\b|\bro,/.test(mount) && bavail * bsize > 2 ** 30) return path
  } catch {}
  return tmpdir()
}

/** Exit code of one run of jest. */
function runJest(more, env) {
  const { status, signal } = spawnSync(
    process.execPath,
    // Millions of short-lived objects: with more room for them, the garbage collector has a tenth less work. Workers
    // inherit it.
    [
      '--max-semi-space-size=64',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--config',
      join(root, 'jest.in-process.config.js'),
      ...more
    ],
    // __tests__/skips.ts appends to SKIP_NOTICES, one line per skipped suite; __tests__/sample.ts reads TEST_ALL.
    { cwd: root, stdio: 'inherit', env: { ...process.env, SKIP_NOTICES: notices, TMPDIR: temporary, ...env } }
  )
  return signal ? 1 : (status ?? 1)
}

// Ctrl-C ends jest; the files that it leaves in memory are removed afterward.
process.on('SIGINT', () => {})

// Node 20 reads this file at each start, which takes longer than the start itself, and the suites start thousands of
// processes. They speak to loopback only.
delete process.env.NODE_EXTRA_CA_CERTS

let code = 1
try {
  code = timed
    ? runJest(['--runInBand', ...jestArguments], { TEST_TIMED: '1' })
    : runJest(jestArguments, { ...(all && { TEST_ALL: '1' }), ...(named && { TEST_NAMED: '1' }) })
  if (all && !timed && jestArguments.length === 0)
    code = runJest(['--runInBand'], { TEST_ALL: '1', TEST_TIMED: '1', TMPDIR: tmpdir() }) || code
  const skipped = [...new Set(readFileSync(notices, 'utf8').split('\n').filter(Boolean))]
  if (skipped.length > 0) {
    console.error(`\n!! ${skipped.length} suite(s) SKIPPED on this machine:`)
    for (const line of skipped) console.error(`!!   ${line}`)
    console.error('!! .ci/run installs what they need and lets nothing be skipped.')
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = code
