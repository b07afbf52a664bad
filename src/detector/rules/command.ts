import { type Candidate, isCommandLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { CERTAINTIES, type Hit } from '../values/credential.ts'

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
  examine: (candidate, context) => {
    const hit = hitIn(candidate, context)
    if (!hit) return undefined
    return {
      message: plaintextMessage(candidate, hit.what),
      hint: plaintextHint(candidate, context),
      ...CERTAINTIES[hit.certainty]
    }
  },
  credentialsIn: (candidate, context) => {
    const hit = hitIn(candidate, context)
    return hit ? [hit.secret] : []
  }
}

function hitIn({ location, command }: Candidate, context: RuleContext): Hit | undefined {
  return command && isCommandLocation(location) ? context.credentialInWord(command) : undefined
}
