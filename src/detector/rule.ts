import type { Candidate, CommandWords, Location } from './candidate.ts'
import type { Category, Confidence, Level } from './finding.ts'
import type { SetWords } from './set-words.ts'
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
  /** Whether the candidate's container has an entry with the same name at that location. */
  hasSibling(candidate: Candidate, location: Location): boolean
  /** Whether the candidate's container has an entry with that name at that location. */
  hasEntry(candidate: Candidate, location: Location, name: string): boolean
  /**
   * All texts of a value that is split over variables (`KEY_1`, `KEY_2`), for the first of them; otherwise undefined.
   */
  halvesOf(candidate: Candidate): readonly string[] | undefined
  /** Placeholders that are working passwords in this document. */
  readonly setWords: SetWords
  /** The credential that a variable is where a command or a URL uses it, if its name does not say so. */
  passedOn(candidate: Candidate): Hit | undefined
  /** The credential in a word of a command, if any. Each command is read only once. */
  credentialInWord(command: CommandWords): Hit | undefined
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
  /**
   * Whether the evidence depends only on location, name, text, and the other words of the same command, not on the
   * container or adjacent entries. Such a rule does not check a text again (see CleanTexts).
   */
  readonly standsAlone?: true
  /** Whether the rule also examines a text that an earlier rule only warns about; its finding replaces the warning. */
  readonly replacesWarnings?: true
  examine(candidate: Candidate, context: RuleContext): Evidence | undefined
  /** The parts of the value that are the credential, for masking. If absent, the whole value is. */
  credentialsIn?(candidate: Candidate, context: RuleContext): readonly string[]
}
