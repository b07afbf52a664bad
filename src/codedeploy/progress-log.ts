import type { Clock } from '../clock.ts'
import type { Following, Log } from '../log.ts'
import { COMPLETED, type Milestone } from '../rollout/outcome.ts'
import { KeptLines } from '../rollout/watch/kept.ts'
import type { DeploymentTarget, TargetTaskSet } from './ports.ts'

/** CodeDeployLog prints what happens to one service whenever it changes, and keeps the moments of the timeline. */
export class CodeDeployLog {
  readonly milestones: Milestone[] = []
  readonly #service: string
  readonly #log: Log
  readonly #following: Following
  readonly #clock: Clock
  readonly #lines = new KeptLines()
  readonly #events = new Map<string, string>()
  readonly #once = new Set<string>([COMPLETED])
  #counts = ''
  #traffic: number | undefined
  #stage = 'not begun'

  constructor(service: string, ports: { readonly log: Log; readonly clock: Clock }) {
    this.#service = service
    this.#log = ports.log
    this.#clock = ports.clock
    this.#following = ports.log.follow({ label: service, since: ports.clock.now(), phase: 'rolling out' })
  }

  /** The current phase of the deployment, for the reason of a timeout. */
  get progress(): string {
    const traffic = this.#traffic === undefined ? '' : `, ${this.#traffic} % of production traffic`
    return this.#counts === '' ? this.#stage : `${this.#stage}, ${this.#counts}${traffic}`
  }

  /** say prints one line. */
  say(message: string): void {
    this.#lines.push(message)
    this.#following.say(message)
  }

  /** sayOnce prints a line unless it has been printed before. */
  sayOnce(message: string): void {
    if (this.#once.has(message)) return
    this.#once.add(message)
    this.say(message)
  }

  /** fail prints why the deployment fails, while CodeDeploy may still roll back. */
  fail(reason: string): void {
    this.#once.add(reason)
    this.say(`FAILED: ${reason}`)
  }

  /** conclude prints the outcome, and its reason unless that is already printed. */
  conclude(outcome: string, reason: string): void {
    this.say(this.#once.has(reason) ? outcome : `${outcome}: ${reason}`)
  }

  /** warn prints a line as an annotation. */
  warn(message: string): void {
    this.#log.warning(`[${this.#service}] ${message}`)
  }

  /** close ends the progress output. */
  close(outcome: string): void {
    this.#following.end(outcome, outcome === 'succeeded')
  }

  /** mark records a moment of the timeline. */
  mark(what: Milestone['what'], text: string): void {
    this.milestones.push({ at: this.#clock.now(), what, text })
    if (what === 'ended') this.close(text)
    if (what === 'failing') this.#following.update({ phase: 'failing' })
    if (what === 'rolling-back') this.#following.update({ phase: 'rolling back' })
    if (what === 'paused') this.#following.update({ phase: 'paused' })
  }

  /** markOnce records a moment that can occur only once. */
  markOnce(what: Milestone['what'], text: string): void {
    if (this.milestones.every(one => one.what !== what || one.text !== text)) this.mark(what, text)
  }

  /** tell prints what one poll of the target has shown and earlier polls have not. */
  tell(target: DeploymentTarget): void {
    this.#tellEvents(target)
    const green = replacementOf(target)
    if (green === undefined) return
    const old = target.taskSets.reduce((sum, one) => sum + (one === green ? 0 : one.running), 0)
    this.#tellCounts(green, old)
    if (green.traffic === undefined || green.traffic === (this.#traffic ?? 0)) return
    this.#traffic = green.traffic
    const text = `${green.traffic} % of production traffic`
    this.say(`${text} goes to the new tasks`)
    this.mark('traffic', text)
  }

  /** recap repeats all lines as one group, for outputs that collapse groups. */
  recap(title: string): void {
    this.#log.recap?.(`${this.#service}: ${title}`, this.#lines.list)
  }

  #tellEvents({ events }: DeploymentTarget): void {
    const changed = events.filter(
      ({ name, status }) => status !== 'Pending' && this.#events.get(name) !== status
    )
    for (const { name, status } of changed) this.#events.set(name, status)
    const told = changed.filter(({ status }) => status !== 'Skipped')
    if (told.length === 0) return
    for (const { name, status } of told) {
      this.#stage = `${name} ${wordOf(status)}`
      if (status !== 'Succeeded') this.mark('stage', this.#stage)
    }
    this.say(told.map(({ name, status }) => `${name} ${wordOf(status)}`).join(', '))
  }

  #tellCounts({ running, desired, pending }: TargetTaskSet, old: number): void {
    const waiting = pending > 0 ? `, ${pending} pending` : ''
    const counts = `${running} of ${desired} new tasks running${waiting}`
    const isNew = counts !== this.#counts
    this.#counts = counts
    if (isNew) this.#lines.push(counts)
    const tasks = { running, desired, pending, old }
    this.#following.update({ stage: this.#stage, tasks }, isNew ? counts : undefined)
    if (running > 0) this.markOnce('first-task', 'first task running')
  }
}

/** replacementOf returns the task set that is being deployed. */
export function replacementOf(target: DeploymentTarget): TargetTaskSet | undefined {
  return target.taskSets.find(({ label }) => label === 'Green')
}

function wordOf(status: string): string {
  return status === 'InProgress' ? 'in progress' : status.toLowerCase()
}

/** The start of the message for a deployment that was in progress when the run was cancelled. */
export const DEPLOY_CANCELLED = 'The run was cancelled while CodeDeploy was deploying'

/** The message for a rollback that a cancelled run left in progress. */
export const CANCELLED_BACK =
  'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.'

/** Added to the message for a failure that no traffic has met. */
export const TRAFFIC_NOT_SHIFTED = 'All traffic is still on the old tasks.'
