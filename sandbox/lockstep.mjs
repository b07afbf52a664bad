// Preload for any client program, for a sandbox with --clock manual: time stands still while the program works. When
// the program only waits for a timer, the sandbox advances to that timer's time. A wait of 30 minutes takes
// milliseconds, and every run has the same history.
//   AWS_ENDPOINT_URL=http://127.0.0.1:P node --import ./sandbox/lockstep.mjs dist/index.js
// Timers under 10 ms stay real. A request that hangs for SANDBOX_PATIENCE_MS (2000) real milliseconds no longer stops
// time, so that the program's timeouts can fire. With SANDBOX_PATIENCE_MS=none, real time does not count: the sandbox
// reports which requests a scripted fault leaves hanging, and only those do not stop time.
import { subscribe } from 'node:diagnostics_channel'
import { Agent, request } from 'node:http'
import { installDate, installTimers, real } from './virtual-time.mjs'

const endpoint = process.env.AWS_ENDPOINT_URL
if (!endpoint) throw new Error('lockstep: AWS_ENDPOINT_URL must name the sandbox')

const SHORTEST = 10
const QUIET_TURNS = 3
const { SANDBOX_PATIENCE_MS = '2000' } = process.env
const ASKS = SANDBOX_PATIENCE_MS === 'none'
const PATIENCE = Number(SANDBOX_PATIENCE_MS)
/**
 * Work in progress outside the event loop: files, DNS lookups, connections, child processes, key derivation, workers.
 */
const BUSY =
  /^(FSReq|FileHandle|GetAddrInfo|GetNameInfo|TCPConnect|TCPShutdown|Process|.*Job|Zlib|Worker|StatWatcher)/

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const flying = new Map()
const queue = []
let own = false
let sequence = 0
let pumping = false
let landed = () => {}
let now = (await callSandbox('GET', '/_sandbox/now')).now

// keeps the process alive while a timer with a reference is pending
const anchor = real.setInterval(() => {}, 2 ** 30)
anchor.unref()

class VirtualTimer {
  constructor(callback, ms, { every, args }) {
    this.callback = callback
    this.ms = ms
    this.every = every
    this.args = args
    this.id = ++sequence
    this.referenced = true
    this.start()
  }

  start() {
    this.stop()
    this.due = now + this.ms
    this.order = ++sequence
    queue.push(this)
    settle()
  }

  stop() {
    const index = queue.indexOf(this)
    if (index >= 0) queue.splice(index, 1)
    settle()
  }

  ref() {
    this.referenced = true
    settle()
    return this
  }

  unref() {
    this.referenced = false
    settle()
    return this
  }

  hasRef() {
    return this.referenced
  }

  refresh() {
    this.start()
    return this
  }

  close() {
    this.stop()
    return this
  }

  [Symbol.toPrimitive]() {
    return -this.id
  }
}
if (Symbol.dispose) VirtualTimer.prototype[Symbol.dispose] = VirtualTimer.prototype.close

installDate(() => now)
installTimers({
  setTimeout: (callback, ms, ...args) =>
    isVirtual(ms)
      ? new VirtualTimer(callback, Math.floor(ms), { every: false, args })
      : real.setTimeout(callback, ms, ...args),
  setInterval: (callback, ms, ...args) =>
    isVirtual(ms)
      ? new VirtualTimer(callback, Math.floor(ms), { every: true, args })
      : real.setInterval(callback, ms, ...args),
  clear: timer => {
    if (timer instanceof VirtualTimer) timer.stop()
    else if (typeof timer === 'number' && timer < 0) queue.find(one => one.id === -timer)?.stop()
    else real.clearTimeout(timer)
  }
})

// every HTTP request of the program, whichever library sends it; and fetch, which does not use node:http
subscribe('http.client.request.start', ({ request: one }) => {
  if (own || flying.has(one)) return
  takeOff(one)
  one.once('close', () => land(one))
})
subscribe('undici:request:create', ({ request: one }) => takeOff(one))
for (const end of ['undici:request:trailers', 'undici:request:error'])
  subscribe(end, ({ request: one }) => land(one))

/** Node shortens a delay that does not fit into 31 bits to 1 ms; lockstep does the same. */
function isVirtual(ms) {
  return ms >= SHORTEST && ms < 2 ** 31
}

function takeOff(one) {
  flying.set(one, real.performanceNow())
  settle()
}

function land(one) {
  flying.delete(one)
  landed()
  settle()
}

/** Time advances for a timer with a reference; for one without only while a request keeps the program alive. */
function isWaiting() {
  return queue.some(timer => timer.referenced) || (queue.length > 0 && flying.size > 0)
}

function settle() {
  if (queue.some(timer => timer.referenced)) anchor.ref()
  else anchor.unref()
  if (pumping || !isWaiting()) return
  pumping = true
  void pump()
}

async function pump() {
  while (isWaiting()) {
    await quiet()
    const next = earliest()
    if (!next || !isWaiting()) break
    if (next.due > now) now = (await callSandbox('POST', '/_sandbox/advance', { ms: next.due - now })).now
    for (let due = earliest(); due && due.due <= now; due = earliest()) {
      fire(due)
      await turn()
    }
  }
  pumping = false
}

function earliest() {
  let first
  for (const timer of queue)
    if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
      first = timer
  return first
}

function fire(timer) {
  if (timer.every) timer.start()
  else timer.stop()
  // an error must reach the program's own handlers as a timer's error would, and must not end the pump
  real.setImmediate(() => timer.callback(...timer.args))
}

/** Resolves when the program has been idle for several turns of the event loop. */
async function quiet() {
  for (let turns = 0; turns < QUIET_TURNS; turns++) {
    await turn()
    if (isFlying()) {
      await Promise.race([landing(), pause(25)])
      if (!(await isLeftHanging())) turns = -1
    } else if (process.getActiveResourcesInfo().some(name => BUSY.test(name))) {
      await pause(1)
      turns = -1
    }
  }
}

/** Resolves when the next request has ended. */
function landing() {
  return new Promise(resolve => {
    landed = resolve
  })
}

function pause(ms) {
  return new Promise(resolve => real.setTimeout(resolve, ms))
}

function turn() {
  return new Promise(resolve => real.setImmediate(resolve))
}

/** True if the sandbox reports that no pending request of the program will be answered for a while. */
async function isLeftHanging() {
  if (!ASKS || flying.size === 0) return false
  const { ports } = await callSandbox('GET', '/_sandbox/hanging')
  return flying.size > 0 && [...flying.keys()].every(one => ports.includes(one.socket?.localPort))
}

function isFlying() {
  if (ASKS) return flying.size > 0
  const since = real.performanceNow() - PATIENCE
  for (const began of flying.values()) if (began > since) return true
  return false
}

function callSandbox(method, path, body) {
  return new Promise((resolve, reject) => {
    const call = request(`${endpoint}${path}`, { method, agent }, async response => {
      const chunks = []
      for await (const chunk of response) chunks.push(chunk)
      const answer = JSON.parse(Buffer.concat(chunks).toString())
      if (response.statusCode === 200) resolve(answer)
      else reject(new Error(`lockstep: ${answer.error}`))
    })
    call.on('error', cause => reject(new Error(`lockstep: ${endpoint} does not answer`, { cause })))
    own = true
    call.end(body === undefined ? undefined : JSON.stringify(body))
    own = false
  })
}
