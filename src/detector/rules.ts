import type { Rule, RuleChoice } from './rule.ts'
import { CREDENTIAL_RULES } from './rules/credentials.ts'
import { DELIVERY_RULES, highEntropy } from './rules/delivery.ts'
import { knownValue, strictRules } from './rules/policies.ts'
import { referenceInvalid, referenceRule } from './rules/reference-invalid.ts'

/** The rules that always apply, ordered by importance: a text gets one finding, from the first rule with evidence. */
export const RULES: readonly Rule[] = [...CREDENTIAL_RULES, referenceInvalid, ...DELIVERY_RULES]

/** Rules that apply only if their ID is selected. */
export const OPTIONAL_RULES: readonly Rule[] = [highEntropy]

/** rulesWith returns the rules that always apply, and the optional ones with these IDs. Unknown IDs are ignored. */
export function rulesWith(ids: readonly string[]): readonly Rule[] {
  return [...RULES, ...OPTIONAL_RULES.filter(({ id }) => ids.includes(id))]
}

/** chosenRules returns the rules that a choice selects. */
export function chosenRules({ optional, strictly, known, references }: RuleChoice): readonly Rule[] {
  const usual = rulesWith(optional)
  const all = strictly === undefined ? usual : strictRules(strictly, usual)
  const judged = all.map(rule => (rule.id === referenceInvalid.id ? referenceRule(references) : rule))
  return known.size === 0 ? judged : [...judged, knownValue(known)]
}
