/** Longest part of a name that is looked at; real names are far shorter. */
const MAX_NAME = 256

/** Endings that are written without a separator: `PGPASSWORD`, `authtoken`. */
const GLUED =
  /^(.{1,40}?)(password|passwd|passphrase|passcode|secret|token|apikey|accesskey|secretkey|privatekey|pwd)$/

/** `pass` is glued only after these; `bypass`, `compass` and `trespass` are other words. */
const GLUED_PASS =
  /^(db|pg|my|mysql|sql|mongo|redis|root|admin|user|smtp|mail|email|imap|ftp|sftp|ldap|http|rabbit|amqp|proxy|auth|app)pass$/

/** Words that end like a credential's name and are none. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['detoken', 'nontoken', 'pretoken', 'oldpwd'])

/**
 * splitName splits a name into lower-case words at `_ - . : /`, spaces, camelCase and digits, and takes glued words apart: `dbPassword`,
 * `PGPASSWORD` and `spring.datasource.password` all end in `password`.
 */
export function splitName(name: string): readonly string[] {
  const words: string[] = []
  const spaced = name
    .slice(-MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  for (const part of spaced.split(/[^A-Za-z0-9]+/)) {
    const word = part
      .toLowerCase()
      .replace(/^([a-z]{2,})\d+$/, (whole, letters: string) =>
        whole === 'base64' || whole === 's3' || whole === 'i18n' ? whole : letters
      )
    if (word !== '') words.push(...unglue(word))
  }
  return words
}

function unglue(word: string): readonly string[] {
  if (OTHER_WORDS.has(word)) return [word]
  const match = GLUED.exec(word) ?? (word.endsWith('pass') ? GLUED_PASS.exec(word) : null)
  if (!match) return [word]
  return match[2] === undefined ? [match[1] as string, 'pass'] : [match[1] as string, match[2]]
}
