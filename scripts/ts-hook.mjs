// Lets a script import the sources: TypeScript without its types, on every Node that the project runs on.
import { readFileSync } from 'node:fs'
import * as m from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { transformSync } from '@swc/core'

/** compile gives the JavaScript of a .ts file, and the source map: in the code where `sourceMaps` is 'inline', beside it where true. */
export function compile(path, sourceMaps = 'inline') {
  return transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    module: { type: 'es6' },
    sourceMaps
  })
}

/** load gives a .ts file as JavaScript and leaves the rest to Node. */
export function load(url, context, next) {
  const [path] = url.split('?')
  if (!path.endsWith('.ts')) return next(url, context)
  return { format: 'module', source: compile(fileURLToPath(path)).code, shortCircuit: true }
}

// Node evaluates the module once more in the thread of its hooks, which must not register it again.
if (isMainThread) m.register(import.meta.url)
