import { eventWords } from '../../diagnosis/recognize.ts'
import type { Activity, Following, Log } from '../../log.ts'
import type { WatchedDeployment } from '../deployments.ts'
import { COMPLETED, type Milestone } from '../outcome.ts'
import type { ServiceDeployment, ServiceState } from '../ports.ts'
import { activityOf, describeProgress, newEvents } from '../progress.ts'
import { KeptLines, RecentTexts } from './kept.ts'

/**
 * ProgressLog prints what happens to one service during its rollout: each new event once (a failing service repeats an
 * event for every task that it starts), and the task counts when they change. Each line begins with the service's name.
 */
export class ProgressLog {
  readonly #service: string
  readonly #log: Log
  readonly #following: Following
  readonly #seen: RecentTexts
  /** Kinds of events, and reasons. */
  readonly #said = new RecentTexts([COMPLETED])
  /** For the recap; undefined if there is none. */
  readonly #lines: KeptLines | undefined
  #progress = ''
  #isPaused = false

  /** `seenEvents` are the IDs of events from before the rollout, which are not printed. */
  constructor(activity: Activity, log: Log, seenEvents: readonly string[]) {
    this.#service = activity.label
    this.#log = log
    this.#following = log.follow(activity)
    this.#seen = new RecentTexts(seenEvents)
    this.#lines = log.recap && new KeptLines()
  }

  /** The counts that were printed last. */
  get progress(): string {
    return this.#progress
  }

  /** say prints one line. */
  say(message: string, brief?: string): void {
    this.#lines?.push(message)
    this.#following.say(message, brief)
  }

  /** fail prints why the rollout fails, while ECS may still roll back. */
  fail(reason: string): void {
    this.#said.add(reason)
    this.say(`FAILED: ${reason}`)
  }

  /**
   * conclude prints the line with the outcome, unless a live view already shows it, and a reason that is not yet
   * printed.
   */
  conclude(ending: string, reason: string): void {
    const message = this.#said.has(reason) ? ending : `${ending}: ${reason}`
    this.#lines?.push(message)
    this.#following.update({}, message)
  }

  /** warn prints a line as an annotation. */
  warn(message: string): void {
    this.#log.warning(`[${this.#service}] ${message}`)
  }

  /** mark sets the current phase of the rollout and reports it if it has changed. */
  mark(what: Milestone['what']): void {
    const phase = PHASES[what]
    if (phase !== undefined) this.#following.update({ phase })
  }

  /** end ends the activity with its outcome, as one word. */
  end(word: string, isGood: boolean): void {
    this.#following.end(word, isGood)
  }

  /** tell prints what one poll has shown and earlier polls have not. */
  tell(target: WatchedDeployment, service: ServiceState, record: ServiceDeployment | undefined): void {
    for (const event of newEvents(service, this.#seen)) {
      this.#seen.add(event.id)
      const { line, kind, brief } = eventWords(event.message)
      if (this.#said.has(kind)) continue
      this.#said.add(kind)
      this.say(line, brief)
    }
    this.#tellPause((record?.pauses.length ?? 0) > 0)
    const progress = describeProgress(target, service, record)
    const isNew = progress !== this.#progress
    this.#progress = progress
    if (isNew) this.#lines?.push(progress)
    this.#following.update(activityOf(target, service, record), isNew ? progress : undefined)
  }

  /** The end of a pause is not a moment of the timeline. */
  #tellPause(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    this.#following.update({ phase: isPaused ? 'paused' : 'rolling out' })
  }

  /**
   * recap returns a function that repeats all lines as one group; undefined if the output has no groups. The lines are
   * kept as one text, and nothing else of the rollout is.
   */
  recap(title: string): (() => void) | undefined {
    const [log, lines] = [this.#log, this.#lines]
    if (lines === undefined) return undefined
    const text = JSON.stringify(lines.list)
    return () => log.recap?.(title, JSON.parse(text) as string[])
  }
}

/** The moments that begin a new phase. */
const PHASES: Readonly<Partial<Record<Milestone['what'], Activity['phase']>>> = {
  failing: 'failing',
  'rolling-back': 'rolling back'
}
