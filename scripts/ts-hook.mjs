// Lets a script import the sources: strips the types from TypeScript, on every Node version that the project supports.
import { readFileSync } from 'node:fs'
import * as m from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { transformSync } from '@swc/core'

/**
 * compile returns the JavaScript of a .ts file and the source map: inline if `sourceMaps` is 'inline', separately if
 * true.
 */
export function compile(path, sourceMaps = 'inline') {
  return transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    module: { type: 'es6' },
    sourceMaps
  })
}

/** load returns a .ts file as JavaScript and leaves all other files to Node. */
export function load(url, context, next) {
  const [path] = url.split('?')
  if (!path.endsWith('.ts')) return next(url, context)
  return { format: 'module', source: compile(fileURLToPath(path)).code, shortCircuit: true }
}

// Node evaluates the module again in the thread of its hooks, which must not register it a second time.
if (isMainThread) m.register(import.meta.url)
