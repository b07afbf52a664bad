import { expect, test } from '@jest/globals'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { runConfigured } from '../../../src/run/run-mode.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
const SCENARIO = scenarioOf([
  { cluster: 'shop', service: 'shop' },
  { cluster: 'shop', service: 'mailer' }
])
const PLACE = { cluster: 'shop', 'aws-region': 'us-west-2' }

/** A run as a shell starts it. */
async function runAs(mode: 'rollback' | 'status', raw: RawInputs, project: Project) {
  const read = readConfiguration({ ...PLACE, ...raw, mode }, {})
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return runConfigured(read.configuration, project.ports, {})
}

test.each(['gone/{service}.json', 'gone.json'])(
  'a rollback of named services does without %s, and says so',
  async file => {
    const project = await makeProject({}, SCENARIO)
    const raw = { 'task-definition': file, service: 'shop', revision: 'shop:1' }
    const report = await runAs('rollback', raw, project)
    expect(exitCodeOf(report)).toBe(0)
    expect(report.results).toMatchObject([{ service: 'shop', outcome: 'unchanged' }])
    expect(report.remarks[0]?.message).toMatch(
      /^Input "task-definition": "gone.*" .*\. Mode rollback needs no file, because the input "service" lists the services\.$/
    )
    expect(project.log.text()).toContain('Mode rollback needs no file')
  }
)

test.each([
  ['rollback', { 'task-definition': 'gone/{service}.json', service: 'all' }, 'pattern-without-match'],
  ['rollback', { 'task-definition': 'mailer', service: 'shop', revision: '1' }, 'file-not-found'],
  ['status', { 'task-definition': 'gone.json', service: 'shop' }, 'file-not-found']
] as const)('%s with %j stops', async (mode, raw, code) => {
  const project = await makeProject({}, SCENARIO)
  const report = await runAs(mode, raw, project)
  expect(report.problems.map(problem => problem.code)).toEqual([code])
})

const MAILER = { 'own/mailer.json': definition('mailer') }
const WEB = 'services: {web: {service: shop, task-definition: web.json}}\n'

test.each([
  ['the files', { 'own/shop.json': definition('shop') }, ['mailer', 'shop']],
  [
    'the files and the configuration file',
    { 'web.json': definition('shop'), [CONFIG]: WEB },
    ['web', 'mailer']
  ]
])('a rollback of all is about the services of %s', async (_, more, services) => {
  const project = await makeProject({ ...MAILER, ...more }, SCENARIO)
  const raw = { ...PLACE, service: 'all', 'task-definition': 'own/{service}.json' }
  expect((await project.run('rollback', raw)).services).toEqual(services)
})

test('what is wrong with an exception, or with what makes a definition, does not stop a rollback', async () => {
  const text = 'defaults: {cluster: shop}\nexceptions:\n  - {file: own/shop.json, rule: secret/by-name}\n'
  const project = await makeProject({ [CONFIG]: text }, SCENARIO)
  const raw = { 'aws-region': 'us-west-2', service: 'shop', revision: 'shop:1' }
  const report = await project.run('rollback', raw)
  expect(report.results).toMatchObject([{ outcome: 'unchanged' }])
  expect(report.remarks.map(({ message }) => message)).toContain(
    'Exception 1 has no "reason". Mode rollback does not need it.'
  )
  const broken = 'services: {shop: {cluster: shop, variables: [a], task-definition: {dead: x}}}\n'
  project.workspace.write(CONFIG, broken)
  const again = await project.run('rollback', raw)
  expect(again.results).toMatchObject([{ outcome: 'unchanged' }])
  expect(again.remarks.map(({ message }) => message)).toEqual(
    expect.arrayContaining(
      ['variables', 'task-definition'].map(key => `"${key}" is not valid. Mode rollback does not need it.`)
    )
  )
  project.workspace.write(CONFIG, 'services: {shop: {cluster: [shop], region: us-west-2}}\n')
  expect((await project.run('rollback', { ...raw, cluster: 'shop' })).problems).not.toEqual([])
  project.workspace.write(CONFIG, '- a\n')
  expect((await project.run('rollback', { ...raw, cluster: 'shop' })).problems).not.toEqual([])
})
