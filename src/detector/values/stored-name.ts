/** Words with marks between them, and no run of digits: the name of something, or a weak password. */
const WORDS = /^[a-z][a-z0-9]{0,24}(?:[-_/][a-z0-9]{1,24}){0,8}$/

/** Names of secrets of a data store or of AWS: such a secret is a document in Secrets Manager. */
const OF_DOCUMENT =
  /(?:^|[_.-])(?:db|database|rds|aurora|aws|sm|secrets?_?manager|credentials?|master_user)_secrets?$/i

/** `my-super-secret`: words that say how secret a password is, and not what it opens. */
const CHOSEN =
  /^(?:(?:my|our|the|a|this|super|top|very|ultra|so|strong|secure|secret|long|random|new|old|weak|simple)[-_/]){1,8}(?:secrets?|password)$/

/**
 * isNameOf returns whether a value under the name of a secret is only the name of what is stored: `prod-db-secret`
 * under DB_SECRET, `git-token` under GIT_TOKEN_SECRET, `password` under DB_PASSWORD_KEY. A signing secret such as
 * `shop-jwt-secret` under JWT_SECRET is none of these.
 */
export function isNameOf(name: string, text: string): boolean {
  if (text.length > 128 || !WORDS.test(text) || CHOSEN.test(text)) return false
  const plain = (of: string) => of.toLowerCase().replace(/[^a-z0-9]/g, '')
  const [, of = ''] =
    /^([\s\S]{3,128}(?:password|passwd|token|credentials?))[_.-]?(?:secret|key)$/i.exec(name) ?? []
  // Tokens that a program issues are signed with a secret of its own.
  const isSigning = /(?:access|refresh|jwt|session|auth)_?token_?secret$/i.test(name)
  if (of !== '' && !isSigning) {
    const isWhole = /[-_/]/.test(text) && plain(text).endsWith(plain(of))
    if (
      isWhole ||
      (/key$/i.test(name) && /^(?:password|passwd|token)$/.test(text) && plain(of).endsWith(text))
    )
      return true
  }
  if (OF_DOCUMENT.test(name))
    return /[-_/](?:secrets?|credentials|creds|password|db|database|rds)$/.test(text)
  return /_secrets$/i.test(name) && /[-_/]secrets$/.test(text)
}
