import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { importsOf, withoutComments } from './imports.ts'

const sources = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => [file.replaceAll('\\', '/'), readFileSync(`src/${file}`, 'utf8')])
)

/** Files from which a way of imports (late ones too, types not) leads to one of `targets`. */
function reaching(targets: readonly string[]): ReadonlySet<string> {
  const found = new Set(targets)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const [file, text] of sources) {
      const isOne = importsOf(file, text).some(
        ({ target, typeOnly, own }) => own && !typeOnly && found.has(target)
      )
      if (isOne) found.add(file)
    }
  }
  return found
}

/** What a call that gives values is named in the SDK. */
const VALUE_CALL =
  /\b(?:GetSecretValue|BatchGetSecretValue|GetParameters?|GetParametersByPath|GetParameterHistory)Command\b/
const READERS = [...sources]
  .filter(([, text]) => VALUE_CALL.test(withoutComments(text)))
  .map(([file]) => file)

test('values are read in files of their own, behind the connections of the migration and of compare-values', () => {
  expect(READERS).toEqual(['aws/secret-values.ts'])
  const connections = [...reaching(READERS)].filter(
    file => file.startsWith('aws/') && !READERS.includes(file)
  )
  expect(connections).toEqual(['aws/connect-values.ts'])
})

test('no mode imports a way to values: the shell hands it to those two', () => {
  const ways = [...reaching(READERS)].filter(file =>
    /^(?:modes|report|rollout|references|plan|verify)\//.test(file)
  )
  expect(ways).toEqual([])
  expect(reaching(['aws/connect-values.ts']).has('run/run-ports.ts')).toBe(true)
})

test('a connection of check, plan, deploy and rollback has no method for a value', () => {
  const text = withoutComments(sources.get('aws/connect.ts') ?? '')
  expect(text).toContain('connectAws')
  expect(text).not.toMatch(/values\.ts|environment-files/)
  const ports = withoutComments(sources.get('ports.ts') ?? '')
  expect(ports).toContain('ModePorts')
  expect(ports).not.toMatch(/ValueReader|connectMigration|connectValues|migration\/ports/)
})

test('environment files, which may hold values, are read for an audit and nothing else', () => {
  const readers = [...sources]
    .filter(([, text]) => /\bGetObject\w*Command\b/.test(withoutComments(text)))
    .map(([file]) => file)
  expect(readers).toEqual(['aws/environment-files.ts'])
  // what else uses the client of S3 gets no further than to the names and dates of a list
  const others = [...sources].filter(
    ([file, text]) => withoutComments(text).includes('client-s3') && !readers.includes(file)
  )
  expect(new Set(others.map(([file]) => file))).toEqual(new Set(['aws/s3.ts', 'aws/services.ts']))
  const commands = others.flatMap(([, text]) => withoutComments(text).match(/\b\w+Command\b/g) ?? [])
  expect(new Set(commands)).toEqual(new Set(['ListObjectsV2Command']))
  const ways = [...reaching(readers)].filter(file => file.startsWith('aws/') && !readers.includes(file))
  expect(ways).toEqual(['aws/connect-values.ts'])
  const users = [...sources]
    .filter(([file, text]) => /\bconnectFiles\b/.test(withoutComments(text)) && !file.startsWith('aws/'))
    .map(([file]) => file)
  expect(new Set(users)).toEqual(new Set(['audit/run/area.ts', 'audit/run/ports.ts', 'run/run-ports.ts']))
})

test('a mode gets a way to values from the shell, and only migrate, an audit and a deploy with secret-values take it', () => {
  const users = (name: string) =>
    [...sources]
      .filter(
        ([file, text]) =>
          /^(modes|audit|migrate|deploy|check)\//.test(file) && withoutComments(text).includes(name)
      )
      .map(([file]) => file)
  expect(new Set(users('connectValues'))).toEqual(new Set(['audit/run/ports.ts', 'audit/run/area.ts']))
  const migrating = ['migrate/run/ports.ts', 'migrate/run/load.ts', 'migrate/run/secret-values.ts']
  expect(users('connectStores')).toEqual(['migrate/run/secret-values.ts'])
  const shell = withoutComments(sources.get('run/run-ports.ts') ?? '')
  expect(shell).toMatch(
    /secretInputs === undefined\) return undefined\s+const \{ connectMigration: connectStores/
  )
  expect(new Set(users('connectMigration'))).toEqual(new Set(migrating))
  const restart = [...reaching(['audit/run/area.ts', 'audit/run/values.ts'])]
  expect(restart).not.toContain('modes/rotate-restart.ts')
})
