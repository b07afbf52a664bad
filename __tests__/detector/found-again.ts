import { type Case, containers, DRAWN, scripts, tasks, variables, WEAK } from './disguised.ts'

const quiet = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'nothing'] as const)

const filled = (name: string) => `$${`{${name}}`}`

/** Ways to hide a credential of a third search, by class. */
export const FOUND_AGAIN: readonly Case[] = [
  ...variables('a name', [
    ['dB_pAsSwOrD', WEAK],
    ['DBpassWORD', WEAK],
    ['PaSsWoRd', WEAK],
    ['p-A-s-S-w-O-r-d', WEAK],
    ['p.A.S.S.w.o.r.d', WEAK],
    ['s.e.c.r.e.T', WEAK],
    ['p a s s w o r d', WEAK],
    ['패스워드', WEAK],
    ['PASSPHRS', WEAK],
    ['API_TKN', DRAWN],
    ['SECRT', DRAWN],
    ['APP_SECR', DRAWN],
    ['APP_PKEY', DRAWN],
    ['SHOP_TOK', DRAWN]
  ]),
  ...variables('a text in the notation of another language', [
    ['SETTINGS', `<key>password</key><string>${WEAK}</string>`],
    [
      'SETTINGS',
      `<dict><key>host</key><string>db</string><key>apiToken</key>\n<string>${DRAWN}</string></dict>`
    ],
    ['SETTINGS', `{:user "app" :password "${WEAK}"}`],
    ['SETTINGS', `((user . "app") (password . "${WEAK}"))`],
    ['SETTINGS', `{password, "${WEAK}"}.`],
    ['SETTINGS', `[{host, "db"}, {api_token, "${DRAWN}"}]`],
    ['SETTINGS', JSON.stringify(['--password', WEAK])],
    ['SETTINGS', JSON.stringify(['--user', 'app', '--token', DRAWN, '--quiet'])],
    ['SETTINGS', JSON.stringify({ args: ['-u', 'app', '--db-password', WEAK] })],
    ['SETTINGS', `DB_PASSWORD: ${WEAK}`]
  ]),
  ...containers('variables that make up one text', [
    [
      {
        environment: [
          { name: 'DB_URL', value: `postgres://app:${filled('A')}${filled('B')}@db/x` },
          { name: 'A', value: 'tigerlily' },
          { name: 'B', value: 'x7781' }
        ]
      }
    ],
    [
      {
        command: ['sh', '-c', 'export DB_PASSWORD=$A$B; app'],
        environment: [
          { name: 'A', value: 'tigerlily' },
          { name: 'B', value: 'x7781' }
        ]
      }
    ],
    [
      {
        command: ['app', '--password', '$(A)$(B)$(C)'],
        environment: [
          { name: 'A', value: 'tiger' },
          { name: 'B', value: 'lily' },
          { name: 'C', value: 'x7781' }
        ]
      }
    ]
  ]),
  ...containers('another place', [
    [{ environmentFiles: [{ type: 's3', value: `DB_PASSWORD=${WEAK}` }] }],
    [{ environmentFiles: [{ type: 's3', value: JSON.stringify({ password: WEAK }) }] }],
    [{ environmentFiles: [`DB_PASSWORD=${WEAK}`] }],
    [{ _comment: `DB_PASSWORD: ${WEAK}` }],
    [{ secrets: [{ name: 'API_KEY', secret: WEAK }] }]
  ]),
  ...tasks('the command of an override', [
    [{ overrides: { containerOverrides: [{ name: 'app', command: ['app', '--password', WEAK] }] } }],
    [{ ContainerOverrides: [{ Name: 'app', Command: ['sh', '-c', `DB_PASSWORD=${WEAK} app`] }] }],
    [{ jobs: { nightly: { entry_point: ['app'], command: ['app', '--token', DRAWN] } } }]
  ]),
  ...scripts('a function', [
    `login() { mysql -u app -p"$1"; }; login ${WEAK}`,
    `run() { app --user "$1" --password "$2"; }\nrun bob ${WEAK}`,
    `function go { app --password $1; }; go ${WEAK}`,
    `set_up () {\n  export DB_PASSWORD="$1"\n  app\n}\nif true; then set_up '${WEAK}'; fi`
  ]),
  ...scripts('a loop or a list', [
    `for p in ${WEAK}; do mysql -u app -p"$p" -e x; done`,
    `for pw in '' ${WEAK}; do app --password "$pw" && break; done`,
    `for pair in A=b DB_PASSWORD=${WEAK}; do export "$pair"; done`,
    `set -- bob ${WEAK}; app --user "$1" --password "$2"`
  ]),
  ...scripts('a command in a variable', [
    `alias db='mysql -uapp -p${WEAK}'; db`,
    `RUN="mysql -uapp -p${WEAK}"; $RUN`,
    `CMD='redis-cli -a ${WEAK} ping' && eval $CMD`
  ]),
  ...scripts('an argument', [
    `jq --arg password ${WEAK} '.db.password=$password' c.json`,
    `jq -n --arg host db --arg apiToken ${DRAWN} '{host: $host, token: $apiToken}' > c.json`,
    'app --password harborpass, --user bob',
    'app --db-password harborpassword,'
  ]),
  ...variables('a sentence', [
    ['NOTE', `the old DB_PASSWORD was ${WEAK}`, 'warning'],
    ['NOTE', `our SMTP_PASSWORD is ${WEAK}.`, 'warning']
  ]),
  ...scripts('a program', [
    `mycli -u app -p ${WEAK}`,
    `lftp -e 'open -u app,${WEAK} h; ls'`,
    `poetry config http-basic.shop app ${WEAK}`,
    `poetry config pypi-token.pypi ${DRAWN}`,
    `dotnet nuget add source https://n -n x -u app -p ${WEAK}`,
    `echo -e "${WEAK}\\n${WEAK}" | smbpasswd -a -s app`,
    `/opt/jboss/bin/add-user.sh admin ${WEAK} --silent`,
    `add-user.sh -u admin -p ${WEAK}`,
    `ngrok config add-authtoken ${DRAWN}`,
    `ngrok authtoken ${DRAWN}`,
    `swaks --to a@b.internal -au a -ap ${WEAK}`,
    `sendEmail -f a@b.internal -xu a -xp ${WEAK} -s h`,
    `ftp -inv h <<E\nquote USER a\nquote PASS ${WEAK}\nE`,
    `tabcmd login -s x -u a -p ${WEAK}`,
    `ss-server -s 0.0.0.0 -p 8388 -k ${WEAK}`,
    `aws ecs run-task --overrides '{"containerOverrides":[{"name":"a","command":["app","--password","${WEAK}"]}]}'`
  ])
]

