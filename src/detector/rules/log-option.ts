import type { Candidate, Location } from '../candidate.ts'
import { headerCredential } from '../embedded/header.ts'
import { looksLikeJson } from '../embedded/leaves.ts'
import { forHits } from '../hit-rule.ts'
import type { Rule } from '../rule.ts'
import { credentialByName, type Hit } from '../values/credential.ts'
import { looksRandom } from '../values/describe.ts'

/** Locations with a name and a value, other than `environment`. */
const OPTIONS: ReadonlySet<Location> = new Set([
  'log-option',
  'firelens-option',
  'driver-option',
  'proxy-property',
  'system-control',
  'other'
])

/** Labels and tags often describe secrets (`secret-name: app`), so a plain word under such a name proves nothing. */
const NOTES: ReadonlySet<Location> = new Set(['label', 'tag'])

/** Literal values of options, labels, and tags whose name denotes a credential. */
export const logOption: Rule = {
  id: 'secret/log-option',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary:
    'A log option, volume option, label or tag whose name says that it is a credential has a literal value.',
  docs: 'docs/rules/log-option.md',
  controls: ['PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  standsAlone: true,
  ...forHits(hitIn)
}

function hitIn({ location, name, value }: Candidate): Hit | undefined {
  const isOption = OPTIONS.has(location)
  if (!isOption && !NOTES.has(location)) return undefined
  // FireLens and Fluent Bit: "Header": "Authorization Bearer …"
  if (/^headers?$/i.test(name)) return headerCredential(value.replace(/^([\w-]{1,64})\s/, '$1: '))
  // JSON is judged by the names inside it.
  if (looksLikeJson(value) && /["':,]/.test(value)) return undefined
  const hit = credentialByName(name, value)
  if (!hit || isOption || /^a (?:user name and a )?password$/.test(hit.what)) return hit
  if (location === 'tag' && NAME_OF_THING.test(value)) return undefined
  return looksRandom(value.trim()) ? hit : { ...hit, certainty: 'unsure' }
}

/** `app1`, `orders-2`: a tag `token` or `secret` says what the thing is for. */
const NAME_OF_THING = /^[a-z]{2,24}(?:[-_./][a-z]{2,24}){0,4}[-_.]?\d?$/
