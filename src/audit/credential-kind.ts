/**
 * What sort of credential stands somewhere, as far as rule, name and shape tell. `rank` orders what must be rotated first:
 * 1 moves money or whole accounts, 2 opens data, 3 opens one service, 4 is unclear.
 */
export type CredentialKind = {
  readonly rank: 1 | 2 | 3 | 4
  readonly what: string
  /** Where a new one is issued and the old one revoked. */
  readonly issuedAt: string
}

/** What is known of a place: the detector's words for a token's shape, the rule, the name of the variable. */
export type KindEvidence = {
  readonly rule: string
  readonly name: string
  /** E.g. `a GitHub token`; absent where no shape was recognised. */
  readonly shape?: string
}

type Row = { readonly match: RegExp } & CredentialKind

/** By the shape of the token, which is sure; the first one that fits. */
const BY_SHAPE: readonly Row[] = [
  row(
    1,
    /AWS|Bedrock/,
    'AWS access key',
    'AWS IAM console, user → Security credentials: make a new key, deactivate and delete this one'
  ),
  row(
    1,
    /Stripe|Square|PayPal|Braintree|Adyen|Plaid|Razorpay|Paystack|Shopify/i,
    'payment provider key',
    'the payment provider’s dashboard, API keys: roll it'
  ),
  row(
    1,
    /private key/i,
    'private key',
    'wherever its certificate or public key is registered: make a new pair, remove the old public key'
  ),
  row(
    1,
    /Azure/,
    'Azure key',
    'Azure portal, the resource’s access keys or the app registration: regenerate'
  ),
  row(1, /Google/, 'Google Cloud key', 'Google Cloud console → APIs & Services → Credentials'),
  row(
    1,
    /GitHub|GitLab|Bitbucket|Atlassian/,
    'code host token',
    'the code host’s settings, access tokens: revoke and make a new one'
  ),
  row(
    2,
    /npm|PyPI|NuGet|RubyGems|crates|Docker|Artifactory/,
    'package registry token',
    'the registry’s account settings, tokens: revoke and make a new one'
  ),
  row(
    2,
    /OpenAI|Anthropic|Hugging|model|Mistral|Groq|Cohere/i,
    'model provider key',
    'the provider’s console, API keys'
  ),
  row(
    3,
    /Slack|Discord|Telegram|Twilio|SendGrid|Mailgun|webhook/i,
    'messaging token',
    'the provider’s app settings: regenerate the token or webhook'
  )
]

/** By the words of the name. */
const BY_NAME: readonly Row[] = [
  row(
    1,
    /ALPACA|BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/i,
    'broker key',
    'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
  ),
  row(
    1,
    /(^|_)AWS_|AWS_SECRET|ACCESS_KEY/i,
    'cloud key',
    'AWS IAM console, user → Security credentials; better: a task role and no key'
  ),
  row(
    1,
    /STRIPE|PAYPAL|BRAINTREE|ADYEN|PLAID/i,
    'payment provider key',
    'the payment provider’s dashboard, API keys: roll it'
  ),
  row(1, /AZURE|GCP|GOOGLE/i, 'cloud key', 'the cloud provider’s console, credentials of the application'),
  row(
    1,
    /WALLET|MNEMONIC|SEED_PHRASE|PRIVATE_KEY/i,
    'private key',
    'wherever the public key is registered; move funds of a wallet to a new one'
  ),
  row(
    2,
    /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|CLICKHOUSE|SNOWFLAKE)(_|$)/i,
    'database password',
    'the database: ALTER USER … PASSWORD (or the RDS console), then the secret'
  ),
  row(
    2,
    /GITHUB|GITLAB|BITBUCKET|NPM|PYPI/i,
    'code host or registry token',
    'the host’s settings, access tokens: revoke and make a new one'
  ),
  row(
    2,
    /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/i,
    'signing or encryption key',
    'made by yourselves: generate a new one; sessions and tokens signed with it end'
  ),
  row(
    2,
    /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/i,
    'model provider key',
    'the provider’s console, API keys'
  ),
  row(
    3,
    /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/i,
    'messaging token',
    'the provider’s app settings: regenerate'
  ),
  row(
    3,
    /DATADOG|SENTRY|NEW_RELIC|NEWRELIC|HONEYCOMB|GRAFANA|PAGERDUTY/i,
    'monitoring key',
    'the provider’s organisation settings, API keys'
  ),
  row(3, /PASSWORD|PASSWD|PWD|PASSPHRASE/i, 'password', 'the system that it logs in to'),
  row(3, /TOKEN|API_?KEY|SECRET|CREDENTIAL/i, 'API credential', 'the provider that the name says')
]

const BY_RULE: Readonly<Record<string, CredentialKind>> = {
  'secret/url-userinfo': {
    rank: 2,
    what: 'password in a connection string',
    issuedAt: 'the database or server that the URL names'
  }
}

const UNCLEAR: CredentialKind = {
  rank: 4,
  what: 'credential',
  issuedAt: 'not known: the name does not say'
}

/** credentialKind says what stands somewhere and where a new one comes from. By shape first, then name, then rule. */
export function credentialKind({ rule, name, shape }: KindEvidence): CredentialKind {
  const byShape = shape === undefined ? undefined : BY_SHAPE.find(({ match }) => match.test(shape))
  const found = byShape ?? (rule in BY_RULE ? undefined : BY_NAME.find(({ match }) => match.test(name)))
  if (found) return { rank: found.rank, what: found.what, issuedAt: found.issuedAt }
  if (shape !== undefined)
    return { rank: 3, what: shape.replace(/^an? /, ''), issuedAt: 'its provider’s console' }
  return BY_RULE[rule] ?? UNCLEAR
}

function row(rank: CredentialKind['rank'], match: RegExp, what: string, issuedAt: string): Row {
  return { rank, match, what, issuedAt }
}
