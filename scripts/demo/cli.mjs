import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { root } from './install.mjs'
import { quietEnvironment } from './sandbox.mjs'

/**
 * Runs the committed bundle as a command line, as a user would, and shows its output as it runs. `cwd` is the
 * workspace; `endpoint` is the sandbox's address if the run needs AWS, and the run then shares the sandbox's clock.
 * `show` is `live`, `folded` (at the end, without the middle) or `nothing`. Returns the exit code and all output.
 */
export async function runBundle(args, { cwd, endpoint, show = 'live' }) {
  const lockstep = endpoint ? ['--import', pathToFileURL(`${root}sandbox/lockstep.mjs`).href] : []
  if (show !== 'nothing') console.log(`$ ecs-sealed-deploy ${args.map(quoted).join(' ')}`)
  const child = spawn(process.execPath, ['--no-warnings', ...lockstep, `${root}dist/index.js`, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...quietEnvironment(), ...(endpoint ? sandboxEnvironment(endpoint) : {}) }
  })
  const lines = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      if (show === 'live') console.log(`  ${line}`)
    })
  }
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (show === 'folded') for (const line of folded(lines)) console.log(`  ${line}`)
  return { code, output: lines.join('\n') }
}

function folded(lines) {
  const [head, tail] = [9, 2]
  if (lines.length <= head + tail + 1) return lines
  return [
    ...lines.slice(0, head),
    `… ${lines.length - head - tail} lines like these …`,
    ...lines.slice(-tail)
  ]
}

/** An AWS client started with these variables uses the sandbox, which verifies no signature, so any keys work. */
export function sandboxEnvironment(endpoint) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_EC2_METADATA_DISABLED: 'true'
  }
}

function quoted(argument) {
  return /^[\w./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}
