import type { AwsPorts, ModePorts } from '../../ports.ts'
import type { Account } from '../../rollout/ports.ts'

/** The AWS of each account and region that a run works in; the same connection for the same one. */
export type Clouds = (account: Account) => Promise<AwsPorts>

/** accountKey tells accounts apart: a region and who acts there. */
export function accountKey({ region, roleArn }: Account): string {
  return roleArn === undefined ? region : `${region} ${roleArn}`
}

/** openClouds connects each account when it is first asked for. */
export function openClouds(ports: Pick<ModePorts, 'connectAws'>, maxRetries: number): Clouds {
  const open = new Map<string, Promise<AwsPorts>>()
  return account => {
    const key = accountKey(account)
    const { region, roleArn } = account
    const cloud =
      open.get(key) ?? ports.connectAws({ region, maxRetries, ...(roleArn === undefined ? {} : { roleArn }) })
    open.set(key, cloud)
    return cloud
  }
}
