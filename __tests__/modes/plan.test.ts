import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Plan } from '../../src/deploy/comparison/plan.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { outputsOf, runToJson } from '../../src/report/outputs.ts'
import { planToText } from '../../src/report/plan/plan.ts'
import { planToJson } from '../../src/report/plan/plan-json.ts'
import type { Report } from '../../src/report/report.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { aFinding } from '../report/findings.ts'
import { aPlan, aReport } from '../report/rollouts.ts'
import { complaints, SCHEMAS, schemaOf } from '../schemas.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

/** What the schemas have against the output `plan` and the document of `--format json`. */
function complaintsAbout(report: Report): readonly unknown[] {
  const { plan } = outputsOf(report)
  return [
    ...(plan === '' ? [] : [complaints('plan', JSON.parse(plan))]),
    complaints('plan-run', JSON.parse(runToJson(report)))
  ].filter(one => one !== undefined)
}

/** Every object of a schema, as a path. */
function openObjects(schema: unknown, path = '#'): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = schema as Readonly<Record<string, unknown>>
  const isObject = 'properties' in own || own['type'] === 'object'
  const isOpen = isObject && !Array.isArray(own) && (own['additionalProperties'] ?? true) === true
  return [
    ...(isOpen ? [path] : []),
    ...Object.entries(own).flatMap(([key, value]) => openObjects(value, `${path}/${key}`))
  ]
}

test('no object of the schemas takes a member that it does not name', () => {
  for (const name of SCHEMAS) {
    const open = openObjects(schemaOf(name))
    // a statement of IAM, which AWS describes
    expect([name, open.filter(path => !/\/remedy\/oneOf\/\d\/properties\/statement$/.test(path))]).toEqual([
      name,
      []
    ])
  }
  const plan = JSON.parse(JSON.stringify(planToJson(aPlan(['web'])))) as { services: object[] }
  expect(complaints('plan', plan)).toBeUndefined()
  expect(complaints('plan', { ...plan, more: 1 })).toBeDefined()
  expect(
    complaints('plan', { ...plan, services: plan.services.map(one => ({ ...one, more: 1 })) })
  ).toBeDefined()
})

describe('what plan gives is what its schema says', () => {
  test('a rollout that is in progress already is watched, not an update', async () => {
    const world = await makeModeWorld(scenario())
    await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(judgeReport(report).sentence).toBe(
      'Plan: 0 definitions to register, 0 services to update, 1 rollout to watch; nothing was changed.'
    )
  })

  test('a one-off task, which is something to do even if no service changes', async () => {
    const world = await makeModeWorld(scenario())
    const raw = { 'run-task': 'true', 'run-task-subnets': 'subnet-1', 'wait-for-task-stopped': 'false' }
    const deployed = await runDeploy(world.configuration('deploy', raw), world.ports)
    expect(deployed.remarks.filter(one => one.isUnverified).map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The one-off task of web:2 was started, .*: aws ecs describe-tasks --region us-west-2 --cluster demo --tasks arn:/
      )
    ])
    const report = await runPlan(world.configuration('plan', raw), world.ports)
    expect(judgeReport(report).sentence).toMatch(
      /^Plan: 0 definitions to register, 0 services to update, 1 task to run first; nothing was changed\./
    )
    expect(planToText(report.plan as Plan)).toContainEqual(
      expect.stringMatching(/^task run-task {2,}run before the services$/)
    )
    expect(JSON.parse(outputsOf(report).plan)).toMatchObject({ definitions: [{ runsTask: true }] })
    expect(complaintsAbout(report)).toEqual([])
  })

  test('a new revision with references, permissions and a risk', async () => {
    const world = await makeModeWorld(scenario())
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(JSON.parse(outputsOf(report).plan)).toMatchObject({
      version: 1,
      definitions: [
        {
          action: 'register',
          differences: expect.arrayContaining([
            {
              path: 'containerDefinitions[app].image',
              change: 'changed',
              before: 'demo/web:1',
              after: 'demo/web:2'
            }
          ]),
          references: [{ container: 'app', name: 'API_KEY', written: 'secretsmanager:demo/api-key' }]
        }
      ],
      services: [
        {
          service: 'web',
          action: 'update',
          running: { desiredCount: 2, runningCount: 2, strategy: 'ROLLING', deploymentController: 'ECS' },
          risks: [{ kind: 'no-health-check' }]
        }
      ]
    })
    expect(report.permissions.length).toBeGreaterThan(0)
    expect(complaintsAbout(report)).toEqual([])
  })

  test('a run that comes to no plan, with a place', async () => {
    const world = await makeModeWorld(scenario())
    world.workspace.write('deploy/web.json', template('web').replace('demo/api-key', 'demo/missing'))
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(report.problems).toHaveLength(1)
    expect(complaintsAbout(report)).toEqual([])
  })

  test('what a run can have besides', () => {
    const plan = aPlan(['web', 'api'])
    const [web, api] = plan.services as [(typeof plan.services)[0], (typeof plan.services)[0]]
    const deployment = { id: 'd', taskDefinition: 'a:2', hookIds: [] }
    const stop = { kind: 'stop', deployment, to: 'a:1' } as const
    const task = { key: 'm', file: 'f', definitionId: 'web', cluster: 'c', containerOverrides: [] }
    const tasks = [
      { ...task, for: [] },
      { ...task, for: ['web'] }
    ]
    const services = [
      { ...web, action: { kind: 'create' } as const, creation: {} },
      { ...api, previousPlaintext: ['K'], action: { kind: 'scale', from: 1, to: 2 } as const },
      { ...api, service: 'x', action: stop },
      { ...api, service: 'y', action: { ...stop, isInProgress: true } as const }
    ]
    const report = aReport({
      mode: 'plan',
      plan: { ...plan, services, tasks },
      services: ['web', 'lost'],
      target: [{ region: 'r', clusters: ['c'] }],
      findings: [aFinding(), aFinding({ input: 'secrets', level: 'notice' })],
      unscanned: [{ file: 'b.json', line: 1, reason: 'not text' }],
      remarks: [{ message: 'm', isUnverified: true }],
      schedules: [{ kind: 'rule', name: 'n', family: 'f', from: 'a', state: 'planned' }],
      permissions: [
        ...([
          { verdict: 'not-verified', unknown: { kind: 'no-permission', operation: 'iam:GetRole' } },
          { verdict: 'not-verified', unknown: { kind: 'undecided', text: 'x' } },
          { verdict: 'denied', code: 'role-trust', why: 'x', remedy: { kind: 'trust', statement: {} } },
          {
            verdict: 'denied',
            code: 'pass-role',
            why: 'x',
            remedy: { kind: 'statement', statement: {}, note: 'n' }
          }
        ] as const)
      ].map(verdict => ({
        ...({
          check: 'role',
          holder: { kind: 'execution-role', arn: 'a' },
          what: 'a',
          uses: [{ file: 'f', name: 'n' }]
        } as const),
        ...verdict
      }))
    })
    expect(complaintsAbout(report)).toEqual([])
  })
})

