import { type Candidate, isCommandLocation } from '../candidate.ts'
import { forHits } from '../hit-rule.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { Hit } from '../values/credential.ts'

/** Passwords on command lines: flags, assignments, headers, and the short flags of well-known programs. */
export const command: Rule = {
  id: 'secret/command',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A command, entry point or health check holds a credential.',
  docs: 'docs/rules/command.md',
  controls: ['PCI DSS 8.6.2', 'CWE-798', 'CWE-214'],
  standsAlone: true,
  ...forHits(hitIn)
}

function hitIn({ location, command }: Candidate, context: RuleContext): Hit | undefined {
  return command && isCommandLocation(location) ? context.credentialInWord(command) : undefined
}
