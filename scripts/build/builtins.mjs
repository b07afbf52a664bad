const imported = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";'
const required = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)('
const modules =
  /\(\(module\) => \{\s+module\.exports = __WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\);\s+\/\*+\/ \}\)/g

/**
 * Lets the entry ask Node for its own modules directly. ncc makes a `require` for each of them from the file's URL, and loading what makes
 * one takes a start a millisecond. Node has the direct way since 20.16 and 22.3; before that the old one is taken. All of Node's modules that any
 * chunk needs stand in the entry, so that one function makes them all instead of one each that is compiled at every start.
 */
export function askForBuiltins(entry) {
  if (!entry.includes(imported) || !entry.includes(required))
    throw new Error('dist/index.js asks for modules of Node in another form: see scripts/build/builtins.mjs')
  const made = 'process.getBuiltinModule ?? (await import("node:module")).createRequire(import.meta.url)'
  const asked = `const __ask = ${made}; const __builtin = name => module => { module.exports = __ask(name) };`
  return entry.replace(imported, asked).replaceAll(modules, '__builtin($1)').replaceAll(required, '__ask(')
}
