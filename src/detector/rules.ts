import { knownValue } from './known-value.ts'
import type { Rule } from './rule.ts'
import type { ReferenceJudge, RuleChoice } from './rule-choice.ts'
import { CREDENTIAL_RULES } from './rules/credentials.ts'
import { DELIVERY_RULES, highEntropy } from './rules/delivery.ts'
import { referenceInvalid, rulesBeforeLookup, rulesForRender } from './rules/reference-invalid.ts'
import { strictRules } from './strict.ts'

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
  return judged(known.size === 0 ? all : [...all, knownValue(known)], references)
}

function judged(rules: readonly Rule[], references: ReferenceJudge | undefined): readonly Rule[] {
  switch (references?.kind) {
    case 'lookup':
      return rulesBeforeLookup(rules, references)
    case 'file':
      return rulesForRender(rules)
    case undefined:
      return rules
  }
}
