import type { PlaceFinder } from '../files/document/place.ts'
import type { DocumentNode } from '../files/document/tree.ts'
import { distinctBy, groupBy } from '../list.ts'
import { present } from '../present.ts'
import { type Candidate, type Location, partsOf } from './candidate.ts'
import { credentialsInCommand, LITERALS } from './commands.ts'
import {
  type Evidence,
  type Finding,
  type Level,
  type Rule,
  type RuleChoice,
  type RuleContext,
  USUAL_RULES
} from './rule.ts'
import { CREDENTIAL_RULES } from './rules/credentials.ts'
import { DELIVERY_RULES, highEntropy } from './rules/delivery.ts'
import { knownValue, referencesOnly } from './rules/policies.ts'
import { referenceRule } from './rules/reference-invalid.ts'
import { walk } from './walk.ts'

/**
 * What other modules use of this one: `detect` (findings of a document), `look` with `findingsOf` and `sensitiveIn`
 * (findings and masks of one look), `walk` (all texts that are judged), `rules.ts` (which rules), `judge-line.ts`
 * (log lines and messages), `harmless.ts` (what may be shown), `matchShape` (tokens), `fieldName` (ECS's spelling).
 * The way of a text: `walk`, `judge`, then a row of `rules/credentials.ts`, which uses `shapes/`, `urls/`,
 * `values/credential.ts` (name and value), `commands.ts` or `embedded.ts`.
 */

/** Rules that apply only if their ID is selected. */
export const OPTIONAL_RULES: readonly Rule[] = [highEntropy]

/** chosenRules returns the rules of a choice, by importance: a text gets one finding, from the first with evidence. */
export function chosenRules({ optional, strictly, known, references }: RuleChoice): readonly Rule[] {
  return [
    ...CREDENTIAL_RULES,
    referenceRule(references),
    ...DELIVERY_RULES,
    ...OPTIONAL_RULES.filter(({ id }) => optional.includes(id)),
    ...(strictly === undefined ? [] : [referencesOnly(strictly)]),
    ...(known.size === 0 ? [] : [knownValue(known)])
  ]
}

/** The rules that always apply. */
export const RULES: readonly Rule[] = chosenRules(USUAL_RULES)

/** The IDs of all rules that an exception, a comment, or the configuration file can name, in the order of the rules. */
export const RULE_IDS: readonly string[] = [...RULES, ...OPTIONAL_RULES, referencesOnly([])].map(
  ({ id }) => id
)

/** A document to check: the tree of a file as written, or the tree after rendering (nodes keep their origin). */
export type DetectorInput = {
  /** Relative to the workspace; also for nodes that come from an input. */
  readonly file: string
  readonly root: DocumentNode
  readonly place: PlaceFinder
}

/**
 * detect applies the rules to every text of a document. A text gets at most one finding, from the first rule with
 * evidence, since the rules are ordered by importance. Sorted by file, line, and column. Pure; never throws.
 */
export function detect(document: DetectorInput, rules: readonly Rule[] = RULES): readonly Finding[] {
  return findingsOf(document, look(document.root, rules))
}

type Judgment = { readonly rule: Rule; readonly evidence: Evidence }

/** The texts of a document with evidence, in file order, and the context of the rules. */
export type JudgedTexts = {
  readonly context: RuleContext
  /** All texts that were checked. */
  readonly candidates: readonly Candidate[]
  readonly judged: readonly (Judgment & { readonly candidate: Candidate })[]
}

/** look applies the rules to every text of a document. Findings and masks are derived from the same result. */
export function look(root: DocumentNode, rules: readonly Rule[]): JudgedTexts {
  const candidates = walk(root)
  const context = contextOf(candidates)
  const judged = candidates.flatMap(candidate => {
    const found = judge(candidate, rules, context)
    return found ? [{ candidate, ...found }] : []
  })
  return { context, candidates, judged: onceAnEntry(judged) }
}

/** What an entry may have (`c ? var.a : "x"`) is several texts: it is warned about once, and not beside an error. */
function onceAnEntry(judged: JudgedTexts['judged']): JudgedTexts['judged'] {
  const entries = groupBy(judged, ({ candidate: { node, container, location, name } }) =>
    JSON.stringify([
      ...[node.origin.kind, node.origin.kind === 'file' && [node.origin.file, node.origin.pointer]],
      ...[container, location, name]
    ])
  )
  const left = new Set(
    entries.flatMap(entry => {
      const errors = entry.filter(one => levelOf(one) === 'error')
      return errors.length > 0 ? errors : distinctBy(entry, ({ rule }) => rule.id)
    })
  )
  return judged.filter(one => left.has(one))
}

/** findingsOf converts the judged texts of a document to findings. Sorted by file, line, and column. */
export function findingsOf(document: DetectorInput, { judged }: JudgedTexts): readonly Finding[] {
  const counts = new Map<string, number>()
  const findings = judged.map(found => {
    const { rule, candidate } = found
    const key = JSON.stringify([rule.id, candidate.container, candidate.location, candidate.name])
    const occurrence = counts.get(key) ?? 0
    counts.set(key, occurrence + 1)
    return findingOf(document, { ...found, occurrence })
  })
  return findings.sort(compareFindings)
}

