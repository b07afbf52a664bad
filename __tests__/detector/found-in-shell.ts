import { base64, type Case, containers, DRAWN, scripts, WEAK } from './disguised.ts'

const quiet = (texts: readonly string[]) => texts.map(text => [text, 'nothing'] as const)

const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64')

const encoded = (...words: readonly string[]) => ({
  command: [...words.slice(0, -1), utf16(words.at(-1) as string)]
})

/** Ways in which a script takes a credential out of a longer text, and hands it over. */
export const FOUND_IN_SHELL: readonly Case[] = [
  ...scripts('the fields that read sets', [
    `while read u p; do mysql -u"$u" -p"$p" -e 'select 1'; done <<< "app ${WEAK}"`,
    `while IFS=: read -r u p; do\n  rabbitmqctl add_user "$u" "$p"\ndone <<EOF\napp:${WEAK}\nEOF`,
    `while IFS=, read -r u p; do htpasswd -bB /x "$u" "$p"; done < <(echo 'app,${WEAK}')`,
    `echo "app ${WEAK}" | while read u p; do curl -u "$u:$p" http://api; done`,
    `printf 'app:${WEAK}\\n' | while IFS=: read -r u p; do echo "$u:$p" | chpasswd; done`,
    `IFS=: read -r DB_USER DB_PASSWORD <<< "app:${WEAK}"; export DB_PASSWORD; app`,
    `IFS='|' read -r h u p <<< "db|app|${WEAK}"; mysqladmin -h "$h" -u "$u" --password="$p" ping`,
    `read -r u p <<'EOF'\napp ${WEAK}\nEOF\ncurl -u "$u:$p" http://api`,
    `for pair in a:b app:${WEAK}; do IFS=: read -r u p <<< "$pair"; rabbitmqctl add_user "$u" "$p"; done`,
    `while read -r l; do rabbitmqctl add_user \${l%%:*} \${l##*:}; done <<< "app:${WEAK}"`,
    `IFS=: read -ra l <<< "app:${WEAK}"; mysql -u "\${l[0]}" -p"\${l[1]}"`,
    `{ true; }; if true; then echo "app:${WEAK}" | chpasswd; fi`,
    `echo 'app:${WEAK}' |\n  chpasswd`,
    `for h in a b; do while read u p; do mysql -h $h -u$u -p"$p"; done <<< "app ${WEAK}"; done`
  ]),
  ...scripts('a part of a text', [
    `export DB_PASSWORD=$(cut -d: -f2 <<< "app:${WEAK}")`,
    `curl -u "app:$(echo 'app/${WEAK}' | cut -d/ -f2-)" http://api`,
    `export DB_PASSWORD=$(echo 'db,app,${WEAK}' | awk -F, '{print $3}')`,
    `redis-cli -a "$(echo 'x ${WEAK}' | awk '{ print $NF }')" ping`,
    `P=$(echo 'xx-${WEAK}' | sed 's/^xx-//'); redis-cli -a "$P" ping`,
    `redis-cli -a "$(echo 'app:${WEAK}' | sed 's/.*://')" ping`,
    `redis-cli -a "$(echo '${WEAK}' | tr -d '\\n')" ping`,
    `set -- $(echo 'app:${WEAK}' | tr ':' ' '); mysql -u "$1" -p"$2"`
  ]),
  ...scripts('an expansion that changes a text', [
    `T=XX${WEAK}; curl -u "app:\${T/XX/}" http://api`,
    `T=XX${WEAK}; redis-cli -a "\${T#XX}" ping`,
    `T=app:${WEAK}; redis-cli -a "\${T##*:}" ping`,
    `T=${WEAK}@x; redis-cli -a "\${T%%@*}" ping`,
    `T=ti-ger${WEAK}; redis-cli -a "\${T//-/}" ping`,
    `T=${WEAK}; export DB_PASSWORD="\${T,,}"`,
    `T=${WEAK}; app --password "\${T:-none}"`,
    `T=${WEAK}; app --password "\${T:?missing}"`,
    `T=${WEAK}; app --password "\${T:0:32}"`,
    `T=(app ${WEAK}); mysql -u "\${T[0]}" -p"\${T[1]}"`,
    `declare -A T=([user]=app [password]=${WEAK}); app "\${T[user]}"`,
    `T=(\n  b:c\n  app:${WEAK}\n)\nfor l in "\${T[@]}"; do echo "$l" | chpasswd; done`,
    `T[app]=${WEAK}; mysql -uapp -p"\${T[app]}"`,
    `declare -A T=([a]=app [b]=${WEAK}); app --password "\${T[b]}"`
  ]),
  ...scripts('handed over in a text', [
    `curl -K - <<EOF\nurl = "http://api"\nuser = "app:${WEAK}"\nEOF`,
    `echo '-u app:${WEAK}' | curl -K- http://api`,
    `curl -sf --config <(printf 'user = "app:${WEAK}"') http://api`,
    `cat > ~/.curlrc <<EOF\nproxy-user: "app:${WEAK}"\nEOF\ncurl http://api`,
    `curl --netrc-file <(echo "machine api login app password ${WEAK}") http://api`,
    `openvpn --config x --auth-user-pass <(printf 'app\\n${WEAK}\\n')`,
    `ansible-playbook --vault-password-file <(echo '${WEAK}') x.yml`,
    `source <(echo "export DB_PASSWORD=${WEAK}"); app`,
    `curl -H "Authorization: Basic $(printf 'app:${WEAK}' | base64)" http://api`,
    `A=$(echo -n "app:${WEAK}" | base64 -w0); curl -H "Authorization: Basic $A" http://api`,
    `gpg --batch --passphrase-file <(echo ${WEAK}) -d x`,
    `vault login - <<< ${DRAWN}`,
    `app --token "\${STAGE}/${DRAWN.toLowerCase()}"`,
    `ssh-keygen -t ed25519 -N '${WEAK}' -f /k`,
    `keytool -importkeystore -srcstorepass ${WEAK} -destkeystore k`,
    `cat > users.csv <<EOF\nuser,password\napp,${WEAK}\nEOF`,
    `cat <<EOF | app import -\nemail;password;role\na@b.example;${WEAK};admin\nEOF`
  ]),
  ...containers('of Windows', [
    [encoded('powershell', '-EncodedCommand', `$env:DB_PASSWORD='${WEAK}'; app.exe`)],
    [encoded('pwsh', '-NoProfile', '-enc', `& app.exe --password "${WEAK}"`)],
    [{ command: ['cmd', '/S', '/C', `powershell -e ${utf16(`net user svc ${WEAK} /add`)}`] }],
    [
      {
        command: [
          'powershell',
          '-Command',
          `[Environment]::SetEnvironmentVariable('DB_PASSWORD', '${WEAK}', 'Machine'); app.exe`
        ]
      }
    ],
    [
      {
        command: ['powershell', '-c', `irm http://api -Headers @{ Authorization = 'Bearer ${DRAWN}' }`]
      }
    ]
  ]),
  ...containers('a pair or a table', [
    [{ environment: [{ n: 'DB_PASSWORD', v: WEAK }] }],
    [{ environment: [{ var: 'DB_PASSWORD', val: WEAK }] }],
    [{ environment: [{ envName: 'DB_PASSWORD', envValue: WEAK }] }],
    [{ environment: [{ field: 'password', content: WEAK }] }],
    [{ parameters: [{ n: 'db_password', v: WEAK }] }],
    [{ environment: [{ name: 'SEED', value: `user,password,role\napp,${WEAK},admin` }] }],
    [{ environment: [{ name: 'SEED', value: `| user | password |\n| --- | --- |\n| app | ${WEAK} |` }] }],
    [{ environment: [{ name: 'SEED', value: `name\tvalue\nDB_HOST\tdb\nDB_PASSWORD\t${WEAK}` }] }],
    [{ environment: [{ name: 'DSN', value: `host db user app password ${WEAK}` }] }]
  ])
]

