import { looksRandom } from '../values/describe.ts'

/**
 * A key in hexadecimal before a host, and the number of a project behind it: a Sentry DSN, which is public by design (Sentry
 * documentation, "DSN Explainer").
 */
const SENTRY =
  /^[0-9a-f]{32}@[^/]{1,253}(?:\/[\w.-]{1,64}){0,4}\/\d{1,20}(?:[/?#]|$)|^[^@]{1,64}@[\w.-]{0,253}sentry\.io(?:[:/]|$)/i

/** The public key by which NATS knows a user. */
const NATS_KEY = /^U[A-Z2-7]{55}$/

/**
 * isTokenAsUser tells whether the user of a URL that has no password is a token, as in `https://TOKEN@dev.azure.com/…` and
 * `nats://TOKEN@host`. Names of users are not drawn at random. `rest` is the URL behind its scheme.
 */
export function isTokenAsUser(user: string, rest: string): boolean {
  return user.length >= 20 && looksRandom(user) && !SENTRY.test(rest) && !NATS_KEY.test(user)
}
