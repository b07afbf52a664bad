import type { Clock } from '../../clock.ts'
import { LateGate } from '../../gate/late-gate.ts'
import type { RunGate, Shown } from '../../gate/shown.ts'
import { type Log, plainly, UNCOUNTED } from '../../log.ts'
import { targetToText } from '../../report/target-text.ts'
import { plain } from '../../report/text.ts'
import type { Environment } from '../github-context.ts'
import type { LiveView } from '../live/live-view.ts'
import type { Terminal } from '../live/screen.ts'
import { countPieces } from '../progress/counting.ts'
import type { Follower, Heartbeat } from '../progress/heartbeat.ts'
import { followerFor, reads, waits } from '../progress/waiting.ts'
import { QUIET_AT_FIRST } from '../run-mode.ts'
import { isDrawnOn, wantsColors } from './print.ts'

/** The streams of a command-line run, so that tests need no process. */
export type Streams = {
  readonly out: (text: Shown) => void
  readonly err: (text: Shown) => void
  /** All of standard input; throws what node:fs throws. */
  readonly input?: () => Uint8Array
  /** The terminal that a stream is connected to; undefined if there is none. */
  readonly terminal?: (stream: 'out' | 'err') => Promise<Terminal | undefined>
}

/** The request for a command-line log. */
export type StreamLogRequest = {
  readonly mode: string | undefined
  readonly isQuiet: boolean
  /** Where progress goes; errors go to standard error. */
  readonly progress: 'out' | 'err'
  readonly streams: Streams
  readonly environment: Environment
  readonly gate: RunGate
  readonly clock: Clock
}

/**
 * A log that holds a terminal, and the function that releases it. `paint` colors a line if the stream supports colors.
 */
export type StreamLog = {
  readonly log: Log
  readonly close: () => void
  readonly paint: (line: string) => string
  /** Wraps a line that is longer than the terminal is wide. */
  readonly wrap: (line: string) => readonly string[]
}

/** openStreamLog creates the log of a command-line run: a live view on a terminal, otherwise lines with timestamps. */
export async function openStreamLog(request: StreamLogRequest): Promise<StreamLog> {
  const { streams, progress } = request
  const terminal = await streams.terminal?.(progress)
  const paint = wantsColors(request.environment, terminal !== undefined)
    ? (await import('./paint.ts')).paintLine
    : (line: string) => line
  const wrap = await wrapFor(terminal, request.environment)
  const phrase = await phraseFor(request)
  const lines = new Lines(request, { terminal, paint, phrase, wrap })
  await lines.open()
  return { log: lines.log(), close: () => lines.close(), paint, wrap }
}

type Surface = {
  readonly terminal: Terminal | undefined
  readonly paint: StreamLog['paint']
  readonly phrase: (line: string) => string
  readonly wrap: StreamLog['wrap']
}

/** What these advise is in the report, so that they read less before they begin. */
async function phraseFor(request: StreamLogRequest): Promise<Surface['phrase']> {
  return QUIET_AT_FIRST.includes(request.mode) ? line => line : phraseOfReport(request)
}

/**
 * phraseOfReport returns how a line of a person's run names inputs: as flags. A command in a workflow step keeps them.
 */
export async function phraseOfReport({
  mode,
  environment
}: Pick<StreamLogRequest, 'mode' | 'environment'>): Promise<Surface['phrase']> {
  if (mode === 'check' || environment['GITHUB_ACTIONS'] === 'true') return line => line
  return (await import('../command-line/as-flags.ts')).asFlags
}

/** Does not wrap lines of a log that is stored or read by a program. */
async function wrapFor(terminal: Terminal | undefined, environment: Environment): Promise<StreamLog['wrap']> {
  if (terminal === undefined || !isDrawnOn(environment)) return line => [line]
  const { wrapped } = await import('./wrap.ts')
  return line => wrapped(line, terminal.columns)
}

