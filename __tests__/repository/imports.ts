/**
 * One import of a source file. `target` is the path in src/ for the project's files, the specifier itself for anything
 * else.
 */
export type Import = { readonly target: string; readonly typeOnly: boolean; readonly own: boolean }

const statement = /^[ \t]*(import|export)\s+(type\s+)?([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]/gm
const bare = /^[ \t]*import\s*['"]([^'"]+)['"]/gm
const dynamic = /(\btypeof\s+)?\bimport\(\s*(['"`]?)([^'"`)]*)\2/g

/**
 * What may contain comment markers without being a comment: strings, and regular expressions where an expression may
 * begin.
 */
const TEXT = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/
const EXPRESSION =
  /(?<=(?:^|[=(,:;!&|?{}[\n>]|\breturn|\bcase)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/
const TOKENS = new RegExp(`(${TEXT.source}|${EXPRESSION.source})|${COMMENT.source}`, 'gm')

/** Texts without their comments: several suites look at the same files, some of them again for every question. */
const stripped = new Map<string, string>()

/** withoutComments removes block and line comments; suitable for searching words, not for parsing. */
export function withoutComments(text: string): string {
  const before = stripped.get(text)
  if (before !== undefined) return before
  const after = text.replace(TOKENS, (_, kept: string | undefined) => kept ?? '')
  stripped.set(text, after)
  return after
}

/**
 * importsOf lists the imports of a TypeScript file: statements, re-exports, `import()` (a value, loaded late) and types
 * from `typeof import()`. `file` is the path in src/, with forward slashes. Throws on an `import()` whose target is not
 * a plain string, since it could not be checked.
 */
export function importsOf(file: string, source: string): readonly Import[] {
  const text = withoutComments(source)
  const found: Import[] = []
  for (const [, , type, clause = '', specifier = ''] of text.matchAll(statement)) {
    found.push(importFrom(file, specifier, type !== undefined || onlyTypes(clause)))
  }
  for (const [, specifier = ''] of text.matchAll(bare)) found.push(importFrom(file, specifier, false))
  for (const [, type, quote, specifier = ''] of text.matchAll(dynamic)) {
    if (quote !== "'" && quote !== '"')
      throw new Error(`${file}: import() of something that is not a plain string`)
    found.push(importFrom(file, specifier, type !== undefined))
  }
  return found
}

/**
 * `{ type A, type B }` imports no value; with verbatimModuleSyntax it still runs the module, so write `import type`.
 */
function onlyTypes(clause: string): boolean {
  const names = clause
    .replace(/[{}]/g, '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
  return clause.trim().startsWith('{') && names.length > 0 && names.every(name => name.startsWith('type '))
}

function importFrom(file: string, specifier: string, typeOnly: boolean): Import {
  if (!specifier.startsWith('.')) return { target: specifier, typeOnly, own: false }
  const steps = file.split('/').slice(0, -1)
  for (const step of specifier.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return { target: steps.join('/'), typeOnly, own: true }
}
