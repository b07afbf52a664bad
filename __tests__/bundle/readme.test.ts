import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { makeWorkspace, type Run, runAction, runCli, type Workspace } from './runner.ts'

/** The README's own examples are what is run here: a change there that does not work turns this red. */
const README = readFileSync('README.md', 'utf8')

type Policy = { readonly Version: string; readonly Statement: readonly Statement[] }
type Statement = {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly Condition?: unknown
}

function codeAfter(mark: string, language: string): string {
  const start = README.indexOf(`\`\`\`${language}\n`, README.indexOf(mark)) + language.length + 4
  return README.slice(start, README.indexOf('\n```', start))
}

const policyOf = (mode: 'plan' | 'deploy') =>
  JSON.parse(codeAfter(`<!-- policy-${mode} -->`, 'json')) as Policy
const actionsOf = ({ Statement }: Policy) =>
  Statement.flatMap(({ Action }) => (typeof Action === 'string' ? [Action] : Action))

function without(policy: Policy, action: string): Policy {
  const Statement = policy.Statement.map(statement => ({
    ...statement,
    Action: (typeof statement.Action === 'string' ? [statement.Action] : statement.Action).filter(
      own => own !== action
    )
  })).filter(({ Action }) => Action.length > 0)
  return { ...policy, Statement }
}

let sandbox: RunningSandbox | undefined
let workspace: Workspace
afterEach(async () => {
  await sandbox?.close()
  sandbox = undefined
  workspace.remove()
})

/** The README's template as the file of service `app`, in a world that has what it names. */
async function prepare(policy: Policy, more: object = {}): Promise<void> {
  workspace = makeWorkspace({
    'deploy/app-task-definition.json': codeAfter('## Write a task definition', 'json')
  })
  const role = (name: string, policies: object = {}) => ({ name, policies })
  sandbox = await startSandbox({
    clock: 'manual',
    scenario: {
      region: 'us-west-2',
      clusters: ['ops-pipeline-cluster'],
      secrets: [
        { name: 'ops-pipeline/database/password', generate: 24 },
        { name: 'ops-pipeline/database/login', json: { username: 'app' } }
      ],
      parameters: [{ name: '/ops-pipeline/feature-flags', generate: 12 }],
      roles: [
        role('ops-pipeline-execution', {
          read: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'],
                Resource: '*'
              }
            ]
          }
        })
      ],
      taskDefinitions: [
        {
          family: 'app',
          networkMode: 'awsvpc',
          requiresCompatibilities: ['FARGATE'],
          cpu: '256',
          memory: '512',
          containerDefinitions: [{ name: 'app', image: 'app:1' }]
        }
      ],
      services: [
        {
          serviceName: 'app',
          cluster: 'ops-pipeline-cluster',
          taskDefinition: 'app',
          desiredCount: 1,
          circuitBreaker: { enable: true, rollback: true }
        }
      ],
      callers: {
        deployer: { arn: 'arn:aws:sts::123456789012:assumed-role/ops-pipeline-deploy/session', policy }
      },
      ...more
    }
  })
}

/** Runs the step of a README workflow: its `with`, with the expressions that GitHub would have filled in. */
function runStep(mark: string, more: Record<string, string> = {}): Promise<Run> {
  const workflow = parse(codeAfter(mark, 'yaml')) as {
    jobs: Record<string, { steps: { uses: string; with: Record<string, string> }[] }>
  }
  const [job] = Object.values(workflow.jobs)
  const step = job?.steps.find(({ uses }) => uses.startsWith('ecs-sealed-deploy/'))
  const inputs = { ...step?.with, ...more }
  return runAction(inputs, {
    workspace,
    ...(sandbox ? { preload: [resolve('sandbox/lockstep.mjs')] } : {}),
    env: {
      AWS_ENDPOINT_URL: sandbox?.url ?? 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'deployer',
      AWS_SECRET_ACCESS_KEY: 'made-up',
      AWS_REGION: 'us-west-2'
    }
  })
}

const VARIABLES = { variables: '{"ECR_REGISTRY": "registry.example"}', service: 'app' }
const denied = () =>
  sandbox
    ?.requests()
    .filter(({ error }) => error?.includes('AccessDenied'))
    .map(({ operation }) => operation) ?? []

describe("the README's workflows", () => {
  test('check pull requests: needs nothing, finds nothing in the template shown', async () => {
    workspace = makeWorkspace({
      'deploy/app-task-definition.json': codeAfter('## Write a task definition', 'json')
    })
    const run = await runStep('### Check pull requests')
    expect({ code: run.code, count: run.outputs['findings-count'] }).toEqual({ code: 0, count: '0' })
  })

  test.each(['### Deploy on push to main', '### Deploy one service by hand'])(
    '%s: deploys the template shown',
    async mark => {
      await prepare(policyOf('deploy'))
      const run = await runStep(mark, VARIABLES)
      expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
      expect(JSON.parse(run.outputs['results'] as string)).toMatchObject([
        { service: 'app', outcome: 'succeeded' }
      ])
    }
  )

  test('the command lines shown', async () => {
    workspace = makeWorkspace({
      'deploy/app-task-definition.json': codeAfter('## Write a task definition', 'json')
    })
    const lines = codeAfter('### On the command line', 'sh').split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      const args = line
        .replace(/^node dist\/index\.js /, '')
        .split(' ')
        .map(word => word.replace(/^'(.*)'$/, '$1'))
      expect({ line, code: (await runCli(args, { workspace })).code }).toEqual({ line, code: 0 })
    }
  })
})

describe("the README's policies are what each mode needs, no more and no less", () => {
  test('plan is allowed everything it asks for', async () => {
    await prepare(policyOf('plan'))
    const run = await runStep('### Deploy on push to main', { ...VARIABLES, mode: 'plan' })
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
  })

  /** The look before anything is changed goes without them, and says so. */
  const LOOKS = ['iam:GetRole', 'iam:SimulatePrincipalPolicy']

  test.each(actionsOf(policyOf('plan')))('plan without %s is refused, or says so', async action => {
    await prepare(without(policyOf('plan'), action))
    const run = await runStep('### Deploy on push to main', { ...VARIABLES, mode: 'plan' })
    expect(run.code).toBe(LOOKS.includes(action) ? 0 : 3)
    expect(run.visible).toContain(action)
  })

  const FAILS = { behaviours: [{ taskDefinition: 'app:2', exitAfter: '5s', exitCode: 1 }] }

  test('a failing deploy is allowed everything it asks for', async () => {
    await prepare(policyOf('deploy'), FAILS)
    const run = await runStep('### Deploy on push to main', VARIABLES)
    expect({ code: run.code, denied: denied() }).toEqual({ code: 1, denied: [] })
    expect(JSON.parse(run.outputs['results'] as string)).toMatchObject([{ outcome: 'rolled-back' }])
  })

  /** Said in the README: without these the run goes on and says what it could not look at. */
  const HELPERS = [
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    ...LOOKS
  ]

  test.each(actionsOf(policyOf('deploy')))(
    'a failing deploy without %s is refused, or says so',
    async action => {
      await prepare(without(policyOf('deploy'), action), FAILS)
      const run = await runStep('### Deploy on push to main', VARIABLES)
      const helps = HELPERS.includes(action)
      expect(run.code).toBe(helps ? 1 : 3)
      if (action !== 'ecs:ListServiceDeployments') expect(run.visible).toContain(action)
    }
  )
})
