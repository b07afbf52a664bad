import { expect, test } from '@jest/globals'
import { endedAfterEach } from '../ended.ts'
import { scenario } from './scenario.ts'
import { makeWorld } from './world.ts'

const openWorld = endedAfterEach(makeWorld)
/** Built at run time: no text of this file looks like a credential. */
const lineOf = (seed: string) => [...`${seed}Qz7p`].map(one => `${one}k9X`).join('')
const PEM = [
  ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
  lineOf('first'),
  lineOf('second'),
  ['-----END', 'PRIVATE KEY-----'].join(' ')
].join('\n')
const RUN = {
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'deploy'
}
const INPUTS = { 'secret-values': 'DB_PASSWORD=@\nTLS_KEY', project: 'demo' }

const inputsWith = (password: string) => ({
  ...INPUTS,
  'secret-values': INPUTS['secret-values'].replace('@', password)
})

type World = Awaited<ReturnType<typeof makeWorld>>
const secretsOf = ({ sandbox }: World) => sandbox.world().regions.get('us-west-2')?.secrets
const textOf = (world: World, name: string) =>
  secretsOf(world)
    ?.get(name)
    ?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.text

/** What leaves the run, but for the lines with which the runner is told what to mask. */
function expectNoPart(texts: readonly string[], values: readonly string[]): void {
  const shown = texts.join('\n').replace(/^::add-mask::.*$/gm, '')
  for (const line of values.flatMap(value => value.split('\n')).filter(one => !one.startsWith('-----')))
    expect(shown).not.toContain(line)
}

test('the built action stores a line and a key of several lines, and no byte of them leaves', async () => {
  const world = await openWorld(scenario())
  const password = lineOf('third')
  const run = await world.deploy(inputsWith(password), { ...RUN, TLS_KEY: PEM })
  expect(run.code).toBe(0)
  expect(textOf(world, 'demo/database/password')).toBe(password)
  expect(textOf(world, 'demo/tls-key')).toBe(PEM)
  const sent = world.sandbox.requests().map(({ body }) => JSON.stringify(body))
  expectNoPart([run.visible, JSON.stringify(run.outputs), ...sent], [password, PEM])
})

test('a failed rollout after a change: the new value stays, and the report says what a rollback brings', async () => {
  const behaviours = [{ taskDefinition: 'web:3', exitAfter: '5s', exitCode: 1 }]
  const world = await openWorld(scenario({ behaviours }))
  const [before, after] = [lineOf('before'), lineOf('after')]
  await world.deploy(inputsWith(before), { ...RUN, TLS_KEY: PEM })
  const bad = { ...inputsWith(after), variables: 'TAG=3', 'wait-for-minutes': '5' }
  const run = await world.deploy(bad, { ...RUN, GITHUB_RUN_ID: '78', TLS_KEY: PEM })
  expect(run.code).toBe(1)
  expect(textOf(world, 'demo/database/password')).toBe(after)
  expect(run.visible).toContain('a rollback starts the earlier revision with the new value')
  expectNoPart([run.visible, JSON.stringify(run.outputs)], [before, after, PEM])
})
