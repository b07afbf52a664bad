import { type Case, containers, scripts, tasks, variables } from './disguised.ts'

const digest = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'

const quiet = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'nothing'] as const)

const quietTexts = (texts: readonly string[]) => texts.map(text => [text, 'nothing'] as const)

const quietMembers = (members: readonly Record<string, unknown>[]) =>
  members.map(member => [member, 'nothing'] as const)

/** Values that look like a credential and are not. */
export const LOOK_ALIKES: readonly Case[] = [
  ...variables(
    'a flag of a list, and what another member or list has',
    quiet([
      ['REDACTED', '["--password","token","secret","authorization"]'],
      ['MASKED', '{"flags":["--password"],"service":"checkout7-api"}'],
      ['MASKED', '{"sensitive":["-p","--pass"],"logger":"pino8stream"}'],
      ['MASKED', '{"flags":["--password"],"files":["build7number"]}'],
      ['MASKED', '{"rows":[["--password"],["checkout7-api"]]}']
    ])
  ),
  ...variables(
    'what a dialog of Clojure says',
    quiet([['TEXTS', '{:ok "Fine" :password "Password is required"}']])
  ),
  ...variables(
    'a literal of an expression that is only asked for',
    quiet([
      ['DB_PASSWORD', "${{ vars['sunflower'] }}"],
      ['DB_PASSWORD', "${{ vars.STAGE == 'sunflower' && vars.A }}"],
      ['DB_PASSWORD', "${{ 'sunflower' != vars.STAGE && vars.A || vars.B }}"],
      ['DB_PASSWORD', "${{ contains(vars.LIST, 'sunflower') && vars.A }}"],
      ['DB_PASSWORD', "${{ format('{0}-{1}', vars.A, vars.B) }}"],
      ['LOG_LEVEL', '${{ "sunflower" }}']
    ])
  ),
  ...variables(
    'a name that only looks like one',
    quiet([
      ['COMPASS', 'north'],
      ['BYPASS', 'cdn.internal'],
      ['MONKEY', 'capuchin'],
      ['SENHAL', 'provence'],
      ['PAROLE_BOARD', 'open'],
      ['HASLOP_REGION', 'north'],
      ['CLAVECIN', 'baroque'],
      ['PASSERELLE', 'gateway-blue'],
      ['LANGUAGE', '\u5BC6'],
      ['\u041D\u0410\u0417\u0412\u0410\u041D\u0418\u0415', 'orders'],
      ['\u30B5\u30FC\u30D3\u30B9', 'orders'],
      ['CIUDAD_CONTRASTE', 'alto'],
      ['MAX_TOKENS', '4096'],
      ['IS_PASSWORD_REQUIRED', 'true'],
      ['HAS_SECRET', 'yes'],
      ['PASSWORD_POLICY', 'Upper8Lower1Digit2'],
      ['TOKEN_NAME', 'sessionV2'],
      ['COUNTRY_CODE', '0049'],
      ['ZIP_CODE', '90210'],
      ['STATUS_CODE', '200204'],
      ['ERROR_CODE', 'E4711'],
      ['LED_PIN', '13'],
      ['GPIO_PIN', '27'],
      ['SALT_ROUNDS', '12'],
      ['BCRYPT_SALT_ROUNDS', '10'],
      ['SESSION_COOKIE_NAME', 'shop_session'],
      ['SESSION_COOKIE', 'shop_session'],
      ['VERSION_PIN', '1.24.3'],
      ['PART_1', 'left'],
      ['SENHA_MINIMA', '8'],
      ['LALUAN_UTAMA', 'jalan-tiga'],
      ['JETONS_MAX', '4096'],
      ['PASAHEROS', 'orders'],
      ['LATEST', 'green']
    ])
  ),
  ...variables(
    'a value that is filled in',
    quiet([
      ['DB_PASSWORD', '%DB_PASSWORD'],
      ['DB_PASSWORD', 'PRIMARY_DB_2'],
      ['DB_PASSWORD', 'ORDERS_2_PASS'],
      ['DB_PASSWORD', 'REPLACE_WITH_32_BYTES'],
      ['DB_PASSWORD', 'FILL_IN_LATER'],
      ['DB_PASSWORD', 'SET_IN_CONSOLE'],
      ['S3_ACCESS_KEY', 'S3_USER'],
      ['API_KEY', 'STRIPE_LIVE'],
      ['DB_PASSWORD', '$(cat /run/secrets/db)'],
      ['DB_PASSWORD', '$(echo $DB_PASSWORD)'],
      ['DB_PASSWORD', '<!-- DB_PASSWORD -->'],
      ['JAR', 'jar:file:/srv/app:2.1@eu/app.jar'],
      ['MASTER_KEY', '%MASTER_KEY'],
      ['DB_PASSWORD', '@DB_PASSWORD'],
      ['DB_PASSWORD', ':DB_PASSWORD'],
      ['DB_PASSWORD', '~DB_PASSWORD~'],
      ['DB_PASSWORD', '|DB_PASSWORD|'],
      ['DB_PASSWORD', '#DB_PASSWORD#'],
      ['DB_PASSWORD', '^DB_PASSWORD^'],
      ['DB_PASSWORD', '<DB_PASSWORD>'],
      ['DB_PASSWORD', '<the password of prod 2>'],
      ['DB_PASSWORD', '<your-db-password-1>'],
      ['DB_PASSWORD', '{{DB_PASSWORD'],
      ['DB_PASSWORD', '%(db_password)s'],
      ['DB_PASSWORD', '%s'],
      ['DB_PASSWORD', '%%i'],
      ['DB_PASSWORD', '%~1'],
      ['LOOP', 'usebackq tokens=1,2 delims=,'],
      ['DB_PASSWORD', '{0}'],
      ['BOT_TOKEN', `${['xo', 'xb'].join('')}-${'x'.repeat(13)}-${'x'.repeat(13)}-${'x'.repeat(24)}`],
      ['API_KEY', 'mock_api_key'],
      ['ROLE', `aws:iam::${'1234'.repeat(3)}:role/build`],
      ['ROLE', 'aws-cn:iam::role/build --region x'],
      ['KEY_PASSPHRASE', 'yourpassphrase'],
      ['AWS_SECRET_ACCESS_KEY', '999999'],
      ['DB_PASSWORD', "ENV['DB_PASSWORD']"],
      ['MASTER_KEY', 'process.env["MASTER_KEY"]'],
      ['DB_PASSWORD', "os.environ.get('DB_PASSWORD')"],
      ['API_TOKEN', 'os.getenv("API_TOKEN")'],
      ['DB_PASSWORD', '{{ .Values.auth0.db2Password }}'],
      ['DB_PASSWORD', 'vault:secret/data/app#password'],
      ['DB_PASSWORD', 'env:DB_PASSWORD'],
      ['DB_PASSWORD', '/prod/app2/db/password'],
      ['DB_PASSWORD', 'prod/app/db'],
      ['TLS_KEY', 'server-2031.key'],
      ['JWT_PRIVATE_KEY', '/etc/keys/jwt-rs256.pem'],
      ['API_KEY', 'your-api-key-123'],
      ['AWS_SECRET_ACCESS_KEY_HINT', 'see wiki'],
      ['DB_PASSWORD', 'TU_CONTRASENA'],
      ['DB_PASSWORD', 'your_password_here']
    ])
  ),
  ...variables(
    'one of a few words',
    quiet([
      ['SETTLEMENT_TOKEN', 'USDC'],
      ['PAY_TOKEN', 'WETH'],
      ['REWARD_TOKENS', 'USDC,USDT,DAI'],
      ['BRIDGE_TOKEN', 'USDC.e'],
      ['STAKING_TOKEN', 'stETH'],
      ['API_CREDENTIALS', 'include'],
      ['AUTH_TOKEN', 'jwt'],
      ['AUTH_TOKEN', 'service_account'],
      ['STORE_OPTIONS', '{"token": "service_account", "access": "read_only"}'],
      ['STORE_OPTIONS', '{"creds": "valid_creds_object"}'],
      ['CREDENTIALS', 'instance-profile'],
      ['SIGNING_KEY', 'RS256'],
      ['AUTH', 'oauth2']
    ])
  ),
  ...variables(
    'a text that was written otherwise',
    quiet([
      ['GIT_SHA', digest.slice(0, 40)],
      ['CHECKSUM', digest],
      ['BUILD_ID', Buffer.from('orders-7').toString('hex')],
      ['GREETING', Buffer.from('good morning to all of you').toString('base64')],
      ['REDIRECT', encodeURIComponent('https://app.example.com/a?b=c')],
      ['DATABASE_URL', 'https://app.internal:3000/#/users/me@example.com'],
      ['REGISTRY', 'https://registry.internal:8080/@scope/package'],
      ['IMAGE', `app:1.27@sha256:${digest}`],
      ['PACKAGE', 'npm:left-pad@1.3.0'],
      ['SUPPORT', 'mailto:help@example.com']
    ])
  ),
  ...containers(
    'a field',
    quietMembers([
      { image: `registry.internal:5000/app:1.27@sha256:${digest}` },
      { hostname: 'token-service' },
      { dockerLabels: { 'traefik.http.middlewares.auth.basicauth.usersfile': '/users' } },
      { dockerLabels: { 'secret-name': 'app/db' } },
      { user: '1000:1000' },
      { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/token-service' } } },
      { ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 65536 }] },
      { extraHosts: [{ hostname: 'secrets.internal', ipAddress: '10.0.0.9' }] },
      {
        secrets: [
          { name: 'X', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-AbC123' }
        ]
      }
    ])
  ),
  ...tasks(
    'a field of the task',
    quietMembers([
      { family: 'password-reset-service' },
      { tags: [{ key: 'secret', value: 'none' }] },
      { tags: [{ key: 'token', value: 'orders-2' }] },
      { volumes: [{ name: 'secrets', host: { sourcePath: '/run/secrets' } }] },
      { proxyConfiguration: { containerName: 'envoy', properties: [{ name: 'ProxyUID', value: '1337' }] } }
    ])
  ),
  ...scripts(
    'a template of printf, a field of JSON',
    quietTexts([
      'printf \'{"user":"%s","password":"%s"}\' "$U" "$P" > /tmp/x.json',
      'printf "password=%s\\n" "$DB_PASSWORD" > .env',
      'printf "%s:%s" "$U" "$P" | base64',
      "export DB_PASSWORD=$(echo $SECRET | jq -r '.password')",
      'export DB_PASSWORD=$(echo "$S" | jq -r .db_password)',
      'export TOKEN=$(curl -s $URI | jq -r ".access_token")',
      'TOKEN=$(curl -s $U | sed \'s/.*"token":"\\([^"]*\\)".*/\\1/\')',
      'P=$(echo $S | grep -o \'"password":"[^"]*"\' | cut -d\'"\' -f4)',
      "P=$(python -c \"import json,os;print(json.loads(os.environ['S'])['password'])\")",
      'node -e "console.log(JSON.parse(process.env.S).password)"',
      'jq -n --arg password "$P" \'{password: $password}\' > x.json',
      "jq '{token: .data.token}' x.json",
      "awk -F= '/password/{print $2}' x.ini",
      'sed -i "s/password=.*/password=$P/" x.ini',
      "sed -i 's/@PASSWORD@/'\"$P\"'/' x.conf",
      'aws secretsmanager get-secret-value --secret-id app/db --query SecretString --output text',
      'cat > .env <<EOF\nDB_PASSWORD=$DB_PASSWORD\nAPI_KEY=${API_KEY}\nEOF',
      'echo "$ERLANG_COOKIE" > /var/lib/rabbitmq/.erlang.cookie',
      'echo $DB_PASSWORD | docker login -u ops --password-stdin r.internal',
      "echo 'ready' > /tmp/state",
      'curl -H "Authorization: Bearer $TOKEN" -b /tmp/cookies.txt http://api',
      'psql -v password="$P" -c "ALTER USER app PASSWORD :\'password\'"',
      'export PGPASSWORD=$(cat /run/secrets/db) && exec app',
      'echo aGVsbG8gd29ybGQ= | base64 -d',
      'test -n "$PASSWORD" || { echo "PASSWORD: not set"; exit 1; }',
      'envsubst < app.tpl > app.conf && exec app --password-file /run/x'
    ])
  )
]
