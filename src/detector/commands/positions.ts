import { judgeName } from '../names/credential-name.ts'
import type { Hit } from '../values/credential.ts'
import { login, namedLiteral, password } from './literal.ts'

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
  { words: /(?:^|\s)ConvertTo-SecureString (?:-String )?/i, behind: 1 },
  { words: /(?:^|\/)wpa_passphrase \S{1,64} /, behind: 1 },
  { words: /(?:^|\/)emqx(?:_ctl| ctl)? admins (?:add|passwd) \S{1,64} /, behind: 1 },
  { words: /(?:^|\/)mosquitto_passwd (?:-[cD] )?-[A-Za-z]{0,4}b[A-Za-z]{0,4} /, behind: 3 },
  { words: /(?:^|\/)radtest (?:-\S{1,16} ){0,4}\S{1,64} /, behind: 1 },
  { words: /(?:^|\/)net user \S{1,64} (?=[^/*])/i, behind: 1 },
  { words: /(?:^|\/)net use (?:\w: )?\\{1,2}\S{1,253} (?=[^/*])/i, behind: 1 },
  {
    words:
      /(?:^|\/)(?:composer|poetry) config (?:--?\S{1,32} ){0,3}(?:http-basic|custom-headers)\.\S{1,128} /,
    behind: 2
  },
  {
    words:
      /(?:^|\/)(?:composer|poetry) config (?:--?\S{1,32} ){0,3}(?:pypi-token|github-oauth|gitlab-(?:oauth|token)|bearer|bitbucket-oauth)\.\S{1,128} /,
    behind: 1
  },
  { words: /(?:^|\/)ngrok (?:config )?(?:add-)?authtoken /, behind: 1 },
  { words: /(?:^|\/)add-user\.sh (?:-[^pu]\S{0,32} ){0,3}[A-Za-z]\S{0,63} /, behind: 1 },
  { words: /(?:^|\/)openssl passwd (?:-\w{1,12} ){0,4}/, behind: 1 },
  { words: /(?:^|\/)htpasswd -[A-Za-z]{0,6}b[A-Za-z]{0,6} /, behind: 3 },
  { words: /(?:^|\/)mc (?:alias set|config host add) /, behind: 4 },
  { words: /(?:^|\/)vault (?:login|token) (?:-\S{1,64} ){0,4}(?=[^-\s=]{8,256}(?:\s|$))/, behind: 1 },
  {
    words:
      /(?:^|\/)(?:mysqladmin|mariadb-admin) (?:-\S{1,64} (?:[\w.-]{1,64} (?!password ))?){0,8}(?:\w{1,32} )?password /,
    behind: 1
  },
  { words: /(?:^|\/)(?:redis|valkey|keydb)-cli (?:-\S{1,64} (?:[\w.:-]{1,64} )?){0,6}auth /i, behind: 1 },
  { words: /(?:^|\/)npm (?:config )?set \S{0,256}:_(?:authToken|password|auth) /, behind: 1 },
  {
    words:
      /(?:^|\/)crudini --set (?:-\S{1,32} )?\S{1,253} \S{1,64} \S{0,64}(?:passw(?:or)?d|secret|token|api_?key) /i,
    behind: 1
  }
]

/**
 * fromPositions finds passwords by their position: `rabbitmqctl add_user name password`, `htpasswd -b file user
 * password`, `mc alias set name url key secret`, and values that are stored under a name: `consul kv put app/password
 * x`.
 */
export function fromPositions(words: readonly string[]): readonly WordHit[] {
  const at = words.findIndex(word =>
    /(?:^|\/)(?:rabbitmqctl|htpasswd|mc|vault|consul|etcdctl|aws|mysqladmin|mariadb-admin|auth-pass|wpa_passphrase|emqx(?:_ctl)?|mosquitto_passwd|radtest|net|composer|poetry|ngrok|add-user\.sh|openssl|yarn|bundler?|npm|crudini|convertto-securestring|(?:redis|valkey|keydb)-cli)$/i.test(
      word
    )
  )
  if (words.includes('--arg')) return argumentsOf(words)
  if (at < 0) return []
  const text = `${words
    .slice(at, at + 10)
    .join(' ')
    .slice(0, MAX_TEXT)} `
  if (words.includes('put-parameter')) return storedParameter(words)
  const { [at]: program = '' } = words
  if (/(?:^|\/)(?:yarn|bundler?)$/.test(program)) return configured(words, at)
  for (const { words: known, behind } of POSITIONS) {
    const match = known.exec(text)
    if (!match) continue
    const word = at + match[0].trim().split(' ').length - 1 + behind
    const found = password(words[word] ?? '')
    return found ? [{ ...found, word }] : []
  }
  return []
}

/** `jq --arg password x '.db.password = $password'`. A `key` is one of the document. */
function argumentsOf(words: readonly string[]): readonly WordHit[] {
  return words.flatMap((word, at) => {
    const found =
      word === '--arg' && words[at + 1] !== 'key'
        ? namedLiteral(words[at + 1] ?? '', words[at + 2] ?? '')
        : undefined
    return found ? [{ ...found, word: at + 2 }] : []
  })
}

/** `yarn config set npmAuthToken x`, `bundle config HOST user:password`. */
function configured(words: readonly string[], at: number): readonly WordHit[] {
  if (words[at + 1] !== 'config') return []
  for (let word = at + 3; word < Math.min(words.length, at + 8); word += 1) {
    const [name = '', value = ''] = words.slice(word - 1, word + 1)
    const isLogin =
      /[a-z]\.[a-z]/i.test(name) &&
      /(?:^|\/)bundler?$/.test(words[at] ?? '') &&
      /^[\w.@-]{1,64}:\S{3,128}$/.test(value)
    const found =
      judgeName(name).strength === 'strong' ? namedLiteral(name, value) : isLogin ? login(value) : undefined
    if (found) return [{ ...found, word }]
  }
  return []
}

/** Names of what is stored as a SecureString beside passwords; a login in an address is found without it. */
const BESIDE =
  /(?:user(?:_?name)?|url|host(?:name)?|endpoint|region|e?mail|(?:db|app)_?name)$|(?:^|[/_.-])(?:id|port|uri)$/i

/** `aws ssm put-parameter --name /app/password --value x`, and any other value of the type SecureString. */
function storedParameter(words: readonly string[]): readonly WordHit[] {
  const after = (flag: string) => words.indexOf(flag) + 1 || words.length
  const name = words[after('--name')] ?? ''
  const word = after('--value')
  const value = words[word] ?? ''
  const isSecure = words[after('--type')] === 'SecureString' && !BESIDE.test(name)
  const found =
    judgeName(name).strength === 'strong' ? namedLiteral(name, value) : isSecure ? password(value) : undefined
  return found ? [{ ...found, word }] : []
}
