import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

// Loaded before ncc (`node --import`), so that a build leaves node_modules unchanged: builds can run at the same time,
// and in folders that share these files.

/**
 * Changes to the package.json files of other packages, made in memory when ncc reads them.
 *
 * `sideEffects: false` tells webpack that it may omit a module none of whose exports are used. @actions/core imports
 * undici (1 MB) for getIDToken() alone: without the mark, it is parsed and run at every start. `main` selects the ES
 * module build if a package offers one under `module`, a field that ncc does not read: it can be tree-shaken, and
 * jsonc-parser's other build (UMD) hides its require() calls from any bundler and fails at run time.
 */
const changes = {
  '@actions/core': pure,
  '@actions/exec': pure,
  '@actions/http-client': pure,
  '@actions/io': pure,
  '@actions/expressions': pure,
  'jsonc-parser': moduleBuild,
  'string-argv': pure,
  tunnel: pure,
  undici: pure
}

function pure(manifest) {
  return { ...manifest, sideEffects: false }
}

function moduleBuild(manifest) {
  if (!manifest.module)
    throw new Error(`${manifest.name} has no "module" field any more: see scripts/build/before-ncc.mjs`)
  return { ...manifest, sideEffects: false, main: manifest.module }
}

const byFile = new Map(
  Object.entries(changes).map(([name, change]) => [
    fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url)),
    change
  ])
)

/** What a read of a file returns: a Buffer, or a text if the reader asked for one. */
function changed(file, content) {
  const change = byFile.get(file)
  if (change === undefined) return content
  const text = JSON.stringify(change(JSON.parse(content)))
  return typeof content === 'string' ? text : Buffer.from(text)
}

const { readFile, readFileSync, writeFileSync } = fs

fs.readFileSync = (file, options) => changed(file, readFileSync(file, options))

fs.readFile = (file, ...rest) => {
  const done = rest.pop()
  readFile(file, ...rest, (error, content) => (error ? done(error) : done(null, changed(file, content))))
}

/** ncc saves V8's compile cache of itself beside its own files. */
fs.writeFileSync = (file, ...rest) => {
  if (!String(file).endsWith('.js.cache')) writeFileSync(file, ...rest)
}
