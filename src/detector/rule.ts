import type { Place } from '../errors.ts'
import type { Candidate, CommandWords, Location } from './candidate.ts'
import type { WordJudge } from './commands.ts'
import type { Hit } from './values/credential.ts'

export type Level = 'error' | 'warning' | 'notice'

/**
 * credential: a literal credential. reference: a reference that ECS cannot use. delivery: how a secret is passed.
 * policy: the project's rules.
 */
export type Category = 'credential' | 'reference' | 'delivery' | 'policy'

export type Confidence = 'high' | 'medium' | 'low'

/**
 * One violation of a rule. It deliberately has no field for the value, so that a finding can be printed anywhere.
 * `pointer` is the JSON pointer of the leaf in the file as written. If the value comes from an input, the pointer is
 * empty and there is no place.
 */
export type Finding = {
  readonly rule: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  readonly file: string
  readonly place?: Place
  readonly pointer: string
  /** Which of several parts of the text at the pointer. */
  readonly part?: string
  /** The input of the action that the value comes from, if it is not in the file. */
  readonly input?: string
  readonly container?: string
  /** Name of the variable, option, or label. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /**
   * Stable across reformatting and moves within the file; computed from file, container, name, and rule, never from the
   * value.
   */
  readonly fingerprint: string
}

/**
 * The result of a rule for a candidate. Never contains the value or a part of it, except a provider's public token
 * prefix.
 */
export type Evidence = {
  /** What was found where, and why it is a problem, in complete sentences. */
  readonly message: string
  /** The replacement, ready to paste. */
  readonly hint: string
  /** Set if this evidence differs from the rule's default level, category, or confidence. */
  readonly level?: Level
  readonly category?: Category
  readonly confidence?: Confidence
}

/** What a rule may use besides its candidate. */
export type RuleContext = {
  /** Whether the candidate's container has an entry with that name (by default the candidate's) at that location. */
  hasEntry(candidate: Candidate, location: Location, name?: string): boolean
  /** What a judge, without one that of literals, finds in a word of a command. Each command is read only once. */
  credentialsInWord(command: CommandWords, judge?: WordJudge): readonly Hit[]
}

/** One rule: data for reports and documentation, and one function. The engine uses rules only through this type. */
export type Rule = {
  /** `secret/by-name`; stable, since exceptions and fingerprints depend on it. */
  readonly id: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  /** One line for lists and SARIF. */
  readonly summary: string
  /** Path of its documentation page, relative to the repository root. */
  readonly docs: string
  /** Published controls and weaknesses that this rule covers, e.g. `Security Hub ECS.8`, `CWE-798`. */
  readonly controls: readonly string[]
  /** The rule also examines what an earlier rule (of that category) only warns about, and replaces the warning. */
  readonly replacesWarnings?: true | Category
  /** Whether the rule takes a long text as a whole; the others get it in parts. Its time must be linear. */
  readonly takesWhole?: true
  examine(candidate: Candidate, context: RuleContext): Evidence | undefined
  /** The parts of the value that are the credential, for masking. If absent, the whole value is. */
  credentialsIn?(candidate: Candidate, context: RuleContext): readonly string[]
}

/** The rules that a run applies. */
export type RuleChoice = {
  /** IDs of additional, optional rules. */
  readonly optional: readonly string[]
  /** Names that the policy references-only allows; absent if the policy does not apply. */
  readonly strictly?: readonly string[]
  /** Values that must not occur anywhere, each with the names of the variables that contain it. */
  readonly known: ReadonlyMap<string, readonly string[]>
  /** The names of services, clusters and accounts of the run: nobody may have one as a password. */
  readonly names?: readonly string[]
  /** How references are judged; absent if they are judged as written. */
  readonly references?: ReferenceJudge
}

/**
 * `lookup`: a run that calls AWS afterwards. It judges a bare name by whether a parameter of that name exists, and may
 * omit an empty reference. `file`: a run that only writes a file. The file may be filled in later, so an invalid
 * reference is a warning.
 */
export type ReferenceJudge =
  | { readonly kind: 'lookup'; readonly dropsEmpty: boolean }
  | { readonly kind: 'file' }

/** USUAL_RULES are the rules that always apply. */
export const USUAL_RULES: RuleChoice = { optional: [], known: new Map() }
