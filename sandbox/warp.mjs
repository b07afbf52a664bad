// Preload for any client program: its time runs SANDBOX_SPEED times as fast as real time, like the clock of a sandbox
// started with the same --speed. Use 200 to 1000: above that, the timers' resolution of 1 ms is many virtual seconds.
//   SANDBOX_SPEED=500 AWS_ENDPOINT_URL=http://127.0.0.1:P node --import ./sandbox/warp.mjs dist/index.js
// SANDBOX_EPOCH (milliseconds since 1970) sets the start time; by default, it is read from the sandbox.
import { get } from 'node:http'
import { installDate, installTimers, real } from './virtual-time.mjs'

const speed = Number(process.env.SANDBOX_SPEED ?? 1)
if (!(speed > 0)) throw new Error('warp: SANDBOX_SPEED must be a number above 0')
const epoch = process.env.SANDBOX_EPOCH ? Number(process.env.SANDBOX_EPOCH) : await askSandbox()
const began = real.performanceNow()

installDate(() => epoch + (real.performanceNow() - began) * speed)
installTimers({
  setTimeout: (callback, ms, ...rest) => real.setTimeout(callback, (ms ?? 0) / speed, ...rest),
  setInterval: (callback, ms, ...rest) => real.setInterval(callback, (ms ?? 0) / speed, ...rest),
  clear: timer => real.clearTimeout(timer)
})

function askSandbox() {
  const url = process.env.AWS_ENDPOINT_URL
  if (!url) return real.Date.now()
  return new Promise((resolve, reject) => {
    get(`${url}/_sandbox/now`, { agent: false }, async response => {
      const chunks = []
      for await (const chunk of response) chunks.push(chunk)
      resolve(JSON.parse(Buffer.concat(chunks).toString()).now)
    }).on('error', reject)
  })
}
