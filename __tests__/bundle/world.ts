import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { IN_LOCKSTEP, makeWorkspace, type Run, type RunOptions, runAction, type Workspace } from './runner.ts'

/** A sandbox with a manual clock, a workspace with the templates of its services, and the bundle run against both. */
export type TestWorld = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  deploy(inputs?: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Promise<Run>
  /** The same run, interrupted by a signal; `when` is polled every few milliseconds. */
  interrupt(
    signal: NodeJS.Signals,
    when: () => boolean,
    inputs?: Readonly<Record<string, string>>
  ): Promise<Run>
  /** Names of the AWS operations called so far, in order. */
  operations(): readonly string[]
  count(operation: string): number
  end(): Promise<void>
}

/** The template from which the services `web` and `worker` of the scenarios below are deployed. */
export function template(service: string, more: object = {}): string {
  const definition = {
    family: service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    containerDefinitions: [
      {
        name: 'app',
        image: `demo/${service}:\${{ vars.TAG }}`,
        secrets: [{ name: 'API_KEY', valueFrom: 'secretsmanager:demo/api-key' }],
        ...more
      }
    ]
  }
  return `${JSON.stringify(definition, null, 2)}\n`
}

/** Cluster `demo` with one service `web` that runs `web:1`; `more` is merged into it. */
export function scenario(more: object = {}): object {
  return {
    region: 'us-west-2',
    clusters: ['demo'],
    secrets: [{ name: 'demo/api-key', generate: 40 }],
    roles: [
      {
        name: 'demo-execution',
        managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
        policies: {
          'read-secrets': {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'secretsmanager:GetSecretValue',
                Resource: ['arn:aws:secretsmanager:us-west-2:123456789012:secret:demo/*']
              }
            ]
          }
        }
      }
    ],
    taskDefinitions: [
      {
        family: 'web',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '256',
        memory: '512',
        containerDefinitions: [{ name: 'app', image: 'demo/web:1' }]
      }
    ],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web',
        desiredCount: 2,
        circuitBreaker: { enable: true, rollback: true }
      }
    ],
    ...more
  }
}

export async function makeWorld(content: object): Promise<TestWorld> {
  const sandbox = await startSandbox({ scenario: content, clock: 'manual' })
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  const run = (
    inputs: Readonly<Record<string, string>>,
    options: { readonly env?: Readonly<Record<string, string>>; readonly signal?: RunOptions['signal'] }
  ) =>
    runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2',
        ...inputs
      },
      {
        workspace,
        preload: IN_LOCKSTEP,
        env: {
          AWS_ENDPOINT_URL: sandbox.url,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          ...options.env
        },
        sandbox,
        ...(options.signal === undefined ? {} : { signal: options.signal })
      }
    )
  return {
    sandbox,
    workspace,
    deploy: (inputs = {}, env = {}) => run(inputs, { env }),
    interrupt: (name, when, inputs = {}) => run(inputs, { signal: { name, when } }),
    operations: () => sandbox.requests().map(({ operation }) => operation),
    count: operation => sandbox.requests().filter(request => request.operation === operation).length,
    end: async () => {
      await sandbox.close()
      workspace.remove()
    }
  }
}

/** Services by name; each has a family of the same name with one revision, which it runs. */
export type ManyServices = Readonly<Record<string, object>>

/** A scenario with several services, and templates for all of them. */
export function manyServices(services: ManyServices, more: object = {}): object {
  const names = Object.keys(services)
  return scenario({
    taskDefinitions: names.map(family => ({
      family,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: `demo/${family}:1` }]
    })),
    services: names.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: serviceName,
      desiredCount: 1,
      ...services[serviceName]
    })),
    ...more
  })
}

/** A world with several services; each has its template. */
export async function makeManyWorld(services: ManyServices, more: object = {}): Promise<TestWorld> {
  const world = await makeWorld(manyServices(services, more))
  for (const name of Object.keys(services)) world.workspace.write(`deploy/${name}.json`, template(name))
  if (!('web' in services)) rmSync(join(world.workspace.path, 'deploy/web.json'))
  return world
}

/** The output `results` of a run, one entry per service. */
export function resultsOf(run: Run): readonly Record<string, string>[] {
  return JSON.parse(run.outputs['results'] ?? '[]') as Record<string, string>[]
}
