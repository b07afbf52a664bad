import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Module hook `load`: runs before a module is evaluated, so that the log is complete whenever the module's code runs.
 */
export async function load(url, context, nextLoad) {
  if (url.includes('/dist/')) appendFileSync(process.env.BENCH_LOAD_LOG, `${fileURLToPath(url)}\n`)
  return nextLoad(url, context)
}
