import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, describe, expect, test } from '@jest/globals'
import { runPlan } from '../../src/modes/plan.ts'
import { outputsOf, runToJson } from '../../src/report/outputs.ts'
import { planToJson } from '../../src/report/plan-json.ts'
import type { Report } from '../../src/report/report.ts'
import { scenario, template } from '../bundle/world.ts'
import { aFinding } from '../report/findings.ts'
import { aPlan, aReport } from '../report/rollouts.ts'
import { type ModeWorld, makeModeWorld } from './world.ts'

type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown }
const require = createRequire(import.meta.url)
const Ajv = require('ajv').default as new (
  options: object
) => { addSchema(schema: object): void; compile(schema: object): Validate }
const schemaOf = (name: string) => JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8')) as object
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
ajv.addSchema(schemaOf('plan'))
const validateRun = ajv.compile(schemaOf('plan-run'))
const validatePlan = ajv.compile({
  $ref: 'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/plan.schema.json'
})

/** What the schemas have against the output `plan` and the document of `--format json`. */
function complaints(report: Report): readonly unknown[] {
  const { plan } = outputsOf(report)
  const run: unknown = JSON.parse(runToJson(report))
  return [
    ...(plan === '' || validatePlan(JSON.parse(plan)) ? [] : [validatePlan.errors]),
    ...(validateRun(run) ? [] : [validateRun.errors])
  ]
}

/** Every object of a schema, as a path. */
function openObjects(schema: unknown, path = '#'): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = schema as Readonly<Record<string, unknown>>
  const isOpen = 'properties' in own && own['additionalProperties'] !== false && !Array.isArray(own)
  return [
    ...(isOpen ? [path] : []),
    ...Object.entries(own).flatMap(([key, value]) => openObjects(value, `${path}/${key}`))
  ]
}

test('no object of the schemas takes a member that it does not name', () => {
  expect(openObjects(schemaOf('plan'))).toEqual([])
  expect(openObjects(schemaOf('plan-run'))).toEqual([])
  const plan = JSON.parse(JSON.stringify(planToJson(aPlan(['web'])))) as { services: object[] }
  expect(validatePlan(plan)).toBe(true)
  expect(validatePlan({ ...plan, more: 1 })).toBe(false)
  expect(validatePlan({ ...plan, services: plan.services.map(one => ({ ...one, more: 1 })) })).toBe(false)
})

describe('what plan gives is what its schema says', () => {
  let world: ModeWorld | undefined
  afterEach(async () => {
    await world?.end()
    world = undefined
  })

  test('a new revision with references, permissions and a risk', async () => {
    world = await makeModeWorld(scenario())
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
    expect(complaints(report)).toEqual([])
  })

  test('a run that comes to no plan, with a place', async () => {
    world = await makeModeWorld(scenario())
    world.workspace.write('deploy/web.json', template('web').replace('demo/api-key', 'demo/missing'))
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(report.problems).toHaveLength(1)
    expect(complaints(report)).toEqual([])
  })

  test('what a run can have besides', () => {
    const plan = aPlan(['web', 'api'])
    const [web, api] = plan.services as [(typeof plan.services)[0], (typeof plan.services)[0]]
    const stop = { service: 'x', site: web.site, deploymentId: 'd', from: 'a:2', to: 'a:1' }
    const task = { key: 'm', file: 'f', definitionId: 'web', cluster: 'c', containerOverrides: [] }
    const tasks = [
      { ...task, for: [] },
      { ...task, for: ['web'], environment: 'e' }
    ]
    const services = [
      { ...web, environment: 'e', action: { kind: 'create' } as const, creation: {} },
      { ...api, previousPlaintext: ['K'], action: { kind: 'scale', from: 1, to: 2 } as const }
    ]
    const report = aReport({
      mode: 'plan',
      plan: { ...plan, services, tasks, stops: [stop, { ...stop, isUnderWay: true }] },
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
    expect(complaints(report)).toEqual([])
  })
})
