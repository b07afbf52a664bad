import { present } from '../../present.ts'
import { callsInWords } from './activity-words.ts'

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
    const call = longest && { ...longest, trouble: longest.trouble?.() }
    return callsInWords({ call, open: this.#open.size, answered: this.#answered, since: this.#since }, now)
  }
}
