import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parseCommandLine } from '../../../src/cli/arguments.ts'
import { actionsOf, type Statement, withoutActions } from '../../bundle/policies.ts'
import { blockAfter } from '../../pages.ts'
import { sample } from '../../sample.ts'
import { type MigrateWorld, makeMigrateWorld, policy, rolesWith } from './world.ts'

const PAGE = 'docs/migration.md'
type Policy = { Version: string; Statement: Statement[] }

const commandOf = (name: string): readonly string[] => {
  const text = blockAfter(PAGE, `<!-- command: ${name} -->`)
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}
const policyOf = (name: string): Policy => JSON.parse(blockAfter(PAGE, `<!-- policy-${name} -->`)) as Policy
const rawOf = (name: string) => {
  const line = parseCommandLine(commandOf(name).slice(1))
  if (line.kind !== 'run' || line.problems.length > 0) throw new Error(JSON.stringify(line))
  return line.raw
}

let world: MigrateWorld
afterEach(() => world.end())

/** A target that runs another family. */
const OTHER = {
  Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/ops-pipeline-cluster',
  RoleArn: 'arn:aws:iam::123456789012:role/ops-pipeline-execution',
  EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/report:1' }
}

/** The role has a policy already, so that policies have to be read; a rule and a schedule have to be looked at. */
const scenarioFor = (statements: readonly Statement[]) => ({
  roles: rolesWith({ policies: { other: policy('Allow', 's3:GetObject') } }),
  rules: [{ name: 'hourly', scheduleExpression: 'rate(1 hour)', targets: [{ Id: 'a', ...OTHER }] }],
  schedules: [
    {
      Name: 'nightly',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: OTHER
    }
  ],
  callers: {
    test: {
      arn: 'arn:aws:sts::123456789012:assumed-role/ops-pipeline-deploy/run',
      policy: { Version: '2012-10-17', Statement: statements }
    }
  }
})

const PLAN = policyOf('migrate-plan').Statement
const APPLY = [...PLAN, ...policyOf('migrate-apply').Statement]
/** Known names are compared, so that a plan of a free name needs no reading of values. */
const NOT_FOR_A_PLAN = ['secretsmanager:GetSecretValue']

describe('docs/migration.md', () => {
  test('its commands do what it says', async () => {
    world = await makeMigrateWorld()
    const plan = await world.migrate(rawOf('plan'))
    expect(plan.problems).toEqual([])
    expect(plan.migration).toMatchObject({ applied: false, secrets: [{}, {}, {}] })
    world.git('clean', '-fdq')
    await world.applied(rawOf('apply'))
    const [program = '', ...args] = commandOf('diff')
    expect(program).toBe('git')
    const stat = world.git(...args)
    expect(stat).toMatch(/8 files changed/)
    const [, plus, minus] = / (\d+) insertions\(\+\), (\d+) deletions\(-\)/.exec(stat) ?? []
    expect([Number(plus), Number(minus)].every(lines => lines > 0 && lines <= 24 * 6)).toBe(true)
    const check = parseCommandLine(commandOf('check').slice(1))
    expect(check).toMatchObject({ kind: 'run', problems: [], raw: { mode: 'check' } })
  })

  test('has no input that there is not', () => {
    const inputs = readFileSync('docs/inputs.md', 'utf8')
    const named = [...readFileSync(PAGE, 'utf8').matchAll(/`([a-z]+(?:-[a-z]+)+)(?::[^`]*)?`/g)].map(
      ([, name = '']) => name
    )
    const unknown = named.filter(
      name =>
        !inputs.includes(`<a id="${name}"></a>`) && !['ecs-sealed-deploy-secrets', '-cluster'].includes(name)
    )
    expect(unknown).toEqual([])
  })

  test('the policies are enough for a plan and an apply', async () => {
    world = await makeMigrateWorld(scenarioFor(PLAN))
    const plan = await world.migrate()
    expect(plan.problems).toEqual([])
    await world.end()
    world = await makeMigrateWorld(scenarioFor(APPLY))
    const applied = await world.applied()
    expect(applied.remarks.filter(({ message }) => message.startsWith('Not verified'))).toEqual([])
  })

  test.each(
    sample(
      actionsOf(PLAN).filter(action => !NOT_FOR_A_PLAN.includes(action)),
      2
    )
  )('a plan needs %s', async action => {
    world = await makeMigrateWorld(scenarioFor(withoutActions(PLAN, action)))
    const { problems, remarks } = await world.migrate()
    const notVerified = remarks.filter(({ message }) => message.startsWith('Not verified'))
    expect(
      problems.filter(({ code }) => code !== 'migration-permission').length + notVerified.length
    ).toBeGreaterThan(0)
  })

  test.each(sample([...actionsOf(policyOf('migrate-apply').Statement), ...NOT_FOR_A_PLAN], 2))(
    'an apply needs %s',
    async action => {
      world = await makeMigrateWorld(scenarioFor(withoutActions(APPLY, action)))
      const { problems, remarks, results } = await world.migrate({ apply: 'true' })
      const open = remarks.filter(({ message }) => message.startsWith('Not verified'))
      const isSaid =
        problems.length + open.length > 0 || results.some(({ reason }) => reason.includes('Not verified'))
      // records and tasks are a help after a failure, and the deploy's own page says what happens without
      const isHelp = /(?:ServiceDeployments|Tasks)$/.test(action)
      expect(isSaid || isHelp).toBe(true)
    }
  )
})
