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

/** The rules that always apply, in order of worth: a text gets one finding, by the first rule that has evidence. */
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

/** Rules that apply only where they are asked for by their id. */
export const OPTIONAL_RULES: readonly Rule[] = [highEntropy]

/** rulesWith gives the rules for `detect`: those that always apply, and the optional ones of these ids. An unknown id adds none. */
export function rulesWith(ids: readonly string[]): readonly Rule[] {
  return [...RULES, ...OPTIONAL_RULES.filter(({ id }) => ids.includes(id))]
}
