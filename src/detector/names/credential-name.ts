/**
 * The meaning of a name. `strong`: a literal value is a credential. `weak`: the value must also look like one.
 * `vague`: it must be long and random.
 * `password`: even a short number counts. `pin`: a number of four digits or more counts.
 */
export type NameVerdict = {
  readonly strength: 'strong' | 'weak' | 'vague' | 'none'
  readonly kind: 'password' | 'pin' | 'secret'
}

const NONE: NameVerdict = { strength: 'none', kind: 'secret' }
const STRONG: NameVerdict = { strength: 'strong', kind: 'secret' }
const WEAK: NameVerdict = { strength: 'weak', kind: 'secret' }
const VAGUE: NameVerdict = { strength: 'vague', kind: 'secret' }
const WEAK_PASSWORD: NameVerdict = { strength: 'weak', kind: 'password' }
const PASSWORD: NameVerdict = { strength: 'strong', kind: 'password' }
const PIN: NameVerdict = { strength: 'strong', kind: 'pin' }

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that denote a password at the end of a name. A number under such a name is also a password. */
const PASSWORD_HEADS = set(
  'password passwords passwd passwort pwd pswd pass passphrase passcode requirepass storepass keypass kennwort senha contrasena motdepasse pw psw mdp wachtwoord haslo heslo parola losenord salasana jelszo sifre lozinka adgangskode passord katasandi matkhau'
)

function isPasswordWord(word: string): boolean {
  return PASSWORD_HEADS.has(word)
}

/** Words that denote another credential at the end of a name. */
const SECRET_HEADS = set(
  'secret secrets token tokens credential credentials creds cred bearer mnemonic pepper apikey apisecret apitoken authtoken accesstoken accesskey secretkey privatekey encryptionkey signingkey authkey clientsecret jwtsecret salt psk geheimnis segredo secreto segreto'
)

/** Words that may denote a credential: the value must also look like one. */
const WEAK_HEADS = set(
  'license licence key keys tkn seed auth authorization hmac jwt pat passkey signature sas privkey'
)

/** Words that turn `… key` into the name of a credential: `API_KEY`, `ENCRYPTION_KEY`. */
const KEY_QUALIFIERS = set(
  'api access secret private priv enc aes crypt decrypt csrf storage merchant consumer encryption encrypt decryption signing sign auth app application master license licence account service fernet hmac session cookie jwt jws webhook shared deploy integration admin security cipher crypto token authentication authorization subscription role wallet signer bearer internal signature salt pepper vault secreta privada acceso acesso maestra mestra'
)

/** Words that turn `… key` into the name of something else: `PARTITION_KEY`, `S3_OBJECT_KEY`. */
const HARMLESS_KEY_QUALIFIERS = set(
  'instrumentation sort shard lock idempotency primary foreign output export partition range hash cache routing object s3 bucket schema kms public site group index message log date json tag tags state translation row record column field event header host only primaria foranea publica pix'
)

/** Words that turn `… token`, `… secret`, `… pass` into the name of something else. */
const HARMLESS_QUALIFIERS = set(
  'creation idempotency csrf xsrf next page continuation pagination pad eos bos unk mask sep stop start special design pull image max min num per total prompt completion input output vocab fastcgi uwsgi'
)

/** Names of short numeric credentials: door codes, PINs, one-time passwords. */
const PIN_HEADS = set('pin pins pincode otp totp')

/** Words before `pin` that make it a pin of a chip, or mean that something else is pinned. */
const HARMLESS_PIN_QUALIFIERS = set(
  'gpio led button reset data ssl tls cert certificate public board output input'
)

/** Words that turn `… code` into the name of a credential: `UNLOCK_CODE`, but not `COUNTRY_CODE`. */
const CODE_QUALIFIERS = set(
  'signup access unlock security verification admin master otp mfa backup recovery pin login invite invitation activation registration'
)

/** Stores of data that have a password: `APP_PASSWORD_MYSQL`, `DB_PASSWORD_FLYWAY`. */
const STORES = set('db database postgres postgresql mysql mariadb mongo mongodb redis sql elasticsearch')

/**
 * Keys that identify an account in a provider's pages and apps, and etcd's token that only tells clusters apart, are
 * public despite their names; settings of Kafka images contain file names.
 */
const PUBLISHED_NAMES =
  /(?:^|_)(?:PUSHER(?:_APP)?_KEY|ADYEN_CLIENT_KEY|ALGOLIA_SEARCH(?:_ONLY)?(?:_API)?_KEY)$|_SSL_(?:KEY|KEYSTORE|TRUSTSTORE)_CREDENTIALS$|initial[_-]cluster[_-]token$|sonar\.project_?key$|^ServiceToken$|^PADDLE_CLIENT_TOKEN$|(?:Resource|Request|Principal)Tag\//i

