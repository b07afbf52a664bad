// Serves the sandbox: node scripts/sandbox.mjs --port P [--scenario FILE] [--speed N] [--clock manual] [--seed N]
// Node 20 cannot run TypeScript, so the sources are first compiled into lib-sandbox/ if they are newer than its
// contents.
import { spawnSync } from 'node:child_process'
import { readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const output = `${root}lib-sandbox`
const stamp = `${output}/.stamp`

const sources = readdirSync(`${root}sandbox`, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs)
const newest = Math.max(...sources, statSync(`${root}tsconfig.sandbox.json`).mtimeMs)

if (timeOf(stamp) < newest) compile()
const { runSandbox } = await import(new URL('../lib-sandbox/main.js', import.meta.url))
process.exitCode = await runSandbox(process.argv.slice(2))
process.exit()

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

// into a temporary folder, then moved: two sandboxes that start together must not read half a compilation
function compile() {
  const draft = `${output}-${process.pid}`
  const tsc = `${root}node_modules/typescript/bin/tsc`
  const args = [tsc, '-p', `${root}tsconfig.sandbox.json`, '--outDir', draft]
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}sandbox: the sources do not compile\n`)
    rmSync(draft, { recursive: true, force: true })
    process.exit(2)
  }
  writeFileSync(`${draft}/.stamp`, '')
  utimesSync(`${draft}/.stamp`, newest / 1000, newest / 1000 + 0.001)
  rmSync(output, { recursive: true, force: true })
  try {
    renameSync(draft, output)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
}
