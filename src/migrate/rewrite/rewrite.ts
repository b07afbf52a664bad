import { createScanner } from 'jsonc-parser'
import { Lexer } from 'yaml'
import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { isTerraformFile, type SourceDocument } from '../../files/document/tree.ts'
import { applyEdits, contentOf } from './content.ts'
import { editHolder, expectedMembers, type TextEdit } from './edits.ts'
import { fileRefusal, findHolders, type HolderMoves, type Move, refusal } from './moves.ts'
import { rewriteTerraform } from './terraform.ts'

/** A file as it is on disk, with its byte order mark if it has one. `file` is relative to the workspace. */
export type RewriteSource = { readonly file: string; readonly text: string }

/** The new text of the file (the same text if everything was already moved), or why nothing in it is changed. */
export type Rewritten =
  | { readonly kind: 'rewritten' | 'unchanged'; readonly text: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/**
 * Problems that a reader may report for a file that it has understood: none of them means that something was skipped or
 * guessed.
 */
export const HARMLESS_CODES: ReadonlySet<string> = new Set([
  'unknown-yaml-tag',
  'unquoted-placeholder',
  'trailing-comma'
])

/** Files in other languages, and in template languages whose statements could split a list. */
const UNFIT = [
  {
    name: /\.(?:hcl|(?:tf|tofu)\.(?:json|tpl|tmpl|j2)|jsonnet|libsonnet|ts|js|py)(?:\.(?:tpl|tmpl|j2))?$/i,
    why: 'it is program code, of which only names and values are read'
  },
  {
    name: /\.(?:j2|jinja2?|erb|gotmpl|hbs|mustache|ejs)$/i,
    why: 'it is a template, whose statements can cut through a list'
  }
]

/**
 * rewriteSource removes variables from `environment` (and options of a log driver from `options`) and adds references
 * to `secrets` (`secretOptions`), with minimal edits of the text: everything else stays byte for byte the same. It
 * supports JSON, JSON with comments, YAML, CloudFormation in both, and Terraform, where `beside` are the other files of
 * the module. The result is parsed again by the same reader and must be equal except for the moves, with every comment;
 * otherwise nothing is changed. Idempotent. No message contains a value. Never throws.
 */
export async function rewriteSource(
  source: RewriteSource,
  moves: readonly Move[],
  beside: readonly RewriteSource[] = []
): Promise<Rewritten> {
  const { file } = source
  if (isTerraformFile(file)) return rewriteTerraform(source, moves, beside)
  const refused = (...problems: readonly Problem[]) => ({ kind: 'refused', problems }) as const
  const unfit = UNFIT.find(({ name }) => name.test(file))
  if (unfit) return refused(fileRefusal(file, unfit.why))
  const mark = source.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.text.slice(mark.length)
  const { document, problems, partial } = await loadDocument(file, text)
  const fault = problems.find(({ code }) => !HARMLESS_CODES.has(code))
  if (document === undefined || partial || fault) {
    const why = `it cannot be read without a guess (${fault?.code ?? 'unreadable'})`
    return refused(fileRefusal(file, why, fault?.place))
  }
  if (document.format === 'yaml' && hasAlias(text))
    return refused(fileRefusal(file, 'parts of it are used several times, by aliases (*) or merge keys (<<)'))
  const place = placeFinder(document)
  const found = findHolders(document, place, moves)
  const edits: TextEdit[] = []
  const faults = [...found.problems]
  for (const group of found.groups) {
    const made = editHolder(document, group)
    if (typeof made !== 'string') edits.push(...made)
    else
      for (const move of group.leaving.values())
        faults.push(refusal({ file, move, place: place(group.from.keyOrigin) }, made))
  }
  if (faults.length > 0) return refused(...faults)
  if (found.groups.length === 0) return { kind: 'unchanged', text: source.text }
  const result = applyEdits(text, edits)
  const known = new Set(problems.map(({ code }) => code))
  const proof = await faultOf(document, result, { groups: found.groups, known })
  return proof === undefined
    ? { kind: 'rewritten', text: `${mark}${result}` }
    : refused(fileRefusal(file, proof))
}

/** Parses the result as any run would; undefined if it matches the expectation. */
async function faultOf(
  { file, text: old, format, root }: SourceDocument,
  text: string,
  { groups, known }: { readonly groups: readonly HolderMoves[]; readonly known: ReadonlySet<string> }
): Promise<string | undefined> {
  const again = await loadDocument(file, text)
  if (again.document === undefined || again.partial || again.problems.some(({ code }) => !known.has(code)))
    return 'its result could not be read again'
  const expected = contentOf(root, new Map(groups.map(group => [group.holder, expectedMembers(group)])))
  if (contentOf(again.document.root) !== expected)
    return 'its result would change more than the moved variables'
  const [before, after] = [old, text].map(one => commentsOf(one, format).join('\n'))
  return before === after ? undefined : 'a comment would get lost'
}

/** SyntaxKind of jsonc-parser, a `const enum` that cannot be imported here. */
const COMMENTS = [12, 13]
const END = 17

/** The token that the YAML lexer emits before the content of a scalar: a `#` or `*` in that content is not its own. */
const SCALAR = '\u001f'

/**
 * commentsOf lists the comments of a file, sorted and with collapsed white space, so that places and indentation do not
 * count.
 */
export function commentsOf(text: string, syntax: SourceDocument['format']): readonly string[] {
  const comments: string[] = syntax === 'json' ? [] : yamlTokens(text, '#')
  if (syntax === 'json') {
    const scanner = createScanner(text, false)
    for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan())
      if (COMMENTS.includes(kind)) comments.push(scanner.getTokenValue())
  }
  return comments.map(comment => comment.replace(/\s+/g, ' ').trim()).sort((a, b) => (a < b ? -1 : 1))
}

function hasAlias(text: string): boolean {
  return yamlTokens(text, '*').length > 0
}

function yamlTokens(text: string, start: string): string[] {
  const tokens = [...new Lexer().lex(text)]
  return tokens.filter((token, index) => token.startsWith(start) && tokens[index - 1] !== SCALAR)
}
