import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusedCall } from '../../aws/explain.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { StoppedTask } from '../ports.ts'
import {
  type Container,
  culpritsOf,
  definedContainers,
  logOptionsOf,
  memberObject,
  textOf
} from './definition.ts'
import type { LogExcerpt, LogStream, LogsPort, TextGuard } from './diagnosis.ts'

/** Attempts runs reads that may fail, and collects what could not be read, each once. */
export class Attempts {
  readonly #notes = new Set<string>()

  /** make returns the result of a read, or undefined if it failed. Throws nothing. */
  async make<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await read()
    } catch (error) {
      this.note(notVerified(error))
      return undefined
    }
  }

  /** note adds a sentence. */
  note(sentence: string): void {
    this.#notes.add(sentence)
  }

  /** All sentences in order. */
  get notes(): readonly string[] {
    return [...this.#notes]
  }
}

function notVerified(error: unknown): string {
  if (error instanceof AwsError) return `Not verified: ${refusedCall(error)}.`
  // an internal error must not hide why the rollout failed, and its message could quote external text
  const name = error instanceof Error ? error.name : 'an unknown error'
  return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`
}

/** What reading logs takes; `region` is that of the service, for log drivers that do not set one. */
export type LogReading = {
  readonly logs: LogsPort
  readonly guard: TextGuard
  readonly attempts: Attempts
  readonly region: string
}

/**
 * readLogs returns the last log lines of the containers that failed, only for containers that have run: those that
 * ended the task, or, if ECS stopped it because of a health check, the unhealthy or essential ones. What cannot be read
 * is noted in `attempts`. Throws nothing.
 */
export async function readLogs(
  tasks: readonly StoppedTask[],
  definition: JsonObject,
  reading: LogReading
): Promise<readonly LogExcerpt[]> {
  const excerpts: LogExcerpt[] = []
  for (const task of tasks.filter(({ startedAt }) => startedAt !== undefined))
    for (const container of failedContainers(task, definition)) {
      const excerpt = await readLog(task, container, reading)
      if (excerpt) excerpts.push(excerpt)
    }
  return excerpts
}

function failedContainers(task: StoppedTask, definition: JsonObject): readonly Container[] {
  const containers = definedContainers(definition)
  const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY')
  const { stopCode = 'EssentialContainerExited' } = task
  const ended = stopCode === 'EssentialContainerExited' ? culpritsOf(task, definition) : []
  const names = (unhealthy.length > 0 ? unhealthy : ended).map(({ name }) => name)
  return names.length > 0
    ? containers.filter(({ name }) => names.includes(name))
    : containers.filter(({ fields }) => fields['essential'] !== false)
}

/**
 * readLog returns the last log lines of one container; undefined, and a note in `attempts`, if there are none to show.
 * Throws nothing.
 */
export async function readLog(
  task: StoppedTask,
  container: Container,
  { logs, guard, attempts, region }: LogReading
): Promise<LogExcerpt | undefined> {
  const { name, fields } = container
  const stream = streamOf(task, container, region)
  if (stream === undefined) {
    const driver = textOf(memberObject(fields, 'logConfiguration'), 'logDriver')
    attempts.note(
      driver === undefined
        ? `Container ${name} has no log configuration: its output was not kept.`
        : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`
    )
    return undefined
  }
  const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, LINES_SHOWN) }))
  if (found === undefined) return undefined
  const lines = showLines(found.events ?? [], guard)
  const telling = lines.findLast(line => line !== HIDDEN && SAYS_WHY.test(line) && !/^\s*at /.test(line))
  if (lines.length > 0) return { container: name, task: lastPartOf(task.arn), lines, ...present({ telling }) }
  attempts.note(`Container ${name} has written nothing to log group ${stream.group}.`)
  return undefined
}

/** `prefix/container/task`, or Docker's ID of the container without a prefix (ECS: "Send logs to CloudWatch"). */
function streamOf(task: StoppedTask, container: Container, region: string): LogStream | undefined {
  const options = logOptionsOf(container) ?? {}
  const group = textOf(options, 'awslogs-group')
  const prefix = textOf(options, 'awslogs-stream-prefix')
  const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId
  const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${lastPartOf(task.arn)}`
  if (group === undefined || stream === undefined) return undefined
  return { region: textOf(options, 'awslogs-region') ?? region, group, stream }
}

/** How applications report what is wrong, outside of the frames of a stack. */
const SAYS_WHY =
  /\b(?:error|exception|fatal|panic|cannot|can't|could not|unable to|failed|refused|denied|not exist|not found|no such)\b/i

/** Number of lines shown per container. */
const LINES_SHOWN = 50
/** Length of text shown per container, in UTF-16 code units. */
const TEXT_SHOWN = 10_000
const LONGEST_LINE = 1_000
/** Length of text that the detector checks, and therefore the longest that is shown. */
const LONGEST_JUDGED = 8_192

const HIDDEN = '[not shown: this line could hold a credential]'

/**
 * showLines prepares log messages for display: the last 50 lines, at most 10,000 characters, without control characters
 * and colors, with known values masked, and without any line that could contain a credential. A private key hides all
 * its lines. Control characters are removed before the check, so that none can split a credential.
 */
export function showLines(messages: readonly string[], guard: TextGuard): readonly string[] {
  // a value may be wrapped over lines, each of which is a message of its own
  const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf)
  const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)))
  let left = TEXT_SHOWN
  const kept = shown
    .filter(line => line !== '')
    .slice(-LINES_SHOWN)
    .toReversed()
    .filter(line => {
      left -= line.length + 1
      return left >= 0
    })
  return kept.toReversed()
}

function linesOf(message: string): readonly string[] {
  return message.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(line =>
    line
      .slice(0, LONGEST_JUDGED)
      // colors and cursor movements of terminals
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replaceAll('\t', ' ')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trimEnd()
  )
}

/** The value of a pair may have more words than the one that was masked. */
const MASKED_PAIR = /(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=["']?\*\*\*/i

function clean(line: string, { mask, holdsCredential }: TextGuard): string {
  const masked = mask(line)
  if (holdsCredential(masked) || MASKED_PAIR.test(masked)) return HIDDEN
  return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)} …` : masked
}

const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/

/** From BEGIN to END nothing of a key is shown; where the window begins in its middle, everything before its END. */
function hideKeys(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => KEY_END.test(line))
  const begin = lines.findIndex(line => KEY_BEGIN.test(line))
  let inside = end >= 0 && (begin < 0 || begin > end)
  return lines.map(line => {
    inside ||= KEY_BEGIN.test(line)
    const hide = inside
    if (KEY_END.test(line)) inside = false
    return hide ? HIDDEN : line
  })
}
