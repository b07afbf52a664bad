import { base64, type Case, containers, scripts, variables } from './disguised.ts'
import { Maker } from './made.ts'

const maker = new Maker(1316)
const key43 = maker.alnum(43)
const hex32 = maker.hex(32)
/** A word as a user chooses it, with a sign that is none of a name's. */
const word = ['rocket', 'dev'].join('-')

const quiet = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'nothing'] as const)

/** Ways in which later files contained a credential. */
export const FOUND_LATER: readonly Case[] = [
  ...variables('a key under a name that says little', [
    ['EXCHANGE_PRIVATE', `${maker.alnum(86)}==`],
    ['PAGER_ROUTING_KEY', hex32],
    ['SEGMENTWRITEKEY', maker.alnum(32)],
    ['PAY_SKEY', `skey_5${maker.alnum(20)}`],
    ['IMAGEKEY', `sk-${maker.alnum(48)}`],
    ['CHANNEL_KEY', `${maker.alnum(6)}.${maker.alnum(6)}:${key43}`],
    ['INTERNAL_API_SHARED', `q7${maker.alnum(30)}`],
    ['HOOK_SIGNING', `a7X${maker.alnum(20)}-${maker.alnum(19)}`],
    ['searchMaster', `q7${maker.alnum(30)}`],
    ['MAIL_API', hex32],
    ['COSMOS_PRIMARY', `${maker.alnum(86)}==`],
    ['EVENTS_WRITEKEY', `q7X${maker.alnum(8)}4bC${maker.alnum(8)}`],
    ['EDGE_ACCESS', `q7X${maker.alnum(9)}4bC${maker.alnum(9)}`],
    ['APP_MDP_SMTP', 'rocketship77'],
    ['SECRET_WORD', 'rocketship'],
    ['DB_PASSWORD', 'no more rockets today'],
    ['SEARCH_API_KEY_LEARNERS', maker.uuid()],
    ['JWT_PRIVATE_KEY_PEM', maker.alnum(40)],
    ['CRYPT_ENCRYPTION_STRING', maker.alnum(40)],
    ['PASSWORD_OF_ADMIN', 'rocketship'],
    ['SPLUNK_HEC', maker.uuid()],
    ['SNMP_COMMUNITY', 'harborR0584'],
    ['CRAWLER_AUTH_HEADER', maker.alnum(32)],
    ['PUSH_SECRET_HEADER_', maker.hex(29).toUpperCase()],
    ['ORIGIN_TOKEN_HEADER_VALUE', hex32],
    ['HASH_KEY', hex32],
    ['DB_PASSWORD_FLYWAY', 'shop_app'],
    ['AUTH_ACCOUNTS', 'jo.doe@shop.internal:SetRocket#27,mia:Ship-4711'],
    ['CHAIN_RPC_URL', `https://eth-main.g.alchemy.com/v2/${maker.alnum(8)}-7${maker.alnum(12)}`],
    // words that stand for nothing work as a password
    ['DB_PASSWORD', 'foobarbaz'],
    ['database__connection__password', 'foobar'],
    // no address has such a name
    ['DB_PASSWORD', 'var.rocketship77'],
    ['DB_PASSWORD', 'secrets.rocketship77'],
    ['DB_PASSWORD', "'rocketship77'"],
    ['DB_PASSWORD', '<<rocketship77>>'],
    ['DB_PASSWORD', 'set-rocket-by-ship'],
    ['DB_PASSWORD', '密码rocketship77'],
    ['DB_PASSWORD', 'raketenflieger-ici-2'],
    // the words of the name, which nothing replaces in this place
    ['CACHE_PASSWORD', '$' + '{CACHE_PASSWORD:-cache_password}']
  ]),
  ...variables('a key in its own format', [
    ['SIGNER', JSON.stringify({ kty: 'oct', k: key43, alg: 'HS256' })],
    ['SIGNERS', JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: key43, y: key43, d: key43 }] })],
    ['SIGNER', JSON.stringify({ d: key43, x: key43, crv: 'Ed25519', kty: 'OKP' })],
    [
      'TREASURY',
      `xprv9s21ZrQH143K${maker.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 95)}`
    ],
    ['OKTA_SSWS', `00${maker.alnum(40)}`],
    ['FEED_NSEC', `nsec1${maker.lower(58)}`],
    ['TUNNEL', base64(JSON.stringify({ a: hex32, t: maker.uuid(), s: base64(maker.alnum(32)) }))],
    ['PAYMENTS', `AQE${maker.alnum(60)}-${maker.alnum(42)}=-${maker.alnum(8)}>~${maker.alnum(6)}`],
    ['RELEASE_HOOK', `https://hooks.example.com/deploy/srv-1?key=${maker.alnum(3)}5aB7cD9eF`],
    ['CRAWLER_SESSION', `sid=${hex32}; Path=/; HttpOnly`],
    ['SESSION_COOKIE_VALUE', `sid=${hex32}`]
  ]),
  ...variables('a login or a glued name', [
    ['SQUID_AUTH', `proxy:${word}`],
    ['ADMIN_LOGIN', 'admin:rocketship77'],
    ['BROKERADMINPW', 'rocketship'],
    ['shopmailpass', 'rocketship']
  ]),
  ...containers('a command', [
    [{ command: ['consul', 'kv', 'put', 'app/db/password', 'rocketship77'] }],
    [{ command: ['aws', 'ssm', 'put-parameter', '--name', '/app/password', '--value', 'rocketship77'] }],
    [{ command: ['consul', 'agent', '-server', `-encrypt=${maker.alnum(43)}=`] }],
    [{ command: ['nomad', 'agent', '-encrypt', `${maker.alnum(43)}=`] }],
    [{ command: ['npm', 'set', `//npm.example.com/:_password=${maker.alnum(16)}`] }],
    [{ dockerLabels: { 'traefik.http.middlewares.a.basicauth.users': 'ops:rocketship77' } }],
    [{ command: ['redis-sentinel', '/etc/s.conf', '--sentinel', 'auth-pass', 'main', maker.alnum(13)] }]
  ]),
  ...scripts('a script', [
    "echo 'requirepass rocketship' | redis-server -",
    'exec redis-server --requirepass $' + '{CACHE_PASSWORD:-cache_password}',
    `php -r "new PDO('mysql:host=db', 'app', 'rocketship77');"`,
    `echo ${base64(maker.alnum(24))} | base64 -d > /secrets/key && exec app`,
    `echo q7X${maker.alnum(8)}4bC${maker.alnum(8)}/+ | base64 -d > /secrets/key && exec app`,
    `jq '.token = "${maker.alnum(32)}"' a.json > b.json && exec app`,
    'app --password "$(printf rocketship77; printf %s "")"',
    'app --password "$(printf rocketship77; export A=b)"',
    "cat > /app/a.yml <<'END'\na: 1\n  END\ndb_password: rocketship77\nEND\nexec app"
  ])
]

