/** The rules that a run applies. This type loads no rule, so that a document that cannot have findings needs none. */
export type RuleChoice = {
  /** IDs of additional, optional rules. */
  readonly optional: readonly string[]
  /** Names that the policy references-only allows; absent if the policy does not apply. */
  readonly strictly?: readonly string[]
  /** Values that must not occur anywhere, each with the names of the variables that contain it. */
  readonly known: ReadonlyMap<string, readonly string[]>
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

/** isUsual returns whether only the rules that always apply are selected, so that quiet documents need no rules. */
export function isUsual({ optional, strictly }: RuleChoice): boolean {
  return optional.length === 0 && strictly === undefined
}
