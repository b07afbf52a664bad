import { plain } from '../../report/text.ts'
import type { Environment } from '../github-context.ts'
import { doze } from '../progress/doze.ts'
import { OpenCalls } from '../progress/open-calls.ts'
import { wantsColors } from '../terminal/print.ts'
import type { StreamLogRequest } from '../terminal/stream-log.ts'
import { ASCII, UNICODE } from './frame.ts'
import { LiveView } from './live-view.ts'
import type { Terminal } from './screen.ts'
import { cutTo } from './text-width.ts'

/** What a terminal shows of a run besides log lines: the block of its rollouts, and the AWS call it waits for. */
export type Drawing = { readonly live: LiveView | undefined; readonly calls: PassingLine }

/** Shorter calls end before a user wonders. */
const DRAWN_AFTER_MS = 2_000

const DRAWN_EVERY_MS = 1_000

/** What a passing line needs to draw. */
type PassingPorts = {
  readonly clock: { now(): number }
  /** Waits without keeping the process alive. */
  readonly doze: (ms: number, signal: AbortSignal) => Promise<void>
  /** Resolves when a line can be shown: before the first response from AWS, the gate may not be loaded. */
  readonly ready: () => Promise<void>
  /** Replaces the previous line; an empty line removes it. */
  readonly redraw: (line: string) => void
  /** Whether something else shows what the run waits for. */
  readonly isCovered: () => boolean
}

/** drawnOn creates what is drawn on a terminal; `isWaiting` if the mode waits for rollouts. Draws nothing yet. */
export function drawnOn(
  terminal: Terminal,
  { clock, gate, environment }: StreamLogRequest,
  isWaiting: boolean
): Drawing {
  const live = isWaiting
    ? new LiveView({
        clock,
        doze,
        terminal,
        signs: isUnicode(environment) ? UNICODE : ASCII,
        hasColors: wantsColors(environment, true),
        gate
      })
    : undefined
  const calls = new PassingLine({
    clock,
    doze,
    ready: () => gate.ready(),
    isCovered: () => live?.isShown === true,
    redraw: line =>
      terminal.write(gate.write(line, clean => `\r\x1b[K${cutTo(plain(clean), terminal.columns - 1)}`))
  })
  return { live, calls }
}

/** Whether the locale supports the characters; terminals on macOS and Windows always do. */
function isUnicode({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  return process.platform !== 'linux' || /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '')
}

/**
 * PassingLine shows on a terminal which AWS calls the run waits for, in a line that disappears when anything is
 * printed.
 */
export class PassingLine {
  readonly #ports: PassingPorts
  readonly #calls = new OpenCalls()
  #saidAt: number
  #isDrawn = false
  #end: AbortController | undefined

  constructor(ports: PassingPorts) {
    this.#ports = ports
    this.#saidAt = ports.clock.now()
  }

  asking(operation: string, trouble?: () => string | undefined): () => void {
    if (this.#end === undefined) {
      this.#end = new AbortController()
      this.said()
      void this.#run(this.#end.signal)
    }
    const { clock } = this.#ports
    const ended = this.#calls.begin(operation, clock.now(), trouble)
    return () => ended(clock.now())
  }

  /** Must be called before anything is printed. */
  said(): void {
    this.#saidAt = this.#ports.clock.now()
    if (this.#isDrawn) this.#ports.redraw('')
    this.#isDrawn = false
  }

  close(): void {
    this.said()
    this.#end?.abort()
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, doze, ready, redraw, isCovered } = this.#ports
    while (!signal.aborted) {
      await doze(DRAWN_EVERY_MS, signal)
      if (signal.aborted) return
      const now = clock.now()
      // the clock may have been corrected since
      const words = Math.abs(now - this.#saidAt) < DRAWN_AFTER_MS ? undefined : this.#calls.inWords(now)
      if (words === undefined || isCovered()) continue
      await ready()
      if (signal.aborted) return
      redraw(words)
      this.#isDrawn = true
    }
  }
}
