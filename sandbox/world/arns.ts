import type { World } from './state.ts'

/** arnOf builds an ARN of this world's account, e.g. `arnOf(world, ['ecs', region], 'cluster/x')`. */
export function arnOf(
  world: World,
  where: readonly [service: string, region: string],
  resource: string
): string {
  return `arn:${world.partition}:${where[0]}:${where[1]}:${world.account}:${resource}`
}

/** A parsed ARN; `resource` keeps its colons. */
export type Arn = {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** parseArn splits an ARN; undefined for any other text. */
export function parseArn(text: string): Arn | undefined {
  const [head, partition, service, region, account, ...rest] = text.split(':')
  if (head !== 'arn' || !partition || !service || region === undefined || account === undefined) return
  if (rest.length === 0) return
  return { partition, service, region, account, resource: rest.join(':') }
}

/** lastPart is the text after the last slash: names and IDs may be given as ARNs. */
export function lastPart(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
}

/** roleNameOf is the role's name in its ARN, without the path. */
export function roleNameOf(arn: string): string {
  return lastPart(arn)
}
