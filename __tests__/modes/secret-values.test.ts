import { describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { runToJson } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { documentedPolicy } from '../bundle/policies.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeWorld = worldsOfTests()
/** Built at run time: no text of this file looks like a credential. */
const madeFrom = (seed: string) => [...`${seed}Qz7`].map(one => `${one}k9X`).join('')
const [FIRST, SECOND, THIRD] = ['one', 'two', 'three'].map(madeFrom) as [string, string, string]
const NAME = 'demo/database/password'

type Given = {
  readonly values?: string
  readonly more?: object
  readonly run?: string
  readonly mode?: 'plan' | 'deploy'
}

function runWith(world: ModeWorld, given: Given = {}): Promise<Report> {
  const { values = `DB_PASSWORD=${FIRST}`, more = {}, run = '100', mode = 'deploy' } = given
  const inputs = { 'secret-values': values, project: 'demo', ...more }
  const ports = { ...world.ports, runName: `${run}/1/deploy` }
  const stores = { connectStores: world.ports.connectMigration, repository: 'acme/shop' }
  return mode === 'plan'
    ? runPlan(world.configuration('plan', inputs), ports, stores)
    : runDeploy(world.configuration('deploy', inputs), ports, stores)
}

/** The same world, whose run ends before or after a call, with nothing behind it. */
function killedAt(world: ModeWorld, call: string, moment: 'before' | 'after'): ModeWorld {
  let isOver = false
  const guarded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const own: unknown = Reflect.get(target, key)
        if (typeof own !== 'function') return own
        return async (...given: unknown[]) => {
          if (isOver || (key === call && moment === 'before')) {
            isOver = true
            throw new Error('killed')
          }
          const answer: unknown = await own.apply(target, given)
          if (key !== call) return answer
          isOver = true
          throw new Error('killed')
        }
      }
    })
  const { connectAws, connectMigration } = world.ports
  return {
    ...world,
    ports: {
      ...world.ports,
      connectAws: async options => {
        const aws = await connectAws(options)
        return { ...aws, ecs: guarded(aws.ecs) }
      },
      connectMigration: async options => {
        const cloud = await connectMigration(options)
        return { ...cloud, stores: { ...cloud.stores, secretsmanager: guarded(cloud.stores.secretsmanager) } }
      }
    }
  }
}

/** A connection whose role may not read values. */
function deniedRead({ ports }: ModeWorld): ModeWorld['ports']['connectMigration'] {
  const operation = 'secretsmanager:GetSecretValue'
  const read = () =>
    Promise.reject(
      new AwsError({ kind: 'denied', operation, awsName: 'AccessDeniedException', message: 'no' })
    )
  return async options => {
    const cloud = await ports.connectMigration(options)
    return { ...cloud, values: { secretsmanager: { read }, ssm: { read } } }
  }
}

const secretsOf = ({ sandbox }: ModeWorld) => sandbox.world().regions.get('us-west-2')?.secrets
const secretIn = (world: ModeWorld) => secretsOf(world)?.get(NAME)
const currentOf = (world: ModeWorld) =>
  secretIn(world)?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.text
const WRITES = /^(?:Create|Put|Update|Register|Tag)/
const writesOf = ({ sandbox }: ModeWorld) =>
  sandbox.requests().flatMap(({ operation }) => (WRITES.test(operation) ? operation : []))
const wordsOf = (report: Report) => [...report.problems, ...report.remarks].map(one => one.message).join('\n')

function expectSealed(report: Report, world: ModeWorld): void {
  const shown = [runToJson(report), reportToMarkdown(report), world.log.text()].join('\n')
  for (const value of [FIRST, SECOND, THIRD]) expect(shown).not.toContain(value)
  const sent = JSON.stringify(world.sandbox.world().regions.get('us-west-2')?.families ?? {})
  for (const value of [FIRST, SECOND, THIRD]) expect(sent).not.toContain(value)
}

