import { type RunningSandbox, startSandbox } from '../../../sandbox/server.ts'
import { connectAws } from '../../../src/aws/connect.ts'
import type { Clock } from '../../../src/clock.ts'
import { type RunTaskInputs, readRunTask } from '../../../src/inputs/read-deploy.ts'
import { InputReader } from '../../../src/inputs/reader.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import type { AwsPorts } from '../../../src/ports.ts'
import { pointSdkAt } from '../../aws/endpoint.ts'
import { type RecordingLog, recordingLog, sandboxClock } from '../../ports.ts'
import { connectDirectly } from '../../worlds/transport.ts'

/** A sandbox with its clock, a log that keeps its messages, and the ports of this program on it. */
export type Bench = {
  readonly sandbox: RunningSandbox
  readonly clock: Clock
  readonly log: RecordingLog
  readonly aws: AwsPorts
  count(operation: string): number
  end(): Promise<void>
}

/** startBench serves a scenario with a clock that advances only by waiting. */
export async function startBench(scenario: object, accessKey?: string): Promise<Bench> {
  const sandbox = await startSandbox({ clock: 'manual', scenario })
  const disconnect = connectDirectly(sandbox)
  pointSdkAt(sandbox.url)
  if (accessKey !== undefined) process.env['AWS_ACCESS_KEY_ID'] = accessKey
  const clock = sandboxClock(sandbox)
  return {
    sandbox,
    clock,
    log: recordingLog(),
    aws: connectAws({ region: 'us-west-2', environment: process.env, clock, random: () => 0.5 }),
    count: operation => sandbox.requests().filter(one => one.operation === operation).length,
    end: () => {
      disconnect()
      return sandbox.close()
    }
  }
}

/** The inputs of a one-off task as the action reads them; throws if one is invalid. */
export function runTaskInputs(raw: RawInputs = {}): RunTaskInputs {
  const reader = new InputReader({ 'run-task': 'true', ...raw })
  const inputs = readRunTask(reader)
  if (!inputs || reader.problems.length > 0) throw new Error(JSON.stringify(reader.problems))
  return inputs
}
