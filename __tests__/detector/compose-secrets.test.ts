import { expect, test } from '@jest/globals'
import { findingsIn } from './documents.ts'

const compose = (secrets: readonly unknown[], defined: unknown) =>
  findingsIn({ services: { app: { image: 'app:1', secrets } }, secrets: defined }, 'docker-compose.json')

test.each([
  ['a file', { file: './db.txt' }],
  ['a secret that exists elsewhere', { external: true }],
  ['a variable of the machine', { environment: 'DB_PASSWORD' }]
])('a service of Compose names a secret that is %s', async (_, secret) => {
  expect(await compose(['db_password'], { db_password: secret })).toEqual([])
})

test('a credential among the names is found', async () => {
  const found = await compose(['DB_PASSWORD=tigerlily77'], { db_password: { file: './db.txt' } })
  expect(found).toHaveLength(1)
})
