import { styleText } from 'node:util'
import type { Clock } from '../../clock.ts'
import type { TextGate } from '../../gate/shown.ts'
import type { ActingPlace, Activity, Following } from '../../log.ts'
import { present } from '../../present.ts'
import { plain } from '../../report/text.ts'
import type { Follower } from '../progress/heartbeat.ts'
import { type Drawn, type Event, frameOf, type Piece, type Signs, type View } from './frame.ts'
import { type Row, Screen, SHOW_CURSOR, type Terminal } from './screen.ts'
import { widthOf } from './text-width.ts'

/** Elapsed times advance without other changes. */
const TICK_MS = 1_000
/** Changes within this time are drawn as one frame. */
const SETTLE_MS = 100
/** The maximum number of printed lines that are kept. */
const EVENTS_KEPT = 20

/** What a live view needs to draw. */
export type LivePorts = {
  readonly clock: Pick<Clock, 'now'>
  /** Waits without keeping the process alive. */
  readonly doze: (ms: number, signal: AbortSignal) => Promise<void>
  readonly terminal: Terminal
  readonly hasColors: boolean
  readonly signs: Signs
  readonly gate: TextGate
}

type Entry = { drawn: Drawn }

/**
 * LiveView shows everything the run waits for as a block at the end of a terminal, redrawn on changes. Log lines are
 * printed above it and stay; lines about an activity appear among the last events below the rows. Closing removes the
 * block.
 */
export class LiveView implements Follower {
  readonly #ports: LivePorts
  #screen: Screen | undefined
  #entries: Entry[] = []
  #events: Event[] = []
  #places: readonly ActingPlace[] = []
  #since = 0
  readonly #forget: (() => void)[] = []
  #end: AbortController | undefined
  #nap: AbortController | undefined
  #isDirty = false

  constructor(ports: LivePorts) {
    this.#ports = ports
  }

  /** Records where the run acts, for the head of the block. */
  acting(places: readonly ActingPlace[]): void {
    this.#places = places
  }

  follow({ label: raw, ...activity }: Activity): Following {
    const { clock } = this.#ports
    const label = plain(raw)
    const entry = this.#place({ ...activity, label })
    this.#begin()
    return {
      say: (message, brief = message) => {
        this.#events.push({ at: clock.now(), label, text: plain(brief) })
        this.#events = this.#events.slice(-EVENTS_KEPT)
        this.#touch()
      },
      update: now => {
        const { stage } = now
        entry.drawn = { ...entry.drawn, ...now, ...present({ stage: stage && plain(stage) }) }
        this.#touch()
      },
      end: (word, isGood) => {
        if (entry.drawn.outcome === undefined)
          entry.drawn = { ...entry.drawn, outcome: { word, isGood, at: clock.now() } }
        this.#touch()
      }
    }
  }

  /** Prints lines above the block; false if there is no block. */
  print(lines: readonly string[]): boolean {
    if (this.#screen === undefined) return false
    this.#draw(lines)
    return true
  }

  /** Whether the block is on the screen. */
  get isShown(): boolean {
    return this.#screen !== undefined
  }

  said(): void {}

  close(): void {
    this.#end?.abort()
    this.#nap?.abort()
    this.#end = undefined
    const { terminal, gate } = this.#ports
    for (const forget of this.#forget.splice(0)) forget()
    if (this.#screen) terminal.write(gate.shown(this.#screen.release()))
    this.#screen = undefined
    this.#entries = []
    this.#events = []
  }

  /** A service that is followed again during its rollback keeps its row. */
  #place(drawn: Drawn): Entry {
    const known = this.#entries.find(entry => entry.drawn.label === drawn.label && entry.drawn.outcome)
    if (known === undefined) {
      const entry = { drawn }
      this.#entries.push(entry)
      return entry
    }
    known.drawn = drawn
    return known
  }

  #begin(): void {
    this.#isDirty = true
    if (this.#screen !== undefined) return
    const { terminal, clock, gate } = this.#ports
    this.#since = clock.now()
    const screen = new Screen()
    this.#screen = screen
    const resized = () => {
      terminal.write(gate.shown(screen.resized(terminal.columns)))
      this.#touch()
    }
    const give = gate.shown(SHOW_CURSOR)
    this.#forget.push(
      terminal.onResize(resized),
      terminal.onExit(() => terminal.write(give))
    )
    this.#end = new AbortController()
    void this.#run(this.#end.signal)
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, doze } = this.#ports
    while (!signal.aborted) {
      this.#isDirty = false
      this.#draw([])
      this.#nap = new AbortController()
      await doze(TICK_MS - (clock.now() % TICK_MS), this.#nap.signal)
      if (this.#isDirty && !signal.aborted) await doze(SETTLE_MS, signal)
    }
  }

  #touch(): void {
    if (this.#isDirty) return
    this.#isDirty = true
    this.#nap?.abort()
  }

  #draw(above: readonly string[]): void {
    const { terminal, clock, gate } = this.#ports
    const screen = this.#screen
    if (screen === undefined) return
    const view: View = {
      places: this.#places,
      activities: this.#entries.map(({ drawn }) => drawn),
      events: this.#events,
      since: this.#since,
      now: clock.now()
    }
    const frame = gate.write(view, shown => screen.frame(this.#rows(shown), above))
    if (frame !== '') terminal.write(frame)
  }

  #rows(view: View): readonly Row[] {
    const { terminal, signs } = this.#ports
    const { columns, rows } = terminal
    return frameOf(view, { columns, rows, signs }).map(spans => this.#painted(spans))
  }

  #painted(spans: readonly Piece[]): Row {
    const { hasColors } = this.#ports
    return spans.map(([text, style]) => ({
      text: style === undefined || !hasColors ? text : styleText(style, text, { validateStream: false }),
      width: widthOf(text)
    }))
  }
}
