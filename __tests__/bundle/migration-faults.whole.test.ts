import { expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { beginMigration, endStateOf, type MigrationWorld } from './migration-world.ts'
import { AT_ONCE } from './runner.ts'

/** Every kind of fault for what writes; for what only reads, those that differ in what the program does about them. */
const WRITES = [
  'throttle',
  '500',
  'html503',
  'reset-before',
  'reset-after',
  'timeout-before',
  'timeout-after',
  'access-denied',
  'expired-token',
  'truncate'
]
const READS = ['html503', 'access-denied', 'truncate']
/** A write's answer was lost or never came: asked again without looking, it would be there twice. */
const isWrite = (operation: string) => /^(Create|Put|Register|Update|Tag)/.test(operation)

/** Applies a migration in a world of its own and gives back what `look` sees of it. */
async function applied<Seen>(more: object, look: (world: MigrationWorld) => Promise<Seen>): Promise<Seen> {
  const world = await beginMigration(more)
  try {
    return await look(world)
  } finally {
    await world.end()
  }
}

type Broken = { readonly operation: string; readonly kind: string; readonly what: unknown }

/** One fault at the first call of an operation; then, if the run did not succeed, another run without it. */
async function tryFault(operation: string, kind: string, expected: string): Promise<readonly Broken[]> {
  return applied({ faults: [{ op: operation, kind, nth: 1 }] }, async world => {
    const first = await world.run('migrate', '--apply')
    const found: Broken[] = []
    const note = (what: unknown) => found.push({ operation, kind, what })
    if (first.code === 4 || first.code === null || first.stderr.includes('UnhandledPromise'))
      note({ code: first.code, stderr: first.stderr })
    if (first.code !== 0 && first.code !== 1 && !first.visible.includes(operation))
      note('the call that failed is not named')
    if (world.values.some(value => first.visible.includes(value))) note('a value is shown')
    const last = first.code === 0 ? first : await world.run('migrate', '--apply')
    if (last.code !== 0) note({ second: last.code, said: last.stdout.trim().split('\n').slice(-4) })
    const state = JSON.stringify(endStateOf(world))
    if (state !== expected) note({ state })
    return found
  })
}

test('every fault of every call: survived, or said and gone on with, to the same end', async () => {
  const { expected, operations } = await applied({}, async world => {
    await world.run('migrate', '--apply')
    return {
      expected: JSON.stringify(endStateOf(world)),
      operations: [...new Set(world.sandbox.requests().map(({ operation }) => operation))]
    }
  })
  const cases = operations.flatMap(operation =>
    (isWrite(operation) ? WRITES : READS).map(kind => [operation, kind] as const)
  )
  expect(cases.length).toBeGreaterThan(70)
  const broken: Broken[] = []
  const queue = [...sample(cases, 4)]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      broken.push(...(await tryFault(next[0], next[1], expected)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  expect(broken).toEqual([])
})