/** Words at the end that distinguish credentials; the word before them decides. */
const NEUTRAL_TAILS = set(
  'v1 v2 v3 v4 b64 base64 hex value val string str text plain plaintext raw encoded json prod production prd dev develop development test testing stage staging stg uat qa sandbox live local default eu us pem content override old new current previous prev next primary secondary backup main ro rw admin hash hashed of for'
)

/** Words at the end that describe an attribute of a credential: `PASSWORD_MIN_LENGTH`, `SECRET_NAME`, `TOKEN_URL`. */
export const VETO_TAILS = set(
  'url urls uri uris endpoint endpoints host hosts hostname port path paths file files filename dir directory folder prefix suffix name names id ids arn arns expiry expires expire expiration ttl lifetime seconds secs ms millis minute hour timeout age interval period minutes hours days day milliseconds duration length len size min max count limit limits rotation rate algorithm type types format policy enabled enable disabled disable required require header headers field fields issuer audience scope scopes version mode method methods mechanism provider providers manager store storage regex pattern reset cookie cookies domain domains ref refs table alias region user username email mail address addr server service services retry level stage env environment locale title message messages description label labels source sources cache check validation validator verification strategy location bucket parameter volume mount plugin engine namespace usage bits bytes hint backend driver context group role owner state status link page view route callback redirect origin command set'
)

/** Those of them that also name who uses a credential: `PASSWORD_EMAIL`, `API_KEY_BACKEND`. */
const OWNERS = set('email mail user service backend owner')

/** Nouns of languages in which what they are for follows: `CLAVE_API`, `SENHA_EMAIL`. */
const NOUNS_IN_FRONT = set('clave chave senha contrasena motdepasse mdp')

/** Words at the end after which only a long random text is a credential: `MAIL_API`, `HOOK_SIGNING`. */
const VAGUE_TAILS = set('private signing master api writekey')

/** Words at the front that denote a switch or a limit: `ALLOW_EMPTY_PASSWORD`, `MAX_TOKENS`. */
const SWITCH_STARTS = set(
  'allow enable enabled disable disabled require requires required use uses has is max min num no skip force ignore show hide limit count'
)

/** Words anywhere that mark keys and tokens as public by design: `STRIPE_PUBLISHABLE_KEY`, `SUPABASE_ANON_KEY`. */
const PUBLIC_WORDS = set('public publishable publickey pub anon anonymous jwks browser')

/** Names that Security Hub control ECS.8 rejects, whatever the value. */
export const CONTROL_NAMES: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'ECS_ENGINE_AUTH_DATA'
])

/** Pairs of words that are a password, or another credential, where the last one alone states nothing. */
const PASSWORD_PAIRS: ReadonlySet<string> = new Set(['pass phrase', 'pass word', 'pass wd', 'pass code'])
const SECRET_PAIRS: ReadonlySet<string> = new Set(
  'seed phrase,recovery phrase,secret phrase,erlang cookie,rabbitmq cookie,release cookie,key base,user info,basic auth,redis auth,csrf secret,xsrf secret,honeycomb team,secret access,secret refresh,token id'.split(
    ','
  )
)

/**
 * judgeName decides by the end of a name: `SECRET_NAME` is not a secret, but `APP_NAME_SECRET` is. Product names at the
 * front do not matter: `KEYCLOAK_ADMIN_PASSWORD` ends in `PASSWORD`.
 */
export function judgeName(name: string): NameVerdict {
  if (CONTROL_NAMES.has(name)) return STRONG
  const plain = plainName(name)
  if (PUBLISHED_NAMES.test(plain)) return NONE
  const words = withoutNeutralTails(nounLast(wordsOf(plain)))
  const verdict = judgeWords(words, words.at(-1) ?? '', words.at(-2) ?? '')
  // MAX_TOKEN is a number and IS_PASSWORD a switch, unless the value looks like a credential.
  if (verdict.strength === 'strong' && isSwitch(words)) return WEAK
  return verdict.kind !== 'password' && isPublic(words) ? NONE : verdict
}