describe('a deploy with secret-values', () => {
  test('first: one secret with the tags of repository and environment, then the reference by its real ARN', async () => {
    const world = await makeWorld(scenario())
    const report = await runWith(world)
    expect(wordsOf(report)).toContain(`DB_PASSWORD as ${NAME} (new)`)
    expect(exitCodeOf(report)).toBe(0)
    expect(writesOf(world)).toEqual(['CreateSecret', 'RegisterTaskDefinition', 'UpdateService'])
    expect(currentOf(world)).toBe(FIRST)
    expect(secretIn(world)?.tags).toEqual([
      { Key: 'ecs-sealed-deploy-repository', Value: 'acme/shop' },
      { Key: 'ecs-sealed-deploy-environment', Value: '' }
    ])
    expect(secretIn(world)?.versions[0]?.id).toMatch(/^ecs-sealed-deploy-run-0000000000100-001-[0-9a-f]{12}$/)
    expect(JSON.stringify(report.plan)).toContain(secretIn(world)?.arn)
    expectSealed(report, world)
  })

  test('the same again: no call that writes', async () => {
    const world = await makeWorld(scenario())
    await runWith(world)
    const before = writesOf(world).length
    const report = await runWith(world, { run: '101' })
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['unchanged'])
    expect(writesOf(world)).toHaveLength(before)
    expect(wordsOf(report)).toContain('(equal)')
  })

  test('a changed value: one new version, new tasks, and what a rollback brings', async () => {
    const world = await makeWorld(scenario())
    await runWith(world)
    const before = writesOf(world).length
    const report = await runWith(world, { values: `DB_PASSWORD=${SECOND}`, run: '101' })
    expect(exitCodeOf(report)).toBe(0)
    expect(writesOf(world).slice(before)).toEqual(['PutSecretValue', 'UpdateService'])
    expect(currentOf(world)).toBe(SECOND)
    expect(secretIn(world)?.versions).toHaveLength(2)
    expect(wordsOf(report)).toContain('a rollback starts the earlier revision with the new value')
    expectSealed(report, world)
  })

  test('an older run that is approved late does not put its value back; one with an equal value is fine', async () => {
    const world = await makeWorld(scenario())
    await runWith(world, { run: '200' })
    const late = await runWith(world, { values: `DB_PASSWORD=${SECOND}`, run: '150' })
    expect(exitCodeOf(late)).toBe(2)
    expect(wordsOf(late)).toContain('stored by run 200, which is newer')
    expect(currentOf(world)).toBe(FIRST)
    expect(exitCodeOf(await runWith(world, { run: '150' }))).toBe(0)
  })

  test.each([
    ['changed in the console', 'was changed outside of deploys', { id: 'from-the-console' }],
    ['rotating', 'is rotated automatically', { rotates: true }],
    ['owned by an AWS service', 'belongs to the AWS service rds', { owner: 'rds' }],
    ['a replica', 'is a replica of the secret in eu-west-1', { primaryRegion: 'eu-west-1' }],
    ['of somebody else', 'was not created by a deploy of this repository', { tags: [] }],
    ['scheduled for deletion', 'is scheduled for deletion', { deletedAt: 1 }]
  ] as const)('a secret that is %s is refused before anything is written', async (_, words, change) => {
    const world = await makeWorld(scenario())
    await runWith(world)
    const [first] = secretIn(world)?.versions ?? []
    if ('id' in change) Object.assign(first ?? {}, { ...change, text: THIRD })
    else Object.assign(secretIn(world) ?? {}, change)
    const before = writesOf(world).length
    const report = await runWith(world, { values: `DB_PASSWORD=${SECOND}`, run: '101' })
    expect(exitCodeOf(report)).toBe(2)
    expect(wordsOf(report)).toContain(words)
    expect(writesOf(world)).toHaveLength(before)
    expectSealed(report, world)
  })

  test('a finding or a missing role stops the run before anything is stored', async () => {
    const world = await makeWorld(scenario())
    world.workspace.write(
      'deploy/web.json',
      JSON.stringify({
        family: 'web',
        containerDefinitions: [
          { name: 'app', image: 'x:1', environment: [{ name: 'API_TOKEN', value: THIRD }] }
        ]
      })
    )
    expect(exitCodeOf(await runWith(world))).not.toBe(0)
    expect(writesOf(world)).toEqual([])
  })

  const kills = ['create', 'registerTaskDefinition', 'updateService', 'look'].flatMap(call =>
    (['before', 'after'] as const).map(moment => [moment, call] as const)
  )
  test.each(kills)('killed %s the call %s: run again, same end', async (moment, call) => {
    const world = await makeWorld(scenario())
    await expect(runWith(killedAt(world, call, moment))).rejects.toThrow('killed')
    const report = await runWith(world)
    expect(exitCodeOf(report)).toBe(0)
    expect(secretIn(world)?.versions).toHaveLength(1)
    expect(currentOf(world)).toBe(FIRST)
    expect(new Set(writesOf(world)).size).toBe(3)
  })

  test('killed between the new version and the new tasks: the next run starts them', async () => {
    const world = await makeWorld(scenario())
    await runWith(world)
    world.sandbox.advance(600_000)
    const changed = { values: `DB_PASSWORD=${SECOND}`, run: '101' }
    await expect(runWith(killedAt(world, 'updateService', 'before'), changed)).rejects.toThrow('killed')
    const before = world.count('UpdateService')
    const report = await runWith(world, changed)
    expect(exitCodeOf(report)).toBe(0)
    expect(world.count('UpdateService')).toBe(before + 1)
    expect(world.count('PutSecretValue')).toBe(1)
  })

  test('two jobs that store the same new secret at once: one secret, two good runs', async () => {
    const world = await makeWorld(scenario())
    const ends = await Promise.all([runWith(world, { run: '300' }), runWith(world, { run: '301' })])
    expect(ends.map(exitCodeOf)).toEqual([0, 0])
    expect(secretIn(world)?.versions).toHaveLength(1)
  })

  test('secret-values-update: never reads no value and changes none', async () => {
    const world = await makeWorld(scenario())
    await runWith(world)
    const report = await runWith(world, {
      values: `DB_PASSWORD=${SECOND}`,
      more: { 'secret-values-update': 'never' },
      run: '101'
    })
    expect(exitCodeOf(report)).toBe(0)
    expect(currentOf(world)).toBe(FIRST)
    expect(world.count('GetSecretValue')).toBe(0)
  })
})

