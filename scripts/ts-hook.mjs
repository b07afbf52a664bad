// Lets a script import the sources: TypeScript without its types, on every Node that the project runs on.
import { readFileSync } from 'node:fs'
import * as m from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { transformSync } from '@swc/core'

/** load gives a .ts file as JavaScript and leaves the rest to Node. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    module: { type: 'es6' }
  })
  return { format: 'module', source: code, shortCircuit: true }
}

// Node evaluates the module once more in the thread of its hooks, which must not register it again.
if (isMainThread) m.register(import.meta.url)
