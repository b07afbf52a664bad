import type { RunningSandbox } from '../sandbox/server.ts'
import type { AuditPorts } from '../src/audit/run/ports.ts'
import { connectAudit, connectAws } from '../src/aws/connect.ts'
import { connectFiles, connectMigration, connectValues } from '../src/aws/connect-values.ts'
import { type Clock, runClock } from '../src/clock.ts'
import { type Log, plainly } from '../src/log.ts'
import type { MigrationPorts } from '../src/migrate/run/ports.ts'
import { Gate } from '../src/report/gate/gate.ts'
import { targetToText } from '../src/report/run-sections.ts'
import { environmentOf } from './environment.ts'
import { connectDirectly } from './worlds/transport.ts'

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

/** The ports of every mode but for a migration's files and pull requests. */
export type TestPorts = AuditPorts & Pick<MigrationPorts, 'connectMigration'>

/** portsOf returns the ports of a run in this process: real files, and the real SDK with these variables. */
export function portsOf(
  given: Pick<TestPorts, 'workspace' | 'clock' | 'log' | 'signal' | 'gate' | 'mask'>,
  environment: Readonly<Record<string, string>>
): TestPorts {
  const { workspace, clock } = given
  const on = <Options extends object>(options: Options) => ({
    ...{ ...options, environment, clock },
    random: () => 0.5
  })
  return {
    ...given,
    area: { workspace, isCommandLine: true },
    github: { sha: 'abc' },
    env: {},
    runName: 'test',
    keepSource: () => {},
    connectAws: options => Promise.resolve(connectAws(on(options))),
    connectAges: options => Promise.resolve(connectAudit(on(options))),
    connectAudit: options => Promise.resolve(connectAudit(on(options))),
    connectValues: options => Promise.resolve(connectValues(on(options))),
    connectFiles: options => Promise.resolve(connectFiles(on(options))),
    connectMigration: options => Promise.resolve(connectMigration(on(options)))
  }
}

/** A run's ports on a sandbox with a manual clock, and what they have recorded. */
export type Opened = {
  readonly log: RecordingLog
  readonly masked: string[]
  readonly controller: AbortController
  readonly environment: Readonly<Record<string, string>>
  readonly ports: TestPorts
  /** Closes the sandbox, too. */
  end(): Promise<void>
}

/** openPorts connects a workspace to a sandbox, whose variables the process has until the end: the SDK reads them. */
export function openPorts(
  sandbox: RunningSandbox,
  workspace: string,
  { clock = sandboxClock(sandbox), accessKey = 'test' }: { clock?: Clock; accessKey?: string } = {}
): Opened {
  const disconnect = connectDirectly(sandbox)
  const log = recordingLog()
  const masked: string[] = []
  const gate = new Gate()
  const controller = new AbortController()
  const environment = { ...environmentOf(sandbox), AWS_ACCESS_KEY_ID: accessKey }
  const saved = { ...process.env }
  Object.assign(process.env, environment)
  const mask = (values: readonly string[]) => {
    masked.push(...values)
    gate.know(values)
  }
  const ports = portsOf({ workspace, clock, log, signal: controller.signal, gate, mask }, environment)
  return {
    ...{ log, masked, controller, environment, ports },
    end: async () => {
      process.env = saved
      disconnect()
      await sandbox.close()
    }
  }
}
