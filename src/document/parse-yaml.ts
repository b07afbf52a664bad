import { type Document, parseAllDocuments, type YAMLError } from 'yaml'
import { maxDepth } from './loaded.ts'
import type { SyntaxDetails, SyntaxReporter } from './syntax-problem.ts'

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
  BAD_DQ_ESCAPE: 'this escape sequence is not valid in double quotes.'
}

const TOO_DEEP = `collections are nested deeper than ${maxDepth} levels.`

/** A part of a file, which begins at the offset `from`. */
export type YamlText = { readonly text: string; readonly from: number }

/** Lists in lists on one line, for each of which the package reads the rest of the text again. */
const DEEP_LINE = new RegExp(`^[ \\t]*(?:[-?] ){${maxDepth}}`, 'm')

/** parseYaml parses the documents of a text; undefined if collections are nested too deeply. */
export function parseYaml(text: string): readonly Document.Parsed[] | undefined {
  if (DEEP_LINE.test(text)) return undefined
  const options = {
    version: '1.2',
    schema: 'core',
    merge: true,
    uniqueKeys: false,
    // The package's messages quote the file, and each costs a pass over it.
    prettyErrors: false,
    logLevel: 'silent'
  } as const
  // Each warning is an Error, whose stack takes most of the time in a file with tags.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    const parsed = parseAllDocuments(text, options)
    return 'empty' in parsed ? [] : parsed
  } catch {
    // The package recurses into nested collections; nothing else in it is known to throw.
    return undefined
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** parseOneDocument parses a text that contains one YAML document; undefined, after a report, if it cannot be used. */
export function parseOneDocument(
  { text, from }: YamlText,
  reporter: SyntaxReporter
): Document.Parsed | undefined {
  const documents = parseYaml(text)
  if (documents === undefined) {
    reporter.report({ code: 'nested-too-deep', message: TOO_DEEP, start: from, end: from })
    return undefined
  }
  const [first, second] = documents
  if (first === undefined) {
    reporter.report({ ...EMPTY, start: from, end: from })
    return undefined
  }
  reportErrors(first, from, reporter)
  if (second !== undefined) {
    const start = from + (second.range?.[0] ?? text.length)
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

/** The report of a document without content. */
export const EMPTY = { code: 'empty-file', message: 'the file is empty; a task definition was expected.' }

/** reportErrors reports the first errors of a document, since one broken line causes many. */
export function reportErrors(document: Document.Parsed, from: number, reporter: SyntaxReporter): void {
  const room = MOST_REPORTED - reporter.problems.length
  const deep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  const worst = deep ? [deep] : [...document.errors, ...document.warnings].slice(0, Math.max(0, room))
  for (const error of worst) reportError(error, from, reporter)
}

/** The number of errors and warnings of one document that are reported. */
export const MOST_REPORTED = 3

function reportError({ code, pos }: YAMLError, from: number, reporter: SyntaxReporter): void {
  const start = from + pos[0]
  const end = from + pos[1]
  if (code === 'RESOURCE_EXHAUSTION') {
    reporter.report({ code: 'nested-too-deep', message: TOO_DEEP, start, end })
    return
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    reportUnknownTag({ start, end }, reporter)
    return
  }
  const message = meanings[code] ?? 'this is not valid YAML.'
  reporter.report({ code: 'invalid-yaml', message, hint: QUOTES, start, end })
}

/** reportUnknownTag reports a tag that is none of YAML's own. */
export function reportUnknownTag(
  place: Pick<SyntaxDetails, 'start' | 'end'>,
  reporter: SyntaxReporter
): void {
  const message = 'this tag (!…) is not known; only plain YAML 1.2 is read.'
  reporter.report({ code: 'unknown-yaml-tag', message, hint: QUOTES, ...place })
}

const QUOTES = 'Text with special characters (: # { } [ ] , & * ! | > % @ `) needs quotes.'
