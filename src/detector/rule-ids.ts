/** The IDs of optional rules; a test compares them with the rules. */
export const OPTIONAL_RULE_IDS: readonly string[] = ['secret/high-entropy']

/**
 * The IDs of all rules that an exception, a comment, or the configuration file can name, in the order of the rules.
 * Separate from the rules, because reading a configuration file does not require them.
 */
export const RULE_IDS: readonly string[] = [
  'secret/token-shape',
  'secret/url-userinfo',
  'secret/by-name',
  'secret/command',
  'secret/embedded',
  'secret/default-value',
  'secret/reference-invalid',
  'secret/duplicate',
  'secret/control-name',
  'secret/delivery',
  'secret/env-file',
  ...OPTIONAL_RULE_IDS,
  'policy/references-only'
]
