import { TOKENS } from '../shapes/match.ts'
import { type CredentialKind, ISSUERS, type Issuer } from './issuers.ts'

/**
 * What is known about a credential: the detector's words for a token's shape, the rule, and the name of the variable.
 */
export type KindEvidence = {
  readonly rule: string
  readonly name: string
  /** For example `a GitHub token`. Absent if no shape was recognized. */
  readonly shape?: string
}

/** The detector's rule for a URL with a password. The URL's target matters more than the variable's name. */
const URL_RULE = 'secret/url-userinfo'

const IN_URL: CredentialKind = {
  rank: 2,
  what: 'password in a connection string',
  issuedAt: 'the database or server that the URL names'
}

const UNCLEAR: CredentialKind = {
  rank: 4,
  what: 'credential',
  issuedAt: 'unknown (the name gives no indication)'
}

/**
 * credentialKind determines what kind of credential a value is and where a new one is issued: by its shape, which is
 * certain, then by the rule, then by the name. Pure.
 */
export function credentialKind({ rule, name, shape }: KindEvidence): CredentialKind {
  if (shape !== undefined) {
    const byShape = issuerOfShape(shape)
    if (byShape !== undefined) return kindOf(byShape)
  }
  if (rule === URL_RULE) return IN_URL
  const words = inWords(name)
  const byName = Object.values(ISSUERS).find(issuer => issuer.name.test(words))
  if (byName !== undefined) return kindOf(byName)
  if (shape === undefined) return UNCLEAR
  return { rank: 3, what: shape.replace(/^an? /, ''), issuedAt: 'its provider’s console' }
}

/** worstKind returns the kind that must be rotated first. Pure. */
export function worstKind(kinds: readonly CredentialKind[]): CredentialKind {
  return kinds.reduce((worst, kind) => (kind.rank < worst.rank ? kind : worst), UNCLEAR)
}

function issuerOfShape(shape: string): Issuer | undefined {
  const issuer = TOKENS.find(({ shapes }) => shapes.some(({ what }) => what === shape))?.issuer
  return issuer === undefined || issuer === 'its-provider' ? undefined : ISSUERS[issuer]
}

function kindOf({ rank, what, issuedAt }: Issuer): CredentialKind {
  return { rank, what, issuedAt }
}

/** Converts `dbPassword` and `db-password` to `DB_PASSWORD`. */
function inWords(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toUpperCase()
}
