import { namePartsOf, wordsOf } from './naming.ts'

/** How much harm the old value of a secret can do, and how easily. */
export type RotateRank = 'highest' | 'high' | 'medium'

/** A credential that has to be replaced, since its old value is known to git, to old revisions and to whoever read them. */
export type RotateRow = {
  readonly secret: string
  readonly variables: readonly string[]
  readonly rank: RotateRank
  /** What it is, without an article's capital: `a GitHub personal access token`, `a password of database`. */
  readonly what: string
  /** Where a new one is made. */
  readonly where: string
}

/** What is known of a credential: `shape` is the detector's word for a provider's token, e.g. `an AWS access key id`. */
export type ToRotate = {
  readonly secret: string
  readonly variables: readonly string[]
  readonly shape?: string
  readonly isUrl: boolean
}

/** Providers by a word of the shape or of the variable, and where they issue credentials. */
const ISSUERS: readonly (readonly [RegExp, string])[] = [
  [
    /\baws\b|bedrock/i,
    'AWS console, IAM, Users, Security credentials (better: use the task role and no key)'
  ],
  [
    /github/i,
    'github.com, Settings, Developer settings (personal), or the app or organization that issued it'
  ],
  [/gitlab/i, 'GitLab, Preferences, Access tokens, or the group or project that issued it'],
  [/stripe/i, 'dashboard.stripe.com, Developers, API keys (roll key)'],
  [/alpaca/i, 'app.alpaca.markets, API keys (regenerate; key and secret belong together)'],
  [/openai/i, 'platform.openai.com, API keys'],
  [/anthropic/i, 'console.anthropic.com, API keys'],
  [/google|gcp|firebase/i, 'console.cloud.google.com, APIs & Services, Credentials'],
  [/azure/i, 'portal.azure.com, the resource that issued it, or Entra ID, App registrations'],
  [/slack/i, 'api.slack.com/apps, the app, OAuth & Permissions or Incoming Webhooks'],
  [/twilio/i, 'console.twilio.com, API keys & tokens'],
  [/sendgrid/i, 'app.sendgrid.com, Settings, API Keys'],
  [/datadog/i, 'app.datadoghq.com, Organization Settings, API Keys'],
  [/sentry/i, 'sentry.io, Settings, Auth Tokens'],
  [/npm/i, 'npmjs.com, Access Tokens']
]

const DATABASES = new Set(['database', 'postgres', 'mysql', 'mongodb', 'redis', 'rabbitmq', 'smtp'])

/**
 * rotateRow says how urgent a credential is and where a new one comes from: a provider's token or private key is usable from
 * anywhere by whoever has it; an API key nearly so; a password needs a way to its server first.
 */
export function rotateRow({ secret, variables, shape, isUrl }: ToRotate): RotateRow {
  const [variable = ''] = variables
  const { group } = namePartsOf(variable, variables)
  const isDatabase = isUrl || DATABASES.has(group)
  const issuer = ISSUERS.find(
    ([pattern]) => pattern.test(shape ?? '') || pattern.test(variable.replaceAll('_', ' '))
  )
  const row = { secret, variables }
  if (shape !== undefined) {
    const where = issuer?.[1] ?? 'where the provider issues them: revoke the old one there'
    return { ...row, rank: 'highest', what: shape, where }
  }
  if (isDatabase) {
    const where = `the server's own users: set another password (for RDS: aws rds modify-db-instance --master-user-password, or ALTER USER), then the secret`
    return {
      ...row,
      rank: 'medium',
      what: isUrl ? 'a connection string with a password' : `a password of ${group}`,
      where
    }
  }
  const words = wordsOf(variable)
  const isKey = words.some(word => ['key', 'token', 'secret', 'apikey'].includes(word))
  const where = issuer?.[1] ?? 'where it was issued, or whoever runs what it opens'
  return {
    ...row,
    rank: isKey ? 'high' : 'medium',
    what: isKey ? 'an API key, token or secret' : 'a password',
    where
  }
}

const RANKS: readonly RotateRank[] = ['highest', 'high', 'medium']

/** worstFirst orders rows by rank, then by name. */
export function worstFirst(rows: readonly RotateRow[]): readonly RotateRow[] {
  return [...rows].sort(
    (a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || (a.secret < b.secret ? -1 : 1)
  )
}
