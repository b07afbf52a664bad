import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { connectAudit, connectAws } from '../../src/aws/connect.ts'
import { type Clock, runClock } from '../../src/clock.ts'
import type { Configuration } from '../../src/inputs/configuration.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { type Log, plainly } from '../../src/log.ts'
import type { ModePorts } from '../../src/ports.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { targetToText } from '../../src/report/run-sections.ts'
import { template } from '../bundle/scenario.ts'
import { endedAfterEach } from '../ended.ts'
import { environmentOf } from '../environment.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { connectDirectly } from '../worlds/transport.ts'

/** A log that keeps its messages as one text. */
export type RecordingLog = Log & { text(): string; recaps(): readonly string[] }

export function recordingLog(): RecordingLog {
  const lines: string[] = []
  const recaps: string[] = []
  const keep = (text: string) => {
    lines.push(text)
  }
  return {
    debug: keep,
    info: keep,
    notice: keep,
    warning: keep,
    group: (title, own) => lines.push(title, ...own),
    recap: title => recaps.push(title),
    acting: places => lines.push(...targetToText(places)),
    follow: activity => plainly(activity, keep),
    text: () => lines.join('\n'),
    recaps: () => recaps
  }
}

/** Time that passes only by waiting: each sleep advances the sandbox. */
export function sandboxClock(sandbox: RunningSandbox): Clock {
  return {
    now: () => sandbox.now(),
    sleep: (ms, signal) => {
      if (!signal?.aborted) sandbox.advance(ms)
      return Promise.resolve()
    }
  }
}

/** The clock of a runner that is `skew` milliseconds ahead of AWS, for a run: see runClock. */
export function skewedClock(sandbox: RunningSandbox, skew: number): Clock {
  const { now, sleep } = sandboxClock(sandbox)
  return runClock({ now: () => now() + skew, sleep })
}

export type ModeWorld = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  readonly log: RecordingLog
  readonly masked: string[]
  readonly controller: AbortController
  readonly ports: ModePorts
  configuration<M extends 'check' | 'plan' | 'deploy'>(
    mode: M,
    raw?: RawInputs
  ): Extract<ReturnType<typeof configurationOf>, { mode: M }>
  count(operation: string): number
  end(): Promise<void>
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
  const disconnect = connectDirectly(sandbox)
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  const log = recordingLog()
  const masked: string[] = []
  const gate = new Gate()
  const controller = new AbortController()
  const clock = skew === undefined ? sandboxClock(sandbox) : skewedClock(sandbox, skew)
  const random = () => 0.5
  const environment = environmentOf(sandbox)
  // The SDK's own credential and endpoint providers read the process's environment.
  const saved = { ...process.env }
  Object.assign(process.env, environment)
  return {
    sandbox,
    workspace,
    log,
    masked,
    controller,
    ports: {
      workspace: workspace.path,
      area: { workspace: workspace.path, isCommandLine: true },
      clock,
      log,
      github: { sha: 'abc' },
      env: {},
      signal: controller.signal,
      runName: 'test',
      gate,
      mask: values => {
        masked.push(...values)
        gate.know(values)
      },
      keepSource: () => {},
      connectAws: options => Promise.resolve(connectAws({ ...options, environment, clock, random })),
      connectCleanup: options => Promise.resolve(connectAudit({ ...options, environment, clock, random }))
    },
    configuration: (mode, raw = {}) =>
      configurationOf({ ...raw, mode }) as Extract<ReturnType<typeof configurationOf>, { mode: typeof mode }>,
    count: operation => sandbox.requests().filter(request => request.operation === operation).length,
    end: async () => {
      process.env = saved
      disconnect()
      await sandbox.close()
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
