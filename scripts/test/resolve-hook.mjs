// Resolves the imports of suites: '@jest/globals', and sources that a later round (--watch) has to reload.
const GLOBALS = new URL('./globals.mjs', import.meta.url).href

/** resolve passes the round of the suite (`?round=2`) to every source file that it imports. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true }
  const round = /\?round=\d+$/.exec(context.parentURL ?? '')?.[0]
  if (round !== undefined && /^\.{1,2}\/.*\.ts$/.test(specifier))
    return { url: new URL(specifier + round, context.parentURL).href, shortCircuit: true }
  return next(specifier, context)
}
