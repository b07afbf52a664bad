import type { Happening, Service, World } from './state.ts'

/** enqueue schedules a happening at a virtual time; those of the same time keep the order of their calls. */
export function enqueue(world: World, at: number, what: Happening): void {
  world.sequence += 1
  const event = { at, sequence: world.sequence, what }
  let low = 0
  let high = world.queue.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((world.queue[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  world.queue.splice(low, 0, event)
}

/** wake schedules the scheduler's turn for a service after its usual reaction time, or at `at` if that is later. */
export function wake(world: World, service: Service | undefined, at = 0): void {
  const due = Math.max(world.now + Math.max(1, world.timing.scheduler), at)
  if (!service || (service.reconcileAt !== undefined && service.reconcileAt <= due)) return
  service.reconcileAt = due
  enqueue(world, due, { kind: 'reconcile', service })
}

/** Anything that holds the state of the seeded generator, such as the world. */
export type Randomness = { random: number }

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** draw returns the next number in [0, 1) (mulberry32): the same seed and the same calls give the same world. */
export function draw(source: Randomness): number {
  source.random = (source.random + 0x6d2b79f5) | 0
  let t = Math.imul(source.random ^ (source.random >>> 15), 1 | source.random)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** drawFrom returns a word of `length` characters of an alphabet. */
export function drawFrom(source: Randomness, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(draw(source) * alphabet.length)]).join('')
}

/** drawLetters returns letters and digits, as in the six that end a secret's ARN. */
export function drawLetters(source: Randomness, length: number): string {
  return drawFrom(source, LETTERS, length)
}

/** drawHex returns lowercase hexadecimal digits, as in task IDs. */
export function drawHex(source: Randomness, length: number): string {
  return drawFrom(source, '0123456789abcdef', length)
}

/** drawDigits returns the 19 digits of a deployment ID; the first is not 0. */
export function drawDigits(source: Randomness, length: number): string {
  return drawFrom(source, '123456789', 1) + drawFrom(source, '0123456789', length - 1)
}

/** drawUuid returns a version 4 UUID, as in event and request IDs. */
export function drawUuid(source: Randomness): string {
  const hex = drawHex(source, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
