// node scripts/test.mjs [--coverage] [jest arguments]
// Runs jest with the flag that ES modules still need there, and repeats at the very end which suites could not run on
// this machine (no moto, no AWS CLI): a skip in the middle of the output is a skip that nobody sees.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-test-'))
const notices = join(folder, 'skips.txt')
writeFileSync(notices, '')

let code = 1
try {
  const { status, signal } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      ...process.argv.slice(2)
    ],
    // __tests__/skips.ts appends to this file, one line a skipped suite.
    { cwd: root, stdio: 'inherit', env: { ...process.env, SKIP_NOTICES: notices } }
  )
  code = signal ? 1 : (status ?? 1)
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
