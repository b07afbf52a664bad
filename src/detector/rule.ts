import type { Candidate, CommandWords, Location } from './candidate.ts'
import type { Category, Confidence, Level } from './finding.ts'
import type { Hit } from './values/credential.ts'

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
  /** The credentials in a word of a command. Each command is read only once. */
  credentialsInWord(command: CommandWords): readonly Hit[]
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
  /** Whether the rule also examines a text that an earlier rule only warns about; its finding replaces the warning. */
  readonly replacesWarnings?: true
  /** Whether the rule takes a long text as a whole; the others get it in parts. Its time must be linear. */
  readonly takesWhole?: true
  examine(candidate: Candidate, context: RuleContext): Evidence | undefined
  /** The parts of the value that are the credential, for masking. If absent, the whole value is. */
  credentialsIn?(candidate: Candidate, context: RuleContext): readonly string[]
}
