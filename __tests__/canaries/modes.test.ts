import { expect, test } from '@jest/globals'
import { runsOf } from '../sample.ts'
import { around, Canaries, Draw, foundIn } from './canary.ts'
import { play } from './play.ts'
import { worldOf } from './worlds.ts'

const RUNS = runsOf({ few: 40, all: 2000 })
/** So many in one test, each with jest's limit for what hangs. */
const PART = 100
const FIRST = Number(process.env['SEED'] ?? 1)

/** Runs what a seed draws, and gives what has leaked; `ends` counts modes with their exit codes. */
async function leaksOf(seed: number, ends: Map<string, number>): Promise<readonly string[]> {
  const draw = new Draw(seed)
  const canaries = new Canaries(draw)
  const world = worldOf(draw, canaries)
  const { code, surfaces } = await play(world, seed)
  const end = `${world.mode} ${code}`
  ends.set(end, (ends.get(end) ?? 0) + 1)
  return Object.entries(surfaces).flatMap(([surface, text]) => {
    // the cluster is asked for by the name that it was given
    const asked = surface === 'requests' ? world.inputs['cluster'] : undefined
    const searched = canaries.all.filter(value => value !== asked)
    return foundIn(text, searched).map(
      value => `seed ${seed}, ${end}, ${surface}: ${value} in …${around(text, value)}…`
    )
  })
}

const PARTS = Array.from({ length: Math.ceil(RUNS / PART) }, (_, index) => FIRST + index * PART)

test.each(PARTS)(`no value leaves a run in any mode, seeds from %s, ${RUNS} in all`, async first => {
  const ends = new Map<string, number>()
  const leaks: string[] = []
  for (let seed = first; seed < first + Math.min(RUNS, PART) && leaks.length === 0; seed++) {
    leaks.push(...(await leaksOf(seed, ends)))
  }
  expect(leaks).toEqual([])
  // runs that succeed and runs that fail, and none that is our own bug
  const codes = [...ends.keys()].map(end => end.split(' ')[1])
  expect(new Set(codes)).toEqual(new Set(['0', '1', '2', '3']))
})
