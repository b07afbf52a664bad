import { present } from '../present.ts'
import { credentialKind, worstKind } from '../rotation/credential-kind.ts'
import type { CredentialKind } from '../rotation/issuers.ts'

/**
 * A credential that has to be replaced, since its old value is known to git, to old revisions and to whoever read
 * them.
 */
export type SecretToRotate = CredentialKind & {
  readonly secret: string
  readonly variables: readonly string[]
}

/**
 * What is known of a credential: `shape` is the detector's word for a provider's token, e.g. `an AWS access key
 * id`.
 */
export type RotationSubject = {
  readonly secret: string
  readonly variables: readonly string[]
  readonly shape?: string
  readonly isUrl: boolean
}

/**
 * secretToRotate says what a secret's value is, how urgent its rotation is and where a new one comes from; the
 * worst of its variables counts.
 */
export function secretToRotate({ secret, variables, shape, isUrl }: RotationSubject): SecretToRotate {
  const rule = isUrl ? 'secret/url-userinfo' : 'secret/by-name'
  const kinds = variables.map(name => credentialKind({ rule, name, ...present({ shape }) }))
  return { secret, variables, ...worstKind(kinds) }
}

/** worstFirst orders rows by rank, then by name. */
export function worstFirst(rows: readonly SecretToRotate[]): readonly SecretToRotate[] {
  return [...rows].sort((a, b) => a.rank - b.rank || (a.secret < b.secret ? -1 : 1))
}
