import { clusterOf, hasMoved, imageOf, nameOf, oneOffOf, releasesOf } from './names.ts'
import type { Act, ServiceSpec, WorldSpec } from './spec.ts'

/** A value that no file contains: the secret is changed while its tasks keep running. */
export const ROTATION = {
  action: 'put-secret-value',
  after: '0s',
  secretId: 'demo/api-key',
  secretString: '${generate:40}'
}

/** A user answers a pause, several times, since the time of its start is unknown. */
export function pauseOf(
  { hook }: ServiceSpec,
  { name, cluster }: { name: string; cluster: string }
): object[] {
  if (hook !== 'pause-goes-on' && hook !== 'pause-goes-back') return []
  return [20, 40, 60, 80, 100, 120].map(after => ({
    action: 'continue-service-deployment',
    after: `${after}s`,
    cluster,
    service: name,
    with: hook === 'pause-goes-on' ? 'CONTINUE' : 'ROLLBACK'
  }))
}

/** conductOf is the behavior of the requested release's tasks, as the sandbox's behaviours. */
export function conductOf(
  world: WorldSpec,
  { service, name }: { service: ServiceSpec; name: string }
): object[] {
  const image = imageOf(world, name, releasesOf(world, service).wanted)
  // tasks that already run are healthy in every world
  const running =
    world.mode === 'rotate-restart' || world.mode === 'migrate' || hasMoved(world)
      ? [{ image, times: service.count }]
      : []
  const behaviour = { good: {}, slow: { startAfter: '30s' }, flaky: FLAKY, crash: CRASH }
  const bad = {
    'no-image': {
      failStart: `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`
    },
    'no-place': { cannotPlace: 'Reason: Capacity is unavailable at this time.' },
    unhealthy: { unhealthyAfter: '20s' },
    never: { neverRuns: true }
  }
  const exitCode = oneOffOf(world) === 'one-off' ? 0 : 1
  const oneOff = oneOffOf(world) ? [{ image, oneOff: true, exitAfter: '4s', exitCode }] : []
  return [...running, ...oneOff, { image, ...{ ...behaviour, ...bad }[service.conduct] }]
}

/** Two starts fail for a transient reason; then all succeed. */
const FLAKY = {
  failStart:
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests',
  times: 2
}
const CRASH = { exitAfter: '5s', exitCode: 1 }

/** otherOf is an outside change, as an entry of `later`. */
export function otherOf(world: WorldSpec, act: Act): object {
  const index = act.service % world.services.length
  const name = nameOf(index)
  const base = { after: `${act.after}s` }
  const about = { cluster: clusterOf(world, index), service: name }
  switch (act.what) {
    case 'deploy':
      return { ...base, action: 'update-service', ...about, taskDefinition: `${name}-other:1` }
    case 'force':
      return { ...base, action: 'update-service', ...about, forceNewDeployment: true }
    case 'scale':
      return { ...base, action: 'update-service', ...about, desiredCount: SCALED }
    case 'stop':
      return { ...base, action: 'stop-service-deployment', ...about }
    case 'deregister':
      return { ...base, action: 'deregister-task-definition', taskDefinition: `${name}:2` }
  }
}

/** The desired count to which someone else scales a service. */
export const SCALED = 4
