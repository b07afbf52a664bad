import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'

type Sleeper = { readonly due: number; readonly wake: () => void }

/**
 * Time that a test advances: sleepers wake in chronological order, and everything that follows from one is done before
 * the next wakes.
 */
export class ManualClock implements Clock {
  #now: number
  #sleepers: Sleeper[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** The number of sleepers. */
  get sleeping(): number {
    return this.#sleepers.length
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const sleeper = { due: this.#now + Math.max(0, ms), wake: () => done() }
      const done = () => {
        this.#sleepers = this.#sleepers.filter(one => one !== sleeper)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', done)
    })
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await settled()
    for (;;) {
      const next = this.#sleepers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.due)
      next.wake()
      await settled()
    }
    this.#now = end
    await settled()
  }
}

async function settled(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await turn()
}
