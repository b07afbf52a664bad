// Serves the sandbox: node scripts/sandbox.mjs --port P [--scenario FILE] [--speed N] [--clock manual] [--seed N]
// Node 20 cannot run TypeScript, so the sources are first compiled, into a folder of lib-sandbox/ that is named after
// their newest change. A build is moved there as a whole and never changed: two sandboxes that start together can
// neither read half of one nor delete each other's.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const KEPT_MS = 86_400_000
const root = fileURLToPath(new URL('../', import.meta.url))
const builds = `${root}lib-sandbox`

const sources = readdirSync(`${root}sandbox`, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs)
const newest = Math.max(...sources, statSync(`${root}tsconfig.sandbox.json`).mtimeMs)
const output = `${builds}/${Math.floor(newest)}-${sources.length}`

if (!existsSync(output)) compile()
const { runSandbox } = await import(`file://${output}/server.js`)
process.exitCode = await runSandbox(process.argv.slice(2))
process.exit()

function compile() {
  mkdirSync(builds, { recursive: true })
  removeOld()
  const draft = `${output}-${process.pid}`
  const tsc = `${root}node_modules/typescript/bin/tsc`
  const args = [tsc, '-p', `${root}tsconfig.sandbox.json`, '--outDir', draft]
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}sandbox: the sources do not compile\n`)
    rmSync(draft, { recursive: true, force: true })
    process.exit(2)
  }
  try {
    renameSync(draft, output)
  } catch {
    // the other one was first
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Builds, drafts of a killed compilation, and what an earlier version of this script left. */
function removeOld() {
  for (const entry of readdirSync(builds)) {
    const path = `${builds}/${entry}`
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true })
  }
}
