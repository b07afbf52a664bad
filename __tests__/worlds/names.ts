import type { ServiceSpec, Twist, WorldSpec } from './spec.ts'

/** Where all of it is. */
export const REGION = 'us-west-2'
export const CLUSTER = 'demo'
export const OTHER_CLUSTER = 'side'

/** Names of a world's services, which are also those of their families. */
export const NAMES = ['web', 'worker', 'mail'] as const

/** nameOf is the name of a service by its index. */
export function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? 'web'
}

/** clusterOf is where a service runs. */
export function clusterOf({ twist, draw }: WorldSpec, index: number): string {
  return twist === 'clusters' && (draw + index) % 2 === 1 ? OTHER_CLUSTER : CLUSTER
}

/** hasMoved: the tag of what runs names another image than when it was pulled. */
export function hasMoved({ mode, twist }: WorldSpec): boolean {
  return mode === 'deploy' && twist === 'moved-tag'
}

/** isCodeDeploy: the world's services are deployed by CodeDeploy. */
export function isCodeDeploy({ mode, twist }: WorldSpec): boolean {
  return mode === 'deploy' && twist === 'codedeploy'
}

/** oneOffOf is the one-off task that the run is asked for. */
export function oneOffOf({
  mode,
  twist
}: WorldSpec): Extract<Twist, 'one-off' | 'one-off-fails'> | undefined {
  return mode === 'deploy' && (twist === 'one-off' || twist === 'one-off-fails') ? twist : undefined
}

/** repositoryOf is where the images of a service are, without the registry. */
export function repositoryOf(name: string): string {
  return `demo/${name}`
}

/** imageOf is the image of a release: 1 is the oldest. One whose tag moves is in ECR, where that can be known. */
export function imageOf(world: WorldSpec, name: string, release: number): string {
  const registry = hasMoved(world) ? `123456789012.dkr.ecr.${REGION}.amazonaws.com/` : ''
  return `${registry}${repositoryOf(name)}:${release}`
}

/** The release that runs at first, and the one that the run shall bring. */
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
