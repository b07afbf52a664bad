import { SHAPES } from './shapes/match.ts'

/**
 * What a credential gives access to, in the order in which to rotate: money or whole accounts, data, one service; it is
 * unknown if the name gives no indication.
 */
export const SEVERITIES = ['critical', 'high', 'medium', 'unknown'] as const

/** The kind of a credential, as far as rule, name and shape determine it. */
export type CredentialKind = {
  readonly severity: (typeof SEVERITIES)[number]
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
 * The issuers of credentials, and how to replace one. An issuer is identified by a token's shape (`shapes/tokens.ts`
 * has the issuer of each) or by a variable's name. The first row whose name matches counts. `name` is matched
 * in upper case, with words separated by `_`.
 */
export const ISSUERS = {
  alpaca: {
    severity: 'critical',
    what: 'broker key',
    name: /ALPACA/,
    issuedAt:
      'app.alpaca.markets, API keys: regenerate (key and secret belong together); check the account for orders you did not place'
  },
  broker: {
    severity: 'critical',
    what: 'broker key',
    name: /BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/,
    issuedAt: 'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
  },
  aws: {
    severity: 'critical',
    what: 'AWS access key',
    name: /(^|_)AWS_|(^|_)ACCESS_KEY|BEDROCK/,
    issuedAt:
      'the AWS IAM console, user, Security credentials: create a new key, then deactivate and delete this one (better: use a task role and no key)'
  },
  stripe: {
    severity: 'critical',
    what: 'payment provider key',
    name: /STRIPE/,
    issuedAt: 'dashboard.stripe.com, Developers, API keys: roll it'
  },
  payment: {
    severity: 'critical',
    what: 'payment provider key',
    name: /PAYPAL|BRAINTREE|ADYEN|PLAID|RAZORPAY|PAYSTACK|SHOPIFY/,
    issuedAt: 'the payment provider’s dashboard, API keys: roll it'
  },
  'private-key': {
    severity: 'critical',
    what: 'private key',
    name: /PRIVATE_KEY/,
    issuedAt:
      'the service where its certificate or public key is registered: create a new pair, then remove the old public key'
  },
  wallet: {
    severity: 'critical',
    what: 'wallet key',
    name: /WALLET|MNEMONIC|SEED_PHRASE/,
    issuedAt: 'the wallet: create a new one and move the funds to it'
  },
  azure: {
    severity: 'critical',
    what: 'Azure key',
    name: /AZURE/,
    issuedAt: 'portal.azure.com, the resource’s access keys or Entra ID, App registrations: regenerate'
  },
  google: {
    severity: 'critical',
    what: 'Google Cloud key',
    name: /(^|_)GCP|GOOGLE|FIREBASE/,
    issuedAt: 'console.cloud.google.com, APIs & Services, Credentials'
  },
  github: {
    severity: 'critical',
    what: 'code host token',
    name: /GITHUB/,
    issuedAt:
      'github.com, Settings, Developer settings, or the app or organization that issued it: revoke it and create a new one'
  },
  'code-host': {
    severity: 'critical',
    what: 'code host token',
    name: /GITLAB|BITBUCKET/,
    issuedAt: 'the code host’s settings, access tokens: revoke it and create a new one'
  },
  registry: {
    severity: 'high',
    what: 'package registry token',
    name: /(^|_)NPM(_|$)|PYPI|NUGET|RUBYGEMS|DOCKERHUB|ARTIFACTORY/,
    issuedAt: 'the registry’s account settings, tokens: revoke it and create a new one'
  },
  database: {
    severity: 'high',
    what: 'database password',
    name: /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|RABBITMQ|CLICKHOUSE|SNOWFLAKE)(_|$)/,
    issuedAt:
      'the database server: ALTER USER … PASSWORD (for Amazon RDS: aws rds modify-db-instance --master-user-password); then store it in the secret'
  },
  signing: {
    severity: 'high',
    what: 'signing or encryption key',
    name: /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/,
    issuedAt:
      'your application: generate a new key; sessions and tokens signed with the old one become invalid'
  },
  model: {
    severity: 'high',
    what: 'model provider key',
    name: /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/,
    issuedAt: 'the provider’s console, API keys'
  },
  messaging: {
    severity: 'medium',
    what: 'messaging token',
    name: /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/,
    issuedAt: 'the provider’s app settings: regenerate the token or webhook'
  },
  monitoring: {
    severity: 'medium',
    what: 'monitoring key',
    name: /DATADOG|SENTRY|NEW_?RELIC|HONEYCOMB|GRAFANA|PAGERDUTY/,
    issuedAt: 'the provider’s organization settings, API keys'
  },
  password: {
    severity: 'medium',
    what: 'password',
    name: /PASSWORD|PASSWD|PWD|PASSPHRASE/,
    issuedAt: 'the system that it logs in to'
  },
  api: {
    severity: 'medium',
    what: 'API credential',
    name: /TOKEN|API_?KEY|SECRET|CREDENTIAL/,
    issuedAt: 'the provider that the name indicates'
  }
} as const satisfies Readonly<Record<string, Issuer>>

/**
 * What is known about a credential: the detector's words for a token's shape, the rule, and the name of the variable.
 */
export type KindEvidence = {
  readonly rule: string
  readonly name: string
  /** For example `a GitHub token`. Absent if no shape was recognized. */
  readonly shape?: string
}

/** The detector's rule for a URL with a password. The URL's target matters more than the variable's name. */
const URL_RULE = 'secret/url-userinfo'

const IN_URL: CredentialKind = {
  severity: 'high',
  what: 'password in a connection string',
  issuedAt: 'the database or server of the URL'
}

const UNCLEAR: CredentialKind = {
  severity: 'unknown',
  what: 'credential',
  issuedAt: 'unknown (the name gives no indication)'
}

/**
 * credentialKind determines what kind of credential a value is and where a new one is issued: by its shape, which is
 * certain, then by the rule, then by the name. Pure.
 */
export function credentialKind({ rule, name, shape }: KindEvidence): CredentialKind {
  if (shape !== undefined) {
    const byShape = issuerOfShape(shape)
    if (byShape !== undefined) return kindOf(byShape)
  }
  if (rule === URL_RULE) return IN_URL
  const words = inWords(name)
  const byName = Object.values(ISSUERS).find(issuer => issuer.name.test(words))
  if (byName !== undefined) return kindOf(byName)
  if (shape === undefined) return UNCLEAR
  return { severity: 'medium', what: shape.replace(/^an? /, ''), issuedAt: 'its provider’s console' }
}

/** bySeverity compares kinds, the most severe first. Pure. */
export function bySeverity(one: CredentialKind, other: CredentialKind): number {
  return SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
}

/** worstKind returns the kind that must be rotated first. Pure. */
export function worstKind(kinds: readonly CredentialKind[]): CredentialKind {
  return kinds.toSorted(bySeverity)[0] ?? UNCLEAR
}

function issuerOfShape(shape: string): Issuer | undefined {
  const issuer = SHAPES.find(({ what }) => what === shape)?.issuer
  return issuer === undefined || issuer === 'its-provider' ? undefined : ISSUERS[issuer]
}

function kindOf({ severity, what, issuedAt }: Issuer): CredentialKind {
  return { severity, what, issuedAt }
}

/** Converts `dbPassword` and `db-password` to `DB_PASSWORD`. */
function inWords(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toUpperCase()
}
