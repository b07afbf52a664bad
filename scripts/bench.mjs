// npm run bench [-- --ci] [-- --json FILE]
// Measures the committed bundle: start, bytes read, definitions per second, and how long a deploy goes on after ECS is done.
// Times are shown as they came; --ci fails on the ratios and limits below only, which hold on a slow machine too.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBytes } from './bench/bytes-read.mjs'
import { measureOverhead } from './bench/overhead.mjs'
import { node, nodeVersion } from './bench/processes.mjs'
import { measureMany, measureStart } from './bench/start-time.mjs'
import { installIfNeeded } from './demo/install.mjs'

/** A start is compared on Node 24, the runner's; neighbours on the machine disturb it, so that it may try again. */
const limits = { startRatio: 1.5, startTries: 3, manyMs: 1000, ownBytes: 102_400, overheadSeconds: 5 }
const onNode24 = nodeVersion.startsWith('v24.')

const { values: flags } = parseArgs({ options: { ci: { type: 'boolean' }, json: { type: 'string' } } })
installIfNeeded()
const workspace = mkdtempSync(join(tmpdir(), 'ecs-sealed-deploy-bench-'))
try {
  console.log(
    `Node ${nodeVersion} (${node === process.execPath ? 'the one that runs this' : 'the one of the runner'})`
  )
  const start = await bestStart()
  const many = await measureMany(workspace, { count: 1000, emptyMs: start.emptyMs })
  const bytes = await measureBytes(workspace)
  const overhead = await measureOverhead()
  const rows = rowsOf({ start, many, bytes, overhead })
  print(rows)
  if (flags.json) {
    writeFileSync(
      flags.json,
      `${JSON.stringify({ node: nodeVersion, start, many, bytes, overhead }, null, 2)}\n`
    )
  }
  const over = rows.filter(({ holds }) => holds === false)
  if (flags.ci && over.length > 0) {
    console.error(`\nover the limit: ${over.map(({ what }) => what).join('; ')}`)
    process.exitCode = 1
  }
} finally {
  rmSync(workspace, { recursive: true, force: true })
}

/** The best of up to three tries: what lies above it is the machine, not us. */
async function bestStart() {
  let best
  for (let attempt = 0; attempt < limits.startTries; attempt++) {
    const start = await measureStart(workspace)
    if (!best || start.ratio < best.ratio) best = start
    if (best.ratio <= limits.startRatio) break
  }
  return best
}

function rowsOf({ start, many, bytes, overhead }) {
  const ms = number => `${number.toFixed(1)} ms`
  return [
    { what: 'empty script, whole process', value: ms(start.emptyMs) },
    { what: 'check of the eight files, whole process', value: ms(start.checkMs) },
    {
      what: 'check / empty script',
      value: start.ratio.toFixed(2),
      limit: `≤ ${limits.startRatio} on Node 24`,
      holds: onNode24 ? start.ratio <= limits.startRatio : undefined
    },
    {
      what: `check of ${many.count} definitions, without the start`,
      value: `${ms(many.ms)} (${many.perSecond} a second)`,
      limit: `≤ ${limits.manyMs} ms`,
      holds: many.ms <= limits.manyMs
    },
    {
      what: 'bytes read in a check',
      value: `${bytes.check.own + bytes.check.sdk} (AWS SDK: ${bytes.check.sdk})`,
      limit: `≤ ${limits.ownBytes}, AWS SDK 0`,
      holds: bytes.check.own <= limits.ownBytes && bytes.check.sdk === 0
    },
    {
      what: "bytes read in a deploy up to the first AWS call, without the AWS SDK's",
      value: `${bytes.deploy.own} (AWS SDK: ${bytes.deploy.sdk})`,
      limit: `≤ ${limits.ownBytes}`,
      holds: bytes.deploy.own <= limits.ownBytes
    },
    {
      what: 'deploy: from the last completed deployment to the end',
      value: `${overhead.virtualSeconds.toFixed(1)} s of the sandbox's clock`,
      limit: `≤ ${limits.overheadSeconds} s`,
      holds: overhead.virtualSeconds <= limits.overheadSeconds
    }
  ]
}

function print(rows) {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, value, limit = '', holds } of rows) {
    const mark = holds === undefined ? ' ' : holds ? '✔' : '✘'
    console.log(`${mark} ${what.padEnd(width)}  ${value}${limit === '' ? '' : `  (${limit})`}`)
  }
}