test('a service of which ECS shows no deployment is not unchanged: it is not known what it runs', async () => {
  const world = await makeModeWorld(scenario())
  const connectAws: typeof world.ports.connectAws = async options => {
    const aws = await world.ports.connectAws(options)
    const describeServices: typeof aws.ecs.describeServices = async (cluster, names) => {
      const { services, missing } = await aws.ecs.describeServices(cluster, names)
      return { missing, services: services.map(state => ({ ...state, deployments: [] })) }
    }
    return { ...aws, ecs: { ...aws.ecs, describeServices } }
  }
  const report = await runPlan(world.configuration('plan'), { ...world.ports, connectAws })
  expect(report.plan).toBeUndefined()
  expect(report.problems).toMatchObject([
    { code: 'aws-lost', service: 'web', message: expect.stringContaining('the answer has no deployments') }
  ])
})

test('schedules that are to be moved and may not be searched for are counted in the verdict', async () => {
  const world = await makeModeWorld(
    scenario({ faults: [{ op: 'ListRuleNamesByTarget', kind: 'access-denied', from: 1 }] })
  )
  const configuration = world.configuration('plan', { 'update-schedules': 'true' })
  const report = await runPlan(configuration, world.ports)
  const open = report.remarks.filter(({ isUnverified }) => isUnverified).map(({ message }) => message)
  expect(open).toContainEqual(
    expect.stringContaining('EventBridge rules that run the family were not searched')
  )
})

test('a cluster that is not there is told alone: what else is not there says nothing', async () => {
  const world = await makeModeWorld(scenario())
  const file = join(world.workspace.path, 'deploy/web.json')
  const definition = JSON.parse(readFileSync(file, 'utf8')) as {
    containerDefinitions: { secrets?: object[] }[]
  }
  const elsewhere = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:c-AbCdEf'
  for (const container of definition.containerDefinitions)
    container.secrets = ['secretsmanager:a', 'ssm:/b', elsewhere].map((valueFrom, index) => ({
      name: `S${index}`,
      valueFrom
    }))
  writeFileSync(file, JSON.stringify(definition))
  const problemsIn = async (cluster: string) =>
    (await runPlan(world.configuration('plan', { cluster }), world.ports)).problems
  const [first, ...others] = await problemsIn('elsewhere')
  expect(first).toMatchObject({
    code: 'aws-missing',
    message: expect.stringContaining('"elsewhere" in us-west-2')
  })
  expect(others).toEqual([])
  const there = await problemsIn('demo')
  expect(
    there.filter(({ hint }) => /or create it: aws \S+ \S+ --region us-west-2 /.test(hint ?? ''))
  ).toHaveLength(2)
})

describe('a rollout that is followed', () => {
  const makeModeWorld = worldsOfTests()
  const base = scenario() as { services: object[] }

  /** What a plan says two minutes after a deploy that was not waited for. */
  async function planned(more: object) {
    const services = [{ ...base.services[0], circuitBreaker: { enable: false, rollback: false } }]
    const world = await makeModeWorld(scenario({ services, ...more }))
    await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
    world.sandbox.advance(40_000)
    const report = await runPlan(world.configuration('plan'), world.ports)
    return { text: planToText(report.plan as Plan).join('\n'), sentence: judgeReport(report).sentence }
  }

  test('a rollout in progress whose tasks fail is a risk, and in the headline of a plan that changes nothing', async () => {
    const behaviours = [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }]
    const { text, sentence } = await planned({ behaviours })
    expect(text).toMatch(/already rolling out \(ecs-svc\/\d+\): watch it/)
    expect(text).toMatch(
      /⚠️ The deployment in progress has \d+ failed task starts? so far, and 0 of 2 tasks run\. A deploy only watches it\. Check the events and stopped tasks of the service\./
    )
    expect(sentence).toContain('1 rollout to watch')
    expect(sentence).toContain('Not running well: web; see the risks.')
  })

  test('one whose tasks have not failed is none', async () => {
    const behaviours = [{ taskDefinition: 'web:2', neverRuns: true }]
    const { text, sentence } = await planned({ behaviours })
    expect(text).toMatch(/already rolling out/)
    expect(text).not.toContain('⚠️')
    expect(sentence).not.toContain('Not running well')
  })
})
