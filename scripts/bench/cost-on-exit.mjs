// Preloaded with --import: writes the CPU seconds and peak memory (MB) of the process to the file in BENCH_COST.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cost = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }
  writeFileSync(process.env.BENCH_COST, JSON.stringify(cost))
})
