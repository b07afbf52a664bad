import { afterEach, describe, expect, test } from '@jest/globals'
import { committed } from '../git.ts'
import {
  codeAfter,
  type DocumentedWorld,
  definitionNamed,
  inputsAfter,
  makeDocumentedWorld,
  type Policy,
  parametersIn,
  policyOf,
  ROLES,
  secretsIn,
  serviceNamed,
  without
} from './documented-world.ts'
import { actionsOf } from './policies.ts'
import { type Run, runCli } from './runner.ts'

let world: DocumentedWorld
afterEach(() => world.end())

async function prepare(policy?: Policy, more: object = {}): Promise<void> {
  world = await makeDocumentedWorld(policy, more)
}

/** Runs the step of a README workflow: its `with`, with the expressions that GitHub would have filled in. */
const runStep = (mark: string, more: Record<string, string> = {}): Promise<Run> =>
  world.run({ ...inputsAfter(mark), ...more })

const VARIABLES = { variables: '{"ECR_REGISTRY": "registry.example"}', service: 'app' }
const denied = () => world.denied()

describe('the workflows to copy', () => {
  test('check pull requests: needs nothing, finds nothing in the template shown', async () => {
    await prepare()
    // as after a checkout: the step names no file, and finds those that git tracks
    committed(world.workspace.path)
    const run = await runStep('## Check pull requests')
    expect({ code: run.code, count: run.outputs['findings-count'] }).toEqual({ code: 0, count: '0' })
  })

  test('deploy on push to main: deploys the template shown', async () => {
    await prepare(policyOf('deploy'))
    const run = await runStep('## Deploy on push to main', VARIABLES)
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
    expect(JSON.parse(run.outputs['results'] as string)).toMatchObject([
      { service: 'app', outcome: 'succeeded' }
    ])
  })

  test('the command lines shown', async () => {
    await prepare()
    const lines = codeAfter('## On the command line', 'sh').split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      const args = line
        .replace(/^npx ecs-sealed-deploy /, '')
        .split(' ')
        .map(word => word.replace(/^'(.*)'$/, '$1'))
      expect({ line, code: (await runCli(args, { workspace: world.workspace })).code }).toEqual({
        line,
        code: 0
      })
    }
  })
})

