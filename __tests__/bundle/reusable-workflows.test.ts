import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { blockAfter } from '../pages.ts'
import { isOwn, type StartedJob, startCalled } from './called-workflow.ts'
import {
  type DocumentedWorld,
  definitionNamed,
  makeDocumentedWorld,
  type Policy,
  policyOf,
  serviceNamed
} from './documented-world.ts'
import type { Run } from './runner.ts'

const callerOf = (mark: string) => blockAfter('docs/workflows.md', `<!-- caller-${mark} -->`)

const ROLE = 'arn:aws:iam::123456789012:role/of-the-variable'
const VARS = {
  ECR_REGISTRY: 'registry.example',
  AWS_PLAN_ROLE: ROLE,
  AWS_DEPLOY_ROLE: ROLE,
  AWS_AUDIT_ROLE: ROLE
}
const pullRequest = (from: string) => ({
  repository: 'example/shop',
  event_name: 'pull_request',
  ref: 'refs/pull/7/merge',
  workflow: 'Pull request',
  token: 'made-up',
  event: { pull_request: { head: { repo: { full_name: from } } } }
})
const push = { repository: 'example/shop', event_name: 'push', ref: 'refs/heads/main', event: {} }

let world: DocumentedWorld | undefined
afterEach(() => world?.end())

const TWENTY_MINUTES = 1_200_000
const deployedAfter = (after: string, taskDefinition: string) => ({
  after,
  action: 'update-service',
  cluster: 'ops-pipeline-cluster',
  service: 'app',
  taskDefinition
})
const DEPLOYED_TWICE = {
  taskDefinitions: ['512', '1024', '2048'].map(memory => definitionNamed('app', { memory })),
  services: [serviceNamed('app', { taskDefinition: 'app:1' })],
  later: [deployedAfter('1s', 'app:2'), deployedAfter('10m', 'app:3')]
}

const ANYTHING: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }]
}

/** Plays the job's steps as the runner would: ours against the sandbox, the others looked at. */
async function play(job: StartedJob, policy?: Policy, more: object = {}): Promise<Run> {
  const [checkout, ...rest] = job.steps
  const place = rest.findIndex(isOwn)
  const own = rest[place]
  const ownCommit = rest[place - 1]
  const credentials = rest.slice(0, place - 1)
  expect(checkout?.uses).toMatch(/^actions\/checkout@/)
  expect(ownCommit?.with).toMatchObject({
    repository: 'ecs-sealed-deploy/ecs-sealed-deploy',
    ref: 'own',
    path: own?.uses.slice('./'.length)
  })
  expect(credentials.map(step => step.with)).toEqual(
    policy ? [{ 'role-to-assume': ROLE, 'aws-region': 'us-west-2' }] : []
  )
  world = await makeDocumentedWorld(policy, more)
  world.sandbox?.advance(TWENTY_MINUTES)
  const run = await world.run(own?.with ?? {})
  for (const [name, output] of Object.entries(job.handedOn)) {
    expect([name, run.outputs]).toEqual([name, expect.objectContaining({ [output]: expect.any(String) })])
  }
  expect(world.denied()).toEqual([])
  expect(run.outputs).toHaveProperty('report-file', keptBy(job)?.['path'])
  return run
}

/** What the last step uploads. */
const keptBy = ({ steps }: StartedJob) =>
  steps.find(({ uses }) => uses.startsWith('actions/upload-artifact'))?.with

describe("the page's callers, as GitHub starts them and the runner plays them", () => {
  test('check: no credentials, nothing found', async () => {
    const job = startCalled(callerOf('pull-request'), 'check', { github: pullRequest('a/fork'), vars: {} })
    expect(job).toMatchObject({ runs: true, permissions: { contents: 'read' } })
    const run = await play(job)
    expect({ code: run.code, count: run.outputs['findings-count'] }).toEqual({ code: 0, count: '0' })
  })

  test('plan: by the policy of a plan, nothing written', async () => {
    const github = pullRequest('example/shop')
    const job = startCalled(callerOf('pull-request'), 'plan', { github, vars: VARS })
    expect({ runs: job.runs, code: (await play(job, policyOf('plan'))).code }).toEqual({
      runs: true,
      code: 0
    })
  })

  test('plan: not for a fork, which is given no token', () => {
    const github = pullRequest('a/fork')
    expect(startCalled(callerOf('pull-request'), 'plan', { github, vars: VARS }).runs).toBe(false)
  })

  test('deploy: by the policy of a deploy, in its environment, watched to the end', async () => {
    const job = startCalled(callerOf('deploy'), 'deploy', { github: push, vars: VARS })
    expect(job).toMatchObject({ environment: 'production', timeout: 60 })
    // also the overlay of the configuration file is chosen by it
    expect(job.steps.find(isOwn)?.with).toHaveProperty('environment', 'production')
    const run = await play(job, policyOf('deploy'))
    expect(run.code).toBe(0)
    expect(JSON.parse(run.outputs['results'] ?? '')).toMatchObject([{ service: 'app', outcome: 'succeeded' }])
  })

  const byHand = (mode: string) =>
    startCalled(callerOf('by-hand'), 'run', { github: push, vars: VARS, inputs: { service: 'app', mode } })

  test('reports of environments and of calls with a name of their own are different artifacts', () => {
    const call = (inputs: string) => {
      const caller = `${callerOf('deploy').replace(/ +environment: .*/, '')}\n${inputs}`
      return keptBy(startCalled(caller, 'deploy', { github: push, vars: VARS }))?.['name']
    }
    expect([call(''), call('      environment: staging'), call('      report-name: blue')]).toEqual([
      'deploy-report',
      'deploy-report-staging',
      'blue'
    ])
    expect(keptBy(byHand('rollback'))?.['name']).toBe('rollback-report-production')
  })

  test.each([
    ['plan', 0],
    ['deploy', 0]
  ])('by hand: %s', async (mode, code) => {
    expect((await play(byHand(mode), policyOf('deploy'))).code).toBe(code)
  })

  test('by hand: rollback, which reads no file', async () => {
    const run = await play(byHand('rollback'), policyOf('rollback'), DEPLOYED_TWICE)
    expect(run.code).toBe(0)
    expect(JSON.parse(run.outputs['results'] ?? '')).toMatchObject([
      { taskDefinitionArn: expect.stringMatching(/app:2$/) }
    ])
  })

  test('a deploy and one by hand wait for each other', () => {
    const deploy = startCalled(callerOf('deploy'), 'deploy', { github: push, vars: VARS })
    expect(byHand('deploy').concurrency).toBe(deploy.concurrency)
    expect(byHand('rollback').concurrency).toBe(deploy.concurrency)
    // of those that wait in a group GitHub keeps the last alone
    expect(byHand('plan').concurrency).not.toBe(deploy.concurrency)
  })

  test('audit: what runs is clean', async () => {
    const job = startCalled(callerOf('audit'), 'audit', { github: push, vars: VARS })
    expect((await play(job, ANYTHING)).code).toBe(0)
  })

  test.each(['pull-request', 'deploy', 'by-hand', 'audit'])(
    '%s: callers grant what is asked for, and no more',
    mark => {
      const { jobs } = parse(callerOf(mark)) as { jobs: object }
      const contexts = {
        github: pullRequest('example/shop'),
        vars: VARS,
        inputs: { service: 'a', mode: 'plan' }
      }
      for (const name of Object.keys(jobs)) {
        const { granted, permissions } = startCalled(callerOf(mark), name, contexts)
        expect(granted).toEqual(permissions)
      }
    }
  )
})
