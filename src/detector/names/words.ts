const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(word => word !== ''))

/** Words that denote a password at the end of a name. A number under such a name is also a password. */
export const PASSWORD_HEADS = set(
  'password passwords passwd passwort pwd pswd psw pw passw pass passphrase passcode userpass rootpass requirepass storepass keypass masterauth masterpass basicpass passwrd pasword pword kennwort senha contrasena contrasenya motdepasse mdp wachtwoord haslo parola heslo'
)

/** Words that denote another credential at the end of a name. */
export const SECRET_HEADS = set(
  'secret secrets token tokens credential credentials creds cred bearer mnemonic seedphrase pepper apikey apikeys apisecret apitoken authtoken accesstoken accesskey secretkey privatekey encryptionkey signingkey licensekey masterkey authkey appkey clientsecret jwtsecret salt psk secretword'
)

/** Words that may denote a credential: the value must also look like one. */
export const WEAK_HEADS = set(
  'license licence key keys tkn tok secr pkey seed auth authentication authorization hmac jwt pat passkey skey signature sas pk sk privkey ssws clave chave'
)

/** Words that turn `… key` into the name of a credential: `API_KEY`, `ENCRYPTION_KEY`. */
export const KEY_QUALIFIERS = set(
  'api access secret private priv enc encryption encrypt encrypting decryption signing sign auth app application master license licence account storage service fernet hmac session cookie jwt jws jwe webhook shared deploy integration ingest ingestion age admin security aes rsa cipher crypto token password authentication authorization subscription functions role wallet signer paillier bearer internal crypt decrypt signature nonce salt pepper vault unseal recovery merchant provisioning enrollment override activation registration setup csrf xsrf consumer cosmos cosmosdb'
)

/** Words that turn `… key` into the name of something else: `PARTITION_KEY`, `S3_OBJECT_KEY`. */
export const HARMLESS_KEY_QUALIFIERS = set(
  'primary foreign output export partition sort range hash cache idempotency routing object s3 bucket schema map registry kms public site group unique index lookup message log date json tag tags state storage_path translation i18n sort row record column field event locking lock dedup deduplication shard sharding instrumentation query param parameter header claim click measure metric label widget host known only'
)

/** Words that turn `… token`, `… secret`, `… pass` into the name of something else. */
export const HARMLESS_QUALIFIERS = set(
  'creation idempotency csrf xsrf next page continuation pagination pad eos bos unk mask sep stop start special design pull image max min num per total prompt completion input output vocab'
)

/** Names of short numeric credentials: door codes, PINs, one-time passwords. */
export const PIN_HEADS = set('pin pins pincode otp totp')

/** Words before `pin` that make it a pin of a chip, or mean that something else is pinned. */
export const HARMLESS_PIN_QUALIFIERS = set(
  'gpio led button reset data clock tx rx ssl tls cert certificate spki public version package i2c spi relay sensor servo board output input trigger echo buzzer node'
)

/** Words that turn `… code` into the name of a credential: `UNLOCK_CODE`, but not `COUNTRY_CODE`. */
export const CODE_QUALIFIERS = set(
  'access unlock security pass verification admin master otp totp mfa 2fa backup recovery bypass override pin secret login root door gate alarm factor emergency invite invitation activation registration setup pairing signup'
)

/** Names that single programs use for a credential: the last two words. */
export const PROGRAMS_NAMES: ReadonlySet<string> = new Set([
  'honeycomb team',
  'plex claim',
  'app certificate',
  'splunk hec',
  'weather appid',
  'openweather appid',
  'openweathermap appid',
  'owm appid'
])

/** Words that turn `… cookie` into the shared secret of Erlang nodes. */
export const COOKIE_QUALIFIERS = set('erlang release rabbitmq ejabberd emqx vernemq cluster distribution')

/** Words that turn `… auth` into a password: Redis requires nothing else. */
export const AUTH_QUALIFIERS = set('basic redis rediscli valkey cache db database requirepass')

/** Words after `password` that name its owner: `PASSWORD_POSTGRES`. */
export const OWNERS = set(
  'db database postgres postgresql pg mysql mariadb mongo mongodb redis rabbitmq root admin app api smtp mail email_server ftp sftp ldap sql mssql oracle elastic elasticsearch kafka minio grafana keycloak jenkins'
)

/** The owners that are data stores: `APP_PASSWORD_MYSQL`. */
export const STORES = set(
  'db database postgres postgresql pg mysql mariadb mongo mongodb redis sql mssql oracle elastic elasticsearch'
)

/**
 * Keys that identify an account in a provider's pages and apps, and etcd's token that only tells clusters apart, are
 * public despite their names; settings of Kafka images contain file names.
 */
