// Preloaded with --import, before lockstep.mjs replaces the timers: writes the cost of the process to the file in
// BENCH_MEMORY: CPU seconds, peak resident memory (MB), and the largest heap that is in use after a collection in the
// last third of the run (MB). Collections are rare, so that they hardly change the other two.
import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')
const samples = []
const sample = () => {
  collectGarbage()
  samples.push(process.memoryUsage().heapUsed / 2 ** 20)
}
setInterval(sample, 10_000).unref()

process.on('exit', () => {
  sample()
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const held = Math.max(...samples.slice(Math.floor((samples.length * 2) / 3)))
  const cost = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, held }
  writeFileSync(process.env.BENCH_MEMORY, JSON.stringify(cost))
})
