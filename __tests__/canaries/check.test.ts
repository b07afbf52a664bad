import { expect, test } from '@jest/globals'
import { action, cli } from '../run/scene.ts'
import { runsOf } from '../sample.ts'
import { makeWorkspace } from '../workspace.ts'
import { around, Canaries, Draw, foundIn } from './canary.ts'
import { configurationOf, documentOf, textOf } from './documents.ts'

const DOCUMENTS = 10
const RUNS = runsOf({ few: 12, all: 1900 })
/** So many in one test, each with jest's limit for what hangs. */
const PART = 100
const FIRST = Number(process.env['SEED'] ?? 1)

/** A check of ten documents, through one of the shells and in one of the formats. */
async function leaksOf(seed: number): Promise<readonly string[]> {
  const draw = new Draw(seed)
  const canaries = new Canaries(draw)
  const names = Array.from({ length: DOCUMENTS }, (_, index) =>
    draw.chance(5) ? `deploy/${canaries.token()}.json` : `deploy/${index}.json`
  )
  const files = names.map(name => [name, textOf(draw, documentOf(draw, canaries))] as const)
  const scene = makeWorkspace({ ...Object.fromEntries(files), 'c.yml': configurationOf(draw, canaries) })
  const variables = `TAG=v7\nDB_PASSWORD=${canaries.token()}`
  const written: Record<string, string> = {}
  try {
    if (draw.chance(50)) {
      const inputs = { mode: 'check', 'task-definition': names.join('\n'), config: 'c.yml', variables }
      const more = draw.chance(20) ? { image: canaries.address(), cluster: canaries.token() } : {}
      Object.assign(written, await action(scene, { ...inputs, ...more, 'sarif-file': 's.sarif' }))
    } else {
      const format = draw.one(['text', 'json', 'sarif', 'github'])
      const args = ['check', ...names, '--config', 'c.yml', '--variables', variables, '--format', format]
      const extra = draw.one([
        [],
        ['--sarif-file', 's.sarif'],
        ['--policy', 'references-only'],
        ['--nonsense', 'x']
      ])
      Object.assign(written, await cli(scene, [...args, ...extra]))
    }
    try {
      written['sarif'] = scene.read('s.sarif')
    } catch {
      // not asked for
    }
    return Object.entries(written).flatMap(([surface, text]) =>
      foundIn(String(text), canaries.all).map(
        value => `seed ${seed}, ${surface}: ${value} in …${around(String(text), value)}…`
      )
    )
  } finally {
    scene.remove()
  }
}

const PARTS = Array.from({ length: Math.ceil(RUNS / PART) }, (_, index) => FIRST + index * PART)

test.each(PARTS)(
  `no value is in what a check says, seeds from %s, ${RUNS * DOCUMENTS} documents in all`,
  async first => {
    const leaks: string[] = []
    for (let seed = first; seed < first + Math.min(RUNS, PART) && leaks.length === 0; seed++) {
      leaks.push(...(await leaksOf(seed)))
    }
    expect(leaks).toEqual([])
  }
)

test('the search finds a value in every form', () => {
  const canaries = new Canaries(new Draw(3))
  const value = canaries.password()
  expect(foundIn(`x ${value} y`, canaries.all)).toEqual([value])
  expect(foundIn(Buffer.from(value).toString('base64'), canaries.all)).toEqual([value])
  expect(
    foundIn(
      value.replace(/[^A-Za-z0-9]/g, one => `&#${one.charCodeAt(0)};`),
      canaries.all
    )
  ).toEqual([value])
  expect(foundIn('nothing', canaries.all)).toEqual([])
})
