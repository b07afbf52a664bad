import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { environmentOf, NOWHERE } from '../environment.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Statement, withoutActions } from './policies.ts'
import { type Run, runAction } from './runner.ts'

/** The tests run the examples of these pages: a change there that does not work fails the tests. */
const PAGES = ['docs/workflows.md', 'docs/task-definitions.md', 'docs/permissions.md', 'README.md'].map(
  file => readFileSync(file, 'utf8')
)

export type Policy = { readonly Version: string; readonly Statement: readonly Statement[] }

/** The first block of a language after a mark, on the first page that has the mark. */
export function codeAfter(mark: string, language: string): string {
  const page = PAGES.find(text => text.includes(mark)) ?? ''
  const start = page.indexOf(`\`\`\`${language}\n`, page.indexOf(mark)) + language.length + 4
  if (page === '' || start < language.length + 4) throw new Error(`no page has ${language} after ${mark}`)
  return page.slice(start, page.indexOf('\n```', start))
}

/** The policy in docs/permissions.md for a mode. */
export const policyOf = (mode: 'plan' | 'deploy' | 'rollback') =>
  JSON.parse(codeAfter(`<!-- policy-${mode} -->`, 'json')) as Policy

/** A policy without one of its actions. */
export const without = (policy: Policy, action: string): Policy => ({
  ...policy,
  Statement: withoutActions(policy.Statement, action)
})

type Step = { readonly uses: string; readonly with: Readonly<Record<string, unknown>> }

/** The inputs of the step in a documented workflow, or of a documented single step, by the mark before it. */
export function inputsAfter(mark: string, language = 'yaml'): Record<string, string> {
  const read = parse(codeAfter(mark, language)) as
    | readonly Step[]
    | { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> }
  const steps = 'jobs' in read ? Object.values(read.jobs).flatMap(job => job.steps) : read
  const step = steps.find(({ uses }) => uses.startsWith('ecs-sealed-deploy/'))
  // the action of a folder has the folder's mode
  const [, mode] = /^ecs-sealed-deploy\/ecs-sealed-deploy\/([\w-]+)@/.exec(step?.uses ?? '') ?? []
  const given = Object.entries(step?.with ?? {}).map(([name, value]) => [name, String(value)])
  return { ...(mode === undefined ? {} : { mode }), ...Object.fromEntries(given) }
}

/** A world with everything that the documented template and workflows name. */
export type DocumentedWorld = {
  readonly workspace: Workspace
  readonly sandbox: RunningSandbox | undefined
  /** Runs the action with these inputs. */
  run(inputs: Readonly<Record<string, string>>): Promise<Run>
  /** Operations that were refused because of a missing permission. */
  denied(): readonly string[]
  end(): Promise<void>
}

/** The service `app` as it runs before any deployment, and other resources named like it. */
export const serviceNamed = (name: string, more: object = {}) => ({
  serviceName: name,
  cluster: 'ops-pipeline-cluster',
  taskDefinition: name,
  desiredCount: 1,
  circuitBreaker: { enable: true, rollback: true },
  ...more
})

export const definitionNamed = (family: string, more: object = {}) => ({
  family,
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'app', image: 'app:1' }],
  ...more
})

const READ = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'], Resource: '*' }
  ]
}

/** What the documented template refers to, in a Region. */
export const secretsIn = (region: string) => [
  { name: 'ops-pipeline/database/password', region, generate: 24 },
  { name: 'ops-pipeline/database/login', region, json: { username: 'app' } }
]
export const parametersIn = (region: string) => [
  { name: '/ops-pipeline/feature-flags', region, generate: 12 }
]
export const ROLES = [{ name: 'ops-pipeline-execution', policies: { read: READ } }]

/**
 * makeDocumentedWorld prepares the documented template as the file of service `app`; with a policy, it also starts an
 * AWS.
 */
export async function makeDocumentedWorld(policy?: Policy, more: object = {}): Promise<DocumentedWorld> {
  const template = codeAfter('# Writing a task definition', 'json')
  const workspace = makeWorkspace({ 'deploy/app-task-definition.json': template })
  const deployer = { arn: 'arn:aws:sts::123456789012:assumed-role/ops-pipeline-deploy/session', policy }
  const scenario = {
    region: 'us-west-2',
    clusters: ['ops-pipeline-cluster'],
    secrets: secretsIn('us-west-2'),
    parameters: parametersIn('us-west-2'),
    roles: ROLES,
    taskDefinitions: [definitionNamed('app')],
    services: [serviceNamed('app')],
    callers: { deployer },
    ...more
  }
  const sandbox = policy && (await startSandbox({ clock: 'manual', scenario }))
  return {
    workspace,
    sandbox,
    run: inputs =>
      runAction(inputs, {
        workspace,
        ...(sandbox ? { sandbox } : {}),
        env: {
          ...environmentOf(sandbox ?? NOWHERE),
          AWS_ACCESS_KEY_ID: 'deployer',
          AWS_REGION: 'us-west-2'
        }
      }),
    denied: () =>
      (sandbox?.requests() ?? [])
        .filter(({ error }) => error?.includes('AccessDenied'))
        .map(({ operation }) => operation),
    end: async () => {
      await sandbox?.close()
      workspace.remove()
    }
  }
}
