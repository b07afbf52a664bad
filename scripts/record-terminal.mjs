// node scripts/record-terminal.mjs [--out FOLDER] [--columns 40,80,160] [--speed 4] [--sources] [--interrupt SECONDS]
//   [--only terminal]
// Deploys eight services, one of which can never start, in a terminal of each width (tmux) against the sandbox, and
// records the terminal over time: FOLDER/<columns>/frame-<n>.txt, last.txt, and bytes.json with the bytes written per
// frame. The same run into a pipe is FOLDER/pipe.txt, as an action FOLDER/action.txt. With --interrupt, Ctrl-C is
// pressed that many seconds after the block appears. With --sources, the sources run, without a build.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sandboxEnvironment } from './demo/cli.mjs'
import { root } from './demo/install.mjs'
import { startSandbox } from './demo/sandbox.mjs'
import { framesOf } from './record/frames.mjs'
import { scenario } from './record/scenario.mjs'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(tmpdir(), 'terminal-recordings') },
    columns: { type: 'string', default: '40,80,160' },
    speed: { type: 'string', default: '4' },
    sources: { type: 'boolean', default: false },
    interrupt: { type: 'string' },
    only: { type: 'string' }
  }
})
const out = resolve(values.out)
const program = values.sources
  ? ['--import', `${root}scripts/ts-hook.mjs`, `${root}src/index.ts`]
  : [`${root}dist/index.js`]
const ROWS = 24
const MOST_FRAMES = 400

const { world, files } = scenario()
for (const columns of values.columns.split(',').map(Number)) await recordAt(columns)
if (values.only !== 'terminal') {
  await recordPipe()
  await recordAction()
}

async function withWorld(work) {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  for (const [name, text] of Object.entries({ ...files, 'scenario.json': JSON.stringify(world) })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const sandbox = await startSandbox(join(folder, 'scenario.json'), ['--speed', values.speed])
  const env = { ...sandboxEnvironment(sandbox.url), SANDBOX_SPEED: values.speed, LANG: 'C.UTF-8' }
  const warp = ['--no-warnings', '--import', `${root}sandbox/warp.mjs`]
  const args = ['deploy', 'deploy/{service}.json', '--cluster', 'shop', '--service', 'all']
  try {
    await work({ folder, env, command: [process.execPath, ...warp, ...program, ...args] })
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function recordAt(columns) {
  const to = join(out, String(columns))
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  await withWorld(async ({ folder, env, command }) => {
    const socket = join(folder, 'tmux')
    const tmux = (...args) => execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' })
    const set = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
    const line = `cd ${folder}; clear; env -u CI ${set.join(' ')} ${command.map(word => `'${word}'`).join(' ')}; echo "== exit code $?"; sleep 60`
    writeFileSync(join(folder, 'run.sh'), line)
    // the raw output of the program to its terminal is recorded too
    tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(ROWS), 'bash')
    tmux('pipe-pane', '-o', `cat > ${to}/raw.bin`)
    tmux('send-keys', `bash ${folder}/run.sh`, 'Enter')
    let before = ''
    let began = 0
    for (let frame = 0; frame < MOST_FRAMES; frame++) {
      await new Promise(done => setTimeout(done, 250))
      const screen = tmux('capture-pane', '-p')
      if (screen !== before) writeFileSync(join(to, `frame-${String(frame).padStart(3, '0')}.txt`), screen)
      before = screen
      if (began === 0 && / of 8 done /.test(screen)) began = frame
      if (values.interrupt && began > 0 && frame === began + Number(values.interrupt) * 4)
        tmux('send-keys', 'C-c')
      if (/^== exit code \d/m.test(screen)) break
    }
    writeFileSync(join(to, 'last.txt'), tmux('capture-pane', '-p', '-S', '-400'))
    writeFileSync(join(to, 'cursor.txt'), tmux('display-message', '-p', '#{cursor_flag}'))
    tmux('kill-server')
  })
  const frames = framesOf(readFileSync(join(to, 'raw.bin'), 'utf8'))
  writeFileSync(join(to, 'bytes.json'), `${JSON.stringify(frames, null, 2)}\n`)
  console.log(
    `${columns} columns: ${frames.frames} frames, ${frames.bytesPerFrame} bytes and ${frames.linesPerFrame} lines a frame on average, ${to}`
  )
}

async function recordPipe() {
  await withWorld(async ({ folder, env, command }) => {
    const [node, ...args] = command
    const { stdout, status } = spawnSync(node, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8'
    })
    writeFileSync(join(out, 'pipe.txt'), `${stdout}exit code ${status}\n`)
  })
}

/** The same run as a step of a workflow. */
async function recordAction() {
  await withWorld(async ({ folder, env, command }) => {
    const [node, ...args] = command.slice(0, command.indexOf('deploy'))
    const inputs = {
      MODE: 'deploy',
      'TASK-DEFINITION': 'deploy/{service}.json',
      CLUSTER: 'shop',
      SERVICE: 'all'
    }
    const named = Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])
    const runner = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, CI: 'true', PATH: process.env.PATH }
    const all = { ...runner, ...env, ...Object.fromEntries(named) }
    const { stdout, status } = spawnSync(node, args, { cwd: folder, env: all, encoding: 'utf8' })
    writeFileSync(join(out, 'action.txt'), `${stdout}exit code ${status}\n`)
  })
}