describe('the policy of docs/task-definitions.md, with that of a deploy', () => {
  const statementsIn = (file: string, mark: string) => {
    const text = JSON.stringify(documentedPolicy(file, mark))
    return JSON.parse(
      text
        .replaceAll('ops-pipeline-cluster', 'demo')
        .replaceAll('ops-pipeline', 'demo')
        .replaceAll('secret:shop', 'secret:demo')
    ) as { Action: string | string[] }[]
  }
  const deploy = statementsIn('docs/permissions.md', '<!-- policy-deploy -->')
  const own = statementsIn('docs/task-definitions.md', '<!-- policy-secret-values -->')
  const callerWith = (statements: readonly object[]) =>
    scenario({ callers: { test: { Version: '2012-10-17', Statement: statements } } })

  test('is enough to create and to change a secret', async () => {
    const world = await makeWorld(callerWith([...deploy, ...own]))
    expect(wordsOf(await runWith(world))).not.toContain('not allowed')
    const report = await runWith(world, { values: `DB_PASSWORD=${SECOND}`, run: '101' })
    expect(exitCodeOf(report)).toBe(0)
    expect(currentOf(world)).toBe(SECOND)
  })

  test.each(own.flatMap(({ Action }) => Action))(
    'without %s, no deploy of a new and a changed value',
    async action => {
      const less = own.map(one => ({ ...one, Action: [one.Action].flat().filter(other => other !== action) }))
      const world = await makeWorld(
        callerWith([...deploy, ...less.filter(({ Action }) => Action.length > 0)])
      )
      const ends = [
        await runWith(world),
        await runWith(world, { values: `DB_PASSWORD=${SECOND}`, run: '101' })
      ]
      expect(ends.map(exitCodeOf)).toContain(3)
    }
  )

  test('denied reading: exit 3 with the two ways on', async () => {
    const world = await makeWorld(scenario())
    await runWith(world)
    const isolated = { ...world, ports: { ...world.ports, connectMigration: deniedRead(world) } }
    const report = await runWith(isolated, { run: '101' })
    expect(exitCodeOf(report)).toBe(3)
    expect(report.problems.map(({ hint }) => hint).join()).toMatch(
      /tag ecs-sealed-deploy-repository.*--secret-values-update never/
    )
  })
})