/** Scripts and texts of the same forms, without a credential. */
export const QUIET_IN_SHELL: readonly Case[] = [
  ...scripts(
    'a loop or a field',
    quiet([
      'while read u p; do mysql -u"$u" -p"$p"; done < /run/secrets/users',
      'while read -r host port; do nc -z "$host" "$port"; done <<< "db.internal 5432"',
      'IFS=: read -r DB_USER DB_PASSWORD <<< "$LOGIN"; export DB_PASSWORD; app',
      'while IFS=: read -r a b; do echo "$a $b" >> /etc/hosts; done <<EOF\nshop:shop.internal\nEOF',
      'IFS=. read -r major minor <<< "1.42"; echo $major',
      'while read -r key; do redis-cli DEL "$key"; done <<EOF\nsession:cache:v2\nEOF',
      'read -r token < /run/token; curl -H "Authorization: Bearer $token" http://api',
      'while read -r n secret; do app --secret "$secret"; done <<EOF\ndb prod/db/v2\nmq prod/mq/v2\nEOF',
      `cat users | while IFS=: read -r u p; do app --user "$u" --password "$p"; done; echo ${WEAK}`,
      'for pair in web:8080 admin:9090; do IFS=: read -r n p <<< "$pair"; curl "http://$n:$p/"; done',
      'export DB_PASSWORD=$(echo "$LOGIN" | cut -d: -f2)',
      'export DB_PASSWORD=$(grep ^PW= /run/env | cut -d= -f2-)',
      "awk -F: '{print $2}' /etc/users; awk 'NR==2 { if ($5+0 > 90) exit 1 }' x",
      'TAG=$(echo "shop:v42-rc1" | cut -d: -f2); app --password-file "/run/$TAG"',
      'REGION=$(echo eu-west-1a | sed "s/[a-z]$//"); export AWS_REGION=$REGION'
    ])
  ),
  ...scripts(
    'an expansion or a text',
    quiet([
      'export DB_PASSWORD="${LOGIN#*:}"',
      'H=db.internal:5432; pg_isready -h "${H%:*}" -p "${H##*:}"',
      'TOKEN="${AUTH#Bearer }"; app --token "$TOKEN"',
      'declare -A c=([user]=app [password]="$PW"); app "${c[password]}"',
      'keys=(users orders carts42); for k in "${keys[@]}"; do redis-cli DEL "cache:$k"; done',
      'APP_PASSWORD="${APP_PASSWORD:-${OTHER}}" app',
      'curl -K - <<EOF\nurl = "http://api"\nuser = "app:$PW"\nEOF',
      'curl -K - http://api <<EOF\nuser-agent = "probe/1.4:2"\nretry = 3\nEOF',
      'curl -K <(printf \'user = "%s:%s"\' "$U" "$P") http://api',
      'declare -A ports=([token]=8081 [password]=8082); curl "http://x:${ports[token]}/"',
      'declare -A paths=([DB_PASSWORD]=/prod/db2 [API_KEY]=/prod/api2); app "${paths[DB_PASSWORD]}"',
      'app --secret "shop/${STAGE}/db2"',
      'for i in nginx:alpine3 redis:bookworm7; do docker pull "$i"; done',
      'echo "user login42 there" || app --password-stdin',
      'diff <(sort /etc/a42) <(sort /etc/b42)',
      'mysql --defaults-extra-file=<(printf "[client]\\npassword=%s\\n" "$PW")',
      'curl -H "Authorization: Basic $(printf \'%s:%s\' "$U" "$P" | base64)" http://api',
      'curl -H "Authorization: Basic $(echo -n "app:$P" | base64)" http://api',
      "ssh-keygen -t ed25519 -N '' -f /k",
      'keytool -importcert -keystore k -storepass "$P" -noprompt',
      'cat > users.csv <<EOF\nuser,password\napp,$PW\nEOF',
      'cat > columns.csv <<EOF\nuser,password_hash_column\napp,pwd_hash_v2\nEOF'
    ])
  ),
  ...containers('of Windows', [
    [
      encoded('powershell', '-EncodedCommand', 'Start-Service W3SVC; C:\\ServiceMonitor.exe w3svc'),
      'nothing'
    ],
    [encoded('powershell', '-enc', '& app.exe --password $env:DB_PASSWORD'), 'nothing'],
    [{ command: ['powershell', '-c', '& app.exe --password $env:DB_PASSWORD_2024'] }, 'nothing'],
    [
      {
        command: [
          'powershell',
          '-c',
          "[Environment]::SetEnvironmentVariable('APP_MODE', 'worker2', 'Machine'); app.exe"
        ]
      },
      'nothing'
    ]
  ]),
  ...containers('a pair or a table', [
    [{ environment: [{ n: 'DB_HOST', v: 'db.internal' }] }, 'nothing'],
    [{ parameters: [{ n: 'log_level', v: 'debug2' }] }, 'nothing'],
    [{ dockerLabels: { n: 'password-reset', v: '1.42.0' } }, 'nothing'],
    ...[
      'id,email,password,created_at',
      'password,token,secret,authorization2',
      'column,type\npassword,varchar(255)\nemail,text',
      'rule,value\npassword_min_length,12\npassword_expiry,90d',
      'username,text,required\npassword,password,required',
      'key,value\npassword,Passwort\nuser,Benutzer',
      'name,password_reset_count\nshop,42',
      'path,service\n/password/reset,accounts\n/token,oauth2',
      '| option | password |\n| --- | --- |\n| required | yes |'
    ].map(value => [{ environment: [{ name: 'TABLE', value }] }, 'nothing'] as const)
  ]),
  ...scripts('a text that is decoded', [[`echo ${base64('region=eu-west-1')} | base64 -d > /x`, 'nothing']])
]
