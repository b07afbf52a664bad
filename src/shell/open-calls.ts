import { formatDuration } from '../rollout/progress.ts'

/** If the last response is older than this, the run no longer waits for AWS. */
const RECENT_MS = 10_000

/** OpenCalls counts pending and completed calls to AWS. */
export class OpenCalls {
  readonly #open = new Map<string, number>()
  #since: number | undefined
  #answeredAt = 0
  #answered = 0

  /**
   * Registers a call, e.g. `ecs:DescribeServices`; the returned function ends it. Times are milliseconds since 1970.
   */
  begin(operation: string, now: number): (now: number) => void {
    this.#since ??= now
    this.#open.set(operation, (this.#open.get(operation) ?? 0) + 1)
    return endedAt => {
      const left = (this.#open.get(operation) ?? 1) - 1
      if (left === 0) this.#open.delete(operation)
      else this.#open.set(operation, left)
      this.#answered += 1
      this.#answeredAt = endedAt
    }
  }

  /**
   * `Waiting for AWS: ecs:DescribeServices, 3 calls in progress, 140 done (45 s)`; undefined if the run does not wait
   * for AWS.
   */
  inWords(now: number): string | undefined {
    const [longest] = this.#open.keys()
    if (this.#since === undefined) return undefined
    if (longest === undefined && now - this.#answeredAt > RECENT_MS) return undefined
    const open = [...this.#open.values()].reduce((sum, count) => sum + count, 0)
    const what = longest ?? 'the next call, paced to stay within its request limits'
    const progress = open > 1 ? `, ${open} calls in progress` : ''
    return `Waiting for AWS: ${what}${progress}, ${this.#answered} done (${formatDuration(now - this.#since)})`
  }
}
