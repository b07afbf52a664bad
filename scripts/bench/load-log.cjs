// Preloaded with --require: writes every loaded file of dist/ and every request, one per line, to the file in
// BENCH_LOAD_LOG. A file is written before it is evaluated, so that the log is complete whenever its code runs.
const { subscribe } = require('node:diagnostics_channel')
const { appendFileSync } = require('node:fs')
const { Module } = require('node:module')

subscribe('http.client.request.start', () => appendFileSync(process.env.BENCH_LOAD_LOG, 'request\n'))

const { _compile: compile } = Module.prototype
Module.prototype._compile = function (code, file, ...others) {
  if (file.includes('/dist/')) appendFileSync(process.env.BENCH_LOAD_LOG, `${file}\n`)
  return compile.call(this, code, file, ...others)
}
