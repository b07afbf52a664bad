import fc from 'fast-check'
import { brokenPromises } from './promises.ts'
import { play } from './run-world.ts'
import { type WorldSpec, worldOf, worlds } from './spec.ts'

/** The number of seeds: 40, 10,000 with TEST_ALL=1, or the value of WORLDS. */
export function seedCount(): number {
  const asked = process.env['WORLDS']
  return asked === undefined ? (process.env['TEST_ALL'] === '1' ? 10_000 : 40) : Number(asked)
}

/** The one seed in SEED, which is run alone. */
export function onlySeed(): number | undefined {
  const asked = process.env['SEED']
  return asked === undefined ? undefined : Number(asked)
}

/** brokenIn plays a world and returns the promises that it breaks. */
const brokenIn = async (spec: WorldSpec) => brokenPromises(await play(spec))

/**
 * findBroken runs seeds and returns, for the first one that breaks a promise, the smallest world that does, as text.
 */
export async function findBroken(seeds: readonly number[]): Promise<string | undefined> {
  for (const seed of seeds) {
    const broken = await brokenIn(worldOf(seed))
    if (broken.length > 0) return tell(seed, broken)
  }
  return
}

const SHRINKING_MS = 120_000

async function tell(seed: number, broken: readonly string[]): Promise<string> {
  const end = performance.now() + SHRINKING_MS
  // when the time is up, every smaller world counts as good, so that none is interrupted halfway
  const property = fc.asyncProperty(
    worlds,
    async spec => performance.now() > end || (await brokenIn(spec)).length === 0
  )
  const found = await fc.check(property, {
    seed,
    numRuns: 1,
    unbiased: true
  })
  const smallest = found.counterexample?.[0] ?? worldOf(seed)
  return [
    `seed ${seed}:`,
    ...broken.map(line => `  ${line}`),
    `smallest world (${found.numShrinks} steps): ${JSON.stringify(smallest)}`,
    ...(await brokenIn(smallest)).map(line => `  ${line}`),
    `again: SEED=${seed} npx jest __tests__/worlds`
  ].join('\n')
}
