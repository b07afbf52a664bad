import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxEnvironment } from '../demo/cli.mjs'
import { root } from '../demo/install.mjs'
import { bundle, timed } from './processes.mjs'

const example = new URL('../../examples/ops-pipeline/', import.meta.url)
const preload = ['--import', pathToFileURL(`${root}scripts/bench/load-log.mjs`).href]
const pattern = 'deploy/{service}-task-definition.json'

/**
 * Bytes of the bundle's files that were read in a check, and in a deploy up to its first AWS call. The AWS SDK has to be
 * read to make that call; it is counted apart, so that the first number is our own.
 */
export async function measureBytes(workspace) {
  const log = join(workspace, 'loads.txt')
  await timed([...preload, bundle, 'check', pattern], { cwd: example, env: { BENCH_LOAD_LOG: log } })
  const check = summed(log)
  rmSync(log)
  const deploy = await untilFirstCall(log)
  return { check, deploy }
}

/** A server that is no AWS: what was loaded is read when the first call arrives, and every call is refused. */
async function untilFirstCall(log) {
  let seen
  const server = createServer((_request, response) => {
    seen ??= summed(log)
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    response.end('{"__type":"AccessDeniedException","message":"refused by the bench"}')
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${server.address().port}`
  try {
    await timed(
      [
        ...[...preload, bundle, 'deploy', pattern, '--service', 'all', '--cluster', 'ops-pipeline-cluster'],
        ...[
          '--aws-region',
          'us-west-2',
          '--variables',
          'ECR_REGISTRY=registry.example',
          '--variables',
          'IMAGE_TAG=v2'
        ]
      ],
      { cwd: example, expected: 3, env: { ...sandboxEnvironment(endpoint), BENCH_LOAD_LOG: log } }
    )
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  if (!seen) throw new Error('the deploy made no AWS call')
  return seen
}

function summed(log) {
  const files = existsSync(log) ? [...new Set(readFileSync(log, 'utf8').split('\n').filter(Boolean))] : []
  if (files.length === 0) throw new Error('no file of dist/ was seen to be loaded')
  const sizes = files.map(file => ({
    file: basename(file),
    bytes: statSync(file).size,
    // The SDK's clients and what they share are built on Smithy, and name it; our own code does not.
    sdk: /smithy/i.test(readFileSync(file, 'utf8'))
  }))
  const sum = chosen => chosen.reduce((total, { bytes }) => total + bytes, 0)
  return { own: sum(sizes.filter(({ sdk }) => !sdk)), sdk: sum(sizes.filter(({ sdk }) => sdk)), files: sizes }
}
