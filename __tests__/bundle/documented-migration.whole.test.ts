import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { type FakeGithub, startFakeGithub } from '../action/github/fake-github.ts'
import { TOKENS, variablesFor } from '../action/github/world.ts'
import { committed } from '../git.ts'
import { blockAfter } from '../pages.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { codeAfter, definitionNamed, inputsAfter, type Policy, serviceNamed } from './documented-world.ts'
import { type Run, runAction, runCli } from './runner.ts'

/**
 * What the README says about plaintext, run on its own template with the references made into credentials again. Each
 * run has the least policy of the page that the README names.
 */
const MIGRATE = '## From plaintext to secrets'
const AUDIT = '## Audit what is live'
const PASSWORD = ['Autumn', '2031', '#pier'].join('')
const REGION = 'us-west-2'
const FILE = 'deploy/app-task-definition.json'
const VARIABLES = JSON.stringify({ ECR_REGISTRY: 'registry.example' })

type Json = { [key: string]: unknown }
type Named = { readonly name: string; readonly value: string }

const policyIn = (page: string, name: string) =>
  (JSON.parse(blockAfter(page, `<!-- policy-${name} -->`)) as Policy).Statement
const PLAN = policyIn('docs/migration.md', 'migrate-plan')
const APPLY = [...PLAN, ...policyIn('docs/migration.md', 'migrate-apply')]
const AUDITS = policyIn('docs/audit.md', 'audit')
const PURGE = [...AUDITS, ...policyIn('docs/audit.md', 'purge')]
const RESTART = policyIn('docs/audit.md', 'rotate-restart')

/** The template of the README with its one password in plaintext. */
function plaintext(): string {
  const definition = JSON.parse(codeAfter('# Writing a task definition', 'json')) as Json
  const [container = {}] = definition['containerDefinitions'] as Json[]
  const { secrets: _, environment, ...rest } = container
  const more: Named = { name: 'DB_PASSWORD', value: PASSWORD }
  const containerDefinitions = [{ ...rest, environment: [...(environment as Named[]), more] }]
  return `${JSON.stringify({ ...definition, containerDefinitions }, null, 2)}\n`
}

type World = {
  readonly workspace: Workspace
  readonly sandbox: RunningSandbox
  readonly github: FakeGithub
  step(mark: string, inputs: Readonly<Record<string, string>>): Promise<Run>
  /** The nth line of the commands after a mark. */
  command(mark: string, line: number, ...flags: string[]): ReturnType<typeof runCli>
  git(...args: string[]): string
}
let world: World
afterEach(async () => {
  await world.github.stop()
  await world.sandbox.close()
  world.workspace.remove()
})

async function begin(statements: Policy['Statement'], more: object = {}): Promise<void> {
  const workspace = makeWorkspace({ [FILE]: plaintext() })
  const git = committed(workspace.path)
  const github = await startFakeGithub({ tokens: TOKENS })
  const sha = git('rev-parse', 'HEAD').trim()
  github.state.git.commits.set(sha, { sha, parents: [], message: 'as it was', files: {} })
  const containerDefinitions = [
    { name: 'app', image: 'app:1', environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] }
  ]
  const policy = { Version: '2012-10-17', Statement: statements }
  const sandbox = await startSandbox({
    clock: 'manual',
    scenario: {
      region: REGION,
      clusters: ['ops-pipeline-cluster'],
      roles: [{ name: 'ops-pipeline-execution' }],
      taskDefinitions: [definitionNamed('app', { containerDefinitions })],
      services: [serviceNamed('app', { taskDefinition: 'app:1' })],
      callers: {
        test: { arn: 'arn:aws:sts::123456789012:assumed-role/ops-pipeline-deploy/session', policy }
      },
      ...more
    }
  })
  // GitHub is not the sandbox's: virtual time would not wait for it
  const here = { workspace, sandbox, asProcess: true as const }
  world = {
    workspace,
    sandbox,
    github,
    git,
    step: (mark, inputs) =>
      runAction(
        { ...inputsAfter(mark), ...inputs },
        { ...here, env: { ...variablesFor(github.url), AWS_REGION: REGION } }
      ),
    command: (mark, line, ...flags) => {
      const text = codeAfter(mark, 'sh').split('\n')[line] ?? ''
      const [, words = ''] = /^npx ecs-sealed-deploy (.*)$/.exec(text) ?? []
      const args = words.split(' ').map(word => word.replace(/^'(.*)'$/, '$1'))
      return runCli([...args, ...flags], { workspace, sandbox, env: { AWS_REGION: REGION } })
    }
  }
}

const denied = () => world.sandbox.requests().filter(({ error }) => error?.includes('AccessDenied'))
const operations = (pattern: RegExp) =>
  world.sandbox.requests().flatMap(({ operation = '' }) => (pattern.test(operation) ? [operation] : []))
const WRITES = /^(?:Create|Put|Register|Update|Deregister|Delete)/

