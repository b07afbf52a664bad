import { afterEach, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { blockAfter } from '../pages.ts'
import { scenario } from './scenario.ts'
import { makeWorld, resultsOf, type TestWorld } from './world.ts'

/** What docs/operate.md shows: the workflow's own step, run by the event that the rule sends. */
const example = (name: string) => blockAfter('docs/operate.md', `<!-- rotation-${name} -->`)

type Workflow = {
  readonly on: { readonly repository_dispatch: { readonly types: readonly string[] } }
  readonly jobs: {
    readonly restart: { readonly steps: readonly { readonly with: Record<string, string> }[] }
  }
}

let world: TestWorld | undefined
afterEach(() => world?.end())

test('the step of the workflow that the event starts restarts a service with an old value, once', async () => {
  const workflow = parse(example('workflow')) as Workflow
  const { mode = '', cluster = '' } = workflow.jobs.restart.steps.at(-1)?.with ?? {}
  expect({ mode, cluster }).toEqual({ mode: 'rotate-restart', cluster: 'ops-pipeline-cluster' })
  // the event has the type that the workflow waits for
  expect(JSON.parse(example('input'))).toEqual({ event_type: workflow.on.repository_dispatch.types[0] })

  const rotation = {
    after: '30m',
    action: 'put-secret-value',
    secretId: 'demo/api-key',
    secretString: '${generate:40}'
  }
  world = await makeWorld(scenario({ later: [rotation] }))
  expect((await world.deploy()).code).toBe(0)
  const outcomes: unknown[] = []
  for (const minutes of [10, 50, 1]) {
    world.sandbox.advance(minutes * 60_000)
    const run = await world.deploy({ mode, cluster: 'demo', 'task-definition': '', variables: '' })
    outcomes.push([run.code, resultsOf(run)[0]?.['outcome']])
  }
  // before the rotation, after it, and by the second event of the same rotation
  expect(outcomes).toEqual([
    [0, 'unchanged'],
    [0, 'succeeded'],
    [0, 'unchanged']
  ])
  expect(world.count('UpdateService')).toBe(2)
  expect(world.count('GetSecretValue')).toBe(0)
})

test('the rule and its role are what EventBridge accepts', () => {
  const pattern = JSON.parse(example('pattern')) as { readonly detail: object }
  // every member of a pattern is a list of what may be there
  for (const member of [...Object.entries(pattern), ...Object.entries(pattern.detail)])
    if (member[0] !== 'detail') expect(Array.isArray(member[1])).toBe(true)
  expect(JSON.parse(example('role'))).toMatchObject({ Version: '2012-10-17' })
})
