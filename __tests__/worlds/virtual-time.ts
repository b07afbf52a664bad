import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'

/** Real work of Node that may still advance the program: time must not pass in the meantime. */
const REAL_WORK = [
  'FSReqCallback',
  'FSReqPromise',
  'ProcessWrap',
  'GetAddrInfoReqWrap',
  'PipeConnectWrap',
  // a module that is imported late and is still in the thread that strips the types
  'MessagePort'
]
/** Turns of the event loop without new activity after which the program waits for time alone. */
const QUIET_TURNS = 3
/**
 * The maximum number of sleeps in a run: fifty times what the longest world needs. Only this limit ends a run in an
 * endless loop.
 */
const MOST_STEPS = 25_000
/** Checks of the program without any sleeper, at least 1 ms apart, after which it will never end. */
const PATIENCE = 20_000

/** A property of a sleeper: a weak one does not let time pass, like a timer without a reference. */
export type Strength = { isWeak: boolean }

type Sleeper = {
  readonly due: number
  readonly order: number
  readonly wake: () => void
  readonly strength: Strength
}

/** Ends a run that does not end: it loops over time or waits forever. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

/**
 * Time that passes when the whole program waits for it, up to the next due sleeper. Several sleepers at the same time
 * wait in parallel, as in real time.
 */
export class VirtualTime {
  readonly clock: Clock
  readonly #now: () => number
  readonly #advance: (ms: number) => void
  #sleepers: Sleeper[] = []
  #order = 0
  #activity = 0
  #isDead = false

  constructor(now: () => number, advance: (ms: number) => void) {
    this.#now = now
    this.#advance = advance
    this.clock = { now, sleep: (ms, signal) => this.#sleep(ms, signal) }
  }

  /** Nothing that waits continues, as in a killed process. */
  kill(): void {
    this.#isDead = true
    this.#sleepers = []
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** Resolves after this many virtual milliseconds; never, once the program is dead. */
  sleep(ms: number): Promise<void> {
    return this.#sleep(ms)
  }

  /** sleepAs is the clock's sleep, with a strength that can change in the meantime. */
  sleepAs(strength: Strength, ms: number, signal: AbortSignal): Promise<void> {
    return this.#sleep(ms, signal, strength)
  }

  /**
   * Runs the program to its end. `limit` is in virtual milliseconds, `most` the maximum number of sleeps; undefined: it
   * was killed. Throws what the program throws, and Stuck.
   */
  async run<Result>(program: Promise<Result>, limit: number, most = MOST_STEPS): Promise<Result | undefined> {
    const latest = this.#now() + limit
    let end: { readonly value: Result } | { readonly thrown: unknown } | undefined
    program.then(
      value => {
        end = { value }
      },
      (thrown: unknown) => {
        end = { thrown }
      }
    )
    let idleLooks = 0
    for (let steps = 0; ; ) {
      await this.#quiet()
      if (end !== undefined) break
      if (this.#isDead) return undefined
      const next = this.#earliest()
      if (next === undefined) {
        idleLooks += 1
        if (idleLooks > PATIENCE) throw new Stuck('it waits for nothing and does not end')
        await pause(1)
        continue
      }
      idleLooks = 0
      steps += 1
      if (steps > most) throw new Stuck(`no end after ${most} steps`)
      if (next.due > latest) throw new Stuck(`no end after ${Math.round(limit / 60_000)} virtual minutes`)
      this.#advance(Math.max(0, next.due - this.#now()))
      this.#sleepers = this.#sleepers.filter(one => one !== next)
      next.wake()
    }
    if ('thrown' in end) throw end.thrown
    return end.value
  }

  #sleep(ms: number, signal?: AbortSignal, strength: Strength = { isWeak: false }): Promise<void> {
    this.#activity += 1
    if (this.#isDead) return new Promise(() => {})
    return new Promise(resolve => {
      if (signal?.aborted) return resolve()
      this.#order += 1
      const wake = () => {
        this.#activity += 1
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const sleeper: Sleeper = { due: this.#now() + Math.max(0, ms), order: this.#order, wake, strength }
      const abort = () => {
        this.#sleepers = this.#sleepers.filter(one => one !== sleeper)
        wake()
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#sleepers.push(sleeper)
    })
  }

  #earliest(): Sleeper | undefined {
    if (this.#sleepers.every(({ strength }) => strength.isWeak)) return undefined
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, one) =>
        first === undefined || one.due < first.due || (one.due === first.due && one.order < first.order)
          ? one
          : first,
      undefined
    )
  }

  /** Waits until nothing has happened for several turns of the event loop, and no file is being read. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; ) {
      const before = this.#activity
      await turn()
      const busy = before !== this.#activity || isWorking()
      turns = busy ? 0 : turns + 1
    }
  }
}

function isWorking(): boolean {
  return process.getActiveResourcesInfo().some(name => REAL_WORK.includes(name))
}
