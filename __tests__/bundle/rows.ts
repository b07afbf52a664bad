import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { scenario, template } from './scenario.ts'
import { makeWorld, resultsOf, type TestWorld } from './world.ts'

/** One run of the bundle: what happens before it, its inputs, and what must come of it. */
export type Step = {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  /** Seconds that pass before the run. */
  readonly after?: number
  readonly before?: (world: TestWorld) => void
  /** The exit code; 0 if absent. */
  readonly code?: number
  readonly results?: readonly object[]
  readonly said?: readonly (string | RegExp)[]
  readonly summary?: string | RegExp
  /** The number of error annotations. */
  readonly errors?: number
  /** All calls since the start, in order; or false: none of them writes. */
  readonly operations?: readonly string[]
  readonly writes?: false
  /** How often each operation was called since the start. */
  readonly calls?: Readonly<Record<string, number>>
  /** The revision that the service `web` is meant to run. */
  readonly runs?: string
}

/** What is promised, the scenario (members over the usual one, or a whole one), and the runs, one after the other. */
export type Row = readonly [what: string, content: object, ...steps: readonly Step[]]

/** said is how a text of a result must look. */
export const said = (reason: string | RegExp) =>
  typeof reason === 'string' ? expect.stringContaining(reason) : expect.stringMatching(reason)

/** A password that may appear in nothing that a reader sees. */
export const PASSWORD = ['Tr0ub4dor', '3xYz'].join('&')

const WRITES = /^(?:Register|Update|Create|Put|Stop|Run|Delete|Attach|Deregister)/

/** playRow makes the world of a row, with a template for each service, and plays its steps. */
export async function playRow([, content, ...steps]: Row): Promise<void> {
  const scene = 'region' in content ? content : scenario(content)
  const world = await makeWorld(scene)
  const names = (scene as { services: { serviceName: string }[] }).services.map(one => one.serviceName)
  if (names.length > 0 && !names.includes('web')) rmSync(join(world.workspace.path, 'deploy/web.json'))
  for (const name of names) if (name !== 'shop') world.workspace.write(`deploy/${name}.json`, template(name))
  try {
    for (const step of steps) await play(world, step)
  } finally {
    await world.end()
  }
}

async function play(world: TestWorld, step: Step): Promise<void> {
  for (const [file, text] of Object.entries(step.files ?? {})) world.workspace.write(file, text)
  world.sandbox.advance((step.after ?? 0) * 1000)
  step.before?.(world)
  const run = await world.deploy(step.inputs, step.env)
  const { code = 0, results = resultsOf(run), calls = {}, summary = '', runs } = step
  expect({ code: run.code, results: resultsOf(run) }).toMatchObject({ code, results })
  for (const words of step.said ?? []) expect(run.stdout).toEqual(said(words))
  expect(run.summary).toEqual(said(summary))
  expect(Object.fromEntries(Object.keys(calls).map(name => [name, world.count(name)]))).toEqual(calls)
  expect(run.visible).not.toContain(PASSWORD)
  if (step.operations) expect(world.operations()).toEqual(step.operations)
  if (step.writes === false) expect(world.operations().filter(name => WRITES.test(name))).toEqual([])
  if (step.errors !== undefined) expect(run.stdout.match(/^::error/gm)).toHaveLength(step.errors)
  if (runs === undefined) return
  const [revision, count] = runs.split(' x ')
  const service = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  expect(service?.taskDefinition).toMatch(new RegExp(`/${revision}$`))
  if (count) expect(service?.desiredCount).toBe(Number(count))
}
