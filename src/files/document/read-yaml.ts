import { type Document, isScalar, parseAllDocuments, type YAMLError } from 'yaml'
import { type PlaceFinder, placeFinder, type SyntaxReporter, syntaxReporter } from './place.ts'
import { type LoadedDocument, maxDepth } from './tree.ts'
import { YamlTreeMaker } from './yaml-tree.ts'

/** Problems that omit nothing from the tree. */
export const KEPT_WHOLE: ReadonlySet<string> = new Set([
  'repeated-key',
  'unknown-yaml-tag',
  'complex-yaml-key'
])

/** One YAML document of a file, which begins at the offset `from`. `find` finds places in the whole file. */
export type YamlPart = {
  readonly file: string
  readonly text: string
  readonly from: number
  readonly find: PlaceFinder
}

/** readYaml parses a file with one YAML 1.2 document. Never throws, never quotes the file. */
export function readYaml(file: string, text: string): LoadedDocument {
  return readYamlPart({ file, text, from: 0, find: placeFinder({ file, text }) })
}

/** readYamlPart parses one YAML 1.2 document of a file. Places are those in the file. */
export function readYamlPart(part: YamlPart): LoadedDocument {
  const { file, text, from } = part
  const reporter = syntaxReporter(file, part.find, 'YAML')
  const document = parseOneDocument(part, reporter)
  if (document === undefined) return { problems: reporter.problems }
  const { contents } = document
  if (contents === null || isScalar(contents)) {
    const isEmpty = contents === null || contents.value === null
    const [start, end] = isEmpty ? [0, 0] : contents.range
    reporter.report({ ...(isEmpty ? EMPTY : SINGLE_VALUE), start: start + from, end: end + from })
    return { problems: reporter.problems }
  }
  const root = new YamlTreeMaker(part, reporter).make(contents, '')
  if (root === undefined) return { problems: reporter.problems }
  // Any other reported problem omits something: a second document, an alias.
  const partial = reporter.problems.some(({ code }) => !KEPT_WHOLE.has(code))
  const read = { document: { file, format: 'yaml' as const, text, root }, problems: reporter.problems }
  return partial ? { ...read, partial } : read
}

const EMPTY = { code: 'empty-file', message: 'the file is empty; a task definition was expected.' }
const SINGLE_VALUE = {
  code: 'not-an-object',
  message: 'a task definition is a mapping; this file is a single value.'
}
const TOO_DEEP = {
  code: 'nested-too-deep',
  message: `collections are nested deeper than ${maxDepth} levels.`
}
const UNKNOWN_TAG = {
  code: 'unknown-yaml-tag',
  message: 'this tag (!…) is not known; only plain YAML 1.2 is read.'
}
const UNCLOSED = {
  code: 'invalid-yaml',
  message: 'what "{" or "[" begins in a line above is not closed before this one.',
  hint: 'Close it with "}" or "]", or indent this line further.'
}
const SECOND_DOCUMENT = {
  code: 'several-documents',
  message: 'a second document (---) starts here.',
  hint: 'Keep one task definition a file.'
}
const QUOTES = 'Text with special characters (: # { } [ ] , & * ! | > % @ `) needs quotes.'

/** Explanations of the YAML package's error codes; its own messages quote the file. */
const MEANINGS: Readonly<Record<string, string>> = {
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

/** Lists in lists on one line, for each of which the package reads the rest of the text again. */
const DEEP_LINE = new RegExp(`^[ \\t]*(?:[-?] ){${maxDepth}}`, 'm')

/** The documents of a text; undefined if collections are nested too deeply. */
function parseYaml(text: string): readonly Document.Parsed[] | undefined {
  if (DEEP_LINE.test(text)) return undefined
  // Pretty errors quote the file, and each costs a pass over it.
  const reading = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const
  try {
    const parsed = parseAllDocuments(text, { version: '1.2', schema: 'core', merge: true, ...reading })
    return 'empty' in parsed ? [] : parsed
  } catch {
    // The package calls itself for nested collections; nothing else in it is known to throw.
    return undefined
  }
}

/** The one document of a text; undefined, after a report, if it cannot be used. */
function parseOneDocument({ text, from }: YamlPart, reporter: SyntaxReporter): Document.Parsed | undefined {
  const documents = parseYaml(text)
  const [first, second] = documents ?? []
  if (first === undefined) {
    reporter.report({ ...(documents ? EMPTY : TOO_DEEP), start: from, end: from })
    return undefined
  }
  reportErrors(first, from, reporter)
  if (second !== undefined) {
    const start = from + (second.range?.[0] ?? text.length)
    reporter.report({ ...SECOND_DOCUMENT, start, end: start })
  }
  return first.errors.length > 0 ? undefined : first
}

/** The number of errors or warnings of one document that are reported: one broken line causes many. */
const MOST_REPORTED = 3

function reportErrors({ errors, warnings }: Document.Parsed, from: number, reporter: SyntaxReporter): void {
  const deep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  // Warnings are about tags, which a template of CloudFormation may have.
  const worst = errors.length > 0 ? errors : warnings
  for (const error of deep ? [deep] : worst.slice(0, MOST_REPORTED))
    reporter.report({ ...meaningOf(error), start: from + error.pos[0], end: from + error.pos[1] })
}

function meaningOf({ code, message }: YAMLError) {
  if (code === 'BAD_INDENT' && message.startsWith('Flow ')) return UNCLOSED
  if (code === 'RESOURCE_EXHAUSTION') return TOO_DEEP
  if (code === 'TAG_RESOLVE_FAILED') return { ...UNKNOWN_TAG, hint: QUOTES }
  return { code: 'invalid-yaml', message: MEANINGS[code] ?? 'this is not valid YAML.', hint: QUOTES }
}
