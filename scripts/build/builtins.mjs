const imported = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";'
const required = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)('
const modules =
  /\(\(module\) => \{\s+module\.exports = __WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\);\s+\/\*+\/ \}\)/g

/**
 * Lets the entry get Node's built-in modules directly (process.getBuiltinModule). ncc creates a `require` for each of
 * them from the file's URL, and loading the function that does so costs every start a millisecond. Node offers direct
 * access since 20.16 and 22.3; older versions use the previous way. The entry contains all of Node's modules that any
 * chunk needs, so that one function creates them all instead of one per module that is compiled at every start.
 */
export function askForBuiltins(entry) {
  if (!entry.includes(imported) || !entry.includes(required))
    throw new Error('dist/index.js asks for modules of Node in another form: see scripts/build/builtins.mjs')
  const made = 'process.getBuiltinModule ?? (await import("node:module")).createRequire(import.meta.url)'
  const asked = `const __ask = ${made}; const __builtin = name => module => { module.exports = __ask(name) };`
  return entry.replace(imported, asked).replaceAll(modules, '__builtin($1)').replaceAll(required, '__ask(')
}
