import { keyOf } from '../rollout/outcome.ts'

/** A service of a run, by its name in ECS and its key in the configuration file. */
type Named = { readonly service: string; readonly key?: string }

/**
 * wavesOf returns the services in the requested order: each wave starts when the previous one is done. Services that no
 * wave names come together at the end; names that are not part of the run are ignored. Pure.
 */
export function wavesOf<Service extends Named>(
  services: readonly Service[],
  order: readonly (readonly string[])[]
): readonly (readonly Service[])[] {
  const named = new Set(order.flat())
  const waves = order.map(names => services.filter(service => names.includes(keyOf(service))))
  const rest = services.filter(service => !named.has(keyOf(service)))
  return [...waves, rest].filter(wave => wave.length > 0)
}

/** withWaves sets the wave of each service, starting at 1. */
export function withWaves<Service extends Named>(
  services: readonly Service[],
  order: readonly (readonly string[])[]
): readonly (Service & { readonly wave: number })[] {
  const waves = new Map(
    wavesOf(services, order).flatMap((wave, index) => wave.map(service => [service, index + 1] as const))
  )
  return services.map(service => ({ ...service, wave: waves.get(service) ?? 1 }))
}