/** By the last word, and the one before it. */
function judgeWords(words: readonly string[], last: string, before: string): NameVerdict {
  const pair = `${before} ${last}`
  if (PASSWORD_PAIRS.has(pair)) return PASSWORD
  // Vault's development server gets its token as VAULT_DEV_ROOT_TOKEN_ID.
  if (SECRET_PAIRS.has(pair)) return last !== 'id' || words.at(-3) === 'root' ? STRONG : NONE
  // the credential of Vault's AppRole; Tencent's is the name of a key
  if (pair === 'secret id') return words.some(word => /^(?:vault|approle)$/.test(word)) ? WEAK : NONE
  if (isPasswordWord(last)) return HARMLESS_QUALIFIERS.has(before) && last === 'pass' ? NONE : PASSWORD
  if (PIN_HEADS.has(last)) return HARMLESS_PIN_QUALIFIERS.has(before) ? NONE : PIN
  if (/^codes?$/.test(last)) return CODE_QUALIFIERS.has(before) ? PIN : NONE
  if (isAttribute(words) || isPlaceOf(words)) return NONE
  if (SECRET_HEADS.has(last) && HARMLESS_QUALIFIERS.has(before))
    return SWITCH_STARTS.has(before) ? WEAK : NONE
  if (SECRET_HEADS.has(last)) return STRONG
  if (/^(?:keys?|clave|chave)$/.test(last)) return judgeKey(last, before, words.at(-3) ?? '')
  if (WEAK_HEADS.has(last)) return WEAK
  return judgeInside(words)
}

/** The primary key of a table is not a credential, but a primary encryption key is. */
function judgeKey(last: string, before: string, first: string): NameVerdict {
  if (before === 'primary' && KEY_QUALIFIERS.has(first)) return STRONG
  // DB_PASSWORD_SECRET_KEY may be the JSON key of the password in a secret.
  if (before === 'secret' && isPasswordWord(first)) return WEAK
  if (before === 'routing') return VAGUE
  if (HARMLESS_KEY_QUALIFIERS.has(before)) return NONE
  if (KEY_QUALIFIERS.has(before)) return STRONG
  return last.startsWith('key') ? WEAK : WEAK_PASSWORD
}

/** `PASSWORD_POSTGRES`, `TOKEN_GITHUB`, `SECRET_KEY_SHOP`: the kind comes first, the owner last. */
function judgeInside(words: readonly string[]): NameVerdict {
  const [first = '', second = ''] = words
  const at = words.findIndex(isPasswordWord)
  if (at >= 0)
    return STORES.has(words.at(-1) ?? '') || STORES.has(words[at - 1] ?? '') ? PASSWORD : WEAK_PASSWORD
  if (first === 'secret' && second === 'key' && words.length === 3) return STRONG
  const hasKey = words.some((word, index) => word === 'key' && KEY_QUALIFIERS.has(words[index - 1] ?? ''))
  if (hasKey || (words.length > 1 && SECRET_HEADS.has(first))) return WEAK
  const last = words.at(-1) ?? ''
  return VAGUE_TAILS.has(last) && (words.length > 1 || last === 'writekey') ? VAGUE : NONE
}

/** Whether the last word says what is told about a credential, and not who uses it. */
function isAttribute(words: readonly string[]): boolean {
  const [last = '', before = '', first = ''] = words.toReversed()
  if (!VETO_TAILS.has(last)) return false
  const isCredential =
    isPasswordWord(before) || SECRET_HEADS.has(before) || (before === 'key' && KEY_QUALIFIERS.has(first))
  return !OWNERS.has(last) || !isCredential
}

/** Puts a noun that is in front where it is in English: `CLAVE_API` is an API key, `SENHA_EMAIL` a password. */
function nounLast(words: readonly string[]): readonly string[] {
  const at = words.findIndex(word => NOUNS_IN_FRONT.has(word))
  const last = words.at(-1) ?? ''
  if (at < 0 || (VETO_TAILS.has(last) && !OWNERS.has(last))) return words
  return [...words.toSpliced(at, 1), words[at] as string]
}

/** `PATH_TO_PRIVATE_KEY`, `NAME_OF_SECRET`, Helm's `existingSecret`: what it is stands first. */
function isPlaceOf(words: readonly string[]): boolean {
  return /^(?:path|file|folder|location|name|arn|id|url|link) (?:to|of|with|for) |(?:^| )existing secret/.test(
    words.join(' ')
  )
}

function withoutNeutralTails(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end > 1 && (NEUTRAL_TAILS.has(words[end - 1] as string) || /^\d+$/.test(words[end - 1] as string)))
    end -= 1
  return words.slice(0, end)
}

/**
 * A switch or a limit in front, or behind a vendor's name: `MYSQL_ALLOW_EMPTY_PASSWORD`; SLACK_VERIFY_TOKEN is a
 * secret.
 */
function isSwitch([first = '', second = '', third]: readonly string[]): boolean {
  return (
    SWITCH_STARTS.has(first) ||
    (third !== undefined && /^(?:allow|enable|disable|require|random|max|min|num)$/.test(second))
  )
}

/** isPublicName returns whether a value is published by design: `NEXT_PUBLIC_KEY`, `GOOGLE_SITE_VERIFICATION`. */
export function isPublicName(name: string): boolean {
  return isPublic(splitName(name))
}

