import { generaliseReason, withoutServicePrefix } from '../diagnosis/recognise.ts'
import type { Log } from '../log.ts'
import type { WatchedDeployment } from './deployments.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'
import { describeProgress, newEvents } from './progress.ts'

/**
 * ProgressLog prints what happens to one service while it is rolled out: each new event once (a failing service
 * repeats one for every task it tries) and the counts when they change, each line with the service's name before it.
 */
export class ProgressLog {
  readonly #service: string
  readonly #log: Log
  readonly #seen: Set<string>
  readonly #said = new Set<string>()
  readonly #lines: string[] = []
  #progress = ''

  /** `seenEvents` are ids of events from before the rollout; they are not told. */
  constructor(service: string, log: Log, seenEvents: readonly string[]) {
    this.#service = service
    this.#log = log
    this.#seen = new Set(seenEvents)
  }

  /** The counts as they were told last. */
  get progress(): string {
    return this.#progress
  }

  /** say prints one line. */
  say(message: string): void {
    this.#lines.push(message)
    this.#log.info(`[${this.#service}] ${message}`)
  }

  /** warn says a line that deserves an annotation. */
  warn(message: string): void {
    this.#log.warning(`[${this.#service}] ${message}`)
  }

  /** tell prints what one look has shown and earlier ones have not. */
  tell(target: WatchedDeployment, service: ServiceState, record: ServiceDeployment | undefined): void {
    for (const event of newEvents(service, this.#seen)) {
      this.#seen.add(event.id)
      const text = generaliseReason(withoutServicePrefix(event.message))
      if (this.#said.has(text)) continue
      this.#said.add(text)
      this.say(text)
    }
    const progress = describeProgress(target, service, record)
    if (progress === this.#progress) return
    this.#progress = progress
    this.say(progress)
  }

  /** recap repeats all lines as one group, for surfaces that fold. */
  recap(title: string): void {
    this.#log.recap(title, this.#lines)
  }
}
