/**
 * The kind of a credential, as far as rule, name and shape determine it. `rank` is the order in which to rotate: 1
 * moves money or controls whole accounts, 2 opens data, 3 opens one service, 4 is unclear.
 */
export type CredentialKind = {
  readonly rank: 1 | 2 | 3 | 4
  /** Without an article: `broker key`. */
  readonly what: string
  /** Where a new credential is issued and the old one revoked. */
  readonly issuedAt: string
}

/** A kind of credential, and the pattern of variable names that identify it. */
export type Issuer = CredentialKind & { readonly name: RegExp }

/**
 * The issuers of the tokens in the detector's table of shapes. `its-provider`: an issuer that the shape describes
 * better than any row here.
 */
export type IssuerOfTokens = keyof typeof ISSUERS | 'its-provider'

/**
 * The issuers of credentials, and how to replace one. An issuer is identified by a token's shape (src/detector/shapes/
 * names the issuer of each shape) or by a variable's name. The first row whose name matches counts. `name` is matched
 * in upper case, with words separated by `_`.
 */
export const ISSUERS = {
  alpaca: {
    rank: 1,
    what: 'broker key',
    name: /ALPACA/,
    issuedAt:
      'app.alpaca.markets, API keys: regenerate (key and secret belong together); check the account for orders you did not place'
  },
  broker: {
    rank: 1,
    what: 'broker key',
    name: /BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/,
    issuedAt: 'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
  },
  aws: {
    rank: 1,
    what: 'AWS access key',
    name: /(^|_)AWS_|(^|_)ACCESS_KEY|BEDROCK/,
    issuedAt:
      'the AWS IAM console, user, Security credentials: create a new key, then deactivate and delete this one (better: use a task role and no key)'
  },
  stripe: {
    rank: 1,
    what: 'payment provider key',
    name: /STRIPE/,
    issuedAt: 'dashboard.stripe.com, Developers, API keys: roll it'
  },
  payment: {
    rank: 1,
    what: 'payment provider key',
    name: /PAYPAL|BRAINTREE|ADYEN|PLAID|RAZORPAY|PAYSTACK|SHOPIFY/,
    issuedAt: 'the payment provider’s dashboard, API keys: roll it'
  },
  'private-key': {
    rank: 1,
    what: 'private key',
    name: /PRIVATE_KEY/,
    issuedAt:
      'the service where its certificate or public key is registered: create a new pair, then remove the old public key'
  },
  wallet: {
    rank: 1,
    what: 'wallet key',
    name: /WALLET|MNEMONIC|SEED_PHRASE/,
    issuedAt: 'the wallet: create a new one and move the funds to it'
  },
  azure: {
    rank: 1,
    what: 'Azure key',
    name: /AZURE/,
    issuedAt: 'portal.azure.com, the resource’s access keys or Entra ID, App registrations: regenerate'
  },
  google: {
    rank: 1,
    what: 'Google Cloud key',
    name: /(^|_)GCP|GOOGLE|FIREBASE/,
    issuedAt: 'console.cloud.google.com, APIs & Services, Credentials'
  },
  github: {
    rank: 1,
    what: 'code host token',
    name: /GITHUB/,
    issuedAt:
      'github.com, Settings, Developer settings, or the app or organization that issued it: revoke it and create a new one'
  },
  'code-host': {
    rank: 1,
    what: 'code host token',
    name: /GITLAB|BITBUCKET/,
    issuedAt: 'the code host’s settings, access tokens: revoke it and create a new one'
  },
  registry: {
    rank: 2,
    what: 'package registry token',
    name: /(^|_)NPM(_|$)|PYPI|NUGET|RUBYGEMS|DOCKERHUB|ARTIFACTORY/,
    issuedAt: 'the registry’s account settings, tokens: revoke it and create a new one'
  },
  database: {
    rank: 2,
    what: 'database password',
    name: /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|RABBITMQ|CLICKHOUSE|SNOWFLAKE)(_|$)/,
    issuedAt:
      'the database server: ALTER USER … PASSWORD (for Amazon RDS: aws rds modify-db-instance --master-user-password); then store it in the secret'
  },
  signing: {
    rank: 2,
    what: 'signing or encryption key',
    name: /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/,
    issuedAt:
      'your application: generate a new key; sessions and tokens signed with the old one become invalid'
  },
  model: {
    rank: 2,
    what: 'model provider key',
    name: /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/,
    issuedAt: 'the provider’s console, API keys'
  },
  messaging: {
    rank: 3,
    what: 'messaging token',
    name: /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/,
    issuedAt: 'the provider’s app settings: regenerate the token or webhook'
  },
  monitoring: {
    rank: 3,
    what: 'monitoring key',
    name: /DATADOG|SENTRY|NEW_?RELIC|HONEYCOMB|GRAFANA|PAGERDUTY/,
    issuedAt: 'the provider’s organization settings, API keys'
  },
  password: {
    rank: 3,
    what: 'password',
    name: /PASSWORD|PASSWD|PWD|PASSPHRASE/,
    issuedAt: 'the system that it logs in to'
  },
  api: {
    rank: 3,
    what: 'API credential',
    name: /TOKEN|API_?KEY|SECRET|CREDENTIAL/,
    issuedAt: 'the provider that the name indicates'
  }
} as const satisfies Readonly<Record<string, Issuer>>
