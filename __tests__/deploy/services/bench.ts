import { type RunningSandbox, startSandbox } from '../../../sandbox/server.ts'
import { connectAws } from '../../../src/aws/connect.ts'
import type { Clock } from '../../../src/clock.ts'
import type { AwsPorts } from '../../../src/ports.ts'
import type { ServiceState } from '../../../src/rollout/ports.ts'
import { pointSdkAt } from '../../aws/endpoint.ts'
import { connectDirectly } from '../../worlds/transport.ts'

/** The ports of this program on a running sandbox whose time passes only by waiting. */
export type ServiceBench = AwsPorts & {
  readonly sandbox: RunningSandbox
  readonly clock: Clock
  service(name: string): Promise<ServiceState>
  /** How often an operation was received, with any result. */
  count(operation: string): number
  /** The bodies of an operation's requests, in order. */
  bodies(operation: string): readonly Record<string, unknown>[]
  end(): Promise<void>
}

/** startServiceBench serves a scenario and connects to it. */
export async function startServiceBench(scenario: object): Promise<ServiceBench> {
  const sandbox = await startSandbox({ clock: 'manual', scenario })
  const disconnect = connectDirectly(sandbox)
  pointSdkAt(sandbox.url)
  const clock: Clock = {
    now: () => sandbox.now(),
    sleep: ms => {
      sandbox.advance(ms)
      return Promise.resolve()
    }
  }
  const aws = connectAws({ region: 'us-west-2', environment: process.env, clock, random: () => 0.5 })
  const of = (operation: string) => sandbox.requests().filter(request => request.operation === operation)
  return {
    ...aws,
    sandbox,
    clock,
    service: async name => {
      const { services } = await aws.ecs.describeServices('demo', [name])
      if (!services[0]) throw new Error(`no service ${name}`)
      return services[0]
    },
    count: operation => of(operation).length,
    bodies: operation => of(operation).map(({ body }) => body as Record<string, unknown>),
    end: () => {
      disconnect()
      return sandbox.close()
    }
  }
}
