const imported = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";'
const required = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)('

/**
 * Lets the entry ask Node for its own modules directly. ncc makes a `require` for each of them from the file's URL, and loading what makes
 * one takes a start a millisecond. Node has the direct way since 20.16 and 22.3; before that the old one is taken.
 */
export function askForBuiltins(entry) {
  if (!entry.includes(imported) || !entry.includes(required))
    throw new Error('dist/index.js asks for modules of Node in another form: see scripts/build/builtins.mjs')
  const made = 'process.getBuiltinModule ?? (await import("node:module")).createRequire(import.meta.url)'
  return entry.replace(imported, `const __builtin = ${made};`).replaceAll(required, '__builtin(')
}
