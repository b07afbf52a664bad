import { describe, expect, test } from '@jest/globals'
import { planToText } from '../../../src/report/plan/plan.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { CONFIG, definition, projectsOfTests, scenarioOf } from './world.ts'

// Situations of ordinary repositories.

const makeProject = projectsOfTests()
const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const PLACE = { cluster: 'shop', 'aws-region': 'us-west-2', service: 'web' }
const web = (container: object) => definition('web', container)

describe('a plan on a pull request, where the workflow that deploys sets the image', () => {
  test.each([
    ['empty', { image: '' }],
    ['missing', { image: undefined }]
  ])('an image that is %s is compared as what runs', async (_, container) => {
    const { run } = await makeProject(
      { 'web.json': web(container) },
      scenarioOf([{ cluster: 'shop', service: 'web' }])
    )
    const raw = { ...PLACE, 'task-definition': 'web.json' }
    const report = await run('plan', raw)
    expect([exitCodeOf(report), report.problems]).toEqual([0, []])
    expect(report.remarks.map(({ message }) => message).join('\n')).toContain(
      'The plan compares with the image that runs; a deploy needs the input "image".'
    )
    expect(report.plan?.services).toMatchObject([{ action: { kind: 'unchanged' } }])
    // a deploy must be given one
    expect((await run('deploy', raw)).problems).toMatchObject([{ code: 'missing-image' }])
  })

  test('a committed tag that is gone from ECR is no failure while another one runs', async () => {
    const services = [{ cluster: 'shop', service: 'web' }]
    const images = [{ repository: 'web', tags: ['abc1234'], platforms: ['linux/amd64'] }]
    const file = web({ image: `${REGISTRY}/web:old1` })
    const { run } = await makeProject({ 'web.json': file }, scenarioOf(services, { images }))
    const raw = { ...PLACE, 'task-definition': 'web.json', 'verify-permissions': 'auto' }
    const report = await run('plan', raw)
    expect([exitCodeOf(report), report.problems]).toEqual([0, []])
    expect(planToText(report.plan as NonNullable<typeof report.plan>).join('\n')).toContain('image')
    expect(report.remarks).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('if the workflow that deploys sets the image'),
        isWarning: true
      })
    )
    expect((await run('deploy', raw)).problems).toMatchObject([{ code: 'image-missing' }])
    expect((await run('plan', { ...raw, image: `${REGISTRY}/web:none` })).problems).toMatchObject([
      { code: 'image-missing' }
    ])
  })
})

describe('an account for each environment', () => {
  const text = `services: {web: {task-definition: web.json, cluster: shop, region: us-west-2}}
environments:
  test: {account: 123456789012}
  prod: {account: "999999999999"}
`
  test('another one than that of the credentials stops the run before anything else is asked', async () => {
    const { run, sandbox } = await makeProject(
      { 'web.json': web({}), [CONFIG]: text },
      scenarioOf([{ cluster: 'shop', service: 'web' }])
    )
    for (const mode of ['deploy', 'rollback'] as const) {
      const before = sandbox.requests().length
      const { problems } = await run(mode, { environment: 'prod', service: 'web' })
      expect(problems).toMatchObject([
        {
          code: 'place-contradiction',
          message:
            'The configuration file has account 999999999999, but the run acts in account 123456789012.'
        }
      ])
      const asked = sandbox.requests().slice(before)
      expect(asked.map(({ operation }) => operation)).toEqual(['GetCallerIdentity'])
    }
    expect((await run('plan', { environment: 'test' })).problems).toEqual([])
  })
})

test('service definitions of the configuration file create the services that have one', async () => {
  const network = { awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'] } }
  const project = await makeProject(
    {
      'web.json': web({}),
      'api.json': definition('api'),
      'own/web-test.json': { desiredCount: 1, launchType: 'FARGATE', networkConfiguration: network },
      [CONFIG]: `defaults: {cluster: shop, region: us-west-2, task-definition: "{service}.json", service-definition: "own/{service}-{environment}.json"}
services: {web: , api: }
environments: {test: , prod: }
`
    },
    scenarioOf([{ cluster: 'shop', service: 'api' }])
  )
  expect(await project.deploy({ environment: 'test' })).toEqual([
    'web succeeded web:1',
    'api succeeded api:2'
  ])
  expect(project.running('shop')).toContain('web web:1')
})

describe('a value that comes in under a credential’s name', () => {
  const value = ['q7', 'Rk2m', 'Zt9x', 'Wp4v', 'Hn6c'].join('')
  const cases = {
    'under another name': '${{ vars.STRIPE_SECRET_KEY }}',
    'as a part of a text': 'eu ${{ vars.STRIPE_SECRET_KEY }} live',
    'as a part of a name': 'x-${{ vars.STRIPE_SECRET_KEY }}',
    'out of JSON': '${{ fromJSON(vars.DB_CREDENTIALS).password }}'
  }
  test.each(Object.entries(cases))(
    'is deployed %s by nobody: variables: ${{ toJSON(secrets) }}',
    async (_, written) => {
      const { run, count } = await makeProject(
        { 'web.json': web({ environment: [{ name: 'UPSTREAM', value: written }] }) },
        scenarioOf([{ cluster: 'shop', service: 'web' }])
      )
      const DB_CREDENTIALS = JSON.stringify({ username: 'shop', password: [...value].reverse().join('') })
      const variables = JSON.stringify({ STRIPE_SECRET_KEY: value, DB_CREDENTIALS, github_token: 'x' })
      for (const mode of ['check', 'plan', 'deploy'] as const) {
        const raw = mode === 'check' ? {} : PLACE
        const report = await run(mode, { ...raw, 'task-definition': 'web.json', variables })
        // as it is written, a placeholder with the name of a secret is a warning
        const errors = report.findings.filter(({ level }) => level === 'error')
        expect([mode, errors]).toMatchObject([mode, [{ rule: 'secret/known-value', name: 'UPSTREAM' }]])
        expect(JSON.stringify(report.findings)).not.toContain(value)
      }
      expect(count('RegisterTaskDefinition')).toBe(0)
    }
  )

  test('was typed into the workflow, and comes in again under another name', async () => {
    const { run } = await makeProject(
      { 'web.json': web({ environment: [{ name: 'UPSTREAM', value: '${{ vars.UPSTREAM }}' }] }) },
      scenarioOf([{ cluster: 'shop', service: 'web' }])
    )
    const raw = { ...PLACE, 'task-definition': 'web.json', variables: `UPSTREAM=${value}` }
    const github = { event: { inputs: { DEPLOY_TOKEN: value } } }
    expect((await run('plan', raw, { github })).findings).toMatchObject([
      { rule: 'secret/known-value', message: expect.stringContaining('as DEPLOY_TOKEN') }
    ])
  })
})
