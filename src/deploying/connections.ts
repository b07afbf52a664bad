import type { AwsPorts, ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'

/** The AWS of each account and region that a run works in; the same connection for the same one. */
export type AwsConnections = (account: Account) => Promise<AwsPorts>

/** What planning and carrying out work with besides the configuration. */
export type DeployingPorts = { readonly ports: ModePorts; readonly aws: AwsConnections }

/** accountKey tells accounts apart: a region and who acts there. */
export function accountKey({ region, roleArn }: Account): string {
  return roleArn === undefined ? region : `${region} ${roleArn}`
}

/**
 * connectAccounts connects each account when it is first asked for. `load` loads what the answers are used for; it begins when the first
 * request is under way, and whoever needs what it loads waits for it there.
 */
export function connectAccounts(
  ports: Pick<ModePorts, 'connectAws'>,
  maxRetries: number,
  load?: () => Promise<unknown>
): AwsConnections {
  const meanwhile = load && (() => void load().catch(() => {}))
  const open = new Map<string, Promise<AwsPorts>>()
  return account => {
    const key = accountKey(account)
    const { region, roleArn } = account
    const connection =
      open.get(key) ?? ports.connectAws({ region, maxRetries, ...present({ roleArn, meanwhile }) })
    open.set(key, connection)
    return connection
  }
}
