import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { embeddedCredential } from '../embedded/credential-in-text.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { CERTAINTIES, type Hit } from '../values/credential.ts'

/** Credentials inside a text that is itself a document: JSON, base64, settings, headers, options. */
export const embedded: Rule = {
  id: 'secret/embedded',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A text such as JSON, base64 or a list of settings holds a credential inside.',
  docs: 'docs/rules/embedded.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  standsAlone: true,
  examine: (candidate, context) => {
    const hit = hitIn(candidate)
    if (!hit) return undefined
    return {
      message: plaintextMessage(candidate, hit.what),
      hint: `Put the whole text into the secret, or take the credential out of it and let the application read it from a separate variable. ${plaintextHint(candidate, context)}`,
      ...CERTAINTIES[hit.certainty]
    }
  },
  credentialsIn: candidate => {
    const hit = hitIn(candidate)
    return hit ? [hit.secret] : []
  }
}

function hitIn({ location, name, value }: Candidate): Hit | undefined {
  if (isReferenceLocation(location) || location === 'environment-file') return undefined
  return embeddedCredential(value, { name, depth: 0 })
}
