import { describe, expect, it } from '@jest/globals'
import { credentialFor, ruleFor } from './documents.ts'
import { Maker } from './made.ts'

const maker = new Maker(11)
const rule = 'secret/by-name'

describe('secret/by-name', () => {
  it.each([
    ['DB_PASSWORD', 'Autumn2031'],
    ['DB_PASS', 'blue-horse'],
    ['REDIS_PWD', 'x9'],
    ['dbPassword', 'threewords'],
    ['spring.datasource.password', 'acmeprod'],
    ['PGPASSWORD', '4321'],
    ['JWT_SECRET', '345'],
    ['KEYCLOAK_ADMIN_PASSWORD', 'admin'],
    ['POSTGRES_PASSWORD', 'postgres'],
    ['DB_PASSWORD_PROD_2', 'winter'],
    ['MB__SERVER__POSTGRES__PASSWORD', 'pa$$word$1'],
    ['ADMIN_PASSWORD', 'YourSafePassword7!'],
    ['JWT_SECRET', 'only words in here please'],
    ['CLIENT_SECRET', maker.uuid()],
    ['API_KEY', maker.hex(32)],
    ['ALPACA_API_SECRET', maker.alnum(40)],
    ['SECRET_KEY_BASE', maker.hex(128)],
    ['SUPABASE_SERVICE_ROLE_KEY', maker.alnum(40)],
    ['ADMIN_TOKEN', '4815162342'],
    ['authtoken', maker.alnum(20)],
    ['RABBITMQ_ERLANG_COOKIE', 'cookiemonster'],
    ['STRIPE_KEY', maker.alnum(32)],
    ['AWS_SECRET_ACCESS_KEY', maker.alnum(40)],
    ['SLACK_VERIFY_TOKEN', maker.alnum(24)],
    ['PASSWORD_POSTGRES', maker.alnum(24)],
    ['USER_PASSWORDV2', 'secret'],
    ['JWT_APIKEYV3', `${maker.alnum(86)}==`],
    ['serviceTokenV2', maker.alnum(24)],
    ['SERVICETOKENV2', maker.alnum(24)],
    ['DB_PASSWORD', 'aAAaAaaAAAaAaaAaAA'],
    ['DB_PW', 'harbour7'],
    ['PASS_CODE', '4815'],
    ['WACHTWOORD', 'blauwpaard7'],
    ['JWT_SECRET_ACCESS', maker.alnum(32)],
    ['JWT_SECRET_REFRESH', 'evening-tide'],
    ['APP_PASSWORD_MYSQL', 'winter'],
    ['STRIPE_API_KEY_EU', maker.alnum(32)],
    ['PAGERDUTY_ROUTING_KEY', maker.hex(32)]
  ])('%s with a literal value is a credential', async (name, value) => {
    expect(await ruleFor(name, value)).toBe(rule)
  })

  it.each([
    ['DB_PASSWORD', ''],
    ['API_KEY', 'override-me'],
    ['API_KEY', 'paste-key-here'],
    ['DB_PASSWORD', 'managed_outside_terraform'],
    ['DB_PASSWORD', 'tu_clave_aqui'],
    ['DB_PASSWORD', 'var.db_password'],
    ['SECRET_KEY_BUCKET', 'acme-prod-keys'],
    ['VUE_APP_MAP_KEY', maker.alnum(24)],
    ['SORT_KEY', maker.alnum(24)],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', 'REPLACE_ME'],
    ['DB_PASSWORD', 'your_db_password'],
    ['API_KEY', 'put-your-key-here'],
    ['API_KEY', '<your key>'],
    ['DB_PASSWORD', '********'],
    ['DB_PASSWORD', 'db_password'],
    ['DB_PASSWORD', 'none'],
    ['DB_PASSWORD', 'true'],
    ['JWT_TOKEN', '3600'],
    ['JWT_SECRET', '15m'],
    ['DB_PASSWORD', ['$', '{DB_PASSWORD}'].join('')],
    ['DB_PASSWORD', ['$', '{{ secrets.DB_PASSWORD }}'].join('')],
    ['DB_PASSWORD', '$DB_PASSWORD'],
    ['DB_PASSWORD', '{DB_PASSWORD}'],
    ['DB_PASSWORD', '%DB_PASSWORD%'],
    ['DB_PASSWORD', '__DB_PASSWORD__'],
    ['DB_PASSWORD', '#{DB_PASSWORD}#'],
    ['DB_PASSWORD', "<%= ENV['DB_PASSWORD'] %>"],
    ['DB_PASSWORD', '$(DB_PASSWORD)'],
    ['AUTH_BEARER', ['Bearer $', '{TOKEN}'].join('')],
    ['DB_PASSWORD', '{{resolve:secretsmanager:prod/db:SecretString:password}}'],
    ['API_KEY', 'arn:aws:ssm:eu-west-1:123456789012:parameter/prod/api-key'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['TLS_PRIVATE_KEY', '/run/secrets/tls.key'],
    ['APP_SECRET', 'prod/app/db'],
    ['API_KEY', 'https://keys.example.com/'],
    ['JWT_SECRET', 'RS256']
  ])('%s=%s is no credential', async (name, value) => {
    expect(await credentialFor(name, value)).toBeUndefined()
  })

  it.each([
    'TOKEN_EXPIRY_SECONDS',
    'PASSWORD_MIN_LENGTH',
    'SECRET_NAME',
    'AWS_SECRET_ARN',
    'SSH_KEY_PATH',
    'POSTGRES_PASSWORD_FILE',
    'API_KEY_HEADER',
    'OAUTH_TOKEN_URL',
    'KEYCLOAK_REALM',
    'MONKEY_PATCH',
    'AUTHOR',
    'COMPASS',
    'BYPASS',
    'KEYSPACE',
    'TOKENIZERS_PARALLELISM',
    'PARTITION_KEY',
    'S3_OBJECT_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'RECAPTCHA_SITE_KEY',
    'NEXT_PUBLIC_API_KEY',
    'VAPID_PUBLIC_KEY',
    'CSRF_TOKEN'
  ])('%s names no credential, whatever its value', async name => {
    expect(await credentialFor(name, maker.alnum(24))).toBeUndefined()
  })

  it.each(['MAX_TOKENS', 'MYSQL_ALLOW_EMPTY_PASSWORD'])(
    '%s is no credential, unless one stands there',
    async name => {
      for (const value of ['4096', 'yes', 'true', 'unlimited', 'auto']) {
        expect(await credentialFor(name, value)).toBeUndefined()
      }
      expect(await credentialFor(name, maker.alnum(24))).toBe(rule)
    }
  )

  it('only warns under a weak name when the value is no clear key', async () => {
    expect(await ruleFor('STRIPE_KEY', 'blue-horses-run-42-miles')).toBe(`${rule} (warning)`)
    expect(await credentialFor('STRIPE_KEY', 'default')).toBeUndefined()
  })

  it('does not take documentation keys of AWS for credentials', async () => {
    expect(await credentialFor('AWS_ACCESS_KEY_ID', `AKIA${'IOSFODNN7'}EXAMPLE`)).toBeUndefined()
  })
})
