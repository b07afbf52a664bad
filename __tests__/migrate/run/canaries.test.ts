import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { sample } from '../../sample.ts'
import { type MigrateWorld, makeMigrateWorld, SERVICES } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

/** A password that looks different in every encoding. */
const ODD = ['Har"bor', '\\4711', ' ü%41&', '<!'].join('')
/** One that stands in the store under a name that is wanted. */
const STORED = ['Store', 'd/"V', 'alue 99'].join('')

const encodings = (value: string): readonly string[] => {
  const bytes = Buffer.from(value)
  // base64 of a longer text holds the value at one of three shifts; the characters at its ends belong to what is around
  // it
  const shifted = [0, 1, 2].map(shift =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : shift + 1, -1)
  )
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ x: value }).toString().slice(2),
    bytes.toString('hex'),
    ...shifted
  ]
}

/** Everything a run has left anywhere but in its own files and in the stores. */
function everything(): ReadonlyMap<string, string> {
  const requests = world.sandbox.requests().map(request => JSON.stringify(request))
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !join(entry.parentPath, entry.name).includes(join('.git', 'objects')))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !path.includes(join(world.folder, 'deploy')))
  return new Map([
    ['shown', world.shown.join('\n')],
    ['requests', requests.join('\n')],
    ['pull requests', JSON.stringify(world.requested)],
    ...files.map(path => [path, readFileSync(path).toString('latin1') + readFileSync(path, 'utf8')] as const)
  ])
}

function expectNoValue(values: readonly string[]): void {
  for (const [where, text] of everything()) {
    for (const [index, value] of values.entries()) {
      for (const form of encodings(value)) {
        expect({ where, index, found: text.includes(form) }).toEqual({ where, index, found: false })
      }
    }
  }
}

async function makeOddWorld(more: object = {}): Promise<void> {
  world = await makeMigrateWorld(more)
  for (const service of SERVICES) {
    world.edit(service, ({ environment }) => {
      for (const variable of environment) if (variable.name === 'DB_PASSWORD') variable.value = ODD
    })
  }
}

const PLACES: readonly (readonly [string, RawInputs])[] = [
  ['secrets', {}],
  ['parameters', { store: 'ssm' }],
  [
    'keys of one JSON secret',
    {
      'secret-names': [
        'ALPACA_API_KEY=ops/all:key',
        'ALPACA_API_SECRET=ops/all:secret',
        'DB_PASSWORD=ops/all:password'
      ].join('\n')
    }
  ],
  ['a printed policy', { 'policy-output': 'json' }]
]

test.each(sample(PLACES, 1))('no value anywhere: %s', async (_, raw) => {
  await makeOddWorld()
  await world.migrate({ ...raw, 'plan-file': 'plan.json' })
  // what runs has another password than the files: asked about first, then decided
  const decided = { ...raw, apply: 'true', 'on-difference': 'file' }
  const report = await world.migrate({ ...decided, 'plan-file': 'plan.json' })
  if (raw['policy-output'] === undefined) expect(report.problems).toEqual([])
  else expect(report.problems).toMatchObject([{ code: 'migration-grant-needed' }])
  const values = [ODD, world.values['ALPACA_API_KEY'] ?? '', world.values['ALPACA_API_SECRET'] ?? '']
  expectNoValue(values)
  // the search finds something where there is something
  const { secrets, parameters } = world.region()
  const texts = [
    ...[...secrets.values()].map(({ versions }) => versions[0]?.text ?? ''),
    ...[...parameters.values()].map(({ value }) => value)
  ].join('\n')
  for (const value of values) expect(encodings(value).some(form => texts.includes(form))).toBe(true)
  expect(world.masked).toEqual(expect.arrayContaining(values))
})

test('no value anywhere: what is refused, taken, lost or opened as a pull request', async () => {
  await makeOddWorld({ secrets: [{ name: 'ops-pipeline/database/password', value: STORED }] })
  await world.migrate({ apply: 'true' })
  const decided = { apply: 'true', 'on-difference': 'file' }
  await world.migrate(decided)
  await world.migrate({ ...decided, exclude: 'ALPACA_API_KEY' })
  await world.fault({
    op: 'CreateSecret',
    kind: 'error',
    type: 'ValidationException',
    message: `Value '${world.values['ALPACA_API_KEY']}' is bad`
  })
  await world.migrate({ ...decided, overwrite: 'true' })
  await world.clearFaults()
  await world.migrate({ ...decided, overwrite: 'true', 'open-pull-request': 'true', 'github-token': 'x' })
  expect(world.requested).toHaveLength(1)
  expectNoValue([ODD, STORED, ...Object.values(world.values)])
})
