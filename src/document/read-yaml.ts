import { isScalar } from 'yaml'
import type { LoadedDocument } from './loaded.ts'
import { EMPTY, parseOneDocument, type YamlText } from './parse-yaml.ts'
import { type PlaceFinder, placeFinder } from './place.ts'
import { type SyntaxReporter, syntaxReporter } from './syntax-problem.ts'
import { YamlReader } from './yaml-nodes.ts'

/** Problems that omit nothing from the tree. */
export const KEPT_WHOLE: ReadonlySet<string> = new Set([
  'repeated-key',
  'unknown-yaml-tag',
  'complex-yaml-key'
])

/** One YAML document of a file, and what finds places in the whole file. */
export type YamlPart = YamlText & { readonly file: string; readonly find: PlaceFinder }

/** readYaml parses a file with one YAML 1.2 document. */
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
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    reporter.report({ ...EMPTY, start: from, end: from })
    return { problems: reporter.problems }
  }
  if (isScalar(contents)) {
    const [start, end] = contents.range
    reportSingleValue(reporter, { start: start + from, end: end + from })
    return { problems: reporter.problems }
  }
  const reader = new YamlReader(file, reporter)
  reader.shift = from
  const root = reader.read(contents, '')
  if (root === undefined) return { problems: reporter.problems }
  // Any other reported problem omits something: a second document, an alias.
  const partial = reporter.problems.some(({ code }) => !KEPT_WHOLE.has(code))
  return {
    document: { file, format: 'yaml', text, root },
    problems: reporter.problems,
    ...(partial ? { partial } : {})
  }
}

function reportSingleValue(
  reporter: SyntaxReporter,
  place: { readonly start: number; readonly end: number }
): void {
  const message = 'a task definition is a mapping; this file is a single value.'
  reporter.report({ code: 'not-an-object', message, ...place })
}
