import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import type { Configuration } from '../../src/inputs/configuration.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { template } from '../bundle/scenario.ts'
import { endedAfterEach } from '../ended.ts'
import { type Opened, openPorts, skewedClock } from '../ports.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

export type ModeWorld = Opened & {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  configuration<M extends 'check' | 'plan' | 'deploy'>(
    mode: M,
    raw?: RawInputs
  ): Extract<ReturnType<typeof configurationOf>, { mode: M }>
  count(operation: string): number
}

const configurationOf = (raw: RawInputs): Configuration =>
  configurationOfAll({
    'task-definition': 'deploy/{service}.json',
    cluster: 'demo',
    'aws-region': 'us-west-2',
    variables: 'TAG=2',
    ...raw
  })

function configurationOfAll(inputs: RawInputs): Configuration {
  const read = readConfiguration(inputs, {})
  if (!('configuration' in read)) throw new Error(JSON.stringify(read.problems))
  return read.configuration
}

/** Modes in this process, with real files, the real SDK and the sandbox's time. */
export async function makeModeWorld(scenario: object, skew?: number): Promise<ModeWorld> {
  const sandbox = await startSandbox({ scenario, clock: 'manual' })
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  const opened = openPorts(
    sandbox,
    workspace.path,
    skew === undefined ? {} : { clock: skewedClock(sandbox, skew) }
  )
  return {
    ...opened,
    sandbox,
    workspace,
    configuration: (mode, raw = {}) =>
      configurationOf({ ...raw, mode }) as Extract<ReturnType<typeof configurationOf>, { mode: typeof mode }>,
    count: operation => sandbox.requests().filter(request => request.operation === operation).length,
    end: async () => {
      await opened.end()
      workspace.remove()
    }
  }
}

/** worldsOfTests returns makeModeWorld, whose worlds end after each test. */
export const worldsOfTests = () => endedAfterEach(makeModeWorld)

/** inputsOfWeb reads the inputs of a mode that names no file, for the service `web` in the cluster `demo`. */
export function inputsOfWeb<M extends 'rollback' | 'continue'>(mode: M, raw: RawInputs = {}): Asked<M> {
  const inputs = { mode, service: 'web', cluster: 'demo', 'aws-region': 'us-west-2', ...raw }
  return configurationOfAll(inputs) as Asked<M>
}

type Asked<M> = Extract<Configuration, { mode: M }>
