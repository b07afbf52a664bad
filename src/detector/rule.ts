import type { Candidate, CommandWords, Location } from './candidate.ts'
import type { Category, Confidence, Level } from './finding.ts'
import type { SetWords } from './set-words.ts'
import type { Hit } from './values/credential.ts'

/** What a rule says about a candidate. Never holds the value or a part of it, save a provider's public token prefix. */
export type Evidence = {
  /** What stands where, and why that is bad; whole sentences. */
  readonly message: string
  /** What to write instead, ready to paste. */
  readonly hint: string
  /** Where this evidence differs from the rule's usual level, category or confidence. */
  readonly level?: Level
  readonly category?: Category
  readonly confidence?: Confidence
}

/** What a rule may know besides its candidate. */
export type RuleContext = {
  /** Whether the candidate's own container has an entry of the same name at that location. */
  hasSibling(candidate: Candidate, location: Location): boolean
  /** Whether the candidate's own container has an entry of that name at that location. */
  hasEntry(candidate: Candidate, location: Location, name: string): boolean
  /** All the texts of a value that is spread over variables (`KEY_1`, `KEY_2`), for the first of them; undefined for any other. */
  halvesOf(candidate: Candidate): readonly string[] | undefined
  /** Placeholders that work as passwords here. */
  readonly setWords: SetWords
  /** The credential in a word of a command, if any. The command is read once for all its words. */
  credentialInWord(command: CommandWords): Hit | undefined
}

/** One rule: data for reports and documentation, and one function. The engine knows rules only by this type. */
export type Rule = {
  /** `secret/by-name`; stable, since exceptions and fingerprints are made of it. */
  readonly id: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  /** One line for lists and SARIF. */
  readonly summary: string
  /** Path of its page from the root of the repository. */
  readonly docs: string
  /** Published controls and weaknesses that this rule covers, e.g. `Security Hub ECS.8`, `CWE-798`. */
  readonly controls: readonly string[]
  /**
   * Whether there is evidence follows from location, name, text and the other words of the same command alone: not from
   * the container or from what stands beside it. Such a rule is not asked again about a text that it has seen (see CleanTexts).
   */
  readonly standsAlone?: true
  examine(candidate: Candidate, context: RuleContext): Evidence | undefined
  /** The parts of the value that are the credential, for masking; the whole value where it is absent. */
  credentialsIn?(candidate: Candidate, context: RuleContext): readonly string[]
}
