import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { makeWorkspace, type Workspace } from '../../workspace.ts'
import '../../../src/action/github/client.ts'
import { runAsAction } from '../../../src/action/action-shell.ts'
import { asProcess } from '../../run/scene.ts'
import { type GithubWorld, makeGithub, variablesFor } from './world.ts'

const PASSWORD = ['Autumn', '2033', '#q'].join('')
const definition = (environment: object[] = []) =>
  JSON.stringify({
    family: 'web',
    containerDefinitions: [{ name: 'app', image: 'a:1', memory: 64, environment }]
  })

let world: GithubWorld
let scene: Workspace
/** One for all runs: @actions/core remembers where the step summary was the first time. */
const runner = makeWorkspace({ summary: '', output: '', 'event.json': '' })

beforeEach(async () => {
  world = await makeGithub()
  scene = makeWorkspace({ 'web.json': definition([{ name: 'DB_PASSWORD', value: PASSWORD }]) })
})
afterEach(async () => {
  scene.remove()
  await world.github.stop()
})
afterAll(() => runner.remove())

/** The action on a pull request, with the token of the inputs. */
async function run(inputs: Readonly<Record<string, string>>, head = 'example/ops-pipeline') {
  const path = (name: string) => join(runner.path, name)
  for (const name of ['summary', 'output']) writeFileSync(path(name), '')
  const pullRequest = { number: 7, head: { repo: { full_name: head } } }
  writeFileSync(path('event.json'), JSON.stringify({ pull_request: pullRequest }))
  const environment: Record<string, string> = {
    ...variablesFor(world.github.url),
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path('event.json'),
    GITHUB_WORKSPACE: scene.path,
    GITHUB_OUTPUT: path('output'),
    GITHUB_STEP_SUMMARY: path('summary'),
    INPUT_MODE: 'check',
    'INPUT_TASK-DEFINITION': 'web.json'
  }
  for (const [name, value] of Object.entries(inputs)) environment[`INPUT_${name.toUpperCase()}`] = value
  const { result, out } = await asProcess(environment, () =>
    runAsAction(environment, new AbortController().signal)
  )
  return { code: result, out, summary: runner.read('summary') }
}

const bodies = () => world.github.state.comments.map(({ body }) => body)

describe('a check on a pull request', () => {
  test('comments with a token, says clean later, and shows no value anywhere', async () => {
    const { code, out, summary } = await run({ 'github-token': 'ci' })
    expect(code).toBe(1)
    expect(bodies()).toEqual([
      expect.stringMatching(
        /<b>web\.json<\/b>&#58; 1 error[\s\S]*\| ❌\u00a0\[1\]\(https:.*\/web\.json#L1\) \|/
      )
    ])
    expect(out + summary + JSON.stringify(world.github.requests)).not.toContain(PASSWORD)
    writeFileSync(join(scene.path, 'web.json'), definition())
    expect((await run({ 'github-token': 'ci' })).code).toBe(0)
    expect(bodies()).toEqual([expect.stringContaining('### ✅')])
  })

  test('without a token nobody is asked', async () => {
    const { code, out, summary } = await run({})
    expect(code).toBe(1)
    expect(out + summary).not.toContain('Pull request comment')
    expect(world.github.requests).toEqual([])
  })

  test('another mode does not comment', async () => {
    const { code, out } = await run({ mode: 'deploy', 'github-token': 'ci' })
    expect(code).toBe(2)
    expect(out).not.toContain('Pull request comment')
    expect(world.github.requests).toEqual([])
  })

  test('a fork’s token that only reads changes nothing but a note', async () => {
    const { code, out, summary } = await run({ 'github-token': 'fork' }, 'mallory/ops-pipeline')
    expect(code).toBe(1)
    expect(out).toMatch(/^::notice .*Pull request comment not written: on pull requests from forks/m)
    expect(summary).toContain('Pull request comment not written')
    expect(bodies()).toEqual([])
  })
})
