import type { Rule } from './rule.ts'
import { byName } from './rules/by-name.ts'
import { command } from './rules/command.ts'
import { controlName } from './rules/control-name.ts'
import { defaultValue } from './rules/default-value.ts'
import { delivery } from './rules/delivery.ts'
import { duplicate } from './rules/duplicate.ts'
import { embedded } from './rules/embedded.ts'
import { envFile } from './rules/env-file.ts'
import { highEntropy } from './rules/high-entropy.ts'
import { logOption } from './rules/log-option.ts'
import { referenceInvalid } from './rules/reference-invalid.ts'
import { splitToken } from './rules/split-token.ts'
import { tokenShape } from './rules/token-shape.ts'
import { urlUserinfo } from './rules/url-userinfo.ts'

/** The rules that always apply, ordered by importance: a text gets one finding, from the first rule with evidence. */
export const RULES: readonly Rule[] = [
  tokenShape,
  urlUserinfo,
  byName,
  command,
  logOption,
  embedded,
  defaultValue,
  splitToken,
  referenceInvalid,
  duplicate,
  controlName,
  delivery,
  envFile
]

/** Rules that apply only if their ID is selected. */
export const OPTIONAL_RULES: readonly Rule[] = [highEntropy]

/**
 * rulesWith returns the rules for `detect`: those that always apply, and the optional ones with these IDs. Unknown IDs
 * are ignored.
 */
export function rulesWith(ids: readonly string[]): readonly Rule[] {
  return [...RULES, ...OPTIONAL_RULES.filter(({ id }) => ids.includes(id))]
}
