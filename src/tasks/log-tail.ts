import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import type { LogStream, TextGuard } from '../diagnosis/ports.ts'
import { showLines } from '../diagnosis/show-lines.ts'
import { isObject, type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import type { TaskLogs } from './ports.ts'

/**
 * Number of lines of one container that are printed as they arrive; of the rest, the last lines are kept for the end.
 */
const PRINTED = 200
const KEPT = 50
/** Pages of one stream read per poll, so that a large log cannot delay the watch; more once the task has stopped. */
const PAGES = 5
const LAST_PAGES = 40

type Tail = {
  readonly log: ContainerLog
  next: string | undefined
  printed: number
  left: number
  kept: string[]
}

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
  readonly #tails: Tail[]
  #stopped = false

  constructor(logs: readonly ContainerLog[], ports: TailPorts) {
    this.#ports = ports
    this.#tails = logs.map(log => ({ log, next: undefined, printed: 0, left: 0, kept: [] }))
  }

  /** look prints new lines. Throws no AwsError. */
  async look(pages = PAGES): Promise<void> {
    for (const tail of this.#tails) {
      if (this.#stopped) return
      await this.#read(tail, pages)
    }
  }

  /** end reads the rest, up to a limit, and prints the last of the lines that were not printed yet. */
  async end(): Promise<void> {
    await this.look(LAST_PAGES)
    for (const { log, left, kept } of this.#tails) {
      if (left === 0) continue
      const hidden = left - kept.length
      const where = `${log.stream.group} ${log.stream.stream}`
      this.#ports.say(
        `${log.container} | … ${hidden} lines left out; all of them are in ${where}; the last ones:`
      )
      for (const line of kept) this.#ports.say(`${log.container} | ${line}`)
    }
  }

  async #read(tail: Tail, pages: number): Promise<void> {
    try {
      for (let page = 0; page < pages; page++) {
        const { messages, next } = await this.#ports.logs.read(tail.log.stream, tail.next)
        for (const line of showLines(messages, this.#ports.guard)) this.#take(tail, line)
        const done = next === undefined || next === tail.next || messages.length === 0
        tail.next = next ?? tail.next
        if (done) return
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      this.#note(tail, error)
    }
  }

  #take(tail: Tail, line: string): void {
    if (tail.printed < PRINTED) {
      tail.printed += 1
      this.#ports.say(`${tail.log.container} | ${line}`)
      return
    }
    tail.left += 1
    tail.kept.push(line)
    if (tail.kept.length > KEPT) tail.kept.shift()
  }

  #note(tail: Tail, error: AwsError): void {
    // the stream is created with the first line
    if (error.kind === 'missing') return
    // after one failed read, the next one continues at the same position
    if (error.kind === 'lost' || error.kind === 'throttled' || error.kind === 'unreachable') return
    this.#stopped = true
    this.#ports.say(
      `The task's log is not shown: ${refusedCall(error)} on ${tail.log.stream.group}. The task is monitored anyway.`
    )
  }
}

/** The log of one container of a task. */
export type ContainerLog = { readonly container: string; readonly stream: LogStream }

/** The logs that can be read, and the containers whose log cannot be found, with the reason. */
export type FoundLogs = {
  readonly logs: readonly ContainerLog[]
  readonly elsewhere: readonly { readonly container: string; readonly why: string }[]
}

/**
 * logStreamsOf finds the log stream of each container of a task. With a prefix, ECS names the stream
 * `prefix/container/task-id` (developer guide, "Using the awslogs log driver"); without one, Docker uses an ID that
 * cannot be known from outside.
 */
export function logStreamsOf(definition: JsonObject, taskArn: string): FoundLogs {
  const logs: ContainerLog[] = []
  const elsewhere: { container: string; why: string }[] = []
  const id = taskArn.split('/').at(-1) ?? ''
  for (const one of objectsIn(definition['containerDefinitions'])) {
    const container = textIn(one, 'name')
    const configuration = objectIn(one['logConfiguration'])
    if (container === undefined || configuration === undefined) continue
    const driver = textIn(configuration, 'logDriver')
    const options = objectIn(configuration['options'])
    const [region, group, prefix] = ['region', 'group', 'stream-prefix'].map(name =>
      options === undefined ? undefined : textIn(options, `awslogs-${name}`)
    )
    if (driver !== 'awslogs') elsewhere.push({ container, why: `log driver ${driver ?? 'not named'}` })
    else if (prefix === undefined) elsewhere.push({ container, why: 'no awslogs-stream-prefix' })
    else if (region !== undefined && group !== undefined)
      logs.push({ container, stream: { region, group, stream: `${prefix}/${container}/${id}` } })
  }
  return { logs, elsewhere }
}

function objectIn(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined
}

function textIn(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
