import { present } from '../present.ts'
import { formatDuration } from '../rollout/progress.ts'

/** If the last response is older than this, the run no longer waits for AWS. */
const RECENT_MS = 10_000

/** One call while it has no answer. `trouble` says what went wrong with it so far, in a clause. */
type OpenCall = { readonly operation: string; readonly since: number; readonly trouble?: Trouble }

/** Says what went wrong with a call so far, e.g. `no answer from 127.0.0.1:4566`; undefined if nothing did. */
export type Trouble = () => string | undefined

/** OpenCalls counts pending and completed calls to AWS. */
export class OpenCalls {
  readonly #open = new Set<OpenCall>()
  #since: number | undefined
  #answeredAt = 0
  #answered = 0

  /**
   * Registers a call, e.g. `ecs:DescribeServices`; the returned function ends it. Times are milliseconds since 1970.
   */
  begin(operation: string, now: number, trouble?: Trouble): (now: number) => void {
    this.#since ??= now
    const call = { operation, since: now, ...present({ trouble }) }
    this.#open.add(call)
    return endedAt => {
      this.#open.delete(call)
      this.#answered += 1
      this.#answeredAt = endedAt
    }
  }

  /**
   * `Waiting for AWS: ecs:DescribeServices, 3 calls in progress, 140 done (45 s)`, followed by what is wrong with the
   * oldest call, if AWS does not answer it; undefined if the run does not wait for AWS.
   */
  inWords(now: number): string | undefined {
    const [longest] = this.#open
    if (this.#since === undefined) return undefined
    if (longest === undefined && now - this.#answeredAt > RECENT_MS) return undefined
    const open = this.#open.size
    const what = longest?.operation ?? 'the next call, paced to stay within its request limits'
    const progress = open > 1 ? `, ${open} calls in progress` : ''
    const trouble = longest?.trouble?.()
    const silence =
      longest === undefined || trouble === undefined
        ? ''
        : `; not answered for ${formatDuration(now - longest.since)}: ${trouble}`
    return `Waiting for AWS: ${what}${progress}, ${this.#answered} done (${formatDuration(now - this.#since)})${silence}`
  }
}
