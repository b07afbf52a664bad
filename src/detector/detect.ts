import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode } from '../document/tree.ts'
import { present } from '../present.ts'
import { type Candidate, type Location, MAX_SCANNED } from './candidate.ts'
import { readCommand } from './commands/read.ts'
import type { Finding, Level } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { halvesAmong } from './halves-among.ts'
import { candidatesOf } from './names-as-values.ts'
import { partsOf } from './parts.ts'
import { passedOn } from './passed-on.ts'
import type { Evidence, Rule, RuleContext } from './rule.ts'
import { RULES } from './rules.ts'
import { type SetWords, setWordsAmong } from './set-words.ts'
import type { Hit } from './values/credential.ts'

/** A document to check: the tree of a file as written, or the tree after rendering (nodes keep their origin). */
export type DetectorInput = {
  /** Relative to the workspace; also for nodes that come from an input. */
  readonly file: string
  readonly root: DocumentNode
  readonly place: PlaceFinder
}

/**
 * detect applies the rules to every text of a document. A text gets at most one finding, from the first rule with
 * evidence, since the rules are ordered by importance. Sorted by file, line, and column. Pure, except that it records
 * texts in `clean`, so that texts unchanged by rendering are not checked twice; never throws.
 */
export function detect(
  document: DetectorInput,
  rules: readonly Rule[] = RULES,
  clean?: CleanTexts
): readonly Finding[] {
  return findingsOf(document, look(document.root, rules, clean))
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
export function look(root: DocumentNode, rules: readonly Rule[], clean?: CleanTexts): JudgedTexts {
  const candidates = candidatesOf(root)
  const context = contextOf(candidates)
  const judged: JudgedTexts['judged'][number][] = []
  for (const candidate of candidates) {
    const found = judge(candidate, clean?.rulesFor(candidate, rules) ?? rules, context)
    if (found) judged.push({ candidate, rule: found.rule, evidence: found.evidence })
    else clean?.add(candidate)
  }
  return { context, candidates, judged }
}

/** findingsOf converts the judged texts of a document to findings. Sorted by file, line, and column. */
export function findingsOf(document: DetectorInput, { judged }: JudgedTexts): readonly Finding[] {
  const occurrences = new Occurrences()
  const findings = judged.map(({ candidate, rule, evidence }) =>
    findingOf(document, { candidate, occurrence: occurrences.next(candidate, rule), rule, evidence })
  )
  return findings.sort(compareFindings)
}

type Seen = { readonly candidate: Candidate; readonly rule: Rule; count: number }

/** Counts the findings of a rule per name, container, and location. Most names occur once. */
class Occurrences {
  private readonly first = new Map<string, Seen>()
  private readonly others = new Map<string, number>()

  next(candidate: Candidate, rule: Rule): number {
    const { name, container, location } = candidate
    const first = this.first.get(name)
    if (first === undefined) {
      this.first.set(name, { candidate, rule, count: 1 })
      return 0
    }
    const { candidate: known } = first
    if (first.rule === rule && known.container === container && known.location === location)
      return first.count++
    const key = JSON.stringify([rule.id, container, location, name])
    const count = this.others.get(key) ?? 0
    this.others.set(key, count + 1)
    return count
  }
}

/**
 * judge returns the first rule with evidence about a candidate; if that is a warning, a later rule may replace it. A
 * long text is checked from its beginning, then in parts.
 */
export function judge(
  candidate: Candidate,
  rules: readonly Rule[],
  context: RuleContext
): Judgment | undefined {
  for (const one of candidate.length > MAX_SCANNED ? [candidate, ...partsOf(candidate)] : [candidate]) {
    let found: Judgment | undefined
    for (const rule of rules) {
      if (found && !rule.replacesWarnings) continue
      const evidence = rule.examine(one, context)
      if (evidence) found = { rule, evidence }
      if (found && levelOf(found) === 'error') break
    }
    if (found) return found
  }
  return undefined
}

function levelOf({ rule, evidence }: Judgment): Level {
  return evidence.level ?? rule.level
}

/** contextOf indexes the names at a location once, and reads each command once, both on first use. */
export function contextOf(candidates: readonly Candidate[]): RuleContext {
  let halves: ReadonlyMap<DocumentNode, readonly string[]> | undefined
  let setWords: SetWords | undefined
  let passed: ReadonlyMap<DocumentNode, Hit> | undefined
  const names = new Map<Location, Map<number, Set<string>>>()
  const commands = new Map<readonly string[], ReadonlyMap<number, Hit>>()
  const hasEntry = ({ scope }: Candidate, location: Location, name: string) => {
    const byScope = names.get(location) ?? namesAt(location, candidates)
    names.set(location, byScope)
    return byScope.get(scope)?.has(name) === true
  }
  return {
    hasSibling: (candidate, location) => hasEntry(candidate, location, candidate.name),
    hasEntry,
    get setWords() {
      setWords ??= setWordsAmong(candidates)
      return setWords
    },
    halvesOf: candidate => {
      halves ??= halvesAmong(candidates)
      return halves.get(candidate.node)
    },
    passedOn: candidate => {
      passed ??= passedOn(candidates)
      return passed.get(candidate.node)
    },
    credentialInWord: ({ words, index }) => {
      const known = commands.get(words) ?? readCommand(words)
      commands.set(words, known)
      return known.get(index)
    }
  }
}

function namesAt(location: Location, candidates: readonly Candidate[]): Map<number, Set<string>> {
  const byScope = new Map<number, Set<string>>()
  for (const { scope, name, location: own } of candidates) {
    if (own === location) byScope.set(scope, (byScope.get(scope) ?? new Set()).add(name))
  }
  return byScope
}

function findingOf(
  document: DetectorInput,
  found: Judgment & { readonly candidate: Candidate; readonly occurrence: number }
): Finding {
  const { candidate, rule, evidence } = found
  const { origin } = candidate.node
  const file = origin.kind === 'file' ? origin.file : document.file
  const place = document.place(origin)
  return {
    rule: rule.id,
    level: levelOf(found),
    category: evidence.category ?? rule.category,
    confidence: evidence.confidence ?? rule.confidence,
    file,
    ...present({ place }),
    pointer: origin.kind === 'file' ? origin.pointer : '',
    ...(origin.kind === 'input' ? { input: origin.input } : {}),
    ...present({ container: candidate.container }),
    name: candidate.name,
    message: evidence.message,
    hint: evidence.hint,
    fingerprint: fingerprint({
      file,
      container: candidate.container,
      location: candidate.location,
      name: candidate.name,
      rule: rule.id,
      occurrence: found.occurrence
    })
  }
}

/** compareFindings orders by file, line, and column; findings without a place come last in their file. */
export function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  const line = (a.place?.line ?? Number.MAX_SAFE_INTEGER) - (b.place?.line ?? Number.MAX_SAFE_INTEGER)
  return line === 0 ? (a.place?.column ?? 0) - (b.place?.column ?? 0) : line
}

/**
 * CleanTexts records the texts of a run without findings. Rendering leaves most nodes unchanged: for the same node with
 * the same name, in the same command, rules that depend on nothing else need not run again.
 */
export class CleanTexts {
  private readonly byNode = new Map<DocumentNode, Candidate>()

  /** The rules that still must check a candidate. All calls of a run must pass the same rules. */
  rulesFor(candidate: Candidate, rules: readonly Rule[]): readonly Rule[] {
    const known = this.byNode.get(candidate.node)
    if (known === undefined || !isSame(known, candidate)) return rules
    return rules.filter(({ standsAlone }) => standsAlone !== true)
  }

  /** Records a candidate that no rule has evidence about. */
  add(candidate: Candidate): void {
    this.byNode.set(candidate.node, candidate)
  }
}

function isSame(one: Candidate, other: Candidate): boolean {
  if (one.name !== other.name || one.location !== other.location) return false
  const [words = [], others = []] = [one.command?.words, other.command?.words]
  return words.length === others.length && words.every((word, index) => word === others[index])
}