class Lines {
  readonly #request: StreamLogRequest
  readonly #surface: Surface
  #live: LiveView | undefined
  #follower: Follower | undefined
  /** Shows which AWS calls the run waits for. */
  #calls: Pick<Heartbeat, 'asking' | 'said' | 'close'> | undefined

  constructor(request: StreamLogRequest, surface: Surface) {
    this.#request = request
    this.#surface = surface
  }

  /** Loads no view for a run that does not wait. */
  async open(): Promise<void> {
    const { mode, isQuiet, clock, environment, gate } = this.#request
    if (isQuiet || !reads(mode)) return
    const { terminal } = this.#surface
    if (terminal !== undefined && isDrawnOn(environment)) {
      const { drawnOn } = await import('../live/drawing.ts')
      const { live, calls } = drawnOn(terminal, this.#request, waits(mode))
      this.#live = live
      this.#follower = live
      this.#calls = calls
      return
    }
    const ready = () => gate.ready()
    const heartbeat = await followerFor(mode, { clock, ready, say: line => this.#stamped(line) })
    this.#follower = heartbeat
    this.#calls = heartbeat
  }

  close(): void {
    this.#calls?.close()
    this.#follower?.close()
  }

  log(): Log {
    const { isQuiet } = this.#request
    const info = (message: string) => {
      if (!isQuiet) this.#line(message)
    }
    return {
      debug: message => {
        if (this.#request.environment['RUNNER_DEBUG'] === '1') this.#print('err', message.split('\n'))
      },
      info: message => (message.startsWith('[') ? this.#stamped(message) : info(message)),
      notice: message => info(`notice: ${message}`),
      warning: message => this.#print('err', [`warning: ${message}`]),
      group: (title, lines) =>
        this.#print(this.#request.progress, [title, ...lines.map(line => `  ${line}`)]),
      acting: places => {
        this.#live?.acting(places)
        for (const line of targetToText(places)) info(line)
      },
      follow: activity => {
        this.#calls?.said()
        return this.#follower?.follow(activity) ?? plainly(activity, message => this.#stamped(message))
      },
      ...(this.#calls === undefined
        ? {}
        : { asking: (operation, trouble) => this.#calls?.asking(operation, trouble) ?? (() => {}) }),
      count: (what, total) => (isQuiet ? UNCOUNTED : countPieces(this.#counting(), what, total))
    }
  }

  /**
   * These lines contain only text of this program, so they do not need the gate of the run, which may not be ready
   * while files are read.
   */
  #counting(): Parameters<typeof countPieces>[0] {
    const { clock, streams, progress, environment } = this.#request
    const { terminal } = this.#surface
    const own = new LateGate()
    const say = (line: string) => streams[progress](own.write(line, clean => `${clean}\n`))
    if (terminal === undefined || environment['TERM'] === 'dumb') return { clock, say }
    return { clock, say, redraw: line => terminal.write(own.write(line, clean => `\r\x1b[K${clean}`)) }
  }

  /** Adds a timestamp to a line about an activity if it will be read later. */
  #stamped(message: string): void {
    if (this.#request.isQuiet) return
    const isLive = this.#surface.terminal !== undefined
    const time = new Date(this.#request.clock.now()).toISOString().replace(/\.\d+/, '')
    this.#line(isLive ? message : `${time} ${message}`)
  }

  #line(text: string): void {
    this.#print(this.#request.progress, [text])
  }

  #print(stream: 'out' | 'err', lines: readonly string[]): void {
    const { gate, streams } = this.#request
    this.#calls?.said()
    const { paint, phrase, wrap } = this.#surface
    const painted = (clean: readonly string[]) => clean.flatMap(line => wrap(phrase(plain(line))).map(paint))
    if (this.#live?.print(gate.write(lines, painted))) return
    streams[stream](gate.write(lines, clean => `${painted(clean).join('\n')}\n`))
  }
}
