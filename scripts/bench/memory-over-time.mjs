// Preloaded with --import, before lockstep.mjs replaces the timers: writes the cost of the process to the file in
// BENCH_MEMORY: CPU seconds, peak resident memory (MB), and the heap in the last third of the run (MB), as the minimum
// of many samples, which is the live heap right after a collection.
import { writeFileSync } from 'node:fs'

const samples = []
const sample = () => samples.push(process.memoryUsage().heapUsed / 2 ** 20)
setInterval(sample, 200).unref()

process.on('exit', () => {
  sample()
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const held = Math.min(...samples.slice(Math.floor((samples.length * 2) / 3)))
  const cost = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, held }
  writeFileSync(process.env.BENCH_MEMORY, JSON.stringify(cost))
})
