import { type Case, containers, DRAWN, variables } from './disguised.ts'
import { Maker } from './made.ts'

const maker = new Maker(9050)
const word = ['rocket', 'ship', '77'].join('')
/** Assembled from parts, so that this file contains no prefix of a provider in front of a key. */
const sk = ['s', 'k-'].join('')
const bot = ['xo', 'xb-'].join('')

const quiet = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'nothing'] as const)

const warned = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => [name, value, 'warning'] as const)

/** Texts that stand for a credential, and say so. */
export const STAND_INS: readonly Case[] = [
  ...variables(
    'a value that says that it is none',
    quiet([
      ['DB_PASSWORD', 'not-a-real-password'],
      ['DB_PASSWORD', 'notarealpassword'],
      ['JWT_SECRET', 'not_a_real_secret'],
      ['API_KEY', 'this-is-not-a-real-key'],
      ['SECRET_KEY', 'not-real'],
      ['PAY_API_KEY', `${sk}not-a-real-key`],
      ['MODEL_API_KEY', `${sk}여기에키를넣으세요`],
      ['MODEL_API_KEY', `${sk}在此输入密钥`],
      ['CHAT_TOKEN', `${bot}ここにトークン`],
      ['MODEL_API_KEY', `${sk}вставьте-ключ`],
      ['LOG_TOKEN', 'replacelogtoken'],
      ['SEARCH_API_KEY', 'replacewithactualkey'],
      ['DB_PASSWORD', 'replacethispassword'],
      ['DB_PASSWORD', 'changethispassword'],
      ['JWT_SECRET', 'putyoursecrethere'],
      ['DB_PASSWORD', 'value_one'],
      ['API_KEY', 'some-value-2']
    ])
  ),
  ...variables(
    'a placeholder that had to fit the rules of passwords',
    warned([
      ['DB_PASSWORD', 'changeme123'],
      ['POSTGRES_PASSWORD', 'changeme1'],
      ['JWT_SECRET', 'ChangeMe_2026!'],
      ['DB_PASSWORD', 'change-this-123'],
      ['DB_PASS', 'replace_me_21_02_20'],
      ['DATABASE_URL', 'postgres://shop:changeme123!@db.internal/shop']
    ])
  ),
  ...variables(
    'an address in which everything stands for something',
    quiet([
      ['DATABASE_URL', 'postgres://postgres:PASSWORD@RDS_ENDPOINT:5432/app'],
      ['DATABASE_URL', 'mysql://USER:PASSWORD@HOST_ENDPOINT/app'],
      ['REDIS_URL', 'redis://:AUTH_TOKEN@REDIS_HOST:6379']
    ])
  ),
  ...variables(
    'a part of a value',
    quiet([
      ['APP_KEY', '$' + '{"base64:"}$' + '{base64encode(random_password.app.result)}'],
      ['APP_KEY', 'base64:'],
      ['secrets', 'Secrets Manager encryption'],
      ['password', 'Password rotation of the database'],
      ['CLIENT_SECRET', 'KEYCLOAK_CLIENT'],
      ['JWT_SECRET', 'SHOP_JWT'],
      ['DB_PASSWORD', 'changeit'],
      ['DB_PASSWORD', 'initial-value'],
      ['JWT_SECRET', 'update me'],
      ['JWT_SECRET', 'managed-outside-terraform'],
      ['API_KEY', 'manually-updated'],
      ['DB_PASSWORD', 'TBC'],
      ['DB_PASSWORD', 'iam-auth'],
      ['DB_PASSWORD', 'see secrets'],
      ['MODEL_API_KEY', `${sk}no-key-required`],
      ['PAY_SECRET_KEY', ['sk', 'test', 'xxx'].join('_')],
      ['AWS_SECRET_ACCESS_KEY', 'use-iam-role-instead'],
      ['OPENAI_API_KEY', 'ollama'],
      ['DB_SECRET', 'prod-db-secret'],
      ['AWS_SECRETS', 'my-app-secrets'],
      ['DB_PASSWORD_SECRET', 'prod-db-password'],
      ['GIT_TOKEN_SECRET', 'git-token'],
      ['DB_PASSWORD_KEY', 'password'],
      ['SECRET_KEY_NAME', 'app/session'],
      ['SECRET_KEY_PROVIDER', 'vault'],
      ['SECRET_KEY_SOURCE', 'ssm'],
      ['SECRET_KEY_ROTATION', 'weekly'],
      ['SECRET_KEY_BITS', '2048'],
      ['PATH_TO_PRIVATE_KEY', 'mykey'],
      ['NAME_OF_SECRET', 'shop-db'],
      ['FILE_WITH_PASSWORD', 'shop-password']
    ])
  ),
  ...variables(
    'the user of a store, the file of a key, one’s own token in one word',
    quiet([
      ['MINIO_ACCESS_KEY', 'admin'],
      ['MINIO_ACCESS_KEY', 'minio'],
      ['AWS_ACCESS_KEY_ID', 'minio123'],
      ['AWS_SECRET_ACCESS_KEY', 'test1234'],
      ['AWS_SECRET_ACCESS_KEY', 'dummy-key-01'],
      ['GOOGLE_APPLICATION_CREDENTIALS', '.gcs_credentials'],
      ['GOOGLE_APPLICATION_CREDENTIALS', 'gcp-key'],
      ['CHAT_AUTH_TOKEN', 'yourchatauthenticationtoken'],
      ['SHOP_API_KEY', 'yourshopapikey']
    ])
  ),
  ...containers(
    'a program that shows a variable',
    [
      ['node', '-e', "console.log('JWT_SECRET:', process.env.JWT_SECRET); console.log('ok')"],
      ['python', '-c', "import os; print('DB_PASSWORD:', os.environ['DB_PASSWORD']); print('ok')"],
      ['ruby', '-e', 'puts "TOKEN: #{ENV[\'TOKEN\']}"'],
      ['php', '-r', "echo 'API_KEY: ' . getenv('API_KEY') . ' ok';"],
      ['sh', '-c', 'echo "PASSWORD: $DB_PASSWORD"; echo "ok"']
    ].map(command => [{ command }, 'nothing'] as const)
  )
]

