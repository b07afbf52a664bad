import type { Run } from '../bundle/runner.ts'
import { makeWorld, scenario, type TestWorld } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

export type Json = Readonly<Record<string, unknown>>
export type Inputs = Readonly<Record<string, string>>

/** The definition `web:1` and the service `web` of the usual scenario. */
export const DEFINITION = (scenario() as { taskDefinitions: Json[] }).taskDefinitions[0] as Json
export const SERVICE = (scenario() as { services: Json[] }).services[0] as Json

const ALL = { Effect: 'Allow', Action: '*', Resource: '*' }

/** A caller that may do everything except this. */
export const without = (...Action: string[]) => ({
  test: { Version: '2012-10-17', Statement: [ALL, { Effect: 'Deny', Action, Resource: '*' }] }
})

/** An operation to which AWS responds with this error, from its first call on. */
export const fault = (op: string, type: string, more: object = {}) => ({
  faults: [{ op, kind: 'error', type, message: 'made up', from: 1, ...more }]
})

/** Runs in a world, one after the other; returns all output. */
export const runs = (
  what: string,
  more: object,
  drive: (world: TestWorld) => Promise<readonly Run[]>
): Trouble => ({
  what,
  print: async () => {
    const world = await makeWorld(scenario(more))
    try {
      return (await drive(world)).map(printed).join('\n')
    } finally {
      await world.end()
    }
  }
})

/** A deploy (or the mode in the inputs) in a world; returns all output, and the reasons of the results. */
export const deploy = (
  what: string,
  more: object,
  inputs: Inputs = {},
  ready: (world: TestWorld) => unknown = () => undefined
): Trouble =>
  runs(what, more, async world => {
    await ready(world)
    return [await world.deploy(inputs)]
  })

/** The output of a run, with the texts of annotations, of the results, and their sentences as separate lines. */
export function printed(run: Run): string {
  const results = JSON.parse(run.outputs['results'] ?? '[]') as { readonly reason: string }[]
  const notes = [...run.stdout.matchAll(/^::(?:notice|warning)[^:]*::(.*)$/gm)].map(([, text]) => text)
  const reasons = results.flatMap(({ reason }) => [reason, ...reason.split(/(?<=\.) (?=[A-Z])/)])
  return [run.stdout, run.stderr, ...notes, ...reasons].join('\n')
}