/** What looks like these, and holds no credential. */
export const QUIET_AGAIN: readonly Case[] = [
  ...variables(
    'a name or a text',
    quiet([
      ['PaSsEnGeR', WEAK],
      ['passWordPressUrl', 'https://shop.internal'],
      ['WordPressHost', 'web-7'],
      ['secretaryOffice', 'berlin2024'],
      ['tokenizerModel', 'cl100k_base'],
      ['API_TKN_URL', 'https://shop.internal'],
      ['STOCK_TOK', 'abc'],
      ['SECRT_NAME', 'prod/db'],
      ['OBSECR', 'x1'],
      ['SETTINGS', '<key>CFBundleName</key><string>app2</string>'],
      ['SETTINGS', '<key>passwordMinLength</key><string>12</string>'],
      ['SETTINGS', '<key>password</key><string>$PASSWORD</string>'],
      ['SETTINGS', '{:user "app" :level "info2"}'],
      ['SETTINGS', '{token_type, "bearer7"}.'],
      ['SETTINGS', `{password, "${filled('DB_PASSWORD')}"}.`],
      ['SETTINGS', '(password . "$DB_PASSWORD")'],
      ['SETTINGS', JSON.stringify(['--password', '$DB_PASSWORD'])],
      ['SETTINGS', JSON.stringify(['--user', 'app7', '--token-ttl', '300'])],
      ['SETTINGS', JSON.stringify({ args: ['--password-file', '/run/secrets/db2'] })],
      ['SETTINGS', 'DB_PASSWORD: see vault'],
      ['SETTINGS', 'password: required, at least 12 characters'],
      ['SETTINGS', 'Password: at least 8 characters and 1 number'],
      ['SETTINGS', 'token: optional; password: optional'],
      ['NOTE', 'the old DB_PASSWORD was rotated'],
      ['NOTE', 'DB_PASSWORD is 12 characters long'],
      ['NOTE', 'DB_PASSWORD is in /run/secrets/db2'],
      ['DB_PASSWORD', '$1; exec app'],
      ['DB_PASSWORD', '"$2" app'],
      ['DEPLOY_KEY', 'see 1password'],
      ['DEPLOY_KEY', 'in the vault'],
      ['DEPLOY_KEY', 'via doppler']
    ])
  ),
  ...containers('variables in a row', [
    [
      {
        environment: [
          { name: 'DB_URL', value: `postgres://${filled('A')}${filled('B')}.internal/x` },
          { name: 'A', value: 'tigerlily' },
          { name: 'B', value: 'x7781' }
        ]
      },
      'nothing'
    ],
    [
      {
        command: ['sh', '-c', 'app --name "$A$B"'],
        environment: [
          { name: 'A', value: 'tigerlily' },
          { name: 'B', value: 'x7781' }
        ]
      },
      'nothing'
    ],
    [
      { command: ['sh', '-c', 'app --password "$A$B"'], environment: [{ name: 'A', value: 'tiger' }] },
      'nothing'
    ]
  ]),
  ...containers('another place', [
    [{ environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::shop/password=x/app.env' }] }, 'nothing'],
    [{ secrets: [{ name: 'API_KEY', secret: 'api-key' }] }, 'nothing'],
    [{ secrets: [{ name: 'DB_PASSWORD', parameter: '/shop/db/password' }] }, 'nothing']
  ]),
  ...tasks('the command of an override', [
    [
      {
        overrides: { containerOverrides: [{ name: 'app', command: ['app', '--password', '$DB_PASSWORD'] }] }
      },
      'nothing'
    ],
    [
      { overrides: { containerOverrides: [{ name: 'app', command: ['app', '--token-ttl', '300'] }] } },
      'nothing'
    ],
    [{ overrides: { command: ['rake', 'secrets:rotate'] } }, 'nothing']
  ]),
  ...scripts(
    'a script',
    [
      `jq --arg password "$DB_PASSWORD" '.db.password=$password' c.json`,
      'jq --arg token_type bearer7 .x c.json',
      'jq --arg user app7 .x c.json',
      'app --password password, --user bob',
      'node -e "connect({ password: dbPassword, token: token, user: user })"',
      'PASSWORD=$1 app',
      'PASSWORD=$2; shift 2; app',
      'DB_PASSWORD=$* app',
      'DEPLOY_KEY="see 1password" app',
      'API_TOKEN="see the wiki" app',
      'run() { app --password "$1"; }; run "$DB_PASSWORD"',
      'get() { aws ssm get-parameter --name "/app/$1" --output text; }; DB_PASSWORD=$(get password2) app',
      'say() { echo "$1" >&2; }; say "password2 is missing"',
      'install() { apt-get install -y "$1"; }; install python312',
      'for k in DB_PASSWORD API_TOKEN; do [ -n "$(printenv $k)" ] || exit 1; done',
      'for f in password2 token2; do rm -f /tmp/$f; done',
      'for u in bob alice7; do app user add "$u" --password "$INITIAL_PASSWORD"; done',
      'for secret in db api; do SECRET=$secret ./sync.sh; done',
      'set -- --port 8080; exec app "$@"',
      'set -- bob alice7; app --user "$1" --group "$2"',
      'alias ll="ls -la"; app',
      'RUN="mysql -uapp -p$DB_PASSWORD"; $RUN',
      'open -a Terminal',
      'dotnet run -p src/web7',
      'poetry config virtualenvs.path /cache/venv7',
      'ngrok http 8080',
      'ftp -inv h <<E\nquote PASV\npassive on\nE'
    ].map(text => [text, 'nothing'] as const)
  )
]
