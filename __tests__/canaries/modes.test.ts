import { expect, test } from '@jest/globals'
import { runsOf } from '../sample.ts'
import { around, Canaries, Draw, foundIn } from './canary.ts'
import { play } from './play.ts'
import { worldOf } from './worlds.ts'

const RUNS = runsOf({ few: 60, all: 2000 })
const FIRST = Number(process.env['SEED'] ?? 1)

test(`no value of ${RUNS} worlds leaves a run in any mode, seeds from ${FIRST}`, async () => {
  const leaks: string[] = []
  const codes = new Map<string, number>()
  for (let seed = FIRST; seed < FIRST + RUNS && leaks.length === 0; seed++) {
    const draw = new Draw(seed)
    const canaries = new Canaries(draw)
    const world = worldOf(draw, canaries)
    const { code, surfaces } = await play(world, seed)
    const key = `${world.mode} ${code}`
    codes.set(key, (codes.get(key) ?? 0) + 1)
    for (const [surface, text] of Object.entries(surfaces)) {
      // the cluster is asked for by the name that it was given
      const asked = surface === 'requests' ? world.inputs['cluster'] : undefined
      const searched = canaries.all.filter(value => value !== asked)
      for (const value of foundIn(text, searched)) {
        leaks.push(`seed ${seed}, ${key}, ${surface}: ${value} in …${around(text, value)}…`)
      }
    }
  }
  expect(leaks).toEqual([])
  if (RUNS > 50) {
    // runs that succeed and runs that fail
    expect([...codes.keys()].filter(key => key.endsWith(' 0')).length).toBeGreaterThan(3)
    expect([...codes.keys()].filter(key => !key.endsWith(' 0')).length).toBeGreaterThan(5)
    expect([...codes.keys()].filter(key => key.endsWith(' 4'))).toEqual([])
  }
  if (process.env['SHOW']) console.error(Object.fromEntries(codes))
})
