import { expect, test } from '@jest/globals'
import { runContinue } from '../../../src/modes/continue.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const open = async (services: string) => {
  const files = { 'web.json': definition('web'), [CONFIG]: `defaults: {cluster: shop}\n${services}` }
  project = await makeProject(files, scenarioOf([{ cluster: 'shop', service: 'web' }]))
}
const TWO =
  'services:\n  shop: {service: web, task-definition: web.json}\n  mailer: {task-definition: web.json}\n'
const LISTED = 'Name one or several, or write service: all. The configuration file has shop, mailer.'

test.each([
  ['the services of the configuration file', TWO, LISTED],
  ['an example, where it has none', '', 'Name the services, for example service: dispatcher.']
])('a rollback that names no service is told %s', async (_, services, hint) => {
  await open(services)
  const { problems } = await project.run('rollback', { 'aws-region': 'us-west-2' })
  expect(problems).toEqual([
    expect.objectContaining({ message: 'Input "service" contains no service.', hint })
  ])
  expect(project.count('UpdateService')).toBe(0)
})

test('a deploy of a revision and a continue are told the same', async () => {
  await open(TWO)
  const given = { 'aws-region': 'us-west-2', 'task-definition-arn': 'web:1' }
  const { problems } = await project.run('deploy', given)
  expect(problems.map(({ hint }) => hint)).toEqual([LISTED])
  const configuration = { ...project.configuration('deploy', {}), mode: 'continue', services: [] } as never
  const report = await runContinue(configuration, project.ports)
  expect(report.problems.map(({ message, hint }) => `${message} ${hint}`)).toEqual([
    `Input "service" contains no service. ${LISTED}`
  ])
})
