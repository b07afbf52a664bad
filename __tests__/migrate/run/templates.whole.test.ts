import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { printerOf } from '../../../src/run/printed.ts'
import { sample } from '../../sample.ts'
import { MANAGED, type MigrateWorld, makeMigrateWorld, REGION, ROLE, rolesWith } from './world.ts'

/** What a command-line run prints. */
const print = printerOf('text', { sources: new Map() })

let world: MigrateWorld
afterEach(() => world.end())

const STACK = 'stacks/web.yml'
const PATTERN = 'deploy/{service}-task-definition.json'
const ARN = `arn:aws:secretsmanager:${REGION}:123456789012:secret:`

type Entry = { readonly name: string; readonly value: string }
type Task = {
  readonly id?: string
  readonly role?: string
  readonly environment?: readonly Entry[]
  readonly more?: string
}

/** One task definition of a template, as people write it. */
function task({ id = 'Task', role = ROLE, environment = [], more = '' }: Task): string {
  const entries = environment.map(
    ({ name, value }) => `            - Name: ${name}\n              Value: ${value}\n`
  )
  return `  ${id}:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: ${id.toLowerCase()}
${role === '' ? '' : `      ExecutionRoleArn: ${role}\n`}      ContainerDefinitions:
        - Name: app # the only one
          Image: !Sub "\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/web:\${Tag}"
          Environment:
            - Name: HOST
              Value: !GetAtt Db.Endpoint.Address
${entries.join('')}${more}`
}

const stack = (...tasks: readonly string[]) =>
  `Parameters:\n  Tag: { Type: String }\n  TaskRole: { Type: String }\nResources:\n  ExecRole:\n    Type: AWS::IAM::Role\n    Properties: {}\n${tasks.join('')}`

async function begin(make: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>) {
  world = await makeMigrateWorld({ roles: [...rolesWith(), { name: 'other-execution', managed: MANAGED }] })
  world.put(make(world.values))
}

const read = (file = STACK) => readFileSync(join(world.folder, file), 'utf8')
const arnOf = (name: string) => world.region().secrets.get(name)?.arn ?? 'none'
const only = (file = STACK): RawInputs => ({ 'task-definition': file })
const APPLY = { apply: 'true' }
const password = (values: Readonly<Record<string, string>>, more: Task = {}) =>
  task({ environment: [{ name: 'DB_PASSWORD', value: `'${values['DB_PASSWORD']}'` }], ...more })
const shownValues = () =>
  Object.values(world.values).filter(value => world.shown.some(text => text.includes(value)))

describe('a template beside task definitions', () => {
  const MIXED = { 'task-definition': `${PATTERN}\n${STACK}` }

  test('plan: in the same secrets, with no service of its own; nothing is written', async () => {
    await begin(values => ({ [STACK]: stack(password(values)) }))
    const report = await world.migrate(MIXED)
    expect(report.problems).toEqual([])
    expect(report.migration?.secrets).toHaveLength(3)
    expect(report.migration?.moves).toHaveLength(25)
    expect(report.migration?.services).toHaveLength(8)
    expect(report.migration?.templates).toEqual([
      { file: STACK, secrets: ['ops-pipeline/database/password'] }
    ])
    expect(world.writes()).toEqual([])
  })

  test('apply: rewritten with the ARN, not deployed, the statement for its role printed; a second run finds nothing', async () => {
    await begin(values => ({ [STACK]: stack(password(values)) }))
    const before = read()
    const report = await world.applied(MIXED)
    const entry = / {12}- Name: DB_PASSWORD\n {14}Value: .*\n/
    const moved = `          Secrets:\n            - Name: DB_PASSWORD\n              ValueFrom: '${arnOf('ops-pipeline/database/password')}'\n`
    expect(read()).toBe(before.replace(entry, '') + moved)
    expect(world.operations().filter(one => one === 'RegisterTaskDefinition')).toHaveLength(8)
    expect(report.results).toHaveLength(3)
    expect(report.remarks.map(({ message }) => message).join()).toContain(
      `${STACK} is a CloudFormation template: it gets references by ARN and is not deployed here. Before`
    )
    const [printed] = report.migration?.policies ?? []
    expect(JSON.parse(printed?.text ?? '')).toMatchObject({
      Statement: [{ Resource: [arnOf('ops-pipeline/database/password')] }]
    })
    expect([...print(report)].join('')).toMatch(
      /purge the old revisions, deploy the rewritten templates\.\n$/
    )
    expect(shownValues()).toEqual([])
    const count = world.writes().length
    const again = await world.migrate({ ...MIXED, ...APPLY })
    expect([again.problems, again.migration?.moves, world.writes().length]).toEqual([[], [], count])
  })

  test('killed at any write of a file, it goes on and ends in the same state', async () => {
    await begin(values => ({ [STACK]: stack(password(values)) }))
    await world.migrate({ ...MIXED, ...APPLY })
    const { write } = world.counts
    expect(write).toBeGreaterThan(8)
    const moments = Array.from({ length: Math.ceil((write - 1) / 2) }, (_, index) => 2 * index + 1)
    for (const n of sample(moments, 2)) {
      await world.end()
      await begin(values => ({ [STACK]: stack(password(values)) }))
      const kill = { what: 'write', n, moment: 'after' } as const
      await expect(world.migrate({ ...MIXED, ...APPLY }, kill)).rejects.toThrow()
      const report = await world.applied(MIXED)
      expect(report.migration?.templates).toHaveLength(1)
      expect(read()).toContain(`ValueFrom: '${arnOf('ops-pipeline/database/password')}'`)
      expect(world.git('diff', '--numstat').trim().split('\n')).toHaveLength(9)
      expect(world.secrets()).toHaveLength(3)
    }
  })

  test('a pull request has the template too', async () => {
    await begin(values => ({ [STACK]: stack(password(values)) }))
    const inputs = { ...MIXED, ...APPLY, 'open-pull-request': 'true', 'github-token': 'token' }
    await world.applied(inputs)
    const file = world.requested[0]?.files.find(({ path }) => path === STACK)
    expect(file?.text).toContain(`ValueFrom: '${ARN}ops-pipeline/database/password-`)
    expect(world.requested[0]?.body).toContain(`(except for those of ${STACK}: grant those first)`)
    expect(shownValues()).toEqual([])
  })
})

