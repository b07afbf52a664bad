import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sandboxEnvironment } from '../demo/cli.mjs'
import { root } from '../demo/install.mjs'
import { bundle, timed } from './processes.mjs'

const example = new URL('../../examples/ops-pipeline/', import.meta.url)
const preload = ['--require', `${root}scripts/bench/load-log.cjs`]
const pattern = 'deploy/{service}-task-definition.json'

/** The line that `load-log.cjs` writes for a request. */
const REQUEST = 'request'

/**
 * Bytes of the bundle's files that are read in a check, and in a deploy up to its first AWS call, as a command line and
 * as the runner starts them. That call requires the AWS SDK, which is counted separately, so that the first number
 * covers only the project's code.
 */
export async function measureBytes(workspace) {
  const log = join(workspace, 'loads.txt')
  const read = async run => {
    rmSync(log, { force: true })
    await run()
    return summed(log)
  }
  const checking = { env: { BENCH_LOAD_LOG: log } }
  const check = await read(() => timed([...preload, bundle, 'check', pattern], { cwd: example, ...checking }))
  const actionCheck = await read(() => runAsAction(workspace, checking, { mode: 'check' }))
  return withRefusingServer(async endpoint => {
    const deploying = { expected: 3, env: { ...checking.env, ...sandboxEnvironment(endpoint) } }
    const args = [
      'deploy',
      pattern,
      ...Object.entries(INPUTS).flatMap(([name, value]) => [`--${name}`, value])
    ]
    const deploy = await read(() => timed([...preload, bundle, ...args], { cwd: example, ...deploying }))
    const actionDeploy = await read(() => runAsAction(workspace, deploying, { mode: 'deploy', ...INPUTS }))
    for (const { isCut } of [deploy, actionDeploy]) if (!isCut) throw new Error('the deploy made no AWS call')
    return { check, deploy, actionCheck, actionDeploy }
  })
}

const INPUTS = {
  service: 'all',
  cluster: 'ops-pipeline-cluster',
  'aws-region': 'us-west-2',
  variables: 'ECR_REGISTRY=registry.example\nIMAGE_TAG=v2'
}

/** The action reads its inputs from the environment and writes its outputs to files. */
function runAsAction(workspace, { expected, env }, inputs) {
  const given = Object.entries({ 'task-definition': pattern, ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value
  ])
  const files = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].map(name => [name, join(workspace, name)])
  for (const [, file] of files) writeFileSync(file, '')
  // The runner gives every action a token, which must not appear in the output.
  const own = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: fileURLToPath(example),
    ACTIONS_RUNTIME_TOKEN: randomUUID()
  }
  return timed([...preload, bundle], {
    cwd: example,
    expected,
    env: { ...env, ...own, ...Object.fromEntries([...given, ...files]) }
  })
}

/** A server that refuses every call, in place of AWS. */
async function withRefusingServer(use) {
  const server = createServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    response.end('{"__type":"AccessDeniedException","message":"refused by the bench"}')
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${server.address().port}`)
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}

/** The bytes read before the first request, or all bytes if there was none. */
function summed(log) {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []
  const end = lines.indexOf(REQUEST)
  const files = [...new Set(end < 0 ? lines : lines.slice(0, end))]
  if (files.length === 0) throw new Error('no file of dist/ was seen to be loaded')
  const sizes = files.map(file => ({
    file: basename(file),
    bytes: statSync(file).size,
    // The SDK's clients and their shared code are built on Smithy and mention it; the project's code does not.
    sdk: /smithy/i.test(readFileSync(file, 'utf8'))
  }))
  const sum = chosen => chosen.reduce((total, { bytes }) => total + bytes, 0)
  const own = sum(sizes.filter(({ sdk }) => !sdk))
  return { own, sdk: sum(sizes.filter(({ sdk }) => sdk)), files: sizes, isCut: end >= 0 }
}