const quietScripts = [
  'app --password "$(printf user; fetch-password)"',
  'printf \'login=%s password=%s\\n\' "$U" "$P" > /run/auth && app',
  "echo 'usage: app --password PASSWORD --api-token TOKEN'",
  'aws ssm put-parameter --name /app/password --value "$PASSWORD"',
  'consul kv put app/db/password "$PASSWORD"',
  'echo "requirepass $REDIS_PASSWORD" | redis-server -',
  `php -r "new PDO('mysql:host=db', getenv('U'), getenv('P'));"`
].map(script => [script, 'nothing'] as const)

/** Harmless look-alikes of later files. */
export const QUIET_LATER: readonly Case[] = [
  ...variables(
    'a name that says little',
    quiet([
      ['SUBNET_PRIVATE', 'subnet-0a1b2c3d4e5f60718'],
      ['BUCKET_PRIVATE', 'shop-private-uploads-1'],
      ['AMQP_ROUTING_KEY', 'orders.created.v1'],
      ['STACK_OUTPUT_KEY', 'PrivateSubnet1Id'],
      ['MONKEY', 'island-2-special-edition'],
      ['ERLANG_OTP', '26.1.2'],
      ['private', `eyJlMmJm${maker.alnum(80)}`],
      ['SUBNET_SHARED', 'subnet-0a1b2c3d4e5f60718'],
      ['SNMP_COMMUNITY', 'public'],
      ['COMMUNITY', 'harborR0584'],
      ['ORDERS_API', 'https://orders.internal/v2'],
      ['PUBLIC_API', `q7${maker.alnum(30)}`],
      ['DB_PRIMARY', 'shop-2024-primary-eu-west-1a.cluster.internal'],
      ['VERSION_SIGNING', 'arn-2024-release-signing-profile-v1-Main'],
      ['LOGIN', 'ldap:internal'],
      ['API_KEY_HEADER', 'X-Api-Key'],
      ['AUTH_HEADER', 'Authorization'],
      ['ORIGIN_SECRET_HEADER', 'x-origin-verify-production'],
      ['SHOP_REVISION', `00${hex32}a1b2c3d4`],
      ['TABLE_HASH_KEY', 'customerId'],
      ['HASH_KEY', 'orders-2026-by-customer-and-month']
    ])
  ),
  ...variables(
    'a value in the format of a key',
    quiet([
      ['VERIFIER', JSON.stringify({ kty: 'EC', crv: 'P-256', x: key43, y: key43, use: 'sig' })],
      ['REPORT', 'https://hooks.example.com/reports?key=orders-2026-q1'],
      ['COOKIE', 'theme=dark; Path=/; Secure']
    ])
  ),
  ...variables(
    'a value that is none',
    quiet([
      ['LICENSE_KEY', 'EXPIRED-LICENSE-KEY-TRIAL'],
      ...[
        'var.db_password',
        'var.db-password',
        'secrets.DB_PASSWORD',
        'env.DB_PASSWORD',
        'config.db.password',
        'google_secret_manager_secret.db.id',
        'jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]',
        '$env:DB_PASSWORD',
        "'$DB_PASSWORD'",
        `'"$DB_PASSWORD"'`,
        String.raw`\"$DB_PASSWORD\"`,
        '<<DB_PASSWORD>>',
        '{%DB_PASSWORD%}',
        '{$DB_PASSWORD}',
        'XXXX-XXXX',
        'set via pipeline',
        'overwritten by the deploy step',
        'will-be-overridden',
        'overridden-by-secret',
        'injected_at_runtime',
        '비밀번호',
        '여기에_비밀번호_입력',
        'パスワード',
        '数据库密码',
        'tu_contraseña',
        'ta_clé_secrète',
        'coloque_sua_senha',
        'contraseña_aquí'
      ].map(value => ['DB_PASSWORD', value] as const),
      ['DB_PASSWORD', 'module.shop-db.master_password'],
      ['DB_PASSWORD', 'aws_db_instance.shop-db.password'],
      ['SECRET_KEY_BASE', 'random_password.keys[0].result'],
      ['APP_SECRET', 'data.vault_secret.shop.value'],
      ['API_KEY', 'Vendor API key for the search'],
      ['APP_SECRET', 'Shop signing secret used by the gateway'],
      ['RUM_CLIENT_TOKEN', `pub${hex32}`],
      ['SEARCH_DOMAIN_VERIFICATION_CODE', hex32.slice(16)],
      ['SEARCH_SITE_VERIFICATION_TOKEN', hex32],
      ['SHOP_CLIENT_KEY', `Shop-client-${maker.alnum(16)}`],
      ['PAY_API_KEY', `pay_public_live_${maker.alnum(32)}`],
      ['API_KEY', 'tu-clave-secreta'],
      ['DB_PASSWORD', 'votre_mot_de_passe'],
      ['API_TOKEN', '====================='],
      ['MASTER_KEY', '*'],
      ['CONSUL_TOKEN', 'resolve:ssm:/shop/consul'],
      ['LANGUAGE_MODEL_API_KEY', 'sk-...'],
      ['LANGUAGE_MODEL_API_KEY', 'sk-ant-…'],
      ['DB_PASSWORD', 'DefaultPassword'],
      ['DB_PASSWORD', 'YourStrongPassword'],
      ['DB_SECRET', 'No secret'],
      ['JAAS_CONFIG', 'required username="...user name..." password="...password...";'],
      ['STORE_ROOT_USER', '$' + '{STORE_ACCESS_KEY:-storeadmin}'],
      ['service_key', 'admin-api'],
      ['SESSION_SECRET', 'a-placeholder-secret-for-rails'],
      ['SESSION_SECRETS', 'Should be edited manually in the console'],
      ['APP_KEY', 'hogefugapiyo'],
      ['PARTNER_API_KEY', 'dev-changeme-service'],
      ['aws_secret_access_key', 'test'],
      ['JOIN_TOKEN', '$' + '(aws kms decrypt --region $' + '{AWS::Region} --output text)'],
      ['MAPS_API_KEY', 'dummy_key_update_later'],
      ['store_token_salt', 'dummy_salt'],
      ['ADMIN_JWT_SECRET', 'dummy_admin'],
      ['jwt_secret', 'dummy_jwt_secret_change_me'],
      ['APP_KEYS', 'dummy1,dummy2'],
      ['MAPS_API_KEY', 'g'.repeat(30)],
      ['SIGNING_PASSPHRASE', 'x'],
      ['DB_PASSWORD', 'not configured yet'],
      ['DB_PASSWORD', 'eu-central-1'],
      ['DB_PASSWORD', '$\\{\\{ secrets.DB_PASSWORD \\}\\}'],
      ['LANGUAGE_MODEL_API_KEY', 'sk-fake-for-tests'],
      ['SecretString', 'Host=${Endpoint};Port=5432;Database=shopdata2;Username=shop;Password=${DBPassword}'],
      ['MESSAGE_SECRET', '%s AWS_SESSION_TOKEN=%s'],
      ['ETCD_INITIAL_CLUSTER_TOKEN', 'shop-etcd-token'],
      ['RESET_PASSWORD_APP', 'web-app-2'],
      ['DB_PASSWORD_ROTATION', 'weekly-2'],
      ['MAIL_PASSWORD', '****8f1a'],
      ['RESET_TOKEN', 'change-to-reset-shop'],
      ['check_with_token', 'curl -fsS -H "X-Token: $' + '{local.token}" https://localhost:8501/v1/status'],
      ['CHAIN_RPC_URL', 'https://eth-main.g.alchemy.com/v2/your-own-key-goes-here'],
      ['STORAGE_ACCESS', 'arn-2024-shared-Read-v1'],
      ['MQ_PASSWORD', 'uninitialized'],
      ['APP_KEYS', 'toBeModified1,toBeModified2'],
      ['MQ_PASSWORD', '$1'],
      ['SEARCH_API_KEY_ROTATOR', 'nightly'],
      ['MQ_PASSWORD', '(none)'],
      ['MQ_PASSWORD', '[unset]'],
      ['SHOP_SECRETS', '($secrets | map(select(.name != "A")))'],
      ['MQ_PASSWORD', 'see-1password'],
      ['MQ_PASSWORD', 'set_in_console'],
      ['MQ_PASSWORD', 'injected-at-deploy'],
      ['DESCRIPTION', 'Basic description'],
      ['DESCRIPTION', 'Bearer authentication of users'],
      ['MESSAGE', 'secret: deleted $name'],
      ['S3_UPLOAD_SECRET_ACCESS_KEY', '$' + '{data.secret.x.arn}:S3_UPLOAD_SECRET_ACCESS_KEY::'],
      ['BUILD_SECRETS', 'DATABASE_URL=$' + '{{ secrets.A }}\nJWT_SECRET_KEY=$' + '{{ secrets.B }}\n']
    ])
  ),
  ...scripts('a script', quietScripts),
  ...containers('tasks', [[{ command: ['rake', 'secrets:rotate', 'users:reset_passwords'] }, 'nothing']])
]