describe('a plan with secret-values', () => {
  test('writes nothing, and needs no value', async () => {
    const world = await makeWorld(scenario())
    const report = await runWith(world, { values: 'DB_PASSWORD=', mode: 'plan' })
    expect(wordsOf(report)).toContain(`DB_PASSWORD as ${NAME} (new, its value is not known here)`)
    expect(exitCodeOf(report)).toBe(0)
    expect(writesOf(world)).toEqual([])
  })
})

describe('the text of secret-values', () => {
  const read = (text: string, variables = {}, mode = 'deploy') => {
    const result = readConfiguration(
      { mode, 'task-definition': 'a.json', 'aws-region': 'us-west-2', 'secret-values': text },
      { variables }
    )
    return 'problems' in result
      ? result.problems.map(({ message }) => message).join('\n')
      : 'secretInputs' in result.configuration
        ? result.configuration.secretInputs?.secrets.map(({ value, line: _, ...rest }) => ({
            ...rest,
            text: value.reveal()
          }))
        : undefined
  }
  test('lines, exports, quotes, prefixes, names of variables, and one JSON object', () => {
    const pem = ['-----BEGIN KEY-----', FIRST, '-----END KEY-----'].join('\n')
    expect(
      read(`# comment\nexport A_B="x # y"\napp/C_D=a=b#c\nweb/app/E_F='z'\nTLS_KEY\n`, { TLS_KEY: pem })
    ).toEqual([
      { name: 'A_B', text: 'x # y' },
      { name: 'C_D', text: 'a=b#c', container: 'app' },
      { name: 'E_F', text: 'z', service: 'web', container: 'app' },
      { name: 'TLS_KEY', text: pem }
    ])
    expect(read(JSON.stringify({ A_B: FIRST }))).toEqual([{ name: 'A_B', text: FIRST }])
  })
  test.each([
    [
      'a pasted key',
      `KEY=-----BEGIN X-----\n${FIRST}\nABCDEFGH\n-----END X-----\nOTHER`,
      'lines 1, 2, 3, 4, 5 are neither'
    ],
    ['a name that is no variable of the step', 'MISSING_NAME', 'line 1 is neither'],
    ['all secrets', `{"github_token": "${'x'.repeat(9)}", "A": "b"}`, 'is all secrets of the job'],
    ['empty values', 'A_B=\nC_D=""', 'empty: A_B, C_D.'],
    [
      'references and placeholders',
      'A_B=secretsmanager:x\nC_D=$C_D\nE_F=arn:aws:ssm:x',
      'no values, but placeholders or references: A_B, C_D, E_F'
    ],
    ['a name twice', 'A_B=x1\nA_B=x2', 'repeats A_B']
  ])('%s is refused, by number or name', (_, text, words) => {
    const said = read(text)
    expect(said).toContain(words)
    expect(said).not.toContain(FIRST)
  })
})
