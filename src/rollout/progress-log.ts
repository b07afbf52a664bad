import { generaliseReason, withoutServicePrefix } from '../diagnosis/recognise.ts'
import type { Activity, Following, Log } from '../log.ts'
import type { WatchedDeployment } from './deployments.ts'
import type { Milestone } from './outcome.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'
import { activityOf, describeProgress, newEvents } from './progress.ts'

/**
 * ProgressLog prints what happens to one service while it is rolled out: each new event once (a failing service
 * repeats one for every task it tries) and the counts when they change, each line with the service's name before it.
 */
export class ProgressLog {
  readonly #service: string
  readonly #log: Log
  readonly #following: Following
  readonly #seen: Set<string>
  readonly #said = new Set<string>()
  readonly #lines: string[] = []
  #progress = ''
  #isPaused = false

  /** `seenEvents` are ids of events from before the rollout; they are not told. */
  constructor(activity: Activity, log: Log, seenEvents: readonly string[]) {
    this.#service = activity.label
    this.#log = log
    this.#following = log.follow(activity)
    this.#seen = new Set(seenEvents)
  }

  /** The counts as they were told last. */
  get progress(): string {
    return this.#progress
  }

  /** say prints one line. */
  say(message: string): void {
    this.#lines.push(message)
    this.#following.say(message)
  }

  /** conclude prints the line of how it ended; who draws it shows that already. */
  conclude(message: string): void {
    this.#lines.push(message)
    this.#following.update({}, message)
  }

  /** warn says a line that deserves an annotation. */
  warn(message: string): void {
    this.#log.warning(`[${this.#service}] ${message}`)
  }

  /** mark says in which phase the rollout is now, where that is another one. */
  mark(what: Milestone['what'], text: string): void {
    const phase = PHASES[what]
    if (what === 'ended') this.#following.end(text, text === 'succeeded')
    else if (phase !== undefined) this.#following.update({ phase })
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
    this.#tellPause((record?.pauses.length ?? 0) > 0)
    const progress = describeProgress(target, service, record)
    const isNew = progress !== this.#progress
    this.#progress = progress
    if (isNew) this.#lines.push(progress)
    this.#following.update(activityOf(target, service, record), isNew ? progress : undefined)
  }

  /** A pause ends without a moment of its own. */
  #tellPause(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    this.#following.update({ phase: isPaused ? 'paused' : 'rolling out' })
  }

  /** recap repeats all lines as one group, for surfaces that fold. */
  recap(title: string): void {
    this.#log.recap(title, this.#lines)
  }
}

/** The moments that begin another phase. */
const PHASES: Readonly<Partial<Record<Milestone['what'], Activity['phase']>>> = {
  failing: 'failing',
  'rolling-back': 'rolling back'
}
