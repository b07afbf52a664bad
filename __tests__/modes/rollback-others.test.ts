import { expect, test } from '@jest/globals'
import { withOthers } from '../../src/deploy/again/roll-back.ts'
import type { Problem } from '../../src/errors.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/world.ts'
import { inputsOfWeb, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

const site = { cluster: 'demo', region: 'us-west-2' }
const named = ['web', 'api', 'jobs'].map(service => ({ service, site }))
const of = (service?: string): Problem => ({
  code: 'no-way-back',
  fault: 'user',
  message: 'there is none.',
  hint: 'Name one.',
  ...(service === undefined ? {} : { service })
})
const hints = (problems: readonly Problem[]) => withOthers(problems, named).map(({ hint }) => hint)

test('a service without a target names how to roll back the others, once', () => {
  expect(hints([of('web')])).toEqual([
    'Nothing was rolled back. To roll back api, jobs alone, set the input "service" to api,jobs. Name one.'
  ])
  expect(hints([of('web'), of('jobs')])).toEqual([
    'Nothing was rolled back. To roll back api alone, set the input "service" to api. Name one.',
    'Name one.'
  ])
})

test('there is no such advice if all services are concerned, or the run as a whole', () => {
  expect(hints([of('web'), of('api'), of('jobs')])).toEqual(Array(3).fill('Name one.'))
  expect(hints([of('web'), of()])).toEqual(['Name one.', 'Name one.'])
  expect(hints([])).toEqual([])
})

test('a run of two services, of which one has no target, changes neither and names the other', async () => {
  const { taskDefinitions, services } = scenario() as { taskDefinitions: object[]; services: object[] }
  const history = [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '5d' }]
  const runs = { ...services[0], taskDefinition: 'web:2' }
  const world = await makeModeWorld(
    scenario({
      taskDefinitions: [taskDefinitions[0], taskDefinitions[0]],
      services: [runs, { ...runs, serviceName: 'api', history }]
    })
  )
  const report = await runRollback(inputsOfWeb('rollback', { service: 'web,api' }), world.ports)
  expect([exitCodeOf(report), world.count('UpdateService')]).toEqual([2, 0])
  expect(report.problems).toMatchObject([
    { code: 'no-way-back', service: 'web', hint: expect.stringContaining('roll back api alone, set') }
  ])
})
