import { knownValue } from './known-value.ts'
import type { Rule } from './rule.ts'
import type { ReferenceJudge, RuleChoice } from './rule-choice.ts'
import { rulesBeforeLookup, rulesForRender } from './rules/reference-invalid.ts'
import { rulesWith } from './rules.ts'
import { strictRules } from './strict.ts'

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
