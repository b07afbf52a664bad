import { expect, test } from '@jest/globals'
import { adopt, FILE, read, workflow } from '../adoption/adopted.ts'
import { pair } from '../adoption/repositories.ts'
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
  expect((await run('plan')).problems).toEqual([])
  expect(await deploy({ environment: 'stage' })).toEqual(['web succeeded web-stage:2'])
  expect(await deploy({ environment: 'prod' })).toEqual([
    'web succeeded web-prod:2',
    'billing succeeded billing-prod:2'
  ])
})

test('where it is named, the run says where it is not', async () => {
  const { deploy } = await open()
  expect(await deploy({ environment: 'stage', service: 'billing' })).toEqual([
    'unknown-service: "billing" is not in environment "stage": the configuration file sets its task definition in other environments only.'
  ])
})

test('init writes a service that one environment has into that one', async () => {
  const deploys = (stage: string) =>
    pair(`web-${stage}.json`, `service: web-${stage}\ncluster: shop-${stage}`, stage)
  const billing = pair('billing-prod.json', 'service: billing-prod\ncluster: shop-prod', 'billing')
  const files = Object.fromEntries(
    ['web-stage', 'web-prod', 'billing-prod'].map(name => [`${name}.json`, JSON.stringify(definition(name))])
  )
  const { out } = await adopt({ ...files, [FILE]: workflow(deploys('stage') + deploys('prod') + billing) })
  expect(out).not.toContain('is left')
  expect(read(FILE).match(/(?:service|environment): .*$/gm)).toEqual([
    ...['service: web', 'environment: stage', 'service: web', 'environment: prod'],
    ...['service: billing', 'environment: prod']
  ])
})
