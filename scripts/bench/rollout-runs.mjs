import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxEnvironment } from '../demo/cli.mjs'
import { root } from '../demo/install.mjs'
import { quietEnvironment, startSandbox } from '../demo/sandbox.mjs'
import { bundle, node } from './processes.mjs'
import { definitionOf, eight, scenarios, worldOf } from './rollout-scenarios.mjs'

/** A run that takes longer than this in real time is considered hung and is ended. */
const PATIENCE_MS = 120_000
const MINUTES = 30

/** This project's action: its inputs for these services. A file may contain expressions and secrets by name. */
export const ours = {
  name: 'ecs-sealed-deploy',
  index: process.env.ACTION_BUNDLE ?? bundle,
  together: true,
  inputs: ({ families, forced }) => ({
    ...(forced
      ? {
          service: families.join(','),
          'task-definition-arn': `${families[0]}:1`,
          'force-new-deployment': 'true'
        }
      : { 'task-definition': 'deploy/{service}.json', service: families.join(',') }),
    'aws-region': 'us-west-2',
    'verify-permissions': 'off'
  })
}

/**
 * Another action's bundle, with the input names of AWS's deploy action: `path` is its dist/index.js, or a folder with
 * it.
 */
export function peerAt(path) {
  const places = [path, join(path, 'dist/index.js'), join(path, 'index.js')].map(place => resolve(place))
  const index = places.find(place => existsSync(place) && statSync(place).isFile())
  if (!index) throw new Error(`--peer: there is no ${places.join(', nor ')}`)
  return {
    name: path,
    index,
    together: false,
    inputs: ({ families, forced }) => ({
      'task-definition': `deploy/${families[0]}.json`,
      service: families[0],
      'wait-for-service-stability': 'true',
      'force-new-deployment': forced ? 'true' : 'false',
      'max-retries': '3',
      'enable-ecs-managed-tags': '',
      'propagate-tags': 'NONE',
      'desired-count': '',
      'run-task': 'false'
    })
  }
}

/**
 * Runs an action through the scenarios whose names match. Returns one row each: `right`, `cause` (undefined if none is
 * expected), `took` and `late` in virtual seconds, `late` undefined if ECS never decides.
 */
export async function measureRollouts(action, only) {
  const rows = []
  await withSandbox(async sandbox => {
    for (const scenario of scenarios.filter(({ name }) => only.test(name)))
      rows.push(await measure(action, scenario, sandbox))
  })
  return rows
}

/** Eight services, in one run or one after the other. Returns the virtual seconds of the slowest rollout and of all. */
export async function measureEight(action) {
  let measured
  await withSandbox(async sandbox => {
    const groups = action.together ? [eight.families] : eight.families.map(family => [family])
    await sandbox.post('scenario', worldOf(eight.families, { more: eight.more }))
    const { now: began } = await sandbox.get('now')
    for (const families of groups) {
      const run = await runAction(action, { families, secret: await secretIn(sandbox) }, sandbox.url)
      if (run.code !== 0) throw new Error(`${families.join(', ')} ended with ${run.code}:\n${run.output}`)
    }
    const { now, regions } = await sandbox.get('state')
    const took = regions['us-west-2'].clusters[0].services.map(
      ({ serviceDeployments: [record] }) => (record.finishedAt - record.createdAt) / 1000
    )
    measured = { slowest: Math.max(...took), total: (now - began) / 1000 }
  })
  return measured
}

async function withSandbox(work) {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-rollouts-'))
  const file = join(folder, 'empty.json')
  writeFileSync(file, '{}')
  const sandbox = await startSandbox(file, ['--clock', 'manual'])
  try {
    await work(sandbox)
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(action, scenario, sandbox) {
  await sandbox.post('scenario', worldOf(['web'], scenario))
  const { now: began } = await sandbox.get('now')
  const given = { families: ['web'], forced: scenario.forced === true, secret: await secretIn(sandbox) }
  const run = await runAction(action, given, sandbox.url)
  const state = await sandbox.get('state')
  const decided = decidedIn(state, scenario, began)
  const { good = false, cause, name, decides } = scenario
  return {
    name,
    good,
    decides,
    code: run.code,
    right: run.code !== undefined && (run.code === 0) === good,
    cause: good ? undefined : cause.test(run.output),
    took: (state.now - began) / 1000,
    late: decided === undefined ? undefined : (state.now - decided) / 1000,
    output: run.output
  }
}

async function secretIn(sandbox) {
  return (await sandbox.get('state')).regions['us-west-2'].secrets[0].arn
}

/** The time at which ECS decided, on the virtual clock; undefined if it never does. */
function decidedIn(state, { decides = 'ecs' }, began) {
  if (typeof decides === 'number') return began + decides * 1000
  const [service] = state.regions['us-west-2'].clusters[0].services
  if (decides === 'newest') return Math.max(...service.deployments.map(({ createdAt }) => createdAt))
  if (decides === 'nobody') return undefined
  const [record] = service.serviceDeployments
  return record?.finishedAt ?? record?.stoppedAt
}

/** Runs an action as the runner does, in lockstep with the sandbox's clock. The exit code is undefined if it hung. */
async function runAction(action, given, endpoint) {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-run-'))
  try {
    for (const family of given.families) {
      const definition = definitionOf(family, given.forced ? 1 : 2, given.secret)
      write(join(folder, 'workspace/deploy', `${family}.json`), JSON.stringify(definition, null, 2))
    }
    const inputs = { cluster: 'demo', 'wait-for-minutes': String(MINUTES), ...action.inputs(given) }
    return await spawnAction(action.index, inputs, { folder, endpoint })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function spawnAction(index, inputs, { folder, endpoint }) {
  const files = ['OUTPUT', 'ENV', 'PATH', 'STATE', 'STEP_SUMMARY'].map(name => [
    `GITHUB_${name}`,
    join(folder, name)
  ])
  for (const [, file] of files) write(file, '')
  write(join(folder, 'event.json'), '{}')
  const workspace = join(folder, 'workspace')
  const lockstep = pathToFileURL(`${root}sandbox/lockstep.mjs`).href
  const child = spawn(node, ['--no-warnings', '--import', lockstep, index], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...quietEnvironment(),
      ...sandboxEnvironment(endpoint),
      AWS_ACCESS_KEY_ID: 'bench',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'example/ops-pipeline',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      RUNNER_TEMP: folder,
      ...Object.fromEntries(files),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
      )
    }
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text))
  const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done))
  clearTimeout(limit)
  return { code: code ?? undefined, output }
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
