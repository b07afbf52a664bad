import { type Clock, doze } from '../clock.ts'
import { LateGate } from '../gate/late-gate.ts'
import type { RunGate } from '../gate/shown.ts'
import { type Log, plainly, UNCOUNTED } from '../log.ts'
import { plain } from '../report/text.ts'
import type { Streams } from './cli-shell.ts'
import { wantsColours } from './colours.ts'
import { countPieces } from './counting.ts'
import type { Environment } from './github-context.ts'
import type { Follower } from './heartbeat.ts'
import type { LiveView } from './live/live-view.ts'
import type { Terminal } from './live/screen.ts'
import { followerFor, waits } from './waiting.ts'

/** What a log of the command line is made for. */
export type StreamLogRequest = {
  readonly mode: string | undefined
  readonly isQuiet: boolean
  /** Where progress goes; what goes wrong goes to standard error. */
  readonly progress: 'out' | 'err'
  readonly streams: Streams
  readonly environment: Environment
  readonly gate: RunGate
  readonly clock: Clock
}

/** A log that holds a terminal, and what gives it back. `paint` colours a line where the stream is one that shows colours. */
export type StreamLog = {
  readonly log: Log
  readonly close: () => void
  readonly paint: (line: string) => string
}

/** openStreamLog makes the log of a run at a command line: a live view on a terminal, and else lines that say when they were written. */
export async function openStreamLog(request: StreamLogRequest): Promise<StreamLog> {
  const { streams, progress } = request
  const terminal = await streams.terminal?.(progress)
  const paint = wantsColours(request.environment, terminal !== undefined)
    ? (await import('./paint.ts')).paintLine
    : (line: string) => line
  const lines = new Lines(request, { terminal, paint })
  await lines.open()
  return { log: lines.log(), close: () => lines.close(), paint }
}

type Surface = { readonly terminal: Terminal | undefined; readonly paint: StreamLog['paint'] }

class Lines {
  readonly #request: StreamLogRequest
  readonly #surface: Surface
  #live: LiveView | undefined
  #follower: Follower | undefined
  #linesOf: typeof import('../report/target.ts').targetToText = () => []

  constructor(request: StreamLogRequest, surface: Surface) {
    this.#request = request
    this.#surface = surface
  }

  /** A run that waits for nothing loads nothing of it, and a check acts nowhere. */
  async open(): Promise<void> {
    const { mode, isQuiet, clock, environment } = this.#request
    if (mode !== 'check') this.#linesOf = (await import('../report/target.ts')).targetToText
    if (isQuiet || !waits(mode)) return
    const { terminal } = this.#surface
    if (terminal !== undefined && environment['TERM'] !== 'dumb' && !environment['CI']) {
      this.#live = await this.#drawOn(terminal)
      this.#follower = this.#live
      return
    }
    this.#follower = await followerFor(mode, { clock, doze, say: line => this.#stamped(line) })
  }

  close(): void {
    this.#follower?.close()
  }

  log(): Log {
    const { isQuiet } = this.#request
    const info = (message: string) => {
      if (!isQuiet) this.#line(message)
    }
    return {
      debug: () => {},
      info: message => (message.startsWith('[') ? this.#stamped(message) : info(message)),
      notice: message => info(`notice: ${message}`),
      warning: message => this.#print('err', [`warning: ${message}`]),
      recap: () => {},
      group: (title, lines) =>
        this.#print(this.#request.progress, [title, ...lines.map(line => `  ${line}`)]),
      acting: places => {
        this.#live?.acting(places)
        for (const line of this.#linesOf(places)) info(line)
      },
      follow: activity =>
        this.#follower?.follow(activity) ?? plainly(activity, message => this.#stamped(message)),
      count: (what, total) => (isQuiet ? UNCOUNTED : countPieces(this.#counting(), what, total))
    }
  }

  /** These words are ours: the gate of the run, which may not be ready while files are read, has nothing to say of them. */
  #counting(): Parameters<typeof countPieces>[0] {
    const { clock, streams, progress, environment } = this.#request
    const { terminal } = this.#surface
    const own = new LateGate()
    const say = (line: string) => streams[progress](own.write(line, clean => `${clean}\n`))
    if (terminal === undefined || environment['TERM'] === 'dumb') return { clock, say }
    return { clock, say, redraw: line => terminal.write(own.write(line, clean => `\r\x1b[K${clean}`)) }
  }

  /** A line of something that is waited for says when it was written: it is read afterwards. */
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
    this.#follower?.said()
    const painted = (clean: readonly string[]) => clean.map(line => this.#surface.paint(plain(line)))
    if (this.#live?.print(gate.write(lines, painted))) return
    streams[stream](gate.write(lines, clean => `${painted(clean).join('\n')}\n`))
  }

  async #drawOn(terminal: Terminal): Promise<LiveView> {
    const [{ LiveView: View }, { ASCII, UNICODE }] = await Promise.all([
      import('./live/live-view.ts'),
      import('./live/frame.ts')
    ])
    const { clock, gate, environment } = this.#request
    return new View({
      clock,
      doze,
      terminal,
      signs: isUnicode(environment) ? UNICODE : ASCII,
      hasColours: wantsColours(environment, true),
      gate
    })
  }
}

/** What a locale says of the characters that its terminal shows; those of macOS and Windows show all. */
function isUnicode({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  return process.platform !== 'linux' || /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '')
}
