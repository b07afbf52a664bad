import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { connectAccounts } from '../../src/deploying/connections.ts'
import { prepareDefinitions } from '../../src/deploying/prepare/prepare.ts'
import { scenario, template } from '../bundle/world.ts'
import { plainOrigins } from '../document/plain-origins.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

/** More files than a run keeps the trees of. */
const MANY = 101
const NAMES = Array.from({ length: MANY }, (_, index) => `s${String(index).padStart(3, '0')}`)
const PASSWORD = ['vT7', 'qLm', '2xRz', '9Kd'].join('')

/** One file in three is plain JSON, one has a comment, and one, if it is among NAMES, a password. */
function textOf(name: string): string {
  const text = template(name)
  const kind = Number(name.slice(1)) % 3
  if (kind === 0) return text
  if (kind === 1 || !NAMES.includes(name)) return `// owned by the platform team\n${text}`
  return JSON.stringify({
    ...(JSON.parse(text) as object),
    tags: [{ key: 'DB_PASSWORD', value: PASSWORD }]
  })
}

async function prepared(names: readonly string[]) {
  const world = await makeModeWorld(scenario())
  for (const name of names) writeFileSync(join(world.workspace.path, `deploy/${name}.json`), textOf(name))
  const { ports } = world
  const raw = { service: names.join(','), 'container-name': 'app', image: 'demo/other:3', explain: 'true' }
  const found = await prepareDefinitions(world.configuration('plan', raw), ports, connectAccounts(ports, 3))
  return { ...found, masked: world.masked }
}

/** Everything that can be reached from a value by its own members. */
function reachable(value: unknown, seen = new Set<unknown>()): ReadonlySet<unknown> {
  if (seen.has(value)) return seen
  seen.add(value)
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) reachable(member, seen)
  return seen
}

test('a run over many files finds what it finds in each of them alone', async () => {
  const many = await prepared(NAMES)
  const few = [await prepared(NAMES.slice(0, 51)), await prepared(NAMES.slice(51))]
  const joined = few.flatMap(({ report }) => report.findings)
  expect(joined.length).toBeGreaterThan(30)
  expect(many.report.findings).toEqual(joined)
  expect(many.report.explained).toEqual(few.flatMap(({ report }) => report.explained ?? []))
  for (const member of ['problems', 'remarks', 'unscanned'] as const) {
    const all = few.flatMap(({ report }) => report[member] as readonly object[])
    expect(many.report[member]).toEqual([...new Map(all.map(one => [JSON.stringify(one), one])).values()])
  }
  expect(new Set(many.masked)).toEqual(new Set(few.flatMap(({ masked }) => masked)))
})

test('and keeps no tree, but makes each anew', async () => {
  const names = Array.from({ length: MANY }, (_, index) => `c${String(index).padStart(3, '0')}`)
  const many = (await prepared(names)).prepared
  expect(many.map(({ target }) => target.service)).toEqual(names)
  expect([...reachable(many)].filter(isNode)).toEqual([])
  const few = (await prepared(names.slice(0, 4))).prepared
  for (const [index, { root, target }] of few.entries()) {
    const kept = many[index] as (typeof many)[number]
    expect(plainOrigins(kept.root)).toEqual(plainOrigins(root))
    expect(plainOrigins(kept.target.document.root)).toEqual(plainOrigins(target.document.root))
  }
})

function isNode(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'origin' in value && 'kind' in value
}