/** Credentials that look like such a text. */
export const NO_STAND_INS: readonly Case[] = [
  ...variables('a value that only looks like a placeholder', [
    ['DB_PASSWORD', 'not-a-rocket'],
    ['DB_PASSWORD', `not-a-real-${word}`],
    ['MODEL_API_KEY', `${sk}여기${DRAWN}`],
    ['JWT_SECRET', 'мой-секрет'],
    ['DB_PASSWORD', `${sk}пароль77`],
    ['DB_PASSWORD', 'replacement'],
    ['LOG_TOKEN', 'replacer-rocket'],
    ['DB_PASSWORD', 'changemerocket77'],
    ['DB_PASSWORD', `changeme${DRAWN}`],
    ['DB_PASSWORD', 'valuerocket'],
    ['DB_PASSWORD', 'valued-1'],
    ['DATABASE_URL', 'postgres://postgres:PASSWORD@db.internal/app'],
    ['DATABASE_URL', `postgres://postgres:${word}@RDS_ENDPOINT:5432/app`],
    ['DATABASE_URL', `postgres://postgres:ROCKETSHIP@RDS_ENDPOINT:5432/app`],
    ['APP_KEY', `$${'{"base64:"}'}${maker.alnum(43)}=`],
    ['APP_KEY', `base64:${maker.alnum(43)}=`],
    ['SECRETS', 'Tiger lily harbor'],
    ['password', 'Correct horse battery'],
    ['password', 'My Secret Password'],
    ['DB_SECRET', 'my-super-secret'],
    ['DATABASE_SECRET', 'super_strong_password'],
    ['password', 'Monkey keyboard of the harbor'],
    ['DB_PASSWORD', 'key-пароль'],
    ['JWT_SECRET', 'HUNTER_TIGER'],
    ['DB_PASSWORD', 'initials'],
    ['JWT_SECRET', 'updated-rocket'],
    ['DB_PASSWORD', 'managed-rocket'],
    ['DB_PASSWORD', 'iam-rocket'],
    ['MODEL_API_KEY', `${sk}no-rocket-required7`],
    ['OPENAI_API_KEY', 'rocketship'],
    ['JWT_SECRET', 'shop-jwt-secret'],
    ['DB_SECRET', word],
    ['DB_PASSWORD_SECRET', word],
    ['ACCESS_TOKEN_SECRET', 'shop-secret'],
    ['ACCESS_TOKEN_SECRET', 'access-token'],
    ['SHOP_TOKEN_SECRET', 'token'],
    ['DB_PASSWORD_KEY', 'rocketship'],
    ['SECRET_KEY', 'secret'],
    ['PATH_TO_PRIVATE_KEY', maker.alnum(40)],
    ['PATHTOKEN', 'rocketship'],
    ['SECRET_KEY_DASE', 'therocketsareready.therocketsareready'],
    // Java's own default opens the store
    ['KAFKA_SSL_TRUSTSTORE_PASSWORD', 'changeit'],
    ['SERVER_SSL_KEY_STORE_PASSWORD', 'changeit'],
    ['JAVA_OPTS', '-Djavax.net.ssl.keyStorePassword=changeit'],
    // Stores other than AWS's take a key of any length.
    ['AWS_SECRET_ACCESS_KEY', 'minio123'],
    ['AWS_SECRET_ACCESS_KEY', word],
    ['AWS_SECRET_ACCESS_KEY', 'Jx83kdP0qLmZ'],
    ['MINIO_SECRET_KEY', 'minio'],
    ['MINIO_ACCESS_KEY', `${maker.alnum(20)}`],
    ['MINIO_ROOT_PASSWORD', 'admin'],
    ['GOOGLE_APPLICATION_CREDENTIALS', maker.alnum(40)],
    ['GOOGLE_CREDENTIALS', word],
    ['GOOGLE_APPLICATION_CREDENTIALS_PASSWORD', word],
    ['CHAT_AUTH_TOKEN', 'yourrocketship'],
    ['DB_PASSWORD', 'yourmonkey'],
    ['CHAT_AUTH_TOKEN', 'yourtoken77rocket']
  ]),
  ...containers('a sample in a command beside the variable that sets it', [
    [{ environment: [mongo()], healthCheck: { command: ['CMD', 'mongosh', '-p', 'example'] } }],
    [{ environment: [mongo()], healthCheck: { command: ['CMD-SHELL', 'mongosh -u root -p example'] } }],
    [{ environment: [mongo()], command: ['sh', '-c', 'mongosh --password=example'] }]
  ]),
  ...containers('a word with a comma, which a program of another language would look up', [
    [{ command: ['app', '--password', 'swordfish,'] }],
    [{ command: ['sh', '-c', 'app --db-password Tigerlily, --verbose'] }]
  ])
]

/** Programs that show one variable and set another. */
export const SHOWN: readonly Case[] = containers('a program that shows a variable and sets one', [
  [
    {
      command: [
        'node',
        '-e',
        `console.log('JWT_SECRET:', process.env.JWT_SECRET); connect({password:'${word}'})`
      ]
    }
  ],
  [{ command: ['node', '-e', `const password='${word}'; console.log('password:', password)`] }],
  [{ command: ['python', '-c', `print("PW:", x); db(password="${word}")`] }]
])

function mongo(): object {
  return { name: 'MONGO_INITDB_ROOT_PASSWORD', value: 'example' }
}
