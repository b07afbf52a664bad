import type { CredentialKind } from './credential-kind.ts'

/** A kind of credential and how it is known: by the detector's words for a token's shape, by the words of a variable's name. */
export type Issuer = CredentialKind & { readonly shape?: RegExp; readonly name?: RegExp }

/** The kinds; of several that fit, the first one counts. `name` is matched in upper case, its words parted by `_`. */
export const ISSUERS: readonly Issuer[] = [
  {
    rank: 1,
    what: 'broker key',
    shape: /Alpaca/,
    name: /ALPACA/,
    issuedAt:
      'app.alpaca.markets, API keys: regenerate (key and secret belong together); check the account for orders you did not place'
  },
  {
    rank: 1,
    what: 'broker key',
    name: /BROKER|BINANCE|COINBASE|KRAKEN|IBKR|OANDA|TRADIER|POLYGON/,
    issuedAt: 'the broker’s dashboard, API keys: regenerate; check the account for orders you did not place'
  },
  {
    rank: 1,
    what: 'AWS access key',
    shape: /\bAWS\b|Bedrock/,
    name: /(^|_)AWS_|(^|_)ACCESS_KEY|BEDROCK/,
    issuedAt:
      'AWS IAM console, user, Security credentials: make a new key, deactivate and delete this one (better: a task role and no key)'
  },
  {
    rank: 1,
    what: 'payment provider key',
    shape: /Stripe/,
    name: /STRIPE/,
    issuedAt: 'dashboard.stripe.com, Developers, API keys: roll it'
  },
  {
    rank: 1,
    what: 'payment provider key',
    shape: /Square|PayPal|Braintree|Adyen|Plaid|Razorpay|Paystack|Shopify/i,
    name: /PAYPAL|BRAINTREE|ADYEN|PLAID|RAZORPAY|PAYSTACK|SHOPIFY/,
    issuedAt: 'the payment provider’s dashboard, API keys: roll it'
  },
  {
    rank: 1,
    what: 'private key',
    shape: /private key/i,
    name: /PRIVATE_KEY/,
    issuedAt:
      'wherever its certificate or public key is registered: make a new pair, remove the old public key'
  },
  {
    rank: 1,
    what: 'key of a wallet',
    name: /WALLET|MNEMONIC|SEED_PHRASE/,
    issuedAt: 'the wallet: make a new one and move the funds to it'
  },
  {
    rank: 1,
    what: 'Azure key',
    shape: /Azure/,
    name: /AZURE/,
    issuedAt: 'portal.azure.com, the resource’s access keys or Entra ID, App registrations: regenerate'
  },
  {
    rank: 1,
    what: 'Google Cloud key',
    shape: /Google|Firebase/,
    name: /(^|_)GCP|GOOGLE|FIREBASE/,
    issuedAt: 'console.cloud.google.com, APIs & Services, Credentials'
  },
  {
    rank: 1,
    what: 'code host token',
    shape: /GitHub/,
    name: /GITHUB/,
    issuedAt:
      'github.com, Settings, Developer settings, or the app or organization that issued it: revoke and make a new one'
  },
  {
    rank: 1,
    what: 'code host token',
    shape: /GitLab|Bitbucket|Atlassian/,
    name: /GITLAB|BITBUCKET/,
    issuedAt: 'the code host’s settings, access tokens: revoke and make a new one'
  },
  {
    rank: 2,
    what: 'package registry token',
    shape: /npm|PyPI|NuGet|RubyGems|crates|Docker|Artifactory/,
    name: /(^|_)NPM(_|$)|PYPI|NUGET|RUBYGEMS|DOCKERHUB|ARTIFACTORY/,
    issuedAt: 'the registry’s account settings, tokens: revoke and make a new one'
  },
  {
    rank: 2,
    what: 'database password',
    name: /(^|_)(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MONGO\w*|REDIS|RDS|SQL|RABBITMQ|CLICKHOUSE|SNOWFLAKE)(_|$)/,
    issuedAt:
      'the server’s own users: ALTER USER … PASSWORD, for RDS aws rds modify-db-instance --master-user-password; then the secret'
  },
  {
    rank: 2,
    what: 'signing or encryption key',
    name: /JWT|SESSION|SIGNING|ENCRYPTION|SECRET_KEY_BASE|COOKIE|PEPPER|SALT/,
    issuedAt: 'made by yourselves: generate a new one; sessions and tokens signed with it end'
  },
  {
    rank: 2,
    what: 'model provider key',
    shape: /OpenAI|Anthropic|Hugging|model|Mistral|Groq|Cohere/i,
    name: /OPENAI|ANTHROPIC|HUGGING|MISTRAL|GROQ|COHERE/,
    issuedAt: 'the provider’s console, API keys'
  },
  {
    rank: 3,
    what: 'messaging token',
    shape: /Slack|Discord|Telegram|Twilio|SendGrid|Mailgun|webhook/i,
    name: /SLACK|DISCORD|TELEGRAM|TWILIO|SENDGRID|MAILGUN|SMTP|WEBHOOK/,
    issuedAt: 'the provider’s app settings: regenerate the token or webhook'
  },
  {
    rank: 3,
    what: 'monitoring key',
    shape: /Datadog|Sentry|New Relic|Honeycomb|Grafana|PagerDuty/i,
    name: /DATADOG|SENTRY|NEW_?RELIC|HONEYCOMB|GRAFANA|PAGERDUTY/,
    issuedAt: 'the provider’s organisation settings, API keys'
  },
  {
    rank: 3,
    what: 'password',
    name: /PASSWORD|PASSWD|PWD|PASSPHRASE/,
    issuedAt: 'the system that it logs in to'
  },
  {
    rank: 3,
    what: 'API credential',
    name: /TOKEN|API_?KEY|SECRET|CREDENTIAL/,
    issuedAt: 'the provider that the name says'
  }
]
