import { SandboxError } from '../fault.ts'
import { isMap, type Json } from '../json.ts'
import { regionOf } from '../world/lookup.ts'
import { drawLetters } from '../world/queue.ts'
import { findSecret } from '../world/secret-read.ts'
import type { World } from '../world/state.ts'

/**
 * fill replaces placeholders in every text of a policy, task definition, load balancer or log line of a scenario:
 * `${account}`, `${region}`, `${secret:NAME}` (the full ARN with its random suffix), `${targetGroup:NAME}` (its ARN)
 * and `${generate:N}` (N random characters, so that no scenario holds a credential).
 */
export function fill(world: World, region: string, value: Json): Json {
  if (typeof value === 'string')
    return value.replace(PLACEHOLDER, (_all, what: string) => replacementOf(world, region, what))
  if (Array.isArray(value)) return value.map(item => fill(world, region, item))
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      item === undefined ? undefined : fill(world, region, item)
    ])
  )
}

const PLACEHOLDER = /\$\{(account|region|(?:secret|targetGroup):[^}]+|generate:\d+)\}/g

function replacementOf(world: World, region: string, what: string): string {
  if (what === 'account') return world.account
  if (what === 'region') return region
  const name = what.slice(what.indexOf(':') + 1)
  if (what.startsWith('generate:')) return drawLetters(world, Number(name))
  if (what.startsWith('targetGroup:')) return targetGroupArn(world, region, name)
  const secret = findSecret(world, regionOf(world, region), name)
  if (!secret) throw new SandboxError(`Scenario: \${secret:${name}} names no secret of ${region}.`)
  return secret.arn
}

function targetGroupArn(world: World, region: string, name: string): string {
  const group = [...regionOf(world, region).targetGroups.values()].find(one => one.name === name)
  if (!group) throw new SandboxError(`Scenario: \${targetGroup:${name}} names no target group of ${region}.`)
  return group.arn
}
