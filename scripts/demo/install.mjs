import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Installs the npm packages in a fresh clone; they are needed to compile the sandbox (the bundle needs none). Throws
 * with npm's output if that fails.
 */
export function installIfNeeded() {
  if (existsSync(`${root}node_modules/typescript/package.json`)) return
  console.log('Installing packages first (npm ci) …')
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  })
  if (status !== 0) throw new Error(`npm ci failed:\n${stdout}${stderr}`)
}
