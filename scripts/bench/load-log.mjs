// Preloaded with --import: writes every loaded file of dist/ and every request, one per line, to the file in
// BENCH_LOAD_LOG.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { Module, register } from 'node:module'

register('./load-hooks.mjs', import.meta.url)
subscribe('http.client.request.start', () => appendFileSync(process.env.BENCH_LOAD_LOG, 'request\n'))

// The hooks of `register` do not see what `require` loads.
const { _compile: compile } = Module.prototype
Module.prototype._compile = function (code, file, ...others) {
  if (file.includes('/dist/')) appendFileSync(process.env.BENCH_LOAD_LOG, `${file}\n`)
  return compile.call(this, code, file, ...others)
}
