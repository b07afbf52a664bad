import type { ServiceSpec, Twist, WorldSpec } from './spec.ts'

/** The Region and the cluster of all worlds. */
export const REGION = 'us-west-2'
export const CLUSTER = 'demo'
export const OTHER_CLUSTER = 'side'

/** Names of a world's services, which are also the names of their families. */
export const NAMES = ['web', 'worker', 'mail'] as const

/** nameOf is the name of a service by its index. */
export function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? 'web'
}

/** clusterOf is the cluster of a service. */
export function clusterOf({ twist, draw }: WorldSpec, index: number): string {
  return twist === 'clusters' && (draw + index) % 2 === 1 ? OTHER_CLUSTER : CLUSTER
}

/** hasMoved: the tag of the running image names another image than at the time of the pull. */
export function hasMoved({ mode, twist }: WorldSpec): boolean {
  return mode === 'deploy' && twist === 'moved-tag'
}

/** isCodeDeploy: CodeDeploy deploys the world's services. */
export function isCodeDeploy({ mode, twist }: WorldSpec): boolean {
  return mode === 'deploy' && twist === 'codedeploy'
}

/** oneOffOf is the one-off task that the run should start. */
export function oneOffOf({
  mode,
  twist
}: WorldSpec): Extract<Twist, 'one-off' | 'one-off-fails'> | undefined {
  return mode === 'deploy' && (twist === 'one-off' || twist === 'one-off-fails') ? twist : undefined
}

/** repositoryOf is the repository of a service's images, without the registry. */
export function repositoryOf(name: string): string {
  return `demo/${name}`
}

/**
 * imageOf is the image of a release: 1 is the oldest. An image whose tag moves is in ECR, where a run can detect the
 * move.
 */
export function imageOf(world: WorldSpec, name: string, release: number): string {
  const registry = hasMoved(world) ? `123456789012.dkr.ecr.${REGION}.amazonaws.com/` : ''
  return `${registry}${repositoryOf(name)}:${release}`
}

/** The release that runs at first, and the one that the run should deploy. */
export function releasesOf(world: WorldSpec, service: ServiceSpec): { now: number; wanted: number } {
  switch (world.mode) {
    case 'deploy':
      return { now: 1, wanted: hasMoved(world) ? 1 : 2 }
    case 'rollback':
      return { now: service.past === 'left' ? 3 : 2, wanted: 1 }
    case 'rotate-restart':
    case 'migrate':
      return { now: 1, wanted: 1 }
  }
}
