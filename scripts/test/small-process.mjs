// Programs that a suite waits for (git, most of all) are started by a small process, which does nothing else. To start
// a program, Node forks: the page tables are copied, and afterward each page at its first write. A process of jest
// holds the sources, the AWS SDK and the garbage of many suites: there, that takes several times as long as git itself.
import childProcess from 'node:child_process'
import { openSync, readSync, rmSync, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'

const STARTER = fileURLToPath(new URL('./program-starter.mjs', import.meta.url))
const { spawn } = childProcess
/** The functions of node:child_process that wait for a program. */
const WAITING = { spawnSync: childProcess.spawnSync, execFileSync: childProcess.execFileSync }

/** The pipes to the small process; it is started when a suite first needs it. */
let starter

/** startFromSmallProcess has the small process do what this process is asked to start and wait for. */
export function startFromSmallProcess() {
  for (const [name, original] of Object.entries(WAITING))
    childProcess[name] = (file, ...rest) => {
      const [args, options] = Array.isArray(rest[0]) ? rest : [[], rest.find(one => one !== undefined)]
      return isPlain(options) ? ask(name, [file, args, whole(options)]) : original(file, ...rest)
    }
  syncBuiltinESMExports()
}

/** Whether all output comes back in the answer: a descriptor of this process is unknown in the other one. */
function isPlain({ cwd = '', stdio = 'pipe' } = {}) {
  const isAnswered = [stdio].flat().every(one => one === 'pipe' || one === 'ignore' || one === undefined)
  return isAnswered && typeof cwd === 'string'
}

/** Options with what Node would take from this process. */
function whole(options) {
  return { ...options, cwd: options?.cwd ?? process.cwd(), env: { ...(options?.env ?? process.env) } }
}

function ask(name, given) {
  starter ??= connect()
  const answer = answerTo([name, ...given])
  if (answer === undefined) throw new Error('The process that starts programs for suites has ended.')
  const { result, thrown } = deserialize(answer)
  if (thrown) throw errorOf(thrown)
  return result?.error ? { ...result, error: errorOf(result.error) } : result
}

/** The answer to a request; undefined when the small process has ended. */
function answerTo(request) {
  try {
    write(starter.to, serialize(request))
  } catch (error) {
    if (error.code !== 'EPIPE') throw error
  }
  return read(starter.from)
}

function errorOf({ message, ...more }) {
  return Object.assign(new Error(message), more)
}

/**
 * To open a named pipe waits for the other side. If the small process ends before it has opened its pipes, its shell
 * opens them, so that this process does not wait forever.
 */
const STARTED = '"$0" "$1" "$2" "$3"; if [ -e "$2" ]; then : < "$2" > "$3"; fi'

/** connect starts the small process. It ends when this one does, since nobody writes into its pipe any more. */
function connect() {
  const base = join(tmpdir(), `starter-${process.pid}`)
  const [to, from] = [`${base}-to`, `${base}-from`]
  const made = WAITING.spawnSync('mkfifo', [to, from])
  if (made.status !== 0) throw new Error(`mkfifo: ${made.stderr ?? made.error}`)
  const stdio = ['ignore', 'inherit', 'inherit']
  spawn('sh', ['-c', STARTED, process.execPath, STARTER, to, from], { stdio }).unref()
  const pipes = { to: openSync(to, 'w'), from: openSync(from, 'r') }
  for (const path of [to, from]) rmSync(path)
  return pipes
}

/** write sends a message: its length, and its bytes. */
export function write(descriptor, message) {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(message.length)
  for (let rest = Buffer.concat([length, message]); rest.length > 0; )
    rest = rest.subarray(writeSync(descriptor, rest))
}

/** read waits for a message; undefined when the other side has closed the pipe. */
export function read(descriptor) {
  const length = readExactly(descriptor, 4)
  return length && readExactly(descriptor, length.readUInt32LE())
}

function readExactly(descriptor, size) {
  const bytes = Buffer.allocUnsafe(size)
  for (let at = 0; at < size; ) {
    const count = readSync(descriptor, bytes, at, size - at, null)
    if (count === 0) return undefined
    at += count
  }
  return bytes
}
