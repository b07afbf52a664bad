import type { Confidence, Level } from '../finding.ts'
import { judgeName, type NameVerdict } from '../names/credential-name.ts'
import { CONTROL_NAMES } from '../names/words.ts'
import { classifyValue } from './classify.ts'
import { entropyOf, looksRandom } from './describe.ts'

/** How sure a judgement is. `sure` and `likely` are errors, `unsure` is a warning. */
export type Certainty = 'sure' | 'likely' | 'unsure'

/** A credential in a text. `secret` is for masking only and must not get into evidence. */
export type Hit = {
  /** What it is, with an article; made of our own words, never of the text. */
  readonly what: string
  readonly certainty: Certainty
  readonly secret: string
}

/** Level and confidence of a certainty, where they differ from a rule's usual error with high confidence. */
export const CERTAINTIES: Readonly<
  Record<Certainty, { readonly level?: Level; readonly confidence?: Confidence }>
> = {
  sure: {},
  likely: { confidence: 'medium' },
  unsure: { level: 'warning', confidence: 'low' }
}

/**
 * credentialByName judges a value by the name that it stands under. Under a strong name every literal is a credential, weak
 * passwords included; under a weak name the value must look like one. Undefined for templates, references,
 * placeholders, switches, paths and the like.
 */
export function credentialByName(name: string, value: string): Hit | undefined {
  const verdict = judgeName(name)
  if (verdict.strength === 'none' || !isCredential(name, value, verdict)) return undefined
  const what = verdict.kind === 'password' ? 'a password' : 'a credential, as its name says,'
  return { what, certainty: certaintyOf(verdict, value), secret: value.trim() }
}

function certaintyOf({ strength }: NameVerdict, value: string): Certainty {
  if (strength === 'strong') return 'sure'
  return looksRandom(value.trim()) ? 'likely' : 'unsure'
}

function isCredential(name: string, value: string, { kind, strength }: NameVerdict): boolean {
  const text = value.trim()
  switch (classifyValue(value, name)) {
    case 'literal':
      // AWS's own keys have 16 characters or more: `test`, as emulators want it, is none.
      if (CONTROL_NAMES.has(name)) return text.length >= 16
      return strength === 'strong' || looksLikeCredential(text)
    case 'number':
      return strength === 'strong' && isNumericCredential(text, kind)
    default:
      return false
  }
}

/** Under a weak name such as `STRIPE_KEY` the value must have the length and the spread of a key. */
function looksLikeCredential(text: string): boolean {
  return (
    text.length >= 12 && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && entropyOf(text) >= 3
  )
}

/** `4321` is a password where a password is asked for; under other names only a number too long to be a setting is. */
function isNumericCredential(text: string, kind: NameVerdict['kind']): boolean {
  return kind === 'password' ? /^\d{3,}$/.test(text) : /^\d{8,}$/.test(text)
}
