/** Services that are on their way to their update at the same time: the burst of UpdateService's bucket. */
const AT_ONCE = 50

/** Those that come together are read together, in one call of DescribeServices. */
const TOGETHER = 10

/**
 * Turns lets the services of a run begin a few at a time: their updates wait for each other anyway, and a service that
 * waits here has read nothing yet, holds nothing, and is read shortly before its update.
 */
export class Turns {
  #free = AT_ONCE
  readonly #waiting: (() => void)[] = []

  /** take waits for a turn. The returned function gives it back; it may be called more than once. */
  async take(): Promise<() => void> {
    const turn = new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#admit()
    await turn
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#free++
      if (this.#free >= TOGETHER) this.#admit()
    }
  }

  #admit(): void {
    for (const begin of this.#waiting.splice(0, this.#free)) {
      this.#free--
      begin()
    }
  }
}
