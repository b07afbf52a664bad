import type { Clock } from '../clock.ts'
import type { EcsPort, ServiceState } from './ports.ts'

type Asked = {
  readonly resolve: (state: ServiceState | undefined) => void
  readonly reject: (error: unknown) => void
}
type Group = { readonly ecs: EcsPort; readonly cluster: string; readonly asked: Map<string, Asked[]> }

/**
 * BatchedServiceReader reads single services and combines requests made at the same moment. DescribeServices accepts
 * ten services per call, and five hundred single calls would exhaust its request bucket.
 */
export class BatchedServiceReader {
  readonly #clock: Clock
  #groups: Group[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** look returns the current state of the service, or undefined if ECS does not know it. Throws AwsError. */
  look(ecs: EcsPort, cluster: string, service: string): Promise<ServiceState | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#groups.length === 0) void this.#clock.sleep(0).then(() => this.#askAll())
      const group = this.#groupOf(ecs, cluster)
      group.asked.set(service, [...(group.asked.get(service) ?? []), { resolve, reject }])
    })
  }

  #groupOf(ecs: EcsPort, cluster: string): Group {
    const known = this.#groups.find(group => group.ecs === ecs && group.cluster === cluster)
    if (known) return known
    const group = { ecs, cluster, asked: new Map<string, Asked[]>() }
    this.#groups.push(group)
    return group
  }

  async #askAll(): Promise<void> {
    await Promise.all(this.#groups.splice(0).map(ask))
  }
}

async function ask({ ecs, cluster, asked }: Group): Promise<void> {
  const all = [...asked.values()].flat()
  try {
    const { services } = await ecs.describeServices(cluster, [...asked.keys()])
    const states = new Map(services.map(state => [state.service, state]))
    for (const [service, waiting] of asked) for (const { resolve } of waiting) resolve(states.get(service))
  } catch (error) {
    for (const { reject } of all) reject(error)
  }
}
