import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Run, type RunOptions, runAction } from './runner.ts'
import { type ManyServices, manyServices, template } from './scenario.ts'

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

export async function makeWorld(content: object): Promise<TestWorld> {
  const sandbox = await startSandbox({ scenario: content, clock: 'manual' })
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  const run = (inputs: Readonly<Record<string, string>>, options: Pick<RunOptions, 'env' | 'signal'>) =>
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
        sandbox,
        ...options
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