describe('templates alone', () => {
  test('JSON; no service is asked for, nothing is registered', async () => {
    const file = 'stacks/web.json'
    await begin(({ DB_PASSWORD = '' }) => ({
      [file]: `${JSON.stringify(
        {
          Resources: {
            Web: {
              Type: 'AWS::ECS::TaskDefinition',
              Properties: {
                ExecutionRoleArn: { 'Fn::Sub': ROLE.replace('123456789012', '${AWS::AccountId}') },
                ContainerDefinitions: [
                  { Name: 'app', Image: 'a:1', Environment: [{ Name: 'DB_PASSWORD', Value: DB_PASSWORD }] }
                ]
              }
            }
          }
        },
        null,
        2
      )}\n`
    }))
    const report = await world.applied(only(file))
    const written = JSON.parse(read(file)) as {
      Resources: { Web: { Properties: { ContainerDefinitions: object[] } } }
    }
    expect(written.Resources.Web.Properties.ContainerDefinitions).toEqual([
      {
        Name: 'app',
        Image: 'a:1',
        Secrets: [{ Name: 'DB_PASSWORD', ValueFrom: arnOf('ops-pipeline/database/password') }]
      }
    ])
    expect(world.inline()).toBe('')
    expect(world.writes().filter(one => one.startsWith('Register'))).toEqual([])
    expect(report.migration?.done.some(line => line.startsWith('Deployed'))).toBe(false)
  })

  test('two task definitions: one name apart by the logical id', async () => {
    const second = ['Winter', '2032', '#bay'].join('')
    await begin(values => ({
      [STACK]: stack(
        password(values, { id: 'Web' }),
        task({
          id: 'Worker',
          role: 'arn:aws:iam::123456789012:role/other-execution',
          environment: [{ name: 'DB_PASSWORD', value: `'${second}'` }]
        })
      )
    }))
    const conflict = await world.migrate(only())
    expect(conflict.problems).toMatchObject([
      { code: 'migration-conflict', hint: expect.stringContaining('Web/VARIABLE=') }
    ])
    const inputs = { ...only(), ...APPLY, 'secret-names': 'Worker/DB_PASSWORD=ops-pipeline/worker/password' }
    // the journal is there by then, and no file is changed
    await expect(world.migrate(inputs, { what: 'write', n: 1, moment: 'after' })).rejects.toThrow()
    expect(world.journal()).toContain('"running"')
    await world.applied(inputs)
    expect(read()).toContain(`ValueFrom: '${arnOf('ops-pipeline/worker/password')}'`)
    expect(world.shown.filter(text => text.includes(second))).toEqual([])
  })
})

describe('found before the first write', () => {
  const cases: readonly (readonly [string, RegExp, (values: Readonly<Record<string, string>>) => string])[] =
    [
      [
        'a value that a function makes',
        /made by a function of the template/,
        ({ DB_PASSWORD = '' }) =>
          stack(task({ environment: [{ name: 'DB_PASSWORD', value: `!Sub '${DB_PASSWORD}'` }] }))
      ],
      [
        'a value that a parameter has as its default',
        /"DB_PASSWORD" is not moved: it is not a separate entry/,
        ({ DB_PASSWORD = '' }) =>
          stack(task({ environment: [{ name: 'DB_PASSWORD', value: '!Ref Password' }] })).replace(
            'Parameters:\n',
            `Parameters:\n  Password: { Type: String, Default: '${DB_PASSWORD}' }\n`
          )
      ],
      [
        'a template that the CDK made',
        /was generated by the AWS CDK/,
        values => stack(password(values)).replace('Properties: {}', 'Metadata: { "aws:cdk:path": App/Role }')
      ]
    ]

  test.each(cases)('%s', async (_, message, make) => {
    await begin(values => ({ [STACK]: make(values) }))
    const report = await world.migrate({ ...only(), ...APPLY })
    expect(report.problems).toMatchObject([{ message: expect.stringMatching(message) }])
    if (report.problems[0]?.code === 'rewrite-refused')
      expect(report.problems[0].hint).toContain('"the ARN of secretsmanager:ops-pipeline/database/password"')
    expect(exitCodeOf(report)).toBe(2)
    expect(world.writes()).toEqual([])
    expect(world.git('status', '--porcelain')).toBe('')
    expect(existsSync(join(world.folder, '.git/ecs-sealed-deploy-migration.json'))).toBe(false)
    expect(shownValues()).toEqual([])
    expect(world.shown.join()).not.toContain('-AAAAAA')
  })
})
