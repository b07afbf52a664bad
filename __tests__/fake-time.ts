type Timer = { readonly due: number; readonly call: () => void; unref(): Timer; ref(): Timer }

/** Time that a test advances, in the place of Date.now and the timers of this process. */
export type FakeTime = {
  /** Runs what is due within so many milliseconds, in its order. */
  advance(ms: number): void
  /** Does the same, and lets promises settle after each timer. */
  advanceAsync(ms: number): Promise<void>
  restore(): void
}

/** fakeTime replaces the time of this process from `now` on, milliseconds since 1970, until it is restored. */
export function fakeTime(now: number): FakeTime {
  const before = { setTimeout, clearTimeout, setImmediate, dateNow: Date.now }
  let time = now
  const timers = new Set<Timer>()
  Date.now = () => time
  const fakes = {
    setTimeout: (call: () => void, ms = 0): Timer => {
      const timer: Timer = { due: time + ms, call, unref: () => timer, ref: () => timer }
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer: Timer) => timers.delete(timer)
  }
  Object.assign(globalThis, fakes)
  const next = (end: number): Timer | undefined =>
    [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
  const run = (timer: Timer) => {
    timers.delete(timer)
    time = Math.max(time, timer.due)
    timer.call()
  }
  const settled = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => before.setImmediate(resolve))
  }
  return {
    advance: ms => {
      const end = time + ms
      for (let timer = next(end); timer; timer = next(end)) run(timer)
      time = end
    },
    advanceAsync: async ms => {
      const end = time + ms
      await settled()
      for (let timer = next(end); timer; timer = next(end)) {
        run(timer)
        await settled()
      }
      time = end
    },
    restore: () => {
      Date.now = before.dateNow
      Object.assign(globalThis, { setTimeout: before.setTimeout, clearTimeout: before.clearTimeout })
    }
  }
}
