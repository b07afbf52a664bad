import { describe, expect, it } from '@jest/globals'
import { githubChecksum, matchShape, SHAPES } from '../../src/detector/shapes/match.ts'
import { credentialFor, findingsIn, ruleFor, taskDefinition, withVariable } from './documents.ts'
import { Maker } from './made.ts'

const m = new Maker(3)
const rule = 'secret/token-shape'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const base64url = (text: string) => Buffer.from(text).toString('base64url')
const pem = (kind: string) =>
  [
    `-----BEGIN ${kind}`,
    `PRIVATE KEY-----\n${m.alnum(64)}\n${m.alnum(64)}\n-----END ${kind}`,
    'PRIVATE KEY-----\n'
  ].join(kind === '' ? '' : ' ')
const jwt = (payload: object) =>
  [JSON.stringify({ alg: 'HS256', typ: 'JWT' }), JSON.stringify(payload)].map(base64url).join('.') +
  `.${m.alnum(43)}`
const checked = (prefix: string) => {
  const random = m.alnum(30)
  return prefix + random + githubChecksum(random)
}

/** How private keys begin in DER: PKCS #8, PKCS #1, and SEC 1, of RSA and of curves; and in OpenSSH's format. */
const DER_STARTS = [
  ['MIIEvQIBADANBgkqhkiG', '9w0BAQEFAASC'],
  ['MIIEpAIB', 'AAKCAQEA'],
  ['MIGHAgEAMBMGBy', 'qGSM49'],
  ['MHcCAQ', 'EEI'],
  ['MC4CAQAwBQYDK2Vw', 'BCIEI'],
  ['b3BlbnNzaC1r', 'ZXktdjEA']
].map(parts => parts.join(''))