describe('the documented policies are what each mode needs, no more and no less', () => {
  test('plan is allowed everything it asks for', async () => {
    await prepare(policyOf('plan'))
    const run = await runStep('## Deploy on push to main', { ...VARIABLES, mode: 'plan' })
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
  })

  /** The look before anything is changed goes without them, and says so. */
  const LOOKS = ['iam:GetRole', 'iam:SimulatePrincipalPolicy', 'ecs:DescribeTaskDefinition']

  test.each(actionsOf(policyOf('plan').Statement))('plan without %s is refused, or says so', async action => {
    await prepare(without(policyOf('plan'), action))
    const run = await runStep('## Deploy on push to main', { ...VARIABLES, mode: 'plan' })
    expect(run.code).toBe(LOOKS.includes(action) ? 0 : 3)
    expect(run.visible).toContain(action)
  })

  const FAILS = { behaviours: [{ taskDefinition: 'app:2', exitAfter: '5s', exitCode: 1 }] }

  test('a failing deploy is allowed everything it asks for', async () => {
    await prepare(policyOf('deploy'), FAILS)
    const run = await runStep('## Deploy on push to main', VARIABLES)
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

  test.each(actionsOf(policyOf('deploy').Statement))(
    'a failing deploy without %s is refused, or says so',
    async action => {
      await prepare(without(policyOf('deploy'), action), FAILS)
      const run = await runStep('## Deploy on push to main', VARIABLES)
      const helps = HELPERS.includes(action)
      expect(run.code).toBe(helps ? 1 : 3)
      if (action !== 'ecs:ListServiceDeployments') expect(run.visible).toContain(action)
    }
  )
})

test.each<[string, 'deploy' | 'rollback']>([
  ['## Deploy on push to main', 'deploy'],
  ['## Roll back a service by hand', 'rollback']
])('%s assumes a role of its own policy', (mark, policy) => {
  expect(codeAfter(mark, 'yaml')).toContain(`role-to-assume: \${{ vars.AWS_${policy.toUpperCase()}_ROLE }}`)
  expect(actionsOf(policyOf(policy).Statement).length).toBeGreaterThan(0)
})

describe('rolling back by hand', () => {
  const MARK = '## Roll back a service by hand'
  const update = (after: string, taskDefinition: string) => ({
    after,
    action: 'update-service',
    cluster: 'ops-pipeline-cluster',
    service: 'app',
    taskDefinition
  })
  /** app:2 was deployed after app:1, and app:3 after ten minutes. */
  const before = {
    taskDefinitions: ['512', '1024', '2048'].map(memory => definitionNamed('app', { memory })),
    services: [serviceNamed('app', { taskDefinition: 'app:1' })],
    later: [update('1s', 'app:2'), update('10m', 'app:3')]
  }
  const revisionOf = (run: Run) =>
    (JSON.parse(run.outputs['results'] as string) as { taskDefinitionArn?: string }[])[0]?.taskDefinitionArn

  async function afterDeploys(policy: Policy, waited: number): Promise<void> {
    await prepare(policy, before)
    world.sandbox?.advance(waited)
  }
  const MEANWHILE = 605_000
  const AFTERWARDS = 1_200_000

  test.each([
    ['no revision named', '', 'app:2'],
    ['a revision named', '1', 'app:1']
  ])('%s: watched, with nothing refused', async (_, revision, expected) => {
    await afterDeploys(policyOf('rollback'), AFTERWARDS)
    const run = await runStep(MARK, { service: 'app', revision })
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
    expect(revisionOf(run)?.split('/')[1]).toBe(expected)
  })

  test('while the deployment is in progress: rolled back where it stands', async () => {
    await afterDeploys(policyOf('rollback'), MEANWHILE)
    const run = await runStep(MARK, { service: 'app', revision: '' })
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
    expect(revisionOf(run)).toMatch(/app:2$/)
    expect(world.sandbox?.requests().some(({ operation }) => operation === 'StopServiceDeployment')).toBe(
      true
    )
  })

  const STOP = 'ecs:StopServiceDeployment'
  const CODES: Readonly<Record<string, number>> = { 'ecs:DescribeServiceDeployments': 0 }
  test.each(actionsOf(policyOf('rollback').Statement).filter(action => action !== STOP))(
    'without %s it is refused, or says so',
    async action => {
      await afterDeploys(without(policyOf('rollback'), action), AFTERWARDS)
      const run = await runStep(MARK, { service: 'app', revision: '' })
      expect(run.code).toBe(CODES[action] ?? 3)
      expect(run.visible).toContain(action)
    }
  )

  test(`without ${STOP} the revision before is deployed again`, async () => {
    await afterDeploys(without(policyOf('rollback'), STOP), MEANWHILE)
    const run = await runStep(MARK, { service: 'app', revision: '' })
    expect(run.code).toBe(0)
    expect(denied()).toEqual(['StopServiceDeployment'])
    expect(revisionOf(run)).toMatch(/app:2$/)
  })
})

describe('many services', () => {
  const MARK = '## Many services'
  const STEP = 'Set what belongs to one workflow'
  const NAMES = ['dispatcher', 'signal-engine-1m', 'trade-stream']
  const FAR = { region: 'us-east-1' }
  const anyone = { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] }
  const everything: Policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }]
  }

  async function prepareMany(more: object = {}): Promise<void> {
    await prepare(everything, {
      clusters: ['ops-pipeline-cluster', { name: 'research-cluster', ...FAR }],
      secrets: [...secretsIn('us-west-2'), ...secretsIn('us-east-1')],
      parameters: [...parametersIn('us-west-2'), ...parametersIn('us-east-1')],
      roles: [...ROLES, { name: 'deploy-research', trust: anyone, policies: { all: everything } }],
      taskDefinitions: NAMES.map(name => definitionNamed(name, name === 'signal-engine-1m' ? FAR : {})),
      services: NAMES.map(name =>
        serviceNamed(name, name === 'signal-engine-1m' ? { ...FAR, cluster: 'research-cluster' } : {})
      ),
      ...more
    })
    const template = codeAfter('# Writing a task definition', 'json')
    for (const name of NAMES) world.workspace.write(`deploy/${name}-task-definition.json`, template)
    world.workspace.write('.github/ecs-sealed-deploy.yml', codeAfter(MARK, 'yaml'))
  }

  const run = () => runStep(STEP, { ...VARIABLES, service: NAMES.join(',') })
  const updated = () =>
    (world.sandbox?.requests() ?? [])
      .filter(({ operation }) => operation === 'UpdateService')
      .map(({ body }) => (body as { service: string }).service)

  test('each where the configuration file says, in its order', async () => {
    await prepareMany()
    const { code, outputs } = await run()
    expect(code).toBe(0)
    expect(updated()[0]).toBe('dispatcher')
    expect(JSON.parse(outputs['results'] as string)).toMatchObject([
      { service: 'dispatcher', region: 'us-west-2', outcome: 'succeeded' },
      { service: 'trade-stream', outcome: 'succeeded' },
      { service: 'signal-engine-1m', cluster: 'research-cluster', region: 'us-east-1', outcome: 'succeeded' }
    ])
  })

  test('all or none: one fails, and the others are taken back', async () => {
    await prepareMany({ behaviours: [{ taskDefinition: 'trade-stream:2', exitAfter: '5s', exitCode: 1 }] })
    const { code, outputs } = await run()
    expect(code).toBe(1)
    const outcomes = (JSON.parse(outputs['results'] as string) as { outcome: string }[]).map(
      ({ outcome }) => outcome
    )
    expect(outcomes).toEqual(['rolled-back', 'rolled-back', 'rolled-back'])
  })
})
