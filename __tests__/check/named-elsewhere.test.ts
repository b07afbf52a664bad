import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

const TOKEN = ['gh', 'p_', 'Qw8rT5yU2iO9', 'pA4sD7fG1hJ6kL3zX0cV5bN8'].join('')

const TASK = `resource "aws_ecs_task_definition" "a" { container_definitions = jsonencode([{ name = "a", image = "a" }]) }
`
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

describe('the name of what is stored elsewhere is no credential', () => {
  test.each<[string, string, string]>([
    ['a key of a config map with a digit', 'a.yaml', pod('backupS3Bucket')],
    ['a key of a secret in capitals', 'a.yaml', pod('EC2_INSTANCE_TYPE', 'secretKeyRef')],
    ['a key of a secret that is filled from another store', 'a.tf', external('admin-password')],
    ['a secret of Google', 'a.tf', google('dev-db-password')],
    ['a map of names', 'a.tf', names('shop-db-password')],
    ['the variable of a loop', 'a.tf', loop('')]
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
    ['a password behind a loop', 'a.tf', loop(LITERAL), '8 password']
  ])('%s', async (_, file, text, expected) => {
    const { found } = await checked(file, text)
    expect(found).toEqual([expect.stringContaining(expected)])
  })
})