function isPublic(words: readonly string[]): boolean {
  if (words.includes('private') || words.includes('secret')) return false
  return (
    words.some(word => PUBLIC_WORDS.has(word)) ||
    /^vite |^(?:react|vue) app |\b(?:site|domain) verification\b/.test(words.join(' '))
  )
}

/** Characters that are not seen: Unicode's default-ignorable ones, combining marks and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\p{Cc}]/gu

/**
 * plainName folds a name once: compatible characters (full width, styles) to their plain form, without accents and
 * characters that are not seen. This is the only place that normalizes names.
 */
export function plainName(name: string): string {
  const plain = /[^ -~]/.test(name)
    ? name.slice(-512).normalize('NFKD').replace(UNSEEN, '').normalize('NFKC')
    : name
  return plain
    .replace(/p[a4@][s5$]{2}w[o0]rd/gi, found => (/^[A-Z]?[a-z]+$|^[A-Z]+$/.test(found) ? found : 'password'))
    .replace(OF_SEVERAL_WORDS, found => found.replace(/[^A-Za-z]/g, '').toLowerCase())
}

/** Words for a password that are written as several. */
const OF_SEVERAL_WORDS = /mot[_. -]?de[_. -]?passe|kata[_. -]?sandi|mat[_. -]?khau/gi

/** Longest part of a name that is examined; real names are far shorter. */
const MAX_NAME = 256

/** Endings written without a separator: `PGPASSWORD`, `authtoken`. */
const GLUED =
  /^(.{1,40}?)(password|passwort|passwd|passphrase|passcode|secret|token|apikey|accesskey|secretkey|privatekey|pwd|kennwort|contrasena|motdepasse|psk|salt)$/

/** `pass` counts as an ending only after these; `bypass`, `compass`, and `trespass` are other words. */
const GLUED_PASS =
  /^(db|my|email|imap|bind|http|proxy|auth|app|ssh|sudo|vpn|sys|dba|\w{0,20}(?:pg|sql|mongo|redis|base|root|admin|user|smtp|mail|ftp|ldap|rabbit|amqp))(pass|pw)$/

/** Endings of the text before `key` in a single word: Artifactory's `joinkey`, Mattermost's `atrestencryptkey`. */
const GLUED_QUALIFIER = /^join$|(?:encrypt|encryption|secret|private|master|signing|access|cipher)$/

function isHead(word: string): boolean {
  return isPasswordWord(word) || SECRET_HEADS.has(word) || WEAK_HEADS.has(word)
}

/** Words with the ending of a credential's name that are something else. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['detoken', 'nontoken', 'pretoken', 'oldpwd', 'basalt'])

/**
 * splitName splits a name into lower-case words at `_ - . : /`, spaces, camelCase, and digits, and separates compound
 * words: `dbPassword`, `PGPASSWORD`, and `spring.datasource.password` all end in `password`.
 */
export function splitName(name: string): readonly string[] {
  return wordsOf(plainName(name))
}

/** The same for a name that is already plain. */
function wordsOf(name: string): readonly string[] {
  const words: string[] = []
  const spaced = name
    .slice(-MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  for (const part of spaced.split(/[^A-Za-z0-9]+/)) {
    const word = part
      .toLowerCase()
      // PASSWORDV2, DBPASSWDPROD
      .replace(/^([a-z]{0,40}(?:password|passwd|pwd|secret|token|key|salt))v\d{1,3}$/, '$1')
      .replace(
        /^([a-z]{0,40}(?:password|passwd|pwd|secret))(?:prod|dev|test|stage|staging|qa|uat|live|bis|old|new)$/,
        '$1'
      )
      .replace(/^([a-z]{2,})\d+$/, (whole, letters: string) =>
        whole === 'base64' || whole === 's3' || whole === 'i18n' ? whole : letters
      )
    if (word !== '') words.push(...unglue(word))
  }
  return words
}

function unglue(word: string): readonly string[] {
  if (OTHER_WORDS.has(word)) return [word]
  const match = GLUED.exec(word) ?? (/(?:ass|pw)$/.test(word) ? GLUED_PASS.exec(word) : null)
  if (match) return [match[1] as string, match[2] as string]
  // tokenvalue, hmacencoded
  const told = /^(.{3,20})(value|encoded|base64)$/.exec(word)
  if (told?.[1] && isHead(told[1])) return [told[1], told[2] as string]
  // jwtkey, but not monkey
  const qualifier = /^(.{2,20})keys?$/.exec(word)?.[1] ?? ''
  return KEY_QUALIFIERS.has(qualifier) || GLUED_QUALIFIER.test(qualifier) ? [qualifier, 'key'] : [word]
}
