import { judgeName } from '../names/credential-name.ts'
import type { Hit } from '../values/credential.ts'
import { namedLiteral, password } from './literal.ts'

/** Longest text that is searched for a position. */
const MAX_TEXT = 4096

type WordHit = Hit & { readonly word: number }

/** Words that are followed by a password. `behind` is the password's distance from the last of them, in words. */
const POSITIONS: readonly { readonly words: RegExp; readonly behind: number }[] = [
  {
    words: /(?:^|\/)rabbitmqctl (?:-\S{1,40} ){0,4}(?:add_user|change_password|authenticate_user) /,
    behind: 2
  },
  {
    words:
      /(?:^|\/)(?:consul kv|etcdctl) put (?:-\S{1,64} ){0,4}\S{0,128}(?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key) /i,
    behind: 1
  },
  { words: /(?:^|\s)auth-pass [\w.-]{1,64} /, behind: 1 },
  { words: /(?:^|\/)htpasswd -[A-Za-z]{0,6}b[A-Za-z]{0,6} /, behind: 3 },
  { words: /(?:^|\/)mc (?:alias set|config host add) /, behind: 4 },
  { words: /(?:^|\/)vault (?:login|token) (?:-\S{1,64} ){0,4}(?=[^-\s=]{8,256}(?:\s|$))/, behind: 1 },
  {
    words:
      /(?:^|\/)(?:mysqladmin|mariadb-admin) (?:-\S{1,64} (?:[\w.-]{1,64} (?!password ))?){0,8}(?:\w{1,32} )?password /,
    behind: 1
  },
  { words: /(?:^|\/)(?:redis|valkey|keydb)-cli (?:-\S{1,64} (?:[\w.:-]{1,64} )?){0,6}auth /i, behind: 1 }
]

/**
 * fromPositions finds passwords by their position: `rabbitmqctl add_user name password`, `htpasswd -b file user
 * password`, `mc alias set name url key secret`, and values that are stored under a name: `consul kv put app/password
 * x`.
 */
export function fromPositions(words: readonly string[]): readonly WordHit[] {
  const at = words.findIndex(word =>
    /(?:^|\/)(?:rabbitmqctl|htpasswd|mc|vault|consul|etcdctl|aws|mysqladmin|mariadb-admin|auth-pass|(?:redis|valkey|keydb)-cli)$/.test(
      word
    )
  )
  if (at < 0) return []
  const text = `${words
    .slice(at, at + 10)
    .join(' ')
    .slice(0, MAX_TEXT)} `
  if (words.includes('put-parameter')) return storedParameter(words)
  for (const { words: known, behind } of POSITIONS) {
    const match = known.exec(text)
    if (!match) continue
    const word = at + match[0].trim().split(' ').length - 1 + behind
    const found = password(words[word] ?? '')
    return found ? [{ ...found, word }] : []
  }
  return []
}

/** `aws ssm put-parameter --name /app/password --value x`. */
function storedParameter(words: readonly string[]): readonly WordHit[] {
  const after = (flag: string) => words.indexOf(flag) + 1 || words.length
  const name = words[after('--name')] ?? ''
  const word = after('--value')
  const found = judgeName(name).strength === 'strong' ? namedLiteral(name, words[word] ?? '') : undefined
  return found ? [{ ...found, word }] : []
}