/** One made-up token for each provider, joined from parts. */
const TOKENS: readonly (readonly [string, string])[] = [
  ['AWS', `AKIA${m.upper(16)}`],
  ['AWS session', `ASIA${m.upper(16)}`],
  ['Bedrock', `ABSK${m.alnum(110)}`],
  ['Google API', `AIza${m.alnum(35)}`],
  ['Google OAuth', `GOCSPX-${m.alnum(28)}`],
  [
    'Azure storage',
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${m.alnum(86)}==;EndpointSuffix=x`
  ],
  ['Azure client', `${m.alnum(3)}8Q~${m.alnum(34)}`],
  ['Azure DevOps', `${m.alnum(76)}AZDO${m.alnum(4)}`],
  ['DigitalOcean', `dop_v1_${m.hex(64)}`],
  ['Heroku', `HRKU-AA${m.alnum(58)}`],
  ['PlanetScale', `pscale_pw_${m.alnum(43)}`],
  ['Supabase', `sb_secret_${m.alnum(31)}`],
  ['Supabase access', `sbp_${m.hex(40)}`],
  ['Vault', `hvs.${m.alnum(90)}`],
  ['Terraform', `${m.alnum(14)}.atlasv1.${m.alnum(67)}`],
  ['Pulumi', `pul-${m.hex(40)}`],
  ['Doppler', `dp.st.prd.${m.alnum(43)}`],
  ['1Password', `ops_eyJ${m.alnum(300)}`],
  ['Databricks', `dapi${m.hex(32)}`],
  ['SonarQube', `squ_${m.hex(40)}`],
  ['Tailscale', `tskey-auth-${m.alnum(16)}-${m.alnum(32)}`],
  ['a wallet', `xprv9s21ZrQH143K${m.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 95)}`],
  ['age', `AGE-SECRET-KEY-1${m.upper(58)}`],
  ['GitHub', checked('ghp_')],
  ['GitHub app', checked('ghs_')],
  ['GitHub fine-grained', `github_pat_${m.alnum(22)}_${m.alnum(59)}`],
  ['npm', checked('npm_')],
  ['GitLab', `glpat-${m.alnum(20)}`],
  ['Atlassian', `ATATT3xFfGF0${m.alnum(180)}`],
  ['PyPI', `pypi-AgEIcHlwaS5vcmc${m.alnum(120)}`],
  ['RubyGems', `rubygems_${m.hex(48)}`],
  ['Docker', `dckr_pat_${m.alnum(27)}`],
  ['Artifactory', `AKCp${m.alnum(69)}`],
  ['CircleCI', `CCIPAT_${m.alnum(22)}_${m.hex(40)}`],
  ['Postman', `PMAK-${m.hex(24)}-${m.hex(34)}`],
  ['Slack bot', `xoxb-${m.digits(12)}-${m.digits(13)}-${m.alnum(24)}`],
  ['Slack app', `xapp-1-A${m.upper(10)}-${m.digits(13)}-${m.hex(64)}`],
  ['Slack webhook', `https://hooks.slack.com/services/T${m.upper(9)}/B${m.upper(10)}/${m.alnum(24)}`],
  ['Discord webhook', `https://discord.com/api/webhooks/${m.digits(18)}/${m.alnum(68)}`],
  ['Zapier webhook', `https://hooks.zapier.com/hooks/catch/${m.digits(7)}/${m.alnum(7)}`],
  ['Discord bot', `${base64('123456789012345678')}.${m.alnum(6)}.${m.alnum(38)}`],
  ['Telegram', `${m.digits(10)}:AA${m.alnum(33)}`],
  ['Twilio', `SK${m.hex(32)}`],
  ['SendGrid', `SG.${m.alnum(22)}.${m.alnum(43)}`],
  ['Mailgun', `key-${m.hex(32)}`],
  ['Mailchimp', `${m.hex(32)}-us12`],
  ['Brevo', `xkeysib-${m.hex(64)}-${m.alnum(16)}`],
  ['Resend', `re_${m.alnum(8)}_${m.alnum(24)}`],
  ['Linear', `lin_api_${m.alnum(40)}`],
  ['Notion', `ntn_${m.alnum(43)}`],
  ['Airtable', `pat${m.alnum(14)}.${m.hex(64)}`],
  ['Figma', `figd_${m.alnum(40)}`],
  ['HubSpot', `pat-na1-${m.uuid()}`],
  ['Mapbox', `sk.eyJ${m.alnum(80)}.${m.alnum(22)}`],
  ['Stripe', `sk_live_${m.alnum(24)}`],
  ['Stripe restricted', `rk_live_${m.alnum(24)}`],
  ['Stripe webhook', `whsec_${m.alnum(32)}`],
  ['Square', `sq0atp-${m.alnum(22)}`],
  ['Shopify', `shpat_${m.hex(32)}`],
  ['Plaid', `access-production-${m.uuid()}`],
  ['OpenAI', `sk-proj-${m.alnum(74)}T3BlbkFJ${m.alnum(74)}`],
  ['OpenAI old', `sk-${m.alnum(20)}T3BlbkFJ${m.alnum(20)}`],
  ['Anthropic', `sk-ant-api03-${m.alnum(93)}AA`],
  ['OpenRouter', `sk-or-v1-${m.hex(64)}`],
  ['Hugging Face', `hf_${m.letters(34)}`],
  ['Groq', `gsk_${m.alnum(52)}`],
  ['Replicate', `r8_${m.alnum(37)}`],
  ['Perplexity', `pplx-${m.alnum(48)}`],
  ['LangSmith', `lsv2_pt_${m.hex(32)}_${m.hex(10)}`],
  ['NVIDIA', `nvapi-${m.alnum(64)}`],
  ['Sentry', `sntryu_${m.hex(64)}`],
  ['New Relic', `NRAK-${m.upper(27)}`],
  ['New Relic license', `${m.hex(36)}NRAL`],
  ['Grafana', `glsa_${m.alnum(32)}_${m.hex(8)}`],
  ['Dynatrace', `dt0c01.${m.upper(24)}.${m.upper(64)}`],
  ['Honeycomb', `hcaik_${m.lower(58)}`],
  ['PostHog', `phx_${m.alnum(43)}`],
  ['JWT', jwt({ sub: 'nobody', iat: 1700000000 })],
  ['private key', pem('RSA')],
  ['EC private key', pem('EC')],
  ['base64 of a private key', base64(pem('RSA'))],
  ['escaped private key', pem('RSA').replaceAll('\n', '\\n')],
  ['service account', JSON.stringify({ type: 'service_account', private_key: pem('RSA') })],
  ['bcrypt', `admin:$2y$10$${m.alnum(53)}`],
  ['Azure shared access', `Endpoint=sb://a.internal/;SharedAccessKey=${m.alnum(43)}=`],
  ['Google OAuth access', `ya29.${m.alnum(60)}`],
  ['Alibaba', `LTAI${m.alnum(20)}`],
  ['Fly', `fo1_${m.alnum(43)}`],
  ['Snyk', `snyk_uat.${m.hex(8)}.${m.alnum(60)}`],
  ['LaunchDarkly', `sdk-${m.uuid()}`],
  ['Infura', `https://mainnet.infura.io/v3/${m.hex(32)}`],
  ['GitLab registration', `GR1348941${m.alnum(20)}`],
  ['Bitbucket', `ATBB${m.alnum(24)}${m.from('ABCDEF0123456789', 8)}`],
  ['NuGet', `oy2${m.lower(43)}`],
  ['Buildkite', `bkua_${m.lower(40)}`],
  [
    'Teams',
    `https://acme.webhook.office.com/webhookb2/${m.uuid()}@${m.uuid()}/IncomingWebhook/${m.hex(32)}/${m.uuid()}`
  ],
  ['Facebook', `EAA${m.alnum(180)}`],
  ['Twitter', `${'A'.repeat(22)}${m.alnum(80)}`],
  ['Braintree', `access_token$production$${m.lower(16)}$${m.hex(32)}`],
  ['Langfuse', `sk-lf-${m.uuid()}`],
  ['DeepSeek', `sk-${m.hex(32)}`],
  ['ElevenLabs', `sk_${m.hex(48)}`],
  ['xAI', `xai-${m.alnum(80)}`],
  ['Pinecone', `pcsk_${m.alnum(70)}`],
  ['PuTTY', `PuTTY-User-Key-File-3: ssh-ed25519`],
  ['Google refresh', `1//0${m.alnum(90)}`],
  ['Heroku, as a UUID', `HRKU-${m.uuid()}`],
  ['Aiven', `AVNS_${m.alnum(19)}`],
  ['Tencent', `AKID${m.alnum(32)}`],
  ...DER_STARTS.map(start => [`DER ${start.slice(-6)}`, `${start}${m.alnum(160)}`] as const),
  ['a key on one line', pem('RSA').replaceAll('\n', '|')],
  ['a key in a URL', encodeURIComponent(pem('RSA')).replaceAll('%20', ' ')],
  ['MD5 password', `$1$${m.alnum(8)}$${m.alnum(22)}`],
  ['Unix password', `$6$${m.alnum(12)}$${m.alnum(86)}`],
  ['Argon2', `$argon2id$v=19$m=65540,t=3,p=4$${m.alnum(22)}$${m.alnum(43)}`],
  ['PagerDuty', `https://events.pagerduty.com/integration/${m.hex(32)}/enqueue`]
]

