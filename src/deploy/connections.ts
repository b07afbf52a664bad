import type { AwsPorts, ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Account } from '../rollout/ports.ts'

/** The AWS connection for each account and Region of a run; one connection per account and Region. */
export type AwsConnections = (account: Account) => Promise<AwsPorts>

/** What planning and deploying need besides the configuration. */
export type DeployingPorts = { readonly ports: ModePorts; readonly aws: AwsConnections }

/** accountKey identifies an account by Region and assumed role. */
export function accountKey({ region, roleArn }: Account): string {
  return roleArn === undefined ? region : `${region} ${roleArn}`
}

/** connectAccounts connects each account on first use. */
export function connectAccounts(ports: Pick<ModePorts, 'connectAws'>, maxRetries: number): AwsConnections {
  const open = new Map<string, Promise<AwsPorts>>()
  return account => {
    const { region, roleArn } = account
    const key = accountKey(account)
    const connection = open.get(key) ?? ports.connectAws({ region, maxRetries, ...present({ roleArn }) })
    open.set(key, connection)
    return connection
  }
}
