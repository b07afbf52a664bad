import { base64, type Case, containers, DRAWN, GITLAB, scripts, tasks, variables, WEAK } from './disguised.ts'
import { Maker } from './made.ts'

const maker = new Maker(2811)
const hex32 = maker.hex(32)
const mixed = maker.alnum(32)
const auth = base64(`svc:${WEAK}`)

const found = (name: string, values: readonly string[]) => values.map(value => [name, value] as const)
const quiet = (name: string, values: readonly string[]) =>
  values.map(value => [name, value, 'nothing'] as const)

/** Credentials in the formats of programs, servers, and languages, as one text. */
export const FOUND_BY_FORM: readonly Case[] = [
  ...variables(
    'a name',
    'AdminPassWd databasepass INPUT_PASSWORD DB_SECRETWORD ZUGANGSDATEN LOSUNG PAROLACHIAVE GEHEIM TAJNY_KLIC PAROLE_DB SALAS\u00D5NA \uBE44\uBC00\uD0A4'
      .split(' ')
      .map(name => [name, WEAK] as const)
  ),
  ...variables('a name of a key', [
    ['KEY_API', DRAWN],
    ['\u043A\u043B\u044E\u0447_api', DRAWN]
  ]),
  ...variables(
    'a URL',
    found('UPSTREAM', [
      `https://x.example/cb#access_token=${mixed}`,
      `https://x.example/?_token=${base64(mixed)}`,
      `https://x.example/api?aeg-sas-key=${maker.alnum(43)}=`,
      `nats://${WEAK}@nats:4222`,
      `https:\\\\ops:${WEAK}@host`,
      `proxy.internal:3128:ops:${WEAK}`,
      `sip:ops:${WEAK}@voice.internal`,
      `ldaps://ldap/dc=x????bindname=cn=ops%2cdc=x,X-BINDPW=${WEAK}`,
      `Driver={ODBC Driver 18};Server=db;Uid=ops;Pwd={${WEAK}};`,
      `addr=10.0.0.3,user=svc%${WEAK},vers=3.0`,
      `registry.internal/app:1?token=${mixed}`
    ])
  ),
  ...variables(
    'a text of settings',
    found('SETTINGS', [
      `a=1|password=${WEAK}`,
      `a=1~password=${WEAK}`,
      `host:db,password:${WEAK}`,
      `{password: ${WEAK}}`,
      `{user: ops, password: ${WEAK}}`,
      `<add key="password" value="${WEAK}"/>`,
      `<password value="${WEAK}"/>`,
      `<bean><property name="password" value="${WEAK}"/></bean>`,
      `data:application/json,{"password":"${WEAK}"}`,
      `{"name":"db_password","type":"string","default":"${WEAK}"}`,
      `account default\nhost x\npassword ${WEAK}`,
      `requirepass ${WEAK}\nmasterauth ${WEAK}`,
      `user svc insecure-password ${WEAK}`,
      `[OUTPUT]\n    Name es\n    HTTP_Passwd ${WEAK}`,
      `10.0.0.1 10.0.0.2 : PSK "${WEAK}"`,
      `user app on >${WEAK} ~* +@all`,
      `proxy_set_header Authorization "Basic ${auth}";`,
      `Cookie: session=${DRAWN}`
    ])
  ),
  ...variables(
    'a text of a program',
    found('SETTINGS', [
      `array('user' => 'ops', 'password' => '${WEAK}')`,
      `output { elasticsearch { user => "ops" password => "${WEAK}" } }`,
      `:password => '${WEAK}'`,
      `const password = '${WEAK}'`,
      `mutation{login(password:"${WEAK}")}`,
      `db.createUser({user:'ops',pwd:'${WEAK}',roles:[]})`,
      `$env:PASSWORD="${WEAK}"`,
      `CREATE USER app IDENTIFIED BY '${WEAK}';`,
      `ALTER ROLE app WITH PASSWORD '${WEAK}'`
    ])
  ),
  ...variables(
    'a document in another dress',
    found('SETTINGS', [
      `"${base64(`{"password":"${WEAK}"}`)}"`,
      `b64:${base64(`{"password":"${WEAK}"}`)}`,
      base64(`\uFEFF{"password":"${WEAK}"}`),
      base64(`{"password":"${WEAK}","note":"\u65E5\u672C\u8A9E"}`),
      JSON.stringify(JSON.stringify({ password: WEAK })),
      `?password=${WEAK}`,
      `db[password]=${WEAK}`,
      `<password><![CDATA[${WEAK}]]></password>`,
      `<ns:password>${WEAK}</ns:password>`,
      `{"key":"db_password","string_value":"${WEAK}"}`,
      `{"DB_PASSWORD":{"S":"${WEAK}"}}`,
      `\uFF24\uFF22\uFF3F\uFF30\uFF21\uFF33\uFF33\uFF37\uFF2F\uFF32\uFF24=${WEAK}`,
      `- name: DB_PASSWORD\n  value: ${WEAK}`,
      `admin_password: ${WEAK}; debug: true`,
      `setPassword("${WEAK}")`
    ])
  ),
  ...variables('a login of Bundler', [['BUNDLE_GEMS__EXAMPLE__COM', `svc:${WEAK}`]]),
  ...scripts('what a shell sets', [
    `printf -v DB_PASSWORD '%s' ${WEAK}; app`,
    `read DB_PASSWORD <<< ${WEAK}; app`,
    `read DB_PASSWORD <<X\n${WEAK}\nX\napp`,
    `echo ${WEAK} | xargs app --password`,
    `app --password:${WEAK}`,
    `app --\u0440assword ${WEAK}`,
    `php -r "define('DB_PASSWORD','${WEAK}');"`,
    `php -r "putenv('DB_PASSWORD=${WEAK}');"`,
    `airflow users create -p ${WEAK}`,
    `caddy hash-password --plaintext ${WEAK}`,
    `echo "AKIAX:${mixed}" > /etc/passwd-s3fs`,
    `echo "https://x ops ${WEAK}" >> /etc/davfs2/secrets`
  ]),
  ...variables('what a sentence tells', [
    ['NOTE', `the password is ${WEAK}`, 'warning'],
    ['NOTE', `password -> ${WEAK}`, 'warning']
  ]),
  ...variables(
    'the default of a template',
    found('DB_PASSWORD', [
      `{{ pw if prod else '${WEAK}' }}`,
      `{{ '${WEAK}' if dev else pw }}`,
      `<%= '${WEAK}' %>`,
      `<%= ENV.fetch('DB_PASSWORD') { '${WEAK}' } %>`,
      `<%= prod ? pw : '${WEAK}' %>`,
      `\${DEV:+${WEAK}}`,
      `\${X/x/${WEAK}}`,
      `\${pw!'${WEAK}'}`,
      `{{ getenv "DB_PASSWORD" "${WEAK}" }}`,
      `{{ getv "/db/password" "${WEAK}" }}`,
      `{{ keyOrDefault "db/password" "${WEAK}" }}`,
      `#{DbPassword | Default "${WEAK}"}`,
      `$($env:PW ?? '${WEAK}')`,
      `$[coalesce(variables['x'], '${WEAK}')]`
    ])
  ),
  ...variables('a number', [
    ['DB_PASSWORD', '-48151623'],
    ['DB_PASSWORD', '2019-04-12']
  ]),
  ...containers('a command', [
    [{ environment: [{ k: 'DB_PASSWORD', v: WEAK }] }],
    [{ entryPoint: ['app', '--password'], command: [WEAK] }],
    [{ entryPoint: ['sh', '-c', 'exec app --password "$0"'], command: [WEAK] }],
    [{ command: ['wpa_passphrase', 'net', WEAK] }],
    [{ command: ['emqx_ctl', 'admins', 'add', 'admin', WEAK] }],
    [{ command: ['mosquitto_passwd', '-b', '/p', 'svc', WEAK] }],
    [{ command: ['radtest', 'svc', WEAK, '10.0.0.1', '0', 'x'] }],
    [{ command: ['cmd', '/c', `net user ops ${WEAK} /add`] }],
    [{ command: ['cmd', '/c', `net use Z: \\\\nas\\x ${WEAK} /user:svc`] }],
    [{ command: ['composer', 'config', 'http-basic.repo.x', 'svc', mixed] }],
    [{ command: ['bundle', 'config', 'gems.example.com', `svc:${WEAK}`] }],
    [{ command: ['yarn', 'config', 'set', 'npmAuthToken', mixed] }],
    [
      {
        command: ['aws', 'ssm', 'put-parameter', '--name', '/a/b', '--type', 'SecureString', '--value', WEAK]
      }
    ],
    [{ command: ['powershell', '-Command', `ConvertTo-SecureString '${WEAK}' -AsPlainText -Force`] }],
    [{ command: ['perl', '-e', `$ENV{DB_PASSWORD}='${WEAK}'; do 'a.pl'`] }],
    [{ command: ['ab', '-A', `svc:${WEAK}`, 'http://x/'] }],
    [{ command: ['lftp', '-u', `svc,${WEAK}`, 'ftp://x'] }],
    [{ command: ['snmpwalk', '-v2c', '-c', WEAK, '10.0.0.1'] }],
    [{ command: ['xfreerdp', '/v:x', '/u:svc', `/p:${WEAK}`] }],
    [{ command: ['otelcol', `--config=yaml:exporters::otlp::headers::api-key: ${hex32}`] }],
    [{ image: `registry.internal/app:1?token=${mixed}` }],
    [{ dockerSecurityOptions: [`credentialspec:{"Plugins":["AD"],"Password":"${WEAK}"}`] }]
  ]),
  ...containers('the place of a reference', [
    [{ repositoryCredentials: { credentialsParameter: `{"username":"svc","password":"${WEAK}"}` } }],
    [{ secrets: [{ name: 'DB', valueFrom: `{"password":"${WEAK}"}` }] }],
    [{ secrets: [{ name: 'DB', valueFrom: `password=${WEAK}` }] }],
    [
      {
        logConfiguration: {
          logDriver: 'x',
          secretOptions: [{ name: 'token', valueFrom: `password=${WEAK}` }]
        }
      }
    ]
  ]),
  ...scripts('a script', [
    `echo ${WEAK} | passwd --stdin app`,
    `echo ${WEAK} | kinit svc@CORP`,
    `echo ${WEAK} | vncpasswd -f > /p`,
    `echo ${mixed} | gh auth login --with-token`,
    `ftp -n host <<E\nuser svc ${WEAK}\nput x\nE`,
    `echo '"app" "${WEAK}"' > /etc/pgbouncer/userlist.txt && pgbouncer`,
    `printf 'svc:%s\\n' "$(openssl passwd -apr1 ${WEAK})" > /etc/nginx/.htpasswd`
  ]),
  ...containers('parts', [
    [
      {
        environment: [
          { name: 'HOST_PREFIX', value: GITLAB.slice(0, 13) },
          { name: 'HOST_SUFFIX', value: GITLAB.slice(13) }
        ]
      }
    ],
    [
      {
        environment: [
          { name: 'HOST_I', value: GITLAB.slice(0, 13) },
          { name: 'HOST_II', value: GITLAB.slice(13) }
        ]
      }
    ]
  ]),
  ...tasks('a volume', [
    [
      {
        volumes: [
          { name: 'x', dockerVolumeConfiguration: { driverOpts: { o: `addr=10.0.0.3,user=svc%${WEAK}` } } }
        ]
      }
    ]
  ])
]

