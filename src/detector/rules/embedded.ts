import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { embeddedCredential } from '../embedded/credential-in-text.ts'
import { looksLikeJson } from '../embedded/leaves.ts'
import { forHits } from '../hit-rule.ts'
import { plaintextMessage, sizeOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { credentialByName, type Hit } from '../values/credential.ts'

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
  ...forHits(hitIn, {
    message: (candidate, { what }) =>
      isReferenceLocation(candidate.location)
        ? `${subject(candidate)} holds ${what} where ECS expects a reference (${sizeOf(candidate)}). Everyone who can read this file can read it.`
        : plaintextMessage(candidate, what),
    hint: usual =>
      `Put the whole text into the secret, or take the credential out of it and let the application read it from a separate variable. ${usual}`
  })
}

function hitIn({ location, name, value }: Candidate): Hit | undefined {
  if (location === 'environment-file') {
    if (value.startsWith('arn:')) return undefined
    // DB_PASSWORD=x in the place of a file's address
    const named = credentialByName(name, value)
    if (named) return named
  }
  // A document or a setting in the place of a reference is none: the secret itself was pasted there.
  if (isReferenceLocation(location) && !looksLikeJson(value) && !/^[A-Za-z_][\w.-]{0,127}=/.test(value))
    return undefined
  return embeddedCredential(value, { name, depth: 0 })
}
