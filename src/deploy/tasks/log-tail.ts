import { AwsError } from '../../aws/error.ts'
import { refusedCall } from '../../aws/explain.ts'
import { isObject, type JsonObject, objectsIn } from '../../json.ts'
import type { LogStream, TextGuard } from '../../rollout/diagnosis/diagnosis.ts'
import { showLines } from '../../rollout/diagnosis/logs.ts'
import type { TaskLogs } from './ports.ts'

/**
 * Number of lines of one container that are printed as they arrive; of the rest, the last lines are kept for the end.
 */
const PRINTED = 200
const KEPT = 50
/** Pages of one stream read per poll, so that a large log cannot delay the watch; more once the task has stopped. */
const PAGES = 5
const LAST_PAGES = 40

/** The log of one container of a task. */
export type ContainerLog = { readonly container: string; readonly stream: LogStream }

type Tail = ContainerLog & { next?: string; printed: number; left: number; kept: string[] }

/** Output of the tail: `guard` masks values, `say` prints one line. */
export type TailPorts = {
  readonly logs: TaskLogs
  readonly guard: TextGuard
  readonly say: (line: string) => void
}

/**
 * LogTail prints the log of a task's containers while it runs: each line once, masked, as a single line, limited in
 * number. A missing permission is reported once and ends the reading; it does not make the task fail.
 */
export class LogTail {
  readonly #ports: TailPorts
  #tails: readonly Tail[]

  constructor(logs: readonly ContainerLog[], ports: TailPorts) {
    this.#ports = ports
    this.#tails = logs.map(log => ({ ...log, printed: 0, left: 0, kept: [] }))
  }

  /** look prints new lines. Throws no AwsError. */
  async look(pages = PAGES): Promise<void> {
    for (const tail of this.#tails) {
      try {
        await this.#read(tail, pages)
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        // the stream is created with the first line; after a failed read, the next one continues at the same position
        if (['missing', 'lost', 'throttled', 'unreachable'].includes(error.kind)) continue
        this.#tails = []
        this.#ports.say(
          `The task's log is not shown: ${refusedCall(error)} on ${tail.stream.group}. The task is monitored anyway.`
        )
        return
      }
    }
  }

  /** end reads the rest, up to a limit, and prints the last of the lines that were not printed yet. */
  async end(): Promise<void> {
    await this.look(LAST_PAGES)
    for (const { container, stream, left, kept } of this.#tails.filter(tail => tail.left > 0)) {
      this.#ports.say(
        `${container} | … ${left - kept.length} lines left out; all of them are in ${stream.group} ${stream.stream}; the last ones:`
      )
      for (const line of kept) this.#ports.say(`${container} | ${line}`)
    }
  }

  async #read(tail: Tail, pages: number): Promise<void> {
    for (let page = 0; page < pages; page++) {
      const { messages, next } = await this.#ports.logs.read(tail.stream, tail.next)
      for (const line of showLines(messages, this.#ports.guard)) {
        if (tail.printed < PRINTED) {
          tail.printed++
          this.#ports.say(`${tail.container} | ${line}`)
          continue
        }
        tail.left++
        tail.kept = [...tail.kept, line].slice(-KEPT)
      }
      const isDone = next === undefined || next === tail.next || messages.length === 0
      if (next !== undefined) tail.next = next
      if (isDone) return
    }
  }
}

/** The logs that can be read, and the containers whose log cannot be found, with the reason. */
export type FoundLogs = {
  readonly logs: readonly ContainerLog[]
  readonly elsewhere: readonly { readonly container: string; readonly why: string }[]
}

/**
 * logStreamsOf finds the log stream of each container of a task. With a prefix, ECS calls the stream
 * `prefix/container/task-id` (developer guide, "Using the awslogs log driver"); without one, Docker uses an ID that
 * cannot be known from outside.
 */
export function logStreamsOf(definition: JsonObject, taskArn: string): FoundLogs {
  const logs: ContainerLog[] = []
  const elsewhere: { container: string; why: string }[] = []
  const id = taskArn.split('/').at(-1) ?? ''
  for (const { name, logConfiguration } of objectsIn(definition['containerDefinitions'])) {
    if (typeof name !== 'string' || !isObject(logConfiguration)) continue
    const { logDriver, options } = logConfiguration
    const [region, group, prefix] = ['region', 'group', 'stream-prefix'].map(option => {
      const value = isObject(options) ? options[`awslogs-${option}`] : undefined
      return typeof value === 'string' && value !== '' ? value : undefined
    })
    if (logDriver !== 'awslogs')
      elsewhere.push({
        container: name,
        why: `log driver ${typeof logDriver === 'string' ? logDriver : 'not named'}`
      })
    else if (prefix === undefined) elsewhere.push({ container: name, why: 'no awslogs-stream-prefix' })
    else if (region !== undefined && group !== undefined)
      logs.push({ container: name, stream: { region, group, stream: `${prefix}/${name}/${id}` } })
  }
  return { logs, elsewhere }
}