describe(MIGRATE, () => {
  const inputs = { variables: VARIABLES, 'github-token': 'ci' }

  test('the workflow without a tick shows the plan: nothing is written, no pull request opened', async () => {
    await begin(PLAN)
    const run = await world.step(MIGRATE, { ...inputs, apply: 'false' })
    expect({ code: run.code, denied: denied(), writes: operations(WRITES) }).toEqual({
      code: 0,
      denied: [],
      writes: []
    })
    expect(JSON.parse(run.outputs['plan'] as string)).toMatchObject({
      secrets: [{ name: 'ops-pipeline/database/password', state: 'create' }],
      moves: [{ file: FILE, variable: 'DB_PASSWORD' }]
    })
    expect(world.github.state.git.opened).toEqual([])
    expect(run.visible).not.toContain(PASSWORD)
  })

  test('the workflow with a tick opens a pull request whose files are deployed as the README says', async () => {
    await begin(APPLY)
    const run = await world.step(MIGRATE, { ...inputs, apply: 'true' })
    expect({ code: run.code, denied: denied() }).toEqual({ code: 0, denied: [] })
    expect(operations(WRITES)).toEqual(['CreateSecret', 'PutRolePolicy'])
    // no file is rewritten here, and the report is for the artifact
    expect(world.git('status', '--porcelain')).toBe('?? report.html')
    const { opened, branches, commits } = world.github.state.git
    expect(opened).toMatchObject([{ base: 'main' }])
    const files = commits.get(branches.get(opened[0]?.head ?? '') ?? '')?.files ?? {}
    expect(Object.keys(files)).toEqual([FILE])
    world.workspace.write(FILE, files[FILE]?.text ?? '')
    const deploy = await world.step('## Deploy on push to main', { variables: VARIABLES, service: 'app' })
    expect(JSON.parse(deploy.outputs['results'] as string)).toMatchObject([{ outcome: 'succeeded' }])
    expect(run.visible + deploy.visible).not.toContain(PASSWORD)
  })

  test('the commands: a plan, an apply that deploys, and the difference', async () => {
    await begin(APPLY)
    // the file's image is filled in by a workflow: the one that runs is given
    const vars = ['--variables', VARIABLES, '--image', 'app=app:1']
    world.workspace.write(FILE, plaintext().replace('${{ github.sha }}', '1'))
    world.git('commit', '-qam', 'no sha on a command line')
    const plan = await world.command(MIGRATE, 0, ...vars)
    expect({ code: plan.code, writes: operations(WRITES) }).toEqual({ code: 0, writes: [] })
    const apply = await world.command(MIGRATE, 1, ...vars)
    expect({ code: apply.code, denied: denied() }).toEqual({ code: 0, denied: [] })
    const [program = '', ...args] = (codeAfter(MIGRATE, 'sh').split('\n')[2] ?? '').split(' ')
    expect(program).toBe('git')
    expect(world.git(...args)).toContain('1 file changed')
    expect(plan.visible + apply.visible).not.toContain(PASSWORD)
  })
})

describe(AUDIT, () => {
  test('the scheduled workflow is red while plaintext runs, and asks for no more than its policy', async () => {
    await begin(AUDITS)
    const run = await world.step(AUDIT, {})
    expect({ code: run.code, denied: denied(), writes: operations(WRITES) }).toEqual({
      code: 1,
      denied: [],
      writes: []
    })
    expect(JSON.parse(run.outputs['audit'] as string)).toMatchObject({ verdict: 'exposed' })
    expect(run.visible).not.toContain(PASSWORD)
  })

  test('purge by hand takes the old revision away, and the workflow is green', async () => {
    await begin(PURGE, {
      taskDefinitions: [
        definitionNamed('app', {
          containerDefinitions: [
            { name: 'app', image: 'app:1', environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] }
          ]
        }),
        definitionNamed('app')
      ],
      services: [serviceNamed('app', { taskDefinition: 'app:2' })]
    })
    const purge = await world.command(AUDIT, 0)
    expect({ denied: denied(), purged: /^ +app:1 +deleted/m.test(purge.stdout) }).toEqual({
      denied: [],
      purged: true
    })
    const run = await world.step(AUDIT, {})
    expect({ code: run.code, audit: JSON.parse(run.outputs['audit'] as string) as object }).toMatchObject({
      code: 0,
      audit: { verdict: 'clean' }
    })
  })

  test('after a rotation only the services with an old value are deployed again', async () => {
    const secrets = [{ name: 'DB_PASSWORD', valueFrom: '${secret:ops-pipeline/database/password}' }]
    const role = 'arn:aws:iam::123456789012:role/ops-pipeline-execution'
    const Statement = [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
    const reads = { Version: '2012-10-17', Statement }
    await begin(RESTART, {
      secrets: [{ name: 'ops-pipeline/database/password', generate: 24 }],
      roles: [{ name: 'ops-pipeline-execution', policies: { reads } }],
      taskDefinitions: [
        definitionNamed('app', {
          executionRoleArn: role,
          containerDefinitions: [{ name: 'app', image: 'app:1', secrets }]
        }),
        definitionNamed('other')
      ],
      services: [
        serviceNamed('app', { taskDefinition: 'app:1' }),
        serviceNamed('other', { taskDefinition: 'other:1' })
      ],
      later: [
        {
          after: '1h',
          action: 'put-secret-value',
          SecretId: 'ops-pipeline/database/password',
          SecretString: 'made up',
          ClientRequestToken: '11111111-2222-4333-8444-555555555555'
        }
      ]
    })
    world.sandbox.advance(3_660_000)
    const restart = await world.command(AUDIT, 1)
    expect({ code: restart.code, denied: denied(), updates: operations(/^UpdateService$/) }).toEqual({
      code: 0,
      denied: [],
      updates: ['UpdateService']
    })
  })
})
