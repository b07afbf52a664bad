import type { Rule } from './rule.ts'
import { byName } from './rules/by-name.ts'
import { duplicate } from './rules/duplicate.ts'
import { referenceInvalid } from './rules/reference-invalid.ts'
import { tokenShape } from './rules/token-shape.ts'
import { urlUserinfo } from './rules/url-userinfo.ts'

/** Every rule, in order of worth: a text gets one finding, by the first rule that has evidence. */
export const RULES: readonly Rule[] = [tokenShape, urlUserinfo, byName, referenceInvalid, duplicate]
