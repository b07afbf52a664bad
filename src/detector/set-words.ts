import type { Candidate } from './candidate.ts'
import { judgeName } from './names/credential-name.ts'
import { type Certainty, type Hit, setPlaceholder } from './values/credential.ts'

/** Placeholders that are passwords in this document, because an image sets its password to them. */
export type SetWords = ReadonlyMap<string, Certainty>

/** setWordsAmong finds these placeholders, such as the `example` in `MONGO_INITDB_ROOT_PASSWORD: example`. */
export function setWordsAmong(candidates: readonly Candidate[]): SetWords {
  const words = new Map<string, Certainty>()
  for (const { location, name, value } of candidates) {
    const hit = location === 'environment' && value.length <= 64 ? setPlaceholder(name, value) : undefined
    if (hit) words.set(hit.secret, hit.certainty)
  }
  return words
}

/**
 * setElsewhere returns a hit if a variable has such a placeholder as its password, by its name or as the login of a
 * URL.
 */
export function setElsewhere({ name, value }: Candidate, words: SetWords): Hit | undefined {
  if (words.size === 0 || value.length > 512) return undefined
  const text = value.trim()
  const word = /:\/\/[^\s:@/]{0,64}:([A-Za-z]{4,24})@/.exec(text)?.[1] ?? text
  const certainty = words.get(word)
  if (certainty === undefined || (word === text && judgeName(name).kind !== 'password')) return undefined
  return { what: 'the password that another variable sets', certainty, secret: word }
}
