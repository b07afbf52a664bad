import { isCommandLocation, isReferenceLocation } from '../candidate.ts'
import { judgeName } from '../names/credential-name.ts'
import { splitName } from '../names/split.ts'
import { plaintextHint, sizeOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { classifyValue } from '../values/classify.ts'
import { looksRandom } from '../values/describe.ts'

/** Words in a name that explain a random text: hashes, IDs, versions. */
const EXPLAINED =
  /^(?:sha|sha1|sha256|hash|digest|checksum|commit|revision|rev|integrity|id|ids|uuid|guid|version|build|tag|image|arn|url|uri|host|endpoint|public|dsn|pool|client|account|bucket|etag|fingerprint|thumbprint|nonce|address)$/

/** Random texts under a harmless name. Off by default: most are commits, digests, and IDs. */
export const highEntropy: Rule = {
  id: 'secret/high-entropy',
  level: 'notice',
  category: 'credential',
  confidence: 'low',
  summary: 'A long random string under a name that does not look like a credential.',
  docs: 'docs/rules/high-entropy.md',
  controls: ['CWE-798'],
  examine: (candidate, context) => {
    const { location, name, value } = candidate
    if (isReferenceLocation(location) || isCommandLocation(location)) return undefined
    const text = value.trim()
    if (text.length < 32 || !looksRandom(text) || classifyValue(value, name) !== 'literal') return undefined
    if (/^[0-9a-f-]+$/i.test(text) || /^sha\d{3}-/.test(text) || judgeName(name).strength !== 'none')
      return undefined
    if (splitName(name).some(word => EXPLAINED.test(word))) return undefined
    return {
      message: `${subject(candidate)} has a long random text (${sizeOf(candidate)}). It may be a credential.`,
      hint: `If it is one: ${plaintextHint(candidate, context)}`
    }
  }
}
