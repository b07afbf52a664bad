/** A service lists its hundred newest events; older ones do not come back. */
const MOST_KEPT = 500

/** RecentTexts knows the texts that were added last, since a rollout can be watched for days. */
export class RecentTexts {
  readonly #texts: Set<string>

  constructor(texts: readonly string[] = []) {
    this.#texts = new Set(texts)
  }

  has(text: string): boolean {
    return this.#texts.has(text)
  }

  add(text: string): void {
    this.#texts.add(text)
    if (this.#texts.size <= MOST_KEPT) return
    // in the order in which they were added
    for (const oldest of this.#texts) {
      this.#texts.delete(oldest)
      return
    }
  }
}

/** The lines that a recap repeats: how a rollout began, and how it ended. */
const FIRST = 100
const LAST = 200

/** KeptLines keeps the first and the last lines about a rollout, and counts those between. */
export class KeptLines {
  readonly #first: string[] = []
  readonly #last: string[] = []
  #left = 0

  push(line: string): void {
    if (this.#first.length < FIRST) {
      this.#first.push(line)
      return
    }
    this.#last.push(line)
    if (this.#last.length <= LAST) return
    this.#last.shift()
    this.#left++
  }

  /** Where lines are left out, one line says how many. */
  get list(): readonly string[] {
    if (this.#left === 0) return [...this.#first, ...this.#last]
    const gap = `… ${this.#left} lines left out; the log above has all of them`
    return [...this.#first, gap, ...this.#last]
  }
}
