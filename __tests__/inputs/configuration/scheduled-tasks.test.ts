import { describe, expect, test } from '@jest/globals'
import { type Repository, repositoriesOfTests } from './repository.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
const openRepository = repositoriesOfTests()
let project: Project

const config = `
defaults: {cluster: shop, region: us-west-2, task-definition: ".aws/{service}.json", paths: ["{service}/**"]}
services:
  api: {}
tasks:
  report: {schedules: true}
`
const files = {
  '.aws/api.json': definition('api', { image: 'registry/api:${{ vars.TAG }}' }),
  '.aws/report.json': definition('report', { image: 'registry/report:${{ vars.TAG }}' }),
  'api/main.py': '1',
  'report/main.py': '1',
  [CONFIG]: config
}
const arn = (what: string) => `arn:aws:ecs:us-west-2:123456789012:${what}`
const target = (cluster: string, revision: string) => ({
  Arn: arn(`cluster/${cluster}`),
  RoleArn: 'arn:aws:iam::123456789012:role/execution',
  EcsParameters: { TaskDefinitionArn: arn(`task-definition/${revision}`) }
})
const scenario = (more: object = {}) =>
  scenarioOf([{ cluster: 'shop', service: 'api' }], {
    clusters: [{ name: 'shop' }, { name: 'other' }],
    taskDefinitions: ['api', 'report'].map(family => definition(family, { image: 'old:1' })),
    rules: [
      { name: 'nightly', targets: [{ Id: 'report', ...target('shop', 'report:1') }] },
      { name: 'elsewhere', targets: [{ Id: 'report', ...target('other', 'report:1') }] },
      { name: 'of-service', targets: [{ Id: 'api', ...target('shop', 'api:1') }] }
    ],
    ...more
  })

/** The revisions that the targets of rules name now. */
async function scheduled({ ports }: Project): Promise<readonly string[]> {
  const { rules } = await ports.connectAws({ region: 'us-west-2', maxRetries: 0 })
  const targets = await Promise.all(
    ['nightly', 'elsewhere', 'of-service'].map(async name => (await rules.listTargetsByRule(name))[0])
  )
  return targets.map(one => /task-definition\/([^"]*)/.exec(JSON.stringify(one))?.[1] ?? '')
}

describe('a task that schedules run', () => {
  test('is registered by a deploy for all, and what runs its family in its cluster is moved', async () => {
    project = await makeProject(files, scenario())
    const report = await project.run('plan', { variables: 'TAG=2' })
    expect(report.schedules).toMatchObject([
      { family: 'report', state: 'planned', name: 'nightly (target report)' }
    ])
    expect(report.plan?.tasks).toBeUndefined()
    expect(await project.deploy({ variables: 'TAG=2' })).toEqual(['api succeeded api:2'])
    expect(await scheduled(project)).toEqual(['report:2', 'report:1', 'api:1'])
    expect(project.count('RunTask')).toBe(0)
  })

  test('stays where it is when the run is for another service, and can be named alone', async () => {
    project = await makeProject(files, scenario())
    expect(await project.deploy({ variables: 'TAG=2', service: 'api' })).toEqual(['api succeeded api:2'])
    expect(await scheduled(project)).toEqual(['report:1', 'report:1', 'api:1'])
    expect(await project.deploy({ variables: 'TAG=2', service: 'report' })).toEqual([])
    expect(await scheduled(project)).toEqual(['report:2', 'report:1', 'api:1'])
  })

  test('that nothing runs is said', async () => {
    project = await makeProject(files, scenario({ rules: [] }))
    const { remarks } = await project.run('plan', { variables: 'TAG=2' })
    expect(remarks.map(({ message }) => message)).toContain(
      'No rule and no schedule runs the family report in cluster shop: only its revision is registered.'
    )
  })

  test('is not moved when a rollout fails', async () => {
    project = await makeProject(
      files,
      scenario({ behaviours: [{ family: 'api', exitAfter: '1s', exitCode: 1 }] })
    )
    const { results } = await project.run('deploy', { variables: 'TAG=2' })
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed'])
    expect(await scheduled(project)).toEqual(['report:1', 'report:1', 'api:1'])
  })

  test('is in whenever changed services are asked for, and deployed without any', async () => {
    const made: Repository = await openRepository(scenario(), files)
    expect(await made.changed()).toEqual(['api succeeded', 'report undefined'])
    expect(await made.reasons()).toEqual([
      expect.stringMatching(/^api -/),
      'report in: schedules run it, and keep the commit of no deployment'
    ])
    const services = made.count('UpdateService')
    expect(await made.changed()).toEqual(['api -', 'report undefined'])
    expect(made.count('UpdateService')).toBe(services)
    expect(await scheduled(made)).toEqual(['report:3', 'report:1', 'api:1'])
  })
})
