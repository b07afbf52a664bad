import type { CredentialKind } from '../detector/issuers.ts'
import { credentialKind, worstKind } from '../detector/issuers.ts'
import { present } from '../present.ts'

/**
 * A credential that must be replaced, because its old value is known to git, to old revisions and to everyone who has
 * read them.
 */
export type SecretToRotate = CredentialKind & {
  readonly secret: string
  readonly variables: readonly string[]
}

/**
 * What is known about a credential. `shape` is the detector's description of a provider's token, such as `an AWS access
 * key id`.
 */
export type RotationSubject = {
  readonly secret: string
  readonly variables: readonly string[]
  readonly shape?: string
  readonly isUrl: boolean
}

/**
 * secretToRotate describes a secret's value, how urgent its rotation is and where to get a new one. The most severe of
 * its variables counts.
 */
export function secretToRotate({ secret, variables, shape, isUrl }: RotationSubject): SecretToRotate {
  const rule = isUrl ? 'secret/url-userinfo' : 'secret/by-name'
  const kinds = variables.map(name => credentialKind({ rule, name, ...present({ shape }) }))
  return { secret, variables, ...worstKind(kinds) }
}

/** worstFirst sorts rows by rank, then by name. */
export function worstFirst(rows: readonly SecretToRotate[]): readonly SecretToRotate[] {
  return [...rows].sort((a, b) => a.rank - b.rank || (a.secret < b.secret ? -1 : 1))
}
