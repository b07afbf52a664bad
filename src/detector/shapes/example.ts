/** Words that documentation puts into its tokens; a random token of 40 characters holds one in a million times. */
const WORDS =
  /example|sample|placeholder|redacted|changeme|replace|dummy|your[-_]|[-_]your|[-_]here\b|fake|insert/i

/** Runs that nobody draws at random: `xxxxx`, `AAAAAA`, `123456789`, `abcdefgh`. */
const RUNS = /([A-Za-z0-9])\1{5}|[xX*]{5}|0?123456789|abcdefgh|ABCDEFGH/

/** isExample tells whether a token is one from documentation: AWS's …EXAMPLE, masked or counted characters. */
export function isExample(token: string): boolean {
  if (token.startsWith('-----BEGIN')) return false
  if (WORDS.test(token)) return true
  // Twitter's bearer tokens begin with a run of A by design.
  return RUNS.test(token.replace(/^A{20,30}/, '')) || new Set(token.slice(-16)).size <= 4
}
