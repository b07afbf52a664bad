import { expect, test } from '@jest/globals'
import { findingsIn, taskDefinition } from './documents.ts'

const compose = (secrets: readonly unknown[], defined: unknown) =>
  findingsIn({ services: { app: { image: 'app:1', secrets } }, secrets: defined }, 'docker-compose.json')

test.each([
  ['a file', { file: './db.txt' }],
  ['a secret that exists elsewhere', { external: true }],
  ['a variable of the machine', { environment: 'DB_PASSWORD' }]
])('a service of Compose names a secret that is %s', async (_, secret) => {
  expect(await compose(['db_password'], { db_password: secret })).toEqual([])
})

test('a name that the file does not define is no reference, and the message has no empty name', async () => {
  const [finding] = await compose(['db_password'], { other: { file: './o.txt' } })
  expect(finding).toMatchObject({ rule: 'secret/reference-invalid', level: 'error' })
  expect(finding?.message).toMatch(/^A secret has no reference /)
})

test('a task definition has no such names', async () => {
  const definition = taskDefinition({ secrets: ['db_password'] }) as Record<string, unknown>
  const findings = await findingsIn({ ...definition, db_password: { file: './db.txt' } })
  expect(findings.map(({ rule }) => rule)).toContain('secret/reference-invalid')
})

test('a credential among the names is found', async () => {
  const found = await compose(['DB_PASSWORD=tigerlily77'], { db_password: { file: './db.txt' } })
  expect(found).toHaveLength(1)
})
