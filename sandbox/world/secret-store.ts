import { parseArn } from './arns.ts'
import type { Region, Secret, SecretVersion, World } from './state.ts'

/**
 * findSecret finds a secret by name, full ARN or partial ARN (without the six-character suffix), including one that is
 * scheduled for deletion. A purged one no longer exists.
 */
export function findSecret(world: World, region: Region, id: string): Secret | undefined {
  const arn = parseArn(id)
  const secrets = [...region.secrets.values()].filter(secret => !isPurged(world, secret))
  if (!arn) return secrets.find(secret => secret.name === id)
  if (arn.region !== region.name || arn.account !== world.account) return
  return (
    secrets.find(secret => secret.arn === id) ??
    secrets.find(secret => secret.arn.slice(0, -7) === id && id.endsWith(`:secret:${secret.name}`))
  )
}

/** isPurged: the recovery window is over. */
export function isPurged(world: World, secret: Secret): boolean {
  return secret.purgeAt !== undefined && secret.purgeAt <= world.now
}

/** versionOf selects a version by ID or stage (AWSCURRENT by default). */
export function versionOf(
  secret: Secret,
  which: { id?: string | undefined; stage?: string | undefined }
): SecretVersion | undefined {
  if (which.id !== undefined && which.id !== '') return secret.versions.find(one => one.id === which.id)
  const stage = which.stage ? which.stage : 'AWSCURRENT'
  return secret.versions.find(one => one.stages.includes(stage))
}
