import { type Document, parseAllDocuments, type YAMLError } from 'yaml'
import { maxDepth } from './loaded.ts'
import type { SyntaxReporter } from './syntax-problem.ts'

/** Explanations of the YAML package's error codes; its own messages quote the file. */
const meanings: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation does not fit the lines above.',
  TAB_AS_INDENT: 'a tab is used for indentation; YAML requires spaces.',
  MISSING_CHAR: 'a character is missing here (a closing quote, bracket, comma or colon).',
  DUPLICATE_KEY: 'this key appears twice in the same mapping.',
  BLOCK_AS_IMPLICIT_KEY: 'a nested mapping is not allowed on the same line.',
  MULTILINE_IMPLICIT_KEY: 'a key must be on one line.',
  BAD_ALIAS: 'this is not an alias.',
  BAD_SCALAR_START: 'a value cannot start with this character; put it in quotes.',
  BAD_DQ_ESCAPE: 'this escape sequence is not valid in double quotes.',
  TAG_RESOLVE_FAILED: 'this tag (!…) is not known; only plain YAML 1.2 is read.'
}

const TOO_DEEP = `collections are nested deeper than ${maxDepth} levels.`

/** parseOneDocument parses a file that contains one YAML document; undefined, after a report, if it cannot be used. */
export function parseOneDocument(text: string, reporter: SyntaxReporter): Document.Parsed | undefined {
  let documents: readonly Document.Parsed[]
  try {
    const options = {
      version: '1.2',
      schema: 'core',
      merge: true,
      uniqueKeys: false,
      // The package's messages quote the file, and each costs a pass over it.
      prettyErrors: false,
      logLevel: 'silent'
    } as const
    const parsed = parseAllDocuments(text, options)
    documents = 'empty' in parsed ? [] : parsed
  } catch {
    // The package recurses into nested collections; nothing else in it is known to throw.
    reporter.report({ code: 'nested-too-deep', message: TOO_DEEP, start: 0, end: 0 })
    return undefined
  }
  const [first, second] = documents
  if (first === undefined) {
    reporter.report({
      code: 'empty-file',
      message: 'the file is empty; a task definition was expected.',
      start: 0,
      end: 0
    })
    return undefined
  }
  // One broken line makes the parser report many follow-up errors.
  const deep = first.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  const worst = deep ? [deep] : [...first.errors, ...first.warnings].slice(0, 3)
  for (const error of worst) reportError(error, reporter)
  if (second !== undefined) {
    const start = second.range?.[0] ?? text.length
    const hint = 'Keep one task definition a file.'
    reporter.report({
      code: 'several-documents',
      message: 'a second document (---) starts here.',
      hint,
      start,
      end: start
    })
  }
  return first.errors.length > 0 ? undefined : first
}

function reportError(error: YAMLError, reporter: SyntaxReporter): void {
  if (error.code === 'RESOURCE_EXHAUSTION') {
    reporter.report({ code: 'nested-too-deep', message: TOO_DEEP, start: error.pos[0], end: error.pos[1] })
    return
  }
  const message = meanings[error.code] ?? 'this is not valid YAML.'
  const code = error.code === 'TAG_RESOLVE_FAILED' ? 'unknown-yaml-tag' : 'invalid-yaml'
  const hint = 'Text with special characters (: # { } [ ] , & * ! | > % @ `) needs quotes.'
  reporter.report({ code, message, hint, start: error.pos[0], end: error.pos[1] })
}
