import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { makeWorkspace } from '../workspace.ts'
import '../../src/action/github/client.ts'
import { openPullRequest } from '../../src/action/github/open-pull-request.ts'
import { createRecorder } from '../../src/action/github/recorder.ts'
import { systemClock } from '../../src/clock.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { type GithubWorld, makeGithub, SHA, variablesFor } from '../action/github/world.ts'
import { action } from '../run/scene.ts'
import { runsOf } from '../sample.ts'
import { around, Canaries, Draw, foundIn } from './canary.ts'
import { documentOf, textOf } from './documents.ts'

let world: GithubWorld
beforeEach(async () => {
  world = await makeGithub()
})
afterEach(() => world.github.stop())

const RUNS = runsOf({ few: 5, all: 200 })
const FIRST = Number(process.env['SEED'] ?? 1)

/** A check of a pull request, whose comment GitHub takes or refuses in words that quote a token. */
async function leaksOf(seed: number): Promise<readonly string[]> {
  const draw = new Draw(seed)
  const canaries = new Canaries(draw)
  const scene = makeWorkspace({ 'web.json': textOf(draw, documentOf(draw, canaries)), 'event.json': '' })
  writeFileSync(join(scene.path, 'event.json'), JSON.stringify({ pull_request: { number: 7 } }))
  const refused = draw.chance(40)
  if (refused) {
    const message = `Bad body: password=${canaries.word()} and ${canaries.address()}`
    world.github.break({ at: /comments/, times: 1, kind: { what: 'status', status: 422, message } })
  }
  const before = { ...process.env }
  try {
    const variables = { ...variablesFor(world.github.url), GITHUB_EVENT_NAME: 'pull_request' }
    const environment = { ...variables, GITHUB_EVENT_PATH: join(scene.path, 'event.json') }
    const inputs = { mode: 'check', 'task-definition': 'web.json', 'github-token': 'ci' }
    const { out, outputs, summary } = await action(scene, inputs, environment)
    if (refused) expect(out).toContain('Bad body')
    const said = { out, outputs, summary, github: JSON.stringify(world.github.requests) }
    return Object.entries(said).flatMap(([surface, text]) =>
      foundIn(text, canaries.all).map(value => `seed ${seed}, ${surface}: …${around(text, value)}…`)
    )
  } finally {
    process.env = before
    scene.remove()
  }
}

test(`no value is in a comment or in what GitHub answers, seeds from ${FIRST}`, async () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) expect(await leaksOf(seed)).toEqual([])
  expect(world.github.requests.length).toBeGreaterThan(0)
})

test('no value is in a deployment, in its statuses, or in a pull request', async () => {
  const canaries = new Canaries(new Draw(4))
  const gate = new Gate()
  const service = `web-${canaries.token()}`
  const sent: unknown[] = []
  const call = async (_: string, parameters: object) => ({ id: sent.push(parameters) })
  const recorder = createRecorder({
    client: async () => call,
    environment: 'production',
    ref: SHA,
    clock: systemClock,
    gate,
    signal: new AbortController().signal
  })
  recorder.start([service])
  await recorder.finish([{ service, cluster: 'demo', region: 'us-west-2', outcome: 'failed', reason: 'x' }])
  expect(sent).toHaveLength(3)
  expect(JSON.stringify(sent)).toContain('web-***')
  expect(foundIn(JSON.stringify(sent), canaries.all)).toEqual([])
  world.github.break({
    at: /trees/,
    kind: { what: 'status', status: 422, message: `token=${canaries.word()} is bad` }
  })
  const content = {
    token: 'ci',
    commit: SHA,
    branch: 'b',
    title: gate.shown('t'),
    body: gate.shown('b'),
    files: []
  }
  const opening = openPullRequest(content, {
    variables: variablesFor(world.github.url),
    clock: systemClock,
    gate
  })
  await expect(opening).rejects.toThrow(/token=\*\*\* is bad|GitHub/)
  const said = await opening.catch((error: unknown) => String(error))
  expect(foundIn(said, canaries.all)).toEqual([])
})
