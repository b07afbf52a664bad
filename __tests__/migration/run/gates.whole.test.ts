import { afterEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { CLUSTER, MANAGED, type MigrateWorld, makeMigrateWorld, REGION, ROLE, SERVICES } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const ACCOUNT = '123456789012'
const key = () => ['sk', 'live', 'a1B2c3D4e5F6g7H8i9J0k1L2'].join('_')

/** Every plan that would be refused later is refused now, and nothing is written, applied or not. */
async function expectRefused(codes: RegExp, message: RegExp, raw: RawInputs = {}): Promise<void> {
  const files = SERVICES.map(service => world.file(service))
  const before = world.secrets()
  for (const apply of ['false', 'true']) {
    const report = await world.migrate({ ...raw, apply })
    const found = report.problems.filter(({ code }) => codes.test(code))
    expect(found.map(problem => problem.message).join('\n')).toMatch(message)
    expect(exitCodeOf(report)).not.toBe(0)
    expect(report.migration?.done ?? []).toEqual([])
  }
  expect(SERVICES.map(service => world.file(service))).toEqual(files)
  expect(world.secrets()).toEqual(before)
  expect(world.operations().filter(name => /^(Create|Put|Register|Update|Replicate)/.test(name))).toEqual([])
}

function change(service: string, into: (container: Record<string, unknown>) => void): void {
  world.write(service, definition => {
    const [container] = definition.containerDefinitions
    if (container) into(container as unknown as Record<string, unknown>)
    return definition
  })
  world.git('commit', '-qam', 'changed')
}

const addSecret = (service: string, valueFrom: string) =>
  change(service, container => {
    container['secrets'] = [{ name: 'OLD_TOKEN', valueFrom }]
  })

describe('a credential that the rewrite does not see', () => {
  test('brought by a variable of the run', async () => {
    world = await makeMigrateWorld()
    change('dispatcher', ({ environment }) => {
      ;(environment as object[]).push({ name: 'STRIPE_SECRET_KEY', value: '${{ vars.stripe }}' })
    })
    await expectRefused(/^migration-(expression|left)$/, /STRIPE_SECRET_KEY/, {
      variables: `stripe=${key()}`
    })
  })

  test('brought by an input', async () => {
    world = await makeMigrateWorld()
    await expectRefused(/^migration-left$/, /Not moved, and would stop the deploy/, {
      service: 'dispatcher',
      'container-name': 'dispatcher',
      'environment-variables': `STRIPE_SECRET_KEY=${key()}`
    })
  })
})

describe('a reference that was there before', () => {
  test('to nothing', async () => {
    world = await makeMigrateWorld()
    addSecret('dispatcher', 'secretsmanager:ops-pipeline/gone')
    await expectRefused(/^secret-not-found$/, /ops-pipeline\/gone/)
  })

  test('to what is scheduled for deletion', async () => {
    world = await makeMigrateWorld({
      secrets: [{ name: 'ops-pipeline/leaving', generate: 20, deleted: true }]
    })
    addSecret('dispatcher', 'secretsmanager:ops-pipeline/leaving')
    await expectRefused(/deletion/, /ops-pipeline\/leaving/)
  })

  test('that a Deny keeps from the execution role', async () => {
    const deny = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'secretsmanager:GetSecretValue',
          Resource: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-team/*`
        }
      ]
    }
    world = await makeMigrateWorld({
      secrets: [{ name: 'other-team/token', generate: 20 }],
      roles: [
        { name: 'ops-pipeline-execution', managed: MANAGED, policies: { deny } },
        ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
      ]
    })
    addSecret('dispatcher', 'secretsmanager:other-team/token')
    await expectRefused(/^migration-forbidden$/, /other-team\/token/)
  })

  test('that nobody has granted yet is granted with the new ones, and the tasks start', async () => {
    world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/old-token', generate: 20 }] })
    addSecret('dispatcher', 'secretsmanager:ops-pipeline/old-token')
    const plan = await world.migrate()
    expect(plan.problems).toEqual([])
    expect(plan.migration?.roles).toMatchObject([
      { state: 'to-grant', secrets: expect.arrayContaining(['ops-pipeline/old-token']) }
    ])
    const report = await world.migrate({ apply: 'true' })
    expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
    const inline = world.sandbox.world().roles.get('ops-pipeline-execution')?.inline.values() ?? []
    expect([...inline].map(({ text }) => text).join()).toMatch(/secret:ops-pipeline\/old-token-\w{6}/)
  })
})

describe('what a deploy would refuse besides', () => {
  test('a service that another deployment controller owns', async () => {
    world = await makeMigrateWorld()
    const services = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services
    Object.assign(services?.get('dispatcher') ?? {}, { controller: 'EXTERNAL' })
    await expectRefused(/^deployment-controller$/, /"dispatcher" uses the deployment controller EXTERNAL/)
  })

  test('an execution role that is written as a bare name is understood', async () => {
    world = await makeMigrateWorld()
    world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'ops-pipeline-execution' }))
    world.git('commit', '-qam', 'a bare name')
    const { problems, migration } = await world.migrate({ service: 'dispatcher' })
    expect(problems).toEqual([])
    expect(migration?.roles.map(({ arn }) => arn)).toEqual([ROLE])
  })

  test('an execution role that is neither is refused for what it is', async () => {
    world = await makeMigrateWorld()
    world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'role/of a kind' }))
    world.git('commit', '-qam', 'no role')
    await expectRefused(/^migration-role$/, /is neither the ARN of a role nor the name of one/)
  })
})

describe('a pull request', () => {
  test('does not wait for images that nothing deploys', async () => {
    world = await makeMigrateWorld({ images: [] })
    const pull = { 'open-pull-request': 'true', 'github-token': 'token' }
    await expectRefused(/^image-missing$/, /does not exist/)
    const report = await world.migrate({ ...pull, apply: 'true' })
    expect(report.problems).toEqual([])
    expect(world.requested).toHaveLength(1)
  })
})

describe('what is said of an apply', () => {
  test('is one report, and what is done is not called to do', async () => {
    world = await makeMigrateWorld()
    await world.migrate({ apply: 'true' })
    const [text = ''] = world.shown
    expect(text.match(/To rotate, worst first/g)).toHaveLength(1)
    expect(text).not.toMatch(/to redeploy|to create|to be granted/)
    expect(text).toMatch(/dispatcher: deployed; ran dispatcher:1 with 3 credentials in plaintext/)
  })
})
