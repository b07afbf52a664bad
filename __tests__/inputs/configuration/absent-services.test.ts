import { expect, test } from '@jest/globals'
import { cli } from '../../run/scene.ts'
import { makeWorkspace } from '../../workspace.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const CONFIGURATION = `defaults: {cluster: "shop-{environment}", region: us-west-2}
services:
  web: {task-definition: "web-{environment}.json"}
  billing: {}
environments:
  stage: {}
  prod: {services: {billing: {task-definition: billing-prod.json}}}
order: [billing, web]
`
const NOT_HERE =
  '"billing" is not in environment "stage": the configuration file sets its task definition in prod only.'
const open = async () => {
  const files = ['web-stage', 'web-prod', 'billing-prod'].map(
    name => [`${name}.json`, definition(name)] as const
  )
  project = await makeProject(
    { ...Object.fromEntries(files), [CONFIG]: CONFIGURATION },
    scenarioOf([
      { cluster: 'shop-stage', service: 'web', family: 'web-stage' },
      { cluster: 'shop-prod', service: 'web', family: 'web-prod' },
      { cluster: 'shop-prod', service: 'billing', family: 'billing-prod' }
    ])
  )
  return project
}

test('a service whose definition only other environments set is not in this one', async () => {
  const { deploy, run } = await open()
  for (const environment of ['stage', 'prod'])
    expect((await run('plan', { environment })).problems).toEqual([])
  expect(await deploy({ environment: 'stage' })).toEqual(['web succeeded web-stage:2'])
  expect(await deploy({ environment: 'prod' })).toEqual([
    'web succeeded web-prod:2',
    'billing succeeded billing-prod:2'
  ])
})

test('where it is named, the run says where it is not', async () => {
  const { deploy } = await open()
  expect(await deploy({ environment: 'stage', service: 'billing' })).toEqual([`unknown-service: ${NOT_HERE}`])
})

const MODES = [
  ...['check', 'render', 'plan', 'deploy', 'status', 'rollback', 'continue', 'audit', 'rotate-restart'],
  ...['migrate', 'plan --task-definition-arn=billing:1']
]
test.each(MODES)('%s says it before anything is asked of AWS, and which environments have it', async mode => {
  const scene = makeWorkspace({ [CONFIG]: CONFIGURATION, 'web-stage.json': '{}' })
  try {
    const flags = ['--environment', 'stage', '--service', 'billing', '--json']
    const { out, code } = await cli(scene, [...mode.split(' '), ...flags])
    const { problems } = JSON.parse(out) as { problems: readonly { message: string }[] }
    const said = problems.map(({ message }) => message)
    // A check without git has another problem.
    expect([code, mode === 'check' ? said.slice(0, 1) : said]).toEqual([2, [NOT_HERE]])
  } finally {
    scene.remove()
  }
})
