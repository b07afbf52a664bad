const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(word => word !== ''))

/** Words that denote a password at the end of a name. A number under such a name is also a password. */
const PASSWORD_HEADS = set(
  'password passwords passwd passwort pwd pswd pass passphrase passcode requirepass storepass keypass kennwort senha contrasena motdepasse pw psw mdp wachtwoord haslo heslo parola'
)

/** isPasswordWord returns whether a word denotes a password. A number under such a name is also a password. */
export function isPasswordWord(word: string): boolean {
  return PASSWORD_HEADS.has(word)
}

/** Words that denote another credential at the end of a name. */
export const SECRET_HEADS = set(
  'secret secrets token tokens credential credentials creds cred bearer mnemonic pepper apikey apisecret apitoken authtoken accesstoken accesskey secretkey privatekey encryptionkey signingkey authkey clientsecret jwtsecret salt psk'
)

/** Words that may denote a credential: the value must also look like one. */
export const WEAK_HEADS = set(
  'license licence key keys tkn clave chave seed auth authorization hmac jwt pat passkey signature sas privkey'
)

/** Words that turn `… key` into the name of a credential: `API_KEY`, `ENCRYPTION_KEY`. */
export const KEY_QUALIFIERS = set(
  'api access secret private priv enc aes crypt decrypt csrf storage merchant consumer encryption encrypt decryption signing sign auth app application master license licence account service fernet hmac session cookie jwt jws webhook shared deploy integration admin security cipher crypto token password authentication authorization subscription role wallet signer bearer internal signature salt pepper vault'
)

/** Words that turn `… key` into the name of something else: `PARTITION_KEY`, `S3_OBJECT_KEY`. */
export const HARMLESS_KEY_QUALIFIERS = set(
  'instrumentation sort shard lock idempotency primary foreign output export partition range hash cache routing object s3 bucket schema kms public site group index message log date json tag tags state translation row record column field event header host only'
)

/** Words that turn `… token`, `… secret`, `… pass` into the name of something else. */
export const HARMLESS_QUALIFIERS = set(
  'creation idempotency csrf xsrf next page continuation pagination pad eos bos unk mask sep stop start special design pull image max min num per total prompt completion input output vocab'
)

/** Names of short numeric credentials: door codes, PINs, one-time passwords. */
export const PIN_HEADS = set('pin pins pincode otp totp')

/** Words before `pin` that make it a pin of a chip, or mean that something else is pinned. */
export const HARMLESS_PIN_QUALIFIERS = set(
  'gpio led button reset data ssl tls cert certificate public board output input'
)

/** Words that turn `… code` into the name of a credential: `UNLOCK_CODE`, but not `COUNTRY_CODE`. */
export const CODE_QUALIFIERS = set(
  'signup access unlock security verification admin master otp mfa backup recovery pin login invite invitation activation registration'
)

/** Stores of data that have a password: `APP_PASSWORD_MYSQL`, `DB_PASSWORD_FLYWAY`. */
export const STORES = set(
  'db database postgres postgresql mysql mariadb mongo mongodb redis sql elasticsearch'
)

/**
 * Keys that identify an account in a provider's pages and apps, and etcd's token that only tells clusters apart, are
 * public despite their names; settings of Kafka images contain file names.
 */
export const PUBLISHED_NAMES =
  /(?:^|_)(?:PUSHER(?:_APP)?_KEY|ADYEN_CLIENT_KEY|ALGOLIA_SEARCH(?:_ONLY)?(?:_API)?_KEY)$|_SSL_(?:KEY|KEYSTORE|TRUSTSTORE)_CREDENTIALS$|initial[_-]cluster[_-]token$|sonar\.project_?key$|^ServiceToken$|(?:Resource|Request|Principal)Tag\//i

/** Words at the end that distinguish credentials; the word before them decides. */
export const NEUTRAL_TAILS = set(
  'v1 v2 v3 v4 b64 base64 hex value val string str text plain plaintext raw encoded json prod production prd dev develop development test testing stage staging stg uat qa sandbox live local default eu us pem content override old new current previous prev next primary secondary backup main ro rw admin hash hashed of for'
)

/** Words at the end that describe an attribute of a credential: `PASSWORD_MIN_LENGTH`, `SECRET_NAME`, `TOKEN_URL`. */
export const VETO_TAILS = set(
  'url urls uri uris endpoint endpoints host hosts hostname port path paths file files filename dir directory folder prefix suffix name names id ids arn arns expiry expires expire expiration ttl lifetime seconds secs ms millis minute hour timeout age interval period minutes hours days day milliseconds duration length len size min max count limit limits rotation rate algorithm type types format policy enabled enable disabled disable required require header headers field fields issuer audience scope scopes version mode method methods mechanism provider providers manager store storage regex pattern reset cookie cookies domain domains ref refs table alias region user username email mail address addr server service services retry level stage env environment locale title message messages description label labels source sources cache check validation validator verification strategy location bucket parameter volume mount plugin engine namespace usage bits bytes hint backend driver context group role owner state status link page view route callback redirect origin command set'
)

/** Words at the front that denote a switch or a limit: `ALLOW_EMPTY_PASSWORD`, `MAX_TOKENS`. */
export const SWITCH_STARTS = set(
  'allow enable enabled disable disabled require requires required use uses has is max min num no skip force ignore show hide limit count'
)

/** Words anywhere that mark keys and tokens as public by design: `STRIPE_PUBLISHABLE_KEY`, `SUPABASE_ANON_KEY`. */
export const PUBLIC_WORDS = set('public publishable publickey pub anon anonymous jwks browser')

/** Names that Security Hub control ECS.8 rejects, whatever the value. */
export const CONTROL_NAMES: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'ECS_ENGINE_AUTH_DATA'
])

/** Pairs of words that are a password, or another credential, where the last one alone states nothing. */
export const PASSWORD_PAIRS: ReadonlySet<string> = new Set([
  'pass phrase',
  'pass word',
  'pass wd',
  'pass code'
])
export const SECRET_PAIRS: ReadonlySet<string> = new Set(
  'seed phrase,recovery phrase,secret phrase,erlang cookie,rabbitmq cookie,release cookie,key base,user info,basic auth,redis auth,csrf secret,xsrf secret,honeycomb team,secret access,secret refresh'.split(
    ','
  )
)
