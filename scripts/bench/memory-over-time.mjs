// Preloaded with --import, before lockstep.mjs replaces the timers: writes what the process cost to the file named by BENCH_MEMORY: the
// processor's seconds, the most resident memory (MB), and what the heap held in the last third of the run (MB): the least of many
// samples there, which is what lies in it right after a collection.
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