export const PUBLISHED_NAMES =
  /(?:^|_)(?:PUSHER(?:_APP)?_KEY|ADYEN_CLIENT_KEY|DOCUSIGN_INTEGRATION_KEY|ALGOLIA_SEARCH(?:_ONLY)?(?:_API)?_KEY)$|_SSL_(?:KEY|KEYSTORE|TRUSTSTORE)_CREDENTIALS$|initial[_-]cluster[_-]token$|sonar\.project_?key$/i

/** Words at the end that distinguish credentials; the word before them decides. */
export const NEUTRAL_TAILS = set(
  'b64 base64 hex value val string str text plain plaintext raw encoded json prod production prd dev develop development test testing stage staging stg uat qa sandbox live local default old new current previous prev next primary secondary backup main fallback ro rw readonly readwrite reader writer admin hash hashed v1 v2 v3 v4 us eu ap east west blue green override part parts half first second third reversed rev a b left right piece chunk of for pem p8 content contents'
)

/** Words at the end that describe an attribute of a credential: `PASSWORD_MIN_LENGTH`, `SECRET_NAME`, `TOKEN_URL`. */
export const VETO_TAILS = set(
  'url urls uri uris endpoint endpoints host hosts hostname port path paths file files filename dir directory folder prefix suffix name names id ids arn arns expiry expires expire expiration expiresin ttl lifetime timeout age interval period seconds secs sec minutes mins minute hours hour days day ms millis milliseconds duration length len size min max count limit limits quota rotation rotations rate algorithm algorithms alg algo type types format policy policies enabled enable disabled disable required require header headers field fields issuer audience scope scopes version mode method methods mechanism provider providers manager store storage hasher serializer deserializer class module regex pattern reset cookie cookies domain domains ref refs table index column alias aliases parallelism region user username email mail address addr server service services symbol decimals supply strength complexity history attempts retries retry level stage env environment locale language template subject title message messages description label labels source sources key_id usage budget window refresh_interval cache check validation validator verification strategy flow grant location loc encoding charset backend driver engine plugin context container namespace group groups role realm tenant owner state status line lines link page view route callback redirect origin origins stdin prompt command cmd fd regexp symbols rule rules present set'
)

/** Words at the front that denote a switch or a limit: `ALLOW_EMPTY_PASSWORD`, `MAX_TOKENS`. */
export const SWITCH_STARTS = set(
  'allow enable enabled disable disabled require requires required use uses has is max min num no skip force ignore show hide limit count'
)

/**
 * The same after a vendor's name: `MYSQL_ALLOW_EMPTY_PASSWORD`. The list is shorter, since `SLACK_VERIFY_TOKEN` is a
 * secret.
 */
export const INNER_SWITCHES = set('allow enable disable require random max min num')

/** Words anywhere that mark keys and tokens as public by design: `STRIPE_PUBLISHABLE_KEY`, `SUPABASE_ANON_KEY`. */
export const PUBLIC_WORDS = set('public publishable publickey pub anon anonymous jwks browser')

/** First words of variables that are compiled into a page for browsers, where no key is secret. */
export const BROWSER_STARTS = set('vite next react gatsby nuxt expo vue')

/** Names that Security Hub control ECS.8 rejects, whatever the value. */
export const CONTROL_NAMES: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'ECS_ENGINE_AUTH_DATA'
])

/** What uses a data store with a password of its own: `DB_PASSWORD_FLYWAY`. */
const STORE_USERS = set(
  'flyway liquibase migration migrations migrator migrate alembic prisma app application service api root owner superuser master replica web worker'
)

/** isPasswordOfStore recognizes `DB_PASSWORD_FLYWAY`, where the last word says who uses the password. */
export function isPasswordOfStore(words: readonly string[]): boolean {
  const [store, head, user] = words.slice(-3)
  return STORES.has(store ?? '') && PASSWORD_HEADS.has(head ?? '') && STORE_USERS.has(user ?? '')
}

/** Words after `secret key` that say how it is made, or what has it. */
const ABOUT_KEYS = set(
  'bits bytes kind hint object bucket parameter param volume mount json spec usage format salt iteration iterations digest curve rounds'
)

/** isSecretKeyOf recognizes SECRET_KEY_BASE, however its last word is spelled: `SECRET_KEY_DASE`, `SECRET_KEY_SHOP`. */
export function isSecretKeyOf([first, second, last = '', ...more]: readonly string[]): boolean {
  return first === 'secret' && second === 'key' && more.length === 0 && last !== '' && !ABOUT_KEYS.has(last)
}

/** isPlaceOf recognizes `PATH_TO_PRIVATE_KEY` and `NAME_OF_SECRET`: what it is stands first. */
export function isPlaceOf([first, second]: readonly string[]): boolean {
  return /^(?:path|file|folder|location|name|arn|id|url|link) (?:to|of|with|for)$/.test(`${first} ${second}`)
}