/**
 * nearMisses are texts that share most of a token: its beginning, glued to more letters on both sides, and with a break
 * in the middle of its longest run. What marks a private key or a hash by itself has misses of its own below.
 */
function nearMisses(token: string): readonly string[] {
  if (/PRIVATE KEY|PRIVATE%20|^LS0t|^PuTTY|^\$|^{SS|^SCRAM|^pbkdf/.test(token)) return []
  const [longest = ''] = (token.match(/[A-Za-z0-9]+/g) ?? []).sort((a, b) => b.length - a.length)
  const at = token.lastIndexOf(longest) + Math.min(6, Math.floor(longest.length / 3))
  return [token.slice(0, 12), `Zz${token}zZ`, `${token.slice(0, at)}!${token.slice(at + 1)}`]
}

describe('secret/token-shape', () => {
  it.each(TOKENS)('knows a token of %s under an innocent name', async (_, token) => {
    expect(await ruleFor('REGION_CFG', token)).toBe(rule)
  })

  it.each(TOKENS)('knows a token of %s inside prose', async (_, token) => {
    expect(await ruleFor('NOTES', `rotate ${token} next week`)).toBe(rule)
  })

  it('has an example here for every format that it knows', () => {
    const covered = new Set(TOKENS.map(([, token]) => matchShape(token, 'X')?.shape.what))
    covered.add(matchShape(`PK${m.upper(18)}`, 'ALPACA_KEY')?.shape.what)
    expect(SHAPES.map(({ what }) => what).filter(what => !covered.has(what))).toEqual([])
  })

  it.each(TOKENS)('does not take what only begins or ends like a token of %s for one', (_, token) => {
    const shape = matchShape(token, 'X')
    const found = shape?.token ?? ''
    for (const near of nearMisses(found))
      expect({ near: matchShape(near, 'X')?.shape.what }).toEqual({ near: undefined })
  })

  it('knows Alpaca’s key only under a name of Alpaca, as it is an id like any other', async () => {
    const key = `PK${m.upper(18)}`
    expect(await ruleFor('APCA_API_KEY_ID', key)).toBe(rule)
    expect(await ruleFor('ALPACA_KEY', key)).toBe(rule)
    expect(await credentialFor('PACKAGE_ID', key)).toBeUndefined()
  })

  it('proves a GitHub token by its checksum, and is less sure without', async () => {
    const good = checked('ghp_')
    const bad = `${good.slice(0, -1)}${good.endsWith('a') ? 'b' : 'a'}`
    const confidence = async (value: string) => (await findingsIn(withVariable('X', value)))[0]?.confidence
    expect(await confidence(good)).toBe('high')
    expect(await confidence(bad)).toBe('medium')
  })

  it('computes CRC-32 as published', () => {
    // crc32('123456789') is 0xcbf43926, the check value that the standard gives.
    expect(githubChecksum('123456789')).toBe(base62(0xcbf43926))
  })

  it.each([
    ['AWS documentation', `AKIA${'IOSFODNN7'}EXAMPLE`],
    ['masked', `sk_live_${'x'.repeat(24)}`],
    ['counted', `ghp_${'1234567890'.repeat(4).slice(0, 36)}`],
    ['one letter', `ghp_${'a'.repeat(36)}`],
    ['placeholder', 'sk-ant-api03-your-key-here-your-key-here-your-key-here-your-key-here-your-key-here-x'],
    ['jwt.io', jwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })],
    ['Supabase’s anon key', jwt({ iss: 'supabase', role: 'anon' })],
    ['three parts that are no JWT', `eyJ${m.alnum(20)}.eyJ${m.alnum(20)}.${m.alnum(20)}`],
    ['a public key', `-----BEGIN PUBLIC KEY-----\n${m.alnum(64)}\n-----END PUBLIC KEY-----`],
    ['a certificate', `-----BEGIN CERTIFICATE-----\n${m.alnum(64)}\n-----END CERTIFICATE-----`],
    ['a commit', m.hex(40)],
    ['a digest', `sha256:${m.hex(64)}`],
    ['a uuid', m.uuid()],
    ['an integrity hash', `sha512-${m.alnum(86)}==`],
    ['an ARN', `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/app/${m.hex(16)}`],
    ['a token glued to more letters', `xx${checked('ghp_')}yy`],
    ['a publishable key', `pk_live_${m.alnum(24)}`],
    ['a hash that is too short', `$6$${m.alnum(12)}$${m.alnum(20)}`],
    ['a bcrypt hash that is too short', `$2y$10$${m.alnum(50)}`],
    ['base64 that begins like a key', `LS0tLS1CRUdJTi${m.alnum(40)}`],
    ['a PuTTY public key', `PuTTY-User-Key: ssh-ed25519`],
    ['a public key in DER', `MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${m.alnum(300)}`],
    ['a certificate in DER', `MIIDXTCCAkWgAwIBAgIJ${m.alnum(600)}`],
    ['a method of a class', 'this.subscribeToAllChangesOf1'],
    ['a host', 's.abcdefghijklmnopqrstuvwx'],
    ['a digest in another notation', `sha256$${m.hex(64)}`],
    ['a route', `orders.v2beta:${'a-long-name-of-a-route-with-words-in-it-v2-x'.slice(0, 43)}`]
  ])('%s is no token', async (_, value) => {
    expect(await credentialFor('REGION_CFG', value)).toBeUndefined()
  })

  it('finds a real token behind an example in the same text', async () => {
    expect(await ruleFor('NOTES', `not AKIA${'IOSFODNN7'}EXAMPLE but AKIA${m.upper(16)}`)).toBe(rule)
  })

  it('takes a token where a reference belongs for a credential', async () => {
    const token = checked('ghp_')
    const [finding] = await findingsIn(taskDefinition({ secrets: [{ name: 'X', valueFrom: token }] }))
    expect(finding).toMatchObject({ rule, level: 'error', category: 'credential' })
    expect(finding?.message).toContain('where ECS expects a reference')
    expect(finding?.hint).toContain('secretsmanager:<secret name>')
  })

  it('has a needle for each shape, so that ordinary text costs nothing', () => {
    expect(SHAPES.length).toBeGreaterThan(90)
    for (const { needles, pattern } of SHAPES) {
      expect(needles.length).toBeGreaterThan(0)
      expect(pattern.flags).toContain('g')
    }
    expect(matchShape('just some ordinary text of a certain length', 'X')).toBeUndefined()
  })
})

function base62(value: number): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const digits: string[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits.unshift(alphabet.charAt(rest % 62))
  return digits.join('').padStart(6, '0')
}
