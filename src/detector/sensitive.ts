import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import { CleanTexts, contextOf, judge } from './detect.ts'
import { candidatesOf } from './names-as-values.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'

/** Shorter texts are not masked: hiding every `admin` or `root` would make a log unreadable and prove nothing. */
const SHORTEST_MASK = 8

/** Words that everyone tries first. As masks they would hide nothing but every other mention of them. */
const PUBLIC_DEFAULTS: ReadonlySet<string> = new Set([
  'password',
  'postgres',
  'postgresql',
  'administrator',
  'minioadmin',
  'rabbitmq',
  'username',
  '12345678'
])

/**
 * sensitiveValues gives the texts of a document that are credentials, for the runner's masks and for nothing else: whole
 * values and the credential parts in them (a URL's password, raw and decoded), line by line since a mask is one
 * line, 8 characters or more, no vendor's well-known default, each once. Kept apart from findings, which must never hold a value.
 */
export function sensitiveValues(
  root: DocumentNode,
  rules: readonly Rule[] = RULES,
  clean = new CleanTexts()
): readonly string[] {
  const candidates = candidatesOf(root)
  const context = contextOf(candidates)
  const values = new Set<string>()
  for (const candidate of candidates) {
    const judged = judge(candidate, clean.rulesFor(candidate, rules), context)
    if (!judged || (judged.evidence.category ?? judged.rule.category) !== 'credential') continue
    for (const text of [wholeText(candidate), ...(judged.rule.credentialsIn?.(candidate, context) ?? [])]) {
      for (const line of linesOf(text)) {
        const trimmed = line.trim()
        if (trimmed.length >= SHORTEST_MASK && !PUBLIC_DEFAULTS.has(trimmed)) values.add(trimmed)
      }
    }
  }
  return [...values]
}

/** Real lines, and the pieces between escaped line breaks (`\\n` as two characters, as keys in one line have them). */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return text.includes('\\n') ? [...lines, ...lines.flatMap(line => line.split('\\n'))] : lines
}

function wholeText({ node, value }: Candidate): string {
  return node.kind === 'string' ? node.value : value
}
