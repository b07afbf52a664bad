import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { MADE_UP_SUFFIX } from '../../../src/migration/run/stored.ts'
import { migrationToJson } from '../../../src/report/migration/migration.ts'
import { migrationToText } from '../../../src/report/migration/migration-sections.ts'
import { type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

let world: MigrateWorld
beforeEach(async () => {
  world = await makeMigrateWorld()
})
afterEach(() => world.end())

const RUNNING_IMAGE = '123456789012.dkr.ecr.us-west-2.amazonaws.com/dispatcher:2024-11-02'
const OLD_IMAGE = RUNNING_IMAGE.replace('2024-11-02', '2024-09-01')
const ONE: RawInputs = { service: 'dispatcher' }
const APPLY: RawInputs = { ...ONE, apply: 'true' }

/** Changes the file of the service, but not what it runs. */
function changeFile(container: object, members: object = {}): void {
  world.write('dispatcher', definition => {
    Object.assign(definition.containerDefinitions[0] ?? {}, container)
    return { ...definition, ...members }
  })
  world.git('commit', '-qam', 'changed')
}
const writes = () => world.operations().filter(name => /^(Create|Put|Update|Register)/.test(name))
const newest = () =>
  JSON.stringify(world.sandbox.world().regions.get(REGION)?.families.get('dispatcher')?.revisions.at(-1))

describe('a file with another image than the one that runs', () => {
  test.each([
    ['an old one', OLD_IMAGE, 'has 123456789012.dkr.ecr.us-west-2.amazonaws.com/dispatcher:2024-09-01'],
    ['one with a login', `robot:${['Harbor', 4711].join('-')}@registry.example.com/app:1`, 'has (not shown)']
  ])('%s stops the migration before anything is stored', async (_, image, said) => {
    changeFile({ image })
    const report = await world.migrate(APPLY)
    const [problem] = report.problems.filter(({ code }) => code === 'migration-image-differs')
    expect(problem).toMatchObject({ service: 'dispatcher' })
    expect(problem?.message).toMatch(/^Service "dispatcher" runs dispatcher:1 with the image /)
    expect(problem?.message).toContain(`${RUNNING_IMAGE} in container "dispatcher"`)
    expect(problem?.message).toContain(said)
    expect(problem?.hint).toContain(`--image dispatcher/dispatcher=${RUNNING_IMAGE}`)
    expect(writes()).toEqual([])
    expect(JSON.stringify([report.problems, report.migration])).not.toContain('Harbor-')
  })

  test('is deployed with the image that the input gives', async () => {
    changeFile({ image: OLD_IMAGE })
    const report = await world.migrate({ ...APPLY, image: `dispatcher=${RUNNING_IMAGE}` })
    expect(report.problems).toEqual([])
    // The deploy of a migration repeats neither where it acts nor the permissions.
    const lines = (world.shown[0] ?? '').split('\n')
    expect(lines.filter(line => line.startsWith('Account ') || line === 'Permissions')).toEqual([
      expect.stringContaining('123456789012'),
      'Permissions'
    ])
    expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
    expect(newest()).toContain(RUNNING_IMAGE)
    expect(world.file('dispatcher')).toContain(OLD_IMAGE)
  })

  test('is not deployed to several services by one image, which each container of that name would get', async () => {
    const image = `dispatcher=${OLD_IMAGE}`
    const { problems } = await world.migrate({ ...APPLY, service: '', image })
    expect(problems.map(({ code }) => code)).toContain('migration-image-differs')
    expect(writes()).toEqual([])
    const alone = await world.migrate({ ...ONE, image })
    expect(alone.problems.map(({ code }) => code)).not.toContain('migration-image-differs')
  })

  test('is deployed to one of several services by a line with its name', async () => {
    changeFile({ image: OLD_IMAGE })
    const image = `dispatcher/dispatcher=${RUNNING_IMAGE}`
    const { problems } = await world.migrate({ service: '', image })
    expect(problems.map(({ code }) => code)).not.toContain('unknown-container')
    expect(problems.map(({ code, service }) => `${code} ${service}`)).not.toContain(
      'migration-image-differs dispatcher'
    )
  })

  test('is rewritten in a pull request, and the deploy after it has the image', async () => {
    changeFile({ image: 'PLACEHOLDER' })
    const pullRequest = { 'open-pull-request': 'true', 'github-token': 'token' }
    const report = await world.migrate({ ...APPLY, ...pullRequest })
    expect(report.problems).toEqual([])
    expect(report.migration?.services[0]).not.toHaveProperty('differences')
    expect(world.requested).toHaveLength(1)
  })
})

test('a pull request that cannot be opened is a problem before anything is stored', async () => {
  world.git('update-ref', '-d', 'HEAD')
  const report = await world.migrate({ ...APPLY, 'open-pull-request': 'true', 'github-token': 'token' })
  expect(report.problems.filter(({ code }) => code === 'migration-pull-request')).toMatchObject([
    {
      fault: 'user',
      message: expect.stringMatching(/^A pull request cannot be opened: .* Nothing was stored\.$/)
    }
  ])
  expect(writes()).toEqual([])
  expect(world.requested).toEqual([])
})

test('what else a deploy of the file changes is in the plan, without the moves', async () => {
  const environment = world.read('dispatcher').containerDefinitions[0]?.environment ?? []
  changeFile({ environment: [...environment, { name: 'FEATURE_FLAG', value: 'on' }] }, { memory: '4096' })
  const { problems, migration } = await world.migrate(ONE)
  if (migration === undefined) throw new Error(JSON.stringify(problems))
  expect(problems).toEqual([])
  const text = migrationToText(migration).join('\n')
  expect(text).toContain('+ containerDefinitions[dispatcher].environment[FEATURE_FLAG]')
  expect(text).toMatch(/~ memory: \d+ → 4096/)
  expect(migrationToJson(migration)).toMatchObject({
    services: [{ differences: expect.arrayContaining([expect.objectContaining({ path: 'memory' })]) }]
  })
  expect(migration.services[0]?.differences).toHaveLength(2)
})

test('a move of a variable that the running revision lacks is no other difference, and no output has an ARN without a secret', async () => {
  const [container] = world.read('dispatcher').containerDefinitions
  const value = ['Kd83', 'mzQ1', 'pLw7'].join('-')
  changeFile({ environment: [...(container?.environment ?? []), { name: 'NEW_PASSWORD', value }] })
  const planned = await world.migrate(ONE)
  expect(planned.migration?.moves).toContainEqual(expect.objectContaining({ variable: 'NEW_PASSWORD' }))
  expect(planned.migration?.services[0]?.differences ?? []).toEqual([])
  const { migration } = await world.migrate(APPLY)
  expect(migration?.services[0]).toMatchObject({
    isDone: true,
    previous: expect.stringMatching(/dispatcher:1$/)
  })
  expect(world.shown.join('\n')).not.toContain(MADE_UP_SUFFIX)
})
