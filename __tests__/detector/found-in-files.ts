import { type Case, containers, DRAWN, scripts, variables, WEAK } from './disguised.ts'
import { Maker } from './made.ts'

const maker = new Maker(2718)
const hex32 = maker.hex(32)
const hex40 = maker.hex(40)
const uuid = maker.uuid()
const key43 = maker.alnum(43)
/** Assembled, so that no address with a key stands here. */
const at = (host: string, ...path: readonly string[]) => `https://${[host, ...path].join('/')}`

const quiet = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'nothing'] as const)

/** Ways in which files hold a credential that their names or forms say only to those who know the program. */
export const FOUND_IN_FILES: readonly Case[] = [
  ...variables('a name', [
    ['IPSEC_PSK', WEAK],
    ['ZBX_TLSPSK', maker.hex(64)],
    ['SQL_ATRESTENCRYPTKEY', maker.alnum(32)],
    ['SECURITY_JOINKEY', hex32],
    ['LINKSALT', maker.alnum(32)],
    ['INVITE_CODE', WEAK],
    ['ACTIVATION_KEY', 'AB12-CD34-EF56'],
    ['ZUGANGSCODE', '774411'],
    ['CLAVE_BD', WEAK],
    ['MOT_DE_PASSE_BDD', WEAK],
    ['APP_PASSWORD_REDIS', WEAK],
    ['REQUEST_HMAC', maker.hex(64)],
    ['CSRF_SECRET', 'biscuits'],
    ['SKY_AUTHENTICATION', key43],
    ['REGISTRY_AUTH_USER_INFO', `reader:${WEAK}`],
    ['VAULT_DEV_ROOT_TOKEN_ID', 'rooted'],
    ['SFTP_USERS', `alice:${WEAK}:1001 bob:x:1002`],
    ['ADD_LOCAL_USER', 'dev:dev'],
    ['IMAP_ACCOUNT', `help@shop.example:${WEAK}`],
    ['ROOM_KEYS', `API${maker.alnum(9)}: ${key43}`],
    ['SA_PASSWORD', 'Your_password123'],
    ['CLICKHOUSE_PASSWORD', 'default'],
    ['ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY', maker.alnum(32)],
    ['CHAVE_DB', 'rocketship'],
    ['CITY_WEATHER_APPID', hex32],
    ['PLEX_CLAIM', `claim-${maker.alnum(20)}`],
    ['CAPTCHA_SECRET', `0x${hex40}`],
    ['LOGGED_IN_KEY', `${maker.alnum(20)}:,${maker.alnum(18)}{!<${maker.alnum(12)}`],
    ['SFTP_USERS', 'app:tiger@93:1001'],
    ['SHOP_CONSUMER_KEY', maker.alnum(32)],
    ['TOOL_LICENSE', `TOOL_${uuid}`],
    ['JWT_SECRET_ACCESS', key43],
    ['VIDEO_APP_CERTIFICATE', hex32],
    ['CHAVE_SECRETA', 'rocketship'],
    ['CLE_API', hex32],
    ['GEHEIMER_SCHLUESSEL', 'rocketship'],
    ['API_SLEUTEL', hex32],
    ['KLUCZ_API', hex32],
    ['BD_CLAVE', 'rocketship'],
    ['SEGREDO_JWT', 'rocketship'],
    ['APP_SECRETS_COOKIE', maker.alnum(32)],
    ['KSQL_AUTH', 'admin:rocket-ship'],
    ['BUNDLE_GEMS__SHOP__COM', `${maker.hex(8)}:${maker.hex(7)}4`],
    ['SSHPASS', 'rocket-ship']
  ]),
  ...variables('an address with its key', [
    ['RPC_URL', at('mainnet.infura.io', 'v3', hex32)],
    ['RPC_URL', at('eth-mainnet.g.alchemy.com', 'v2', maker.alnum(32))],
    ['RPC_URL', at('cool-frog.quiknode.pro', hex40, '')],
    ['HOOK', at('hooks.zapier.com', 'hooks/catch', '829133', maker.lower(7))],
    ['HOOK', at('hook.eu1.make.com', maker.lower(32))],
    ['HOOK', at('chat.shop.internal', 'hooks', maker.lower(26))],
    ['ROBOT', `${at('qyapi.weixin.qq.com', 'cgi-bin/webhook/send')}?key=${uuid}`],
    ['ROBOT', at('open.feishu.cn', 'open-apis/bot/v2/hook', uuid)],
    ['ROBOT', at('outlook.office.com', `webhook/${uuid}@${uuid}/IncomingWebhook`, hex32, uuid)],
    ['PAGER', at('events.pagerduty.com', 'integration', hex32, 'enqueue')],
    ['PING', at('hc-ping.com', uuid)],
    ['PUSH', at('push.spug.cc', 'send', maker.alnum(16))],
    ['LOGS', at('in.sumologic.com', 'receiver/v1/http', maker.alnum(80))],
    ['LOGS', at('logs-01.loggly.com', 'inputs', uuid, 'tag/http')],
    ['RUN', `${at('shop.azurewebsites.net', 'api/run')}?code=${maker.alnum(54)}==`],
    ['WEATHER', `${at('api.openweathermap.org', 'data/2.5/weather')}?appid=${hex32}`],
    ['METRICS', `http://influx:8086/write?db=m&u=app&p=${WEAK}`],
    ['TELEGRAM', at('api.telegram.org', `bot58291044${maker.digits(2)}:AA${maker.alnum(33)}`, 'sendMessage')]
  ]),
  ...variables('a form', [
    ['DSN', `app:${WEAK}@(db.internal:3306)/app`],
    ['CACHE', `cache.internal:6380,password=${WEAK},ssl=True`],
    ['UPSTREAM_COOKIE', `session=${hex32}; Path=/`],
    ['PGPASS_LINE', `db.internal:5432:app:app:${WEAK}`],
    ['STORAGE_SECRET', `/${maker.alnum(16)}/${maker.alnum(4)}/${maker.alnum(17)}`],
    ['NETRC', `machine git.internal login bot password ${WEAK}`],
    ['PUSH_KEY', `AAAA${maker.alnum(7)}:APA91b${maker.alnum(134)}`],
    ['OTEL_HEADERS', `x-honeycomb-team=${maker.alnum(22)}`],
    ['DB_PASSWORD', `<%= ENV['DB_PASSWORD'] || '${WEAK}' %>`],
    ['DB_PASSWORD', `<%= ENV.fetch('DB_PASSWORD', '${WEAK}') %>`],
    ['DB_PASSWORD', `{{ env \`DB_PASSWORD\` \`${WEAK}\` }}`],
    ['DB_PASSWORD', `{{ or .Values.password "${WEAK}" }}`],
    ['DB_PASSWORD', `\${var.x != "" ? var.x : "${WEAK}"}`],
    ['DB_PASSWORD', `\${var.x == "" ? "${WEAK}" : var.x}`],
    ['DB_PASSWORD', `\${coalesce(var.x, "${WEAK}")}`],
    ['DB_PASSWORD', `\${coalesce(lookup(var.x, "k", ""), var.y, "${WEAK}")}`],
    ['DB_PASSWORD', `\${base64encode("${WEAK}")}`],
    ['DB_PASSWORD', `\${format("%s-%s", var.x, "${WEAK}")}`],
    ['DB_PASSWORD', `\${lookup(var.x, "k", "${WEAK}")}`],
    ['DB_PASSWORD', `\${var.a == "b" ? var.x : var.c ? "${WEAK}" : var.y}`],
    ['DB_PASSWORD', `%{ if var.x }${WEAK}%{ else }\${var.y}%{ endif }`],
    ['DATABASE_URL', `postgres://app:\${coalesce(var.x, "${WEAK}")}@db/app`]
  ]),
  ...scripts('a command', [
    `influx setup -f -u admin -p ${WEAK} -o shop -b metrics`,
    `mount -t cifs -o username=svc,password=${WEAK},vers=3.0 //nas/x /mnt`,
    `python manage.py shell -c "User.objects.create_superuser('admin', 'a@b.c', '${WEAK}')"`,
    `printf 'svc\\n${WEAK}\\n' > /auth.txt && openvpn --auth-user-pass /auth.txt`,
    `grpc_health_probe -addr=:50051 -rpc-header='authorization: Bearer ${DRAWN}'`,
    `app -dev-root-token-id=${WEAK}`,
    `echo 'api_key: ${hex32}' > /etc/agent.yaml && agent run`,
    `PGPASSWORD=${WEAK} psql -h $DB_HOST`,
    `A=$B DB_PASSWORD=${WEAK} psql -h $DB_HOST`
  ]),
  ...containers('users of an SFTP server', [[{ command: [`alice:${WEAK}:::in`] }]])
]

