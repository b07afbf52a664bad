import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { CERTAINTIES, credentialByName, type Hit } from '../values/credential.ts'
import { defaultValues } from '../values/templates.ts'

/** Literals in a template that are the default for a missing value. */
export const defaultValue: Rule = {
  id: 'secret/default-value',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A template has a literal credential as its default value.',
  docs: 'docs/rules/default-value.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-1392'],
  standsAlone: true,
  examine: (candidate, context) => {
    const hit = hitIn(candidate)
    if (!hit) return undefined
    return {
      message: plaintextMessage(candidate, `${hit.what} as the default value of a template`),
      hint: `Leave the default out, so that a missing value is an error. ${plaintextHint(candidate, context)}`,
      ...CERTAINTIES[hit.certainty]
    }
  },
  credentialsIn: candidate => {
    const hit = hitIn(candidate)
    return hit ? [hit.secret] : []
  }
}

function hitIn({ location, name, value }: Candidate): Hit | undefined {
  if (isReferenceLocation(location) || !/[$%#]\{|\{\{|<%|\$[([]/.test(value)) return undefined
  for (const { variable, value: text } of defaultValues(value)) {
    // MINIO_ROOT_USER=${ACCESS_KEY:-admin}: the name of a user, whatever the variable is called.
    const isUser = /(?:^|[_.-])user(?:_?name)?$/i.test(name) && /^[A-Za-z]+$/.test(text)
    const hit =
      (isUser ? undefined : credentialByName(asking(variable, text), text)) ??
      credentialByName(asking(name, text), text)
    if (hit) return { ...hit, what: hit.what.replace(/ \(matched by name\)$/, '') }
  }
  return undefined
}

/**
 * The name to judge a default by. `db_password` for DB_PASSWORD is a placeholder elsewhere, where something replaces
 * it; a default is what the variable has if nothing does.
 */
function asking(name: string, text: string): string {
  const words = (of: string) => of.toLowerCase().replace(/[.-]/g, '_')
  const isRepeated = text === text.toLowerCase() && words(text) === words(name)
  return isRepeated ? name.slice(name.search(/[^_.-]*$/)) : name
}
