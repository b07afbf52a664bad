import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

const TOKEN = ['gh', 'p_', 'Qw8rT5yU2iO9', 'pA4sD7fG1hJ6kL3zX0cV5bN8'].join('')

const TASK = `resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`
const REGISTER = 'aws ecs register-task-definition --cli-input-json file://td.json'

const pod = (key: string, from = 'configMapKeyRef') => `apiVersion: batch/v1
kind: CronJob
spec:
  containers:
    - name: backup
      image: mongo
      env:
        - name: BUCKET
          valueFrom:
            ${from}:
              name: shop-config
              key: ${key}
`

const external = (secretKey: string) => `${TASK}resource "kubernetes_manifest" "admin" {
  manifest = {
    data = [{
      secretKey = "${secretKey}"
      remoteRef = { key = aws_secretsmanager_secret.admin.name, property = "${secretKey}" }
    }]
  }
}
`

const google = (secret: string) => `${TASK}data "google_secret_manager_secret_version" "db" {
  secret = "${secret}"
}
`

const names = (name: string) => `${TASK}locals { secret_names = { DB_PASSWORD = "${name}" } }
`

const loop = (value: string) => `${TASK}resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Resource = [
      for secret in aws_secretsmanager_secret.shop_secrets :
      secret.arn
    ]
    password = "${value}"
  })
}
`

const workflow = (lines: string) => `jobs:
  deploy:
    steps:
      - run: |
${lines.replace(/^/gm, '          ')}
          ${REGISTER}
`

const server = (value: string) => `cat > server.js <<'EOF'
  res.json({
    success: true,
    token: ${value},
    user: {}
  });
EOF`

const listed = (value: string) => `for secret in "\${names[@]}"; do
  shop_secrets="{\\"name\\": \\"$secret\\",\\"valueFrom\\": \\"\${{ secrets.ARN }}:${value}::\\"},$shop_secrets"
done`

const written = `cat > td.env << EOF
IMAGE=postgres:18
POSTGRES_USER=postgres
POSTGRES_PASSWORD=postgres
EOF`

describe('the name of what is stored elsewhere is no credential', () => {
  test.each<[string, string, string]>([
    ['a key of a config map with a digit', 'a.yaml', pod('backupS3Bucket')],
    ['a key of a secret in capitals', 'a.yaml', pod('EC2_INSTANCE_TYPE', 'secretKeyRef')],
    ['a key of a secret that is filled from another store', 'a.tf', external('admin-password')],
    ['a secret of Google', 'a.tf', google('dev-db-password')],
    ['a map of names', 'a.tf', names('shop-db-password')],
    ['the variable of a loop', 'a.tf', loop('')],
    [
      'a sample that is commented out',
      'a.tf',
      `${TASK}# db_password = "supersecret"  <-- pass by GitHub\n# jwt_secret = "myjwtsecret"\n`
    ],
    ['a variable that a program passes on', 'a.yml', workflow(server('token'))],
    ['a part of a reference that a script puts together', 'a.yml', workflow(listed('$secret'))]
  ])('%s', async (_, file, text) => {
    expect((await checked(file, text)).found).toEqual([])
  })
})

describe('a credential in its place is found', () => {
  test.each<[string, string, string, string]>([
    ['a token as a key of a secret', 'a.yaml', pod(TOKEN, 'secretKeyRef'), '12 key'],
    ['a key with digits and nothing between its words', 'a.yaml', pod('Harbor52Lantern'), '12 key'],
    ['a password as a key that is filled from another store', 'a.tf', external(LITERAL), '5 secretKey'],
    ['a password as the name of a secret of Google', 'a.tf', google('Harbor52Lantern'), '3 secret'],
    ['a password in a map of names', 'a.tf', names('Harbor52Lantern'), '2 DB_PASSWORD'],
    ['a password with a digit within a word', 'a.tf', google('mys3lily'), '3 secret'],
    ['a password behind a loop', 'a.tf', loop(LITERAL), '8 password'],
    ['a password that is commented out', 'a.tf', `${TASK}# db_password = "${LITERAL}"\n`, '2 db_password'],
    ['a word as a name and as a password, at its place', 'a.yml', workflow(written), '8 command'],
    ['a password in a program', 'a.yml', workflow(server(`'${LITERAL}'`)), '8 command']
  ])('%s', async (_, file, text, expected) => {
    const { found } = await checked(file, text)
    expect(found).toEqual([expect.stringContaining(expected)])
  })
})
