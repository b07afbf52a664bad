/** Which rules a run applies. Nothing of it loads a rule: a document in which none could say anything never needs one. */
export type RuleChoice = {
  /** Ids of optional rules that apply too. */
  readonly optional: readonly string[]
  /** Names that the policy references-only lets pass; absent where the policy does not apply. */
  readonly strictly?: readonly string[]
  /** Values that may stand nowhere, each with the names of the variables that it comes from. */
  readonly known: ReadonlyMap<string, readonly string[]>
  /** What becomes of references; absent where they are judged as they are written. */
  readonly references?: ReferenceJudge
}

/**
 * `lookup`: a run that goes on to ask AWS judges a bare name by whether there is a parameter of that name, and may leave an empty
 * reference out. `file`: a run only writes a file, which may be filled in further, so that a wrong reference is a warning.
 */
export type ReferenceJudge =
  | { readonly kind: 'lookup'; readonly dropsEmpty: boolean }
  | { readonly kind: 'file' }

/** USUAL_RULES are the rules that always apply. */
export const USUAL_RULES: RuleChoice = { optional: [], known: new Map() }

/** isUsual tells whether nothing applies beyond the rules that always do, so that quiet documents need none. */
export function isUsual({ optional, strictly }: RuleChoice): boolean {
  return optional.length === 0 && strictly === undefined
}
