// What lockstep.mjs needs: replaces the clock and the timers of a Node program everywhere it could read
// them (globals, node:timers, node:timers/promises, AbortSignal.timeout).
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const timers = require('node:timers')
const timersPromises = require('node:timers/promises')

/** The real functions, saved before any is replaced. */
export const real = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  performanceNow: globalThis.performance.now.bind(globalThis.performance)
}

/** installDate makes Date, Date.now and performance.now follow `now` (milliseconds since 1970). */
export function installDate(now) {
  const start = now()
  const performanceStart = real.performanceNow()
  // biome-ignore lint/suspicious/noShadowRestrictedNames: programs look at the constructor's name
  globalThis.Date = class Date extends real.Date {
    constructor(...parts) {
      if (parts.length === 0) super(now())
      else super(...parts)
    }

    static now() {
      return Math.floor(now())
    }
  }
  globalThis.performance.now = () => performanceStart + (now() - start)
}

/** installTimers replaces setTimeout, setInterval and their clear functions. */
export function installTimers({ setTimeout, setInterval, clear }) {
  setTimeout[promisify.custom] = (ms, value, options) => wait(setTimeout, clear, { ms, value, options })
  const replaced = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear }
  for (const [name, replacement] of Object.entries(replaced)) {
    globalThis[name] = replacement
    timers[name] = replacement
  }
  timersPromises.setTimeout = setTimeout[promisify.custom]
  timersPromises.scheduler.wait = (ms, options) => wait(setTimeout, clear, { ms, options })
  globalThis.AbortSignal.timeout = ms => {
    const controller = new AbortController()
    const late = () =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
    setTimeout(late, ms).unref()
    return controller.signal
  }
  syncBuiltinESMExports()
}

function wait(setTimeout, clear, { ms, value, options }) {
  return new Promise((resolve, reject) => {
    const { signal } = options ?? {}
    const stop = () => {
      clear(timer)
      reject(
        Object.assign(new Error('The operation was aborted'), {
          name: 'AbortError',
          code: 'ABORT_ERR',
          cause: signal.reason
        })
      )
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve(value)
    }, ms)
    if (options?.ref === false) timer.unref()
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
}
