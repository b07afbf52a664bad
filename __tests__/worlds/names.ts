import type { ServiceSpec, WorldSpec } from './spec.ts'

/** Where all of it is. */
export const REGION = 'us-west-2'
export const CLUSTER = 'demo'

/** Names of a world's services, which are also those of their families. */
export const NAMES = ['web', 'worker', 'mail'] as const

/** nameOf is the name of a service by its index. */
export function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? 'web'
}

/** imageOf is the image of a release: 1 is the oldest. */
export function imageOf(name: string, release: number): string {
  return `demo/${name}:${release}`
}

/** The release that runs at first, and the one that the run shall bring. */
export function releasesOf({ mode }: WorldSpec, service: ServiceSpec): { now: number; wanted: number } {
  switch (mode) {
    case 'deploy':
      return { now: 1, wanted: 2 }
    case 'rollback':
      return { now: service.past === 'left' ? 3 : 2, wanted: 1 }
    case 'rotate-restart':
    case 'migrate':
      return { now: 1, wanted: 1 }
  }
}
