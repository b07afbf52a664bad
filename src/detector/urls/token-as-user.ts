import { looksRandom } from '../values/describe.ts'

/**
 * A hexadecimal key before a host, followed by a project number: a Sentry DSN, which is public by design (Sentry
 * documentation, "DSN Explainer").
 */
const SENTRY =
  /^[0-9a-f]{32}@[^/]{1,253}(?:\/[\w.-]{1,64}){0,4}\/\d{1,20}(?:[/?#]|$)|^[^@]{1,64}@[\w.-]{0,253}sentry\.io(?:[:/]|$)/i

/** The public key that identifies a NATS user. */
const NATS_KEY = /^U[A-Z2-7]{55}$/

/**
 * isTokenAsUser returns whether the user of a URL without a password is a token, as in `https://TOKEN@dev.azure.com/…`
 * and `nats://TOKEN@host`. User names are not random. `rest` is the URL after
 * its `scheme`.
 */
export function isTokenAsUser(user: string, rest: string, scheme: string): boolean {
  // A server that expects a token takes any word: nats://tigerlily77@host
  if (/(?:^|\W)nats:\/\/$/.test(scheme) && /^(?=\D{0,64}\d\D{0,8}\d)(?=.{0,64}[a-z]{3})\w{8,64}$/.test(user))
    return true
  return user.length >= 20 && looksRandom(user) && !SENTRY.test(rest) && !NATS_KEY.test(user)
}
