// Preloaded with --import: writes every loaded file of dist/ and every request, one per line, to the file in
// BENCH_LOAD_LOG.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { register } from 'node:module'

register('./load-hooks.mjs', import.meta.url)
subscribe('http.client.request.start', () => appendFileSync(process.env.BENCH_LOAD_LOG, 'request\n'))
