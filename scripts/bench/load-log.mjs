// Preloaded with --import: notes every file of dist/ that is loaded, one line each, in the file named by BENCH_LOAD_LOG, and each request that is made.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { register } from 'node:module'

register('./load-hooks.mjs', import.meta.url)
subscribe('http.client.request.start', () => appendFileSync(process.env.BENCH_LOAD_LOG, 'request\n'))
