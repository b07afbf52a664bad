// Module hooks for suites: '@jest/globals', sources that a later round (--watch) has to reload, and `import()`.
const GLOBALS = new URL('./globals.mjs', import.meta.url).href
const SOURCES = new URL('../../src/', import.meta.url).href

/** resolve passes the round of the suite (`?round=2`) to every source file that it imports. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true }
  const round = /\?round=\d+$/.exec(context.parentURL ?? '')?.[0]
  if (round !== undefined && /^\.{1,2}\/.*\.ts$/.test(specifier))
    return { url: new URL(specifier + round, context.parentURL).href, shortCircuit: true }
  return next(specifier, context)
}

/** A module's own `import()`, which keeps what it has loaded. */
const ONCE = '\nfunction $once$(specifier) { return ($once$[specifier] ??= import(specifier)) }\n'

/**
 * load has a file of src/ load a module only once. Node asks the thread of the hooks at every `import()`, also of a
 * module that it has: a run of the program asks a hundred times, and the suites run it thousands of times. The name is
 * as long as `import`, so that every place in the code stays where its source map has it.
 */
export async function load(url, context, next) {
  const loaded = await next(url, context)
  if (!url.startsWith(SOURCES) || typeof loaded.source !== 'string') return loaded
  const source = loaded.source.replaceAll(/\bimport\((?=\s*['"]\.)/g, '$$once$$(')
  return source === loaded.source ? loaded : { ...loaded, source: source + ONCE }
}
