import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secret } from '@aws-sdk/client-ecs'
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam'
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient
} from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { services as SERVICES } from '../../examples/ops-pipeline/plaintext.mjs'
import { skipLoudly } from '../skips.ts'
import { notVerifiedOnMoto } from './divergences.ts'
import { CLUSTER, EXECUTION, type MigrationWorld, makeMigrationWorld, RUNNING } from './migration-world.ts'
import { targets } from './targets.ts'

const PATTERN = 'deploy/{service}-task-definition.json'
const SECRETS: Readonly<Record<string, string>> = {
  ALPACA_API_KEY: 'ops-pipeline/alpaca/api-key',
  ALPACA_API_SECRET: 'ops-pipeline/alpaca/api-secret',
  DB_PASSWORD: 'ops-pipeline/database/password'
}
const WRITES = /^(Create|Put|Update|Register|Deregister|Delete|Tag|Replicate|Restore|Run|Stop|Start)/
type Run = Awaited<ReturnType<MigrationWorld['run']>>
const moto = targets.find(({ name }) => name === 'moto')

/**
 * The whole case but for rollouts, which moto does not have: `wait-until: none`. The bundle goes through a proxy that
 * keeps every request; what it did is read by the SDK's own clients.
 */
describe('from plaintext to references on moto', () => {
  if (!moto || moto.missing !== undefined) {
    skipLoudly(moto?.missing ?? 'there is no moto')
    return
  }
  let world: MigrationWorld
  let plan: Run
  let afterPlan: { readonly writes: readonly string[]; readonly status: string }
  let apply: Run

  const writes = () => world.wire.operations().filter(operation => WRITES.test(operation))
  const migrate = (...flags: string[]) => world.run('migrate', PATTERN, ...flags)
  const fileOf = (service: string) => world.workspace.read(PATTERN.replace('{service}', service))
  const arns = async () => {
    const { SecretList = [] } = await new SecretsManagerClient(world.settings).send(
      new ListSecretsCommand({})
    )
    return new Map(SecretList.map(({ Name = '', ARN = '' }) => [Name, ARN]))
  }

  beforeAll(async () => {
    world = await makeMigrationWorld(await moto.start())
    plan = await migrate('--plan-file', 'plan.json')
    afterPlan = { writes: writes(), status: world.git('status', '--porcelain') }
    apply = await migrate('--apply', '--wait-until', 'none')
  })
  afterAll(() => world.end())

  test('a plan writes nothing but its file, and says what an apply then does', () => {
    expect({ code: plan.code, ...afterPlan }).toEqual({ code: 0, writes: [], status: '?? plan.json' })
    const file = JSON.parse(readFileSync(join(world.workspace.path, 'plan.json'), 'utf8')) as {
      secrets: object[]
      moves: object[]
      roles: object[]
    }
    expect(file.secrets).toMatchObject(Object.values(SECRETS).map(name => ({ name, state: 'create' })))
    expect(file.moves).toHaveLength(24)
    expect(file.roles).toMatchObject([{ state: 'to-grant', secrets: Object.values(SECRETS) }])
  })

  test('an apply ends well', () => {
    expect({ code: apply.code, stderr: apply.stderr }).toEqual({ code: 0, stderr: '' })
    expect(apply.stdout.trim().split('\n').at(-1)).toContain('24 variables in 8 files as 3 secrets')
  })

  test('each secret was created once, and holds its value', async () => {
    expect(world.wire.bodies('CreateSecret')).toHaveLength(3)
    expect(new Set((await arns()).keys())).toEqual(new Set(Object.values(SECRETS)))
    for (const [variable, SecretId] of Object.entries(SECRETS)) {
      const read = await new SecretsManagerClient(world.settings).send(
        new GetSecretValueCommand({ SecretId })
      )
      expect(read.SecretString === world.values[variable]).toBe(true)
    }
  })

  test('the execution role has one inline policy with these three ARNs, and no other role has any', async () => {
    const iam = new IAMClient(world.settings)
    const policies = async (RoleName: string) =>
      (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames
    expect(await policies(EXECUTION)).toEqual(['ecs-sealed-deploy-secrets'])
    for (const service of SERVICES) expect(await policies(`ops-pipeline-${service}`)).toEqual([])
    const { PolicyDocument = '' } = await iam.send(
      new GetRolePolicyCommand({ RoleName: EXECUTION, PolicyName: 'ecs-sealed-deploy-secrets' })
    )
    const known = await arns()
    expect(JSON.parse(decodeURIComponent(PolicyDocument))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'secretsmanager:GetSecretValue',
          Resource: Object.values(SECRETS).map(name => known.get(name))
        }
      ]
    })
  })

  test('24 entries have moved in eight files, and nothing else', () => {
    const changed = world
      .git('diff', '-U0', '--', 'deploy')
      .split('\n')
      .filter(line => /^[+-] /.test(line))
    expect(world.git('diff', '--numstat').trim().split('\n')).toHaveLength(8)
    expect(changed.filter(line => /^-.*"value":/.test(line))).toHaveLength(24)
    expect(changed.filter(line => /^\+.*"valueFrom":/.test(line))).toHaveLength(24)
    for (const service of SERVICES) {
      const { containerDefinitions } = JSON.parse(fileOf(service)) as {
        containerDefinitions: { secrets?: Secret[] }[]
      }
      expect(containerDefinitions.flatMap(({ secrets = [] }) => secrets)).toEqual(
        Object.entries(SECRETS).map(([name, secret]) => ({ name, valueFrom: `secretsmanager:${secret}` }))
      )
    }
  })

  test('eight clean definitions are registered, with the complete ARNs of these secrets', async () => {
    const known = await arns()
    for (const service of SERVICES) {
      const number = RUNNING.includes(service) ? 2 : 1
      const { containerDefinitions = [] } = await world.describe(`${service}:${number}`)
      expect(containerDefinitions.flatMap(({ secrets = [] }) => secrets)).toEqual(
        Object.entries(SECRETS).map(([name, secret]) => ({ name, valueFrom: known.get(secret) }))
      )
      const plain = containerDefinitions.flatMap(({ environment = [] }) =>
        environment.map(({ name }) => name)
      )
      expect(plain.filter(name => Object.hasOwn(SECRETS, name ?? ''))).toEqual([])
    }
    expect(world.wire.bodies('RegisterTaskDefinition')).toHaveLength(8)
    const updates = world.wire.bodies('UpdateService').map(body => JSON.parse(body) as { service: string })
    expect(updates.map(({ service }) => service).sort()).toEqual(RUNNING)
  })

  test('run again it finds nothing to do, and writes nothing', async () => {
    const before = writes().length
    const again = await migrate('--apply', '--wait-until', 'none')
    expect({ code: again.code, last: again.stdout.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'Nothing to migrate: no plaintext credentials found.'
    })
    expect(writes().slice(before)).toEqual([])
  })

  test('a deploy afterwards finds every revision as its file has it, and registers nothing', async () => {
    const before = world.wire.bodies('RegisterTaskDefinition').length
    const deploy = await world.run('deploy', 'deploy/*.json', '--wait-until', 'none')
    expect(deploy.code).toBe(0)
    expect(world.wire.bodies('RegisterTaskDefinition')).toHaveLength(before)
  })

  describe('an audit', () => {
    test('says exposed while a deployment has the old revision (moto keeps it for ever), and leaves it alone', async () => {
      const exposed = await world.run('audit', '--purge')
      expect(exposed.code).toBe(1)
      for (const service of RUNNING) {
        expect(exposed.stdout).toMatch(
          new RegExp(`exposed {2}service ${service} +${service}:1, ${service}:2 `)
        )
        expect(exposed.stdout).toMatch(
          new RegExp(`${service}:1 +kept +in use by service ${service} in ${CLUSTER}`)
        )
      }
      expect(writes()).not.toContain('DeregisterTaskDefinition')
      expectKnown(exposed)
    })

    test('says clean when only the new one runs, takes the old ones away, and ends with 0 exposed', async () => {
      await world.serviceAnew(2)
      const purge = await world.run('audit', '--purge', '--compare-values', '--history')
      expect(purge.stdout).toMatch(/\b0 of 3 services exposed[,;] (?!\d+ unknown)/)
      expect(purge.stdout).toContain('3 revisions purged. Git history: 8 file versions with credentials.')
      expect(purge.stdout).toContain('(the value of ops-pipeline/database/password)')
      for (const service of RUNNING)
        expect((await world.describe(`${service}:1`).catch(() => undefined))?.status).not.toBe('ACTIVE')
      const audit = await world.run('audit', '--compare-values')
      expect({ code: audit.code, last: audit.stdout.trim().split('\n').at(-1) }).toEqual({
        code: 0,
        last: expect.stringContaining('0 of 3 services exposed; 3 revisions checked.')
      })
      expect(notesOf(audit).filter(isUnknown)).toEqual([])
      expectNoValue({ purge, audit })
    })
  })

  test('what moto cannot be asked is said, and nothing else is left open', () => {
    expectKnown(apply)
    expectNoValue({ plan, apply })
  })

  test('no value has left this machine but in CreateSecret', () => {
    const sent = [...new Set(world.wire.operations())].filter(operation => operation !== 'CreateSecret')
    const leaking = sent.filter(operation => holdsValue(world.wire.bodies(operation).join('\n')))
    expect(leaking).toEqual([])
    expect(holdsValue(world.wire.bodies('CreateSecret').join('\n'))).toBe(true)
  })

  const holdsValue = (text: string) => Object.values(world.values).some(value => text.includes(value))

  function expectNoValue(runs: Readonly<Record<string, Run>>): void {
    const leaking = Object.entries(runs).filter(([, { stdout, stderr }]) => holdsValue(`${stdout}${stderr}`))
    expect(leaking.map(([name]) => name)).toEqual([])
  }

  const notesOf = ({ stdout }: Run) =>
    [...stdout.matchAll(/^note: (Not verified: .*)$/gm)].map(([, note]) => note as string)
  const isUnknown = (note: string) => !notVerifiedOnMoto.some(({ said }) => said.test(note))

  /** Every note that something was not verified is one of the divergences that are listed with their reason. */
  function expectKnown(run: Run): void {
    expect(notesOf(run).length).toBeGreaterThan(0)
    expect(notesOf(run).filter(isUnknown)).toEqual([])
  }
})
