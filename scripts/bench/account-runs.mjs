import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxEnvironment } from '../demo/cli.mjs'
import { root } from '../demo/install.mjs'
import { quietEnvironment, startSandbox } from '../demo/sandbox.mjs'
import { accountOf, namesOf, REVISIONS, templateOf } from './account-world.mjs'
import { bundle as committed, node } from './processes.mjs'

const bundle = process.env.ACTION_BUNDLE ?? committed

/**
 * measureAccount runs a mode over an account with a given number of services. Returns the exit code, virtual seconds,
 * requests by operation, how many of them were throttled, CPU seconds and memory; with `killAt` ({operation, count}:
 * killed at that call), both the killed run and the one after it.
 */
export async function measureAccount(mode, count, { killAt } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-account-'))
  const empty = join(folder, 'empty.json')
  writeFileSync(empty, '{}')
  const sandbox = await startSandbox(empty, ['--clock', 'manual'])
  try {
    const scenario = scenarioFor(mode, count)
    await sandbox.post('scenario', { ...scenario, faults: killAt === undefined ? [] : [leftHanging(killAt)] })
    mkdirSync(join(folder, 'work/deploy'), { recursive: true })
    if (FLAGS[mode].includes(FILES))
      for (const name of namesOf(count))
        writeFileSync(join(folder, `work/deploy/${name}.json`), templateOf(name, mode === 'migrate'))
    const named = mode === 'rollback' ? ['--service', namesOf(count).join(',')] : []
    const flags = [...FLAGS[mode], ...named]
    const first = await runOnce(flags, { folder, sandbox, killAt })
    return killAt === undefined ? first : { first, second: await runOnce(flags, { folder, sandbox }) }
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The call is carried out but never answered, and time stands still until the run is killed. */
function leftHanging({ operation, count }) {
  return { op: operation, kind: 'timeout-after', nth: count, ms: PATIENCE_MS }
}

const PATIENCE_MS = 3_600_000

const FILES = 'deploy/{service}.json'
const ALL = ['--cluster', 'demo', '--format', 'json']
const FROM_FILES = [FILES, '--variables', 'TAG=2', ...ALL]
const FLAGS = {
  audit: ['audit', ...ALL],
  deploy: ['deploy', ...FROM_FILES],
  plan: ['plan', ...FROM_FILES],
  migrate: ['migrate', FILES, '--variables', 'TAG=1', '--naming', 'demo/{service}/{name}', ...ALL],
  status: ['status', '--service', 'all', ...ALL],
  rollback: ['rollback', ...ALL],
  'rotate-restart': ['rotate-restart', ...ALL]
}

/**
 * Only an audit has to read many revisions; a rollback needs two. Secrets that are newer than the tasks are rotated.
 */
function scenarioFor(mode, count) {
  const revisions = { audit: REVISIONS, rollback: 2, status: 2 }[mode] ?? 1
  const scenario = accountOf(count, revisions)
  if (mode !== 'rotate-restart') return scenario
  return { ...scenario, secrets: scenario.secrets.map(secret => ({ ...secret, age: '1m' })) }
}

async function runOnce(flags, { folder, sandbox, killAt }) {
  const before = await sandbox.get('requests')
  const { now: began } = await sandbox.get('now')
  const started = performance.now()
  const run = await runBundle(flags, { folder, endpoint: sandbox.url, sandbox, killAt })
  const { now } = await sandbox.get('now')
  const requests = (await sandbox.get('requests')).slice(before.length)
  return {
    ...run,
    virtualSeconds: (now - began) / 1000,
    realSeconds: (performance.now() - started) / 1000,
    requests: countedBy(requests, ({ operation }) => operation),
    throttled: countedBy(
      // a secret that does not exist yet is an answer
      requests.filter(({ error = '' }) => /Throttling|TooManyRequests|LimitExceeded/.test(error)),
      ({ operation, error }) => `${operation} ${error}`
    ),
    state: await sandbox.get('state')
  }
}

function countedBy(items, keyOf) {
  const counts = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

async function runBundle(flags, { folder, endpoint, sandbox, killAt }) {
  const memory = join(folder, 'memory.json')
  const preload = ['scripts/bench/memory-over-time.mjs', 'sandbox/lockstep.mjs'].flatMap(file => [
    '--import',
    pathToFileURL(`${root}${file}`).href
  ])
  const child = spawn(node, ['--no-warnings', ...preload, bundle, ...flags], {
    cwd: join(folder, 'work'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...quietEnvironment(),
      ...sandboxEnvironment(endpoint),
      BENCH_MEMORY: memory,
      SANDBOX_PATIENCE_MS: killAt === undefined ? 'none' : String(PATIENCE_MS)
    }
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'])
    child[stream].setEncoding('utf8').on('data', text => (output[stream] += text))
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (killAt !== undefined) await killAtCall(child, { sandbox, ended })
  const code = await ended
  const cost = code === null ? undefined : JSON.parse(readFileSync(memory, 'utf8'))
  return { code, ...output, cost }
}

const WATCH_MS = 100

/** Kills the child process when the unanswered call has been carried out. */
async function killAtCall(child, { sandbox, ended }) {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!over && (await sandbox.get('hanging')).ports.length === 0)
    await new Promise(resolve => setTimeout(resolve, WATCH_MS))
  child.kill('SIGKILL')
}