/**
 * judge returns the first rule with evidence about a candidate; if that is a warning, a later rule may replace it. A
 * long text is judged as a whole by the rules that can, and otherwise in parts.
 */
export function judge(
  candidate: Candidate,
  rules: readonly Rule[],
  context: RuleContext
): Judgment | undefined {
  const parts = partsOf(candidate.value).map(value => ({ ...candidate, value }))
  let found: Judgment | undefined
  for (const rule of rules) {
    const category = found?.evidence.category ?? found?.rule.category
    if (found && rule.replacesWarnings !== true && rule.replacesWarnings !== category) continue
    for (const one of rule.takesWhole ? [candidate] : parts) {
      const evidence = rule.examine(one, context)
      if (evidence) found = { rule, evidence }
      if (evidence) break
    }
    if (found && levelOf(found) === 'error') return found
  }
  return found
}

function levelOf({ rule, evidence }: Judgment): Level {
  return evidence.level ?? rule.level
}

/** contextOf indexes the names at each location, and reads each command once for each judge. */
export function contextOf(candidates: readonly Candidate[]): RuleContext {
  const keyOf = (scope: number, location: Location, name: string) => `${scope} ${location} ${name}`
  const names = new Set(candidates.map(({ scope, location, name }) => keyOf(scope, location, name)))
  const judges = new Map<typeof LITERALS, Map<readonly string[], ReturnType<typeof credentialsInCommand>>>()
  return {
    hasEntry: ({ scope, name: own }, location, name = own) => names.has(keyOf(scope, location, name)),
    credentialsInWord: ({ words, index }, judge = LITERALS) => {
      const commands = judges.get(judge) ?? new Map<readonly string[], never>()
      judges.set(judge, commands)
      const known = commands.get(words) ?? credentialsInCommand(words, judge)
      commands.set(words, known)
      return known.get(index) ?? []
    }
  }
}

function findingOf(
  document: DetectorInput,
  found: Judgment & { readonly candidate: Candidate; readonly occurrence: number }
): Finding {
  const { candidate, rule, evidence, occurrence } = found
  const { origin } = candidate.node
  const file = origin.kind === 'file' ? origin.file : document.file
  const place = document.place(origin)
  const { container, location, name } = candidate
  return {
    rule: rule.id,
    level: levelOf(found),
    category: evidence.category ?? rule.category,
    confidence: evidence.confidence ?? rule.confidence,
    file,
    ...present({ place }),
    ...(origin.kind === 'input'
      ? { pointer: '', input: origin.input }
      : { pointer: origin.pointer, ...present({ part: origin.part }) }),
    ...present({ container }),
    name,
    message: evidence.message,
    hint: evidence.hint,
    fingerprint: fingerprint({ file, container, location, name, rule: rule.id, occurrence })
  }
}

/** compareFindings orders by file, line, and column; findings without a place come last in their file. */
function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  const line = (a.place?.line ?? Number.MAX_SAFE_INTEGER) - (b.place?.line ?? Number.MAX_SAFE_INTEGER)
  return line === 0 ? (a.place?.column ?? 0) - (b.place?.column ?? 0) : line
}

/**
 * mergeFindings merges the findings before and after rendering. Findings of the same rule at the same place are one;
 * the finding before rendering is kept. Sorted by file, line, and column.
 */
export function mergeFindings(raw: readonly Finding[], rendered: readonly Finding[]): readonly Finding[] {
  const sorted = [...raw, ...rendered].sort(
    (a, b) =>
      compareFindings(a, b) ||
      Number(b.level === 'error') - Number(a.level === 'error') ||
      Number(a.container === undefined) - Number(b.container === undefined)
  )
  const seen = new Set<string>()
  return sorted.filter(finding => {
    const isKnown = seen.has(keyOf(finding))
    // what a container gets from another file was also found there, without a container
    seen.add(keyOf(finding)).add(keyOf(finding, ''))
    return !isKnown
  })
}

function keyOf(
  { file, input, pointer, part, place, ...finding }: Finding,
  container = finding.container ?? ''
): string {
  const { name, rule, category } = finding
  // What stands in a file is one credential, whatever it fills; a text with definitions may hold several.
  const what = input === undefined ? [part, category] : [container, name, rule]
  return JSON.stringify([file, input, pointer, place?.line, place?.column, ...what])
}

/**
 * The identity of a finding across runs. `occurrence` distinguishes entries with the same name, counted from 0 in file
 * order.
 */
export type FingerprintParts = {
  readonly file: string
  readonly container: string | undefined
  readonly location: string
  readonly name: string
  readonly rule: string
  readonly occurrence: number
}

/**
 * fingerprint returns 16 hexadecimal characters computed from file, container, location, name, and rule. It is stable
 * across reformatting and moving entries, and independent of the value, since a hash of a weak password can be guessed.
 * It only distinguishes the findings of a repository and protects nothing, so FNV-1a suffices, which a browser has too.
 */
export function fingerprint(parts: FingerprintParts): string {
  const fields = [parts.file, parts.container ?? null, parts.location, parts.name, parts.rule]
  return fnv1a64(JSON.stringify(parts.occurrence === 0 ? fields : [...fields, parts.occurrence]))
}

/** 64-bit FNV-1a of the text's UTF-8 bytes (draft-eastlake-fnv). */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