/** Harmless texts in the same forms. */
export const QUIET_BY_FORM: readonly Case[] = [
  ...variables('a name', [
    ['MAX_PASSWORD', '128', 'nothing'],
    ['PAROLE_BOARD', 'open42meeting', 'nothing'],
    ['KLICKTIPP_LIST', 'list2024a', 'nothing'],
    ['COMPASS_BASE', 'north12west', 'nothing'],
    ['GEHEIMTIPP', 'berlin2024', 'nothing'],
    ['KEY_API', 'rest', 'nothing'],
    ['ZUGANG', 'vpn-gateway-01', 'nothing']
  ]),
  ...variables(
    'a URL',
    quiet('UPSTREAM', [
      'https://x.example/docs#token=usage',
      'https://x.example/?_page=12&_sort=name1',
      'https://x.example/list?ids=1,2,3&sort=name,key=asc',
      'registry.internal/app:1?platform=linux',
      'nats://gateway@nats',
      'nats://cluster1@nats:4222',
      'host:9092:topic:orders-2024-v1',
      '10.0.0.1:8080:80:tcp',
      'registry:5000:image:v1.2.3',
      'sip:alice@example.com',
      'Driver={ODBC Driver 18};Server=db;Uid=a;Pwd={DB_PASSWORD};',
      'username=svc,vers=3.0,uid=1000',
      'user=a%40b.c,vers=3'
    ])
  ),
  ...variables(
    'a text of settings',
    quiet('SETTINGS', [
      '{password: changeme}',
      '{user: app, password: config.password}',
      '{type: password, required: true}',
      'service:auth,secret:true',
      'env:prod,team:core,tier:gold2',
      'password:mask,token:hash',
      'password:input,email:input',
      '<input type="password" name="password" value=""/>',
      '<property name="password" value="${db.password}"/>',
      '<label name="password" value="Password"/>',
      '<field name="password" type="text"/>',
      'data:text/plain,hello',
      '{"name":"token_ttl","default":"3600"}',
      'password sufficient pam_unix.so sha512 shadow nullok',
      'auth required pam_unix.so\npassword required pam_cracklib.so retry=3 minlen=12',
      '[OUTPUT]\n  HTTP_Passwd ${ES_PW}',
      'ipsec.secrets : PSK "${PSK}"',
      'user app on >$PW ~* +@all',
      'proxy_set_header Authorization "Basic $basic_auth";',
      'Cookie: theme=dark; lang=en'
    ])
  ),
  ...variables(
    'a text of a program',
    quiet('SETTINGS', [
      'password = getpass("Password: ")',
      'const password = process.env.PASSWORD',
      'password => "%{PASSWORD}"',
      'array("password" => getenv("PW"))',
      'validate({password: "required|min:8"})',
      "i18n: {password: 'Passwort', token: 'Token'}",
      'mutation{login(password:$password)}',
      'SELECT password FROM users WHERE name = $1',
      'ALTER USER app PASSWORD :pw',
      "IDENTIFIED BY '?'",
      'the password is case sensitive',
      'the password is at-least-8-chars',
      'password was changed 2 days ago'
    ])
  ),
  ...variables(
    'the default of a template',
    quiet('DB_PASSWORD', [
      '{{ pw if prod else dev_pw }}',
      "<%= ENV.fetch('DB_PASSWORD', nil) %>",
      "<%= lookup('profile::db::password1') %>",
      "<%= node['db']['password1'] %>",
      "<%= env == 'production1' ? a : b %>",
      '#{if Env == "Production1"}#{A}#{/if}',
      '$' + '{DB_PASSWORD:+set}',
      '$' + '{DB_PASSWORD:+--flag=$DB_PASSWORD}',
      '$' + '{DB_PASSWORD//x/y}',
      '$' + "{pw!''}",
      '{{ getv "/app/db/password1" }}',
      '{{ key "app/db/password1" }}',
      '{{ "/app/db/password1" | ssm }}',
      "{{ hostvars['db1']['password'] }}",
      '$($env:PW ?? $env:OTHER)',
      "$[variables['DB_PASSWORD1']]",
      '-1',
      '90d'
    ])
  ),
  ...variables(
    'a document in another dress',
    quiet('SETTINGS', [
      '"hello world"',
      '"\\"quoted\\""',
      '?tokens=12',
      'filter[password]=required',
      '<title><![CDATA[Password reset 2024]]></title>',
      '<password><![CDATA[$' + '{PW}]]></password>',
      '{"token_ttl":{"N":"3600"}}',
      '\uFF21\uFF22\uFF23\uFF1D\uFF11\uFF12\uFF13',
      '- name: DB_PASSWORD\n  valueFrom: secretsmanager:x',
      'setPassword(pw)',
      '.password("Enter password")',
      'secret("prod/db/password1")',
      'mode: a; debug: true',
      'b64:aGVsbG8gd29ybGQgMTIz'
    ])
  ),
  ...variables('a setting of Bundler', [['BUNDLE_WITHOUT', 'development:test', 'nothing']]),
  ...scripts('what a shell sets', [
    ['read DB_PASSWORD <<< "$X"', 'nothing'],
    ["printf -v NOW '%s' 2024-01-01", 'nothing'],
    ['echo file42.txt | xargs rm -f', 'nothing'],
    ['app --token:file --port:8080', 'nothing'],
    ["php -r \"define('WP_DEBUG','true2');\"", 'nothing']
  ]),
  ...containers('the place of a reference', [
    [{ secrets: [{ name: 'DB', valueFrom: 'secretsmanager:app/db:password::' }] }, 'nothing'],
    [{ secrets: [{ name: 'DB', valueFrom: '{{resolve:secretsmanager:app/db}}' }] }, 'nothing'],
    [{ secrets: [{ name: 'DB', valueFrom: '{"password":"${DB_PASSWORD}"}' }] }, 'nothing'],
    [{ secrets: [{ name: 'DB', valueFrom: 'DB_PASSWORD=$DB_PASSWORD' }] }, 'nothing']
  ]),
  ...containers('a command', [
    [{ environment: [{ k: 'STAGE', v: 'prod-2' }] }, 'nothing'],
    [{ entryPoint: ['app', '--password-file'], command: ['/run/secrets/db1'] }, 'nothing'],
    [{ entryPoint: ['sh', '-c', 'exec app "$0"'], command: ['serve2024'] }, 'nothing'],
    [{ command: ['snmpwalk', '-v2c', '-c', '$COMMUNITY', '10.0.0.1'] }, 'nothing'],
    [{ command: ['composer', 'config', 'platform.php', '8.2.1'] }, 'nothing'],
    [{ command: ['bundle', 'config', 'set', 'without', 'development:test2'] }, 'nothing'],
    [{ command: ['yarn', 'config', 'set', 'npmRegistryServer', 'https://r.internal'] }, 'nothing'],
    [
      {
        command: ['aws', 'ssm', 'put-parameter', '--name', '/a/b', '--type', 'String', '--value', 'a1b2c3d4']
      },
      'nothing'
    ],
    [{ command: ['net', 'use', 'Z:', '\\\\nas\\x', '/persistent:yes'] }, 'nothing']
  ])
]