/** What stands beside such things in the same files. */
export const QUIET_IN_FILES: readonly Case[] = [
  ...variables(
    'a name of no credential',
    quiet([
      ['PUSHER_APP_KEY', maker.hex(20)],
      ['ADYEN_CLIENT_KEY', `test_${maker.upper(32)}`],
      ['ALGOLIA_SEARCH_ONLY_API_KEY', hex32],
      ['DOCUSIGN_INTEGRATION_KEY', uuid],
      ['KAFKA_SSL_KEY_CREDENTIALS', 'broker_keystore_creds'],
      ['PSK_IDENTITY', 'gateway-1'],
      ['USE_PSK', 'true'],
      ['BASALT', 'grey-7'],
      ['HMAC_ALGORITHM', 'sha256'],
      ['INVITE_CODE_LENGTH', '8'],
      ['RESET_PASSWORD_EMAIL', 'reset-password-v2'],
      ['CLAVE_CATALOGO', 'precios'],
      ['APP_USERS', 'role:reader'],
      ['OIDC_USER_INFO', 'profile'],
      ['TOKEN_ID', 'session'],
      ['CSRF_TOKEN_NAME', '_csrf'],
      ['HONEYCOMB_TEAM', 'shop'],
      ['PLEX_CLAIM', 'pending'],
      ['TOOL_LICENSE', 'Apache-2.0'],
      ['TOOL_LICENSE', 'accept'],
      ['APP_SECRET_REFRESH', '3600'],
      ['DB_PASSWORD_SECRET_KEY', 'password'],
      ['TLS_CERTIFICATE', hex32],
      ['SHOP_APPID', hex32],
      ['CREATION_TOKEN', 'shop-files'],
      ['TABLE_PRIMARY_KEY', maker.alnum(32)],
      ['REWARD_TOKEN', `0x${hex40}`],
      ['PASSWORD_RESET_SENDER', 'no-reply@shop.example'],
      ['SALT_STAGE', 'prod'],
      ['CHAVE_PRIMARIA', 'id'],
      ['CLE_PRIMAIRE', 'id_client'],
      ['RUTA_CLAVE', '/etc/ssl/clave.pem'],
      ['LDAP_AUTH', 'admin:readonly'],
      ['CLEAR_CACHE', 'nightly'],
      ['BUNDLE_PATH', 'vendor:cache']
    ])
  ),
  ...variables(
    'a value that is none',
    quiet([
      ['PASSPHRASE', '(set in console)'],
      ['PASSPHRASE', '%env(PASSPHRASE)%'],
      ['JWT_SECRET_KEY', '%kernel.project_dir%/config/jwt/private.pem'],
      ['ROUTES', '{"/login":"auth","/token":"oauth","/password":"account"}'],
      ['LABELS', '{"password":"Kennwort","token":"Token"}'],
      ['LIMITS', '{"login":5,"token":"10/m"}'],
      ['REDIS', 'redis-1:6379,redis-2:6379'],
      ['REDIS', 'redis:6379,ssl=false,allowAdmin=true'],
      ['PAGE', 'https://shop.example/list?u=3&p=2'],
      ['GREETING', 'hi:there@(all)'],
      ['CONSENT_COOKIE', 'consent=v2-all-accepted'],
      ['CALLBACK', 'https://shop.example/callback?code=abc&state=xyz'],
      ['LOG_LEVEL', "<%= ENV['LOG_LEVEL'] || 'info' %>"],
      ['STAGE', '$' + '{var.env == "prod" ? "live" : "test"}'],
      ['PORTS', 'web:8080:80'],
      ['PORTS', '127.0.0.1:8080:80:tcp'],
      ['SECRET', '/srv/releases/current/config/secrets'],
      ['DB_PASSWORD', '$' + '{var.stage == "sunflower" ? var.x : var.y}'],
      ['DB_PASSWORD', '$' + '{lookup(var.passwords, "sunflower")}'],
      ['DB_PASSWORD', '$' + '{replace(var.x, "sunflower", "")}'],
      ['DB_PASSWORD', '$' + '{jsondecode(data.secret.x)["sunflower77"]}'],
      ['DB_PASSWORD', '$' + '{data.aws_ssm_parameter.x["sunflower77"].value}'],
      ['API_SECRET', 'PLACEHOLDER_filled_by_the_pipeline'],
      ['API_SECRET', 'TODO: ask the platform team'],
      ['API_SECRET', '[]'],
      ['ID_TOKEN', 'write'],
      ['REFRESH_TOKEN', 'days'],
      ['DB_PASSWORD', '$' + '{aws_secretsmanager_secret.app-password-live.arn}'],
      ['EXPLORER', `https://etherscan.io/tx/0x${maker.hex(64)}`]
    ])
  ),
  ...scripts('a command of none', [
    ['mount -t nfs4 -o nfsvers=4.1,rsize=1048576,hard fs:/ /mnt', 'nothing'],
    ["printf 'a\\nb' > /tmp/author.txt", 'nothing'],
    ['curl --header="Accept: application/json" http://x', 'nothing'],
    ['app --tags=env:prod,team:core --opts=cache=on,retry=3', 'nothing'],
    ['mysqladmin ping -uroot -p$$MYSQL_ROOT_PASSWORD', 'nothing'],
    ['redis-cli -a "$$CACHE_PASSWORD" ping', 'nothing'],
    ['PGPASSWORD=$DB_PASSWORD psql -h $DB_HOST', 'nothing'],
    ['MYSQL_PWD="$DB_PASSWORD" mysql -h db', 'nothing']
  ])
]
