// npm run bench
// Measures the built bundle: the time of a check and of a deploy's way to its first call, the requests of a rollout of
// eight services, and the memory of a plan of 500. Prints the values; no test depends on them. --brief measures once,
// and no 500 services.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxEnvironment } from './demo/cli.mjs'
import { installIfNeeded, root } from './demo/install.mjs'
import { quietEnvironment, startSandbox } from './demo/sandbox.mjs'

const node = process.env.ACTION_NODE ?? process.execPath
const isBrief = process.argv.includes('--brief')
const ROUNDS = isBrief ? 1 : 11
const folder = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-bench-'))

/** Eight services, in step with the virtual clock of the sandbox. */
async function measureRollout() {
  await withAccount(8, async sandbox => {
    const { now: began } = await sandbox.get('now')
    const started = Date.now()
    const run = await runNode(lockstep('deploy', ...services(8)), sandbox.url)
    const requests = await sandbox.get('requests')
    const seconds = ((await sandbox.get('now')).now - began) / 1000
    print('deploy of eight services: exit code', run.code)
    if (run.code !== 0) throw new Error(run.output)
    print(
      'requests over the virtual seconds of the rollout',
      `${requests.length} over ${Math.round(seconds)} s`
    )
    print('real time of the whole, ms', Date.now() - started)
  })
  await withAccount(1, async sandbox => {
    const begun = performance.now()
    const child = runNode(bundle('deploy', ...services(1), '--wait-until', 'none'), sandbox.url)
    while ((await sandbox.get('requests')).length === 0) await new Promise(done => setTimeout(done, 2))
    print('deploy: time to its first call, ms', Math.round(performance.now() - begun))
    await child
  })
}

async function measureMany(count) {
  await withAccount(count, async sandbox => {
    const run = await runNode(
      ['--import', memoryHook(), ...lockstep('deploy', ...services(count))],
      sandbox.url
    )
    const [, megabytes] = /peak memory (\d+)/.exec(run.output) ?? []
    print(`deploy of ${count} services: exit code`, run.code)
    print(`deploy of ${count} services: requests`, (await sandbox.get('requests')).length)
    print(`deploy of ${count} services: peak memory, MB`, megabytes)
  })
}

const services = count => [
  ...[
    'deploy/{service}.json',
    '--service',
    names(count).join(','),
    '--cluster',
    'demo',
    '--aws-region',
    'us-west-2'
  ],
  ...['--variables', 'TAG=2', '--verify-permissions', 'off']
]
const bundle = (...args) => [join(root, 'dist/index.js'), ...args]
const lockstep = (...args) => [
  '--import',
  pathToFileURL(join(root, 'sandbox/lockstep.mjs')).href,
  ...bundle(...args)
]
const names = count => Array.from({ length: count }, (_, index) => `service-${index}`)

/** Prints the peak of the resident memory at the end of a process. */
function memoryHook() {
  const file = join(folder, 'memory.mjs')
  writeFileSync(
    file,
    "process.on('exit', () => process.stderr.write(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)}\\n`))"
  )
  return pathToFileURL(file).href
}

function definitionOf(name, tag) {
  const environment = Array.from({ length: 12 }, (_, n) => ({
    name: `SETTING_${n}`,
    value: `https://${name}.example.internal/${n}`
  }))
  const image = `demo/${name}:${tag}`
  return {
    family: name,
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [{ name: 'app', image, environment }]
  }
}

function writeDefinitions(count) {
  mkdirSync(join(folder, 'deploy'))
  for (const name of names(count))
    writeFileSync(
      join(folder, 'deploy', `${name}.json`),
      JSON.stringify(definitionOf(name, `\${{ vars.TAG || '1' }}`), null, 2)
    )
}

async function withAccount(count, work) {
  const scenario = join(folder, 'scenario.json')
  const service = name => ({
    serviceName: name,
    cluster: 'demo',
    taskDefinition: `${name}:1`,
    desiredCount: 2
  })
  writeFileSync(
    scenario,
    JSON.stringify({
      ...{ region: 'us-west-2', clusters: ['demo'], services: names(count).map(service) },
      taskDefinitions: names(count).map(name => definitionOf(name, '1'))
    })
  )
  const sandbox = await startSandbox(scenario, ['--clock', 'manual'])
  try {
    await work(sandbox)
  } finally {
    await sandbox.stop()
  }
}

async function runNode(args, endpoint, cwd = folder) {
  const env = { ...quietEnvironment(), ...(endpoint ? sandboxEnvironment(endpoint) : {}) }
  const child = spawn(node, ['--no-warnings', ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text))
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done))
  return { code, output }
}

async function timeOf(args, { cwd = folder } = {}) {
  const begun = performance.now()
  await runNode(args, undefined, cwd)
  return performance.now() - begun
}

/** The median of some runs. */
async function report(what, measure, rounds = ROUNDS) {
  const times = []
  for (let round = 0; round < rounds; round++) times.push(await measure())
  print(what, Math.round(times.sort((a, b) => a - b)[Math.floor(rounds / 2)]))
}

function print(what, value) {
  console.log(`${what.padEnd(60)} ${value}`)
}

installIfNeeded()
try {
  writeDefinitions(1000)
  const eight = { cwd: join(root, 'examples/ops-pipeline') }
  await report('an empty script, ms', () => timeOf(['--eval', '']))
  await report('check of eight files, ms', () =>
    timeOf(bundle('check', 'deploy/{service}-task-definition.json'), eight)
  )
  await report('check of 1,000 files, ms', () => timeOf(bundle('check', 'deploy/*.json')), isBrief ? 1 : 3)
  await measureRollout()
  if (!isBrief) await measureMany(500)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
