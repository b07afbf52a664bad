import { stripVTControlCharacters, styleText } from 'node:util'
import { createLogUpdate } from 'log-update'
import type { Clock } from '../../clock.ts'
import type { ActingPlace, Activity, Following } from '../../log.ts'
import type { Shown, TextGate } from '../../report/gate/shown.ts'
import { plain } from '../../report/text.ts'
import { activityInWords, type Follower, failingFirst, OpenCalls } from './heartbeat.ts'

/** A terminal that can be redrawn, such as `process.stdout`. */
export type Terminal = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'isTTY' | 'write'>

const TICK_MS = 1_000
/** Changes within this time are drawn as one frame. */
const SETTLE_MS = 100
/** Shorter calls end before a user wonders. */
const CALL_SHOWN_AFTER_MS = 2_000
/** Lines about activities that are shown below their rows. */
const EVENTS = 5

/** An activity as drawn, with its outcome once it has ended. */
type Row = Activity & {
  readonly outcome?: { readonly word: string; readonly isGood: boolean; readonly at: number }
}

/** What a live view needs to draw. */
type LivePorts = {
  readonly clock: Pick<Clock, 'now'>
  readonly terminal: Terminal
  readonly hasColors: boolean
  readonly gate: TextGate
}

/**
 * LiveView shows everything the run waits for as a block at the end of a terminal, redrawn when something changes. Log
 * lines are printed above it and stay; lines about an activity appear below the rows. Closing removes the block.
 */
export class LiveView implements Follower {
  readonly #ports: LivePorts
  readonly #update: ReturnType<typeof createLogUpdate>
  readonly #calls: OpenCalls
  readonly #rows = new Map<string, Row>()
  #events: readonly string[] = []
  #places: readonly ActingPlace[] = []
  #saidAt: number
  #timer: NodeJS.Timeout | undefined
  #isDue = false

  constructor(ports: LivePorts) {
    this.#ports = ports
    // a hidden cursor would have to be given back however the process ends
    this.#update = createLogUpdate(ports.terminal as NodeJS.WriteStream, { showCursor: true })
    this.#calls = new OpenCalls(ports.clock)
    this.#saidAt = ports.clock.now()
    this.#drawAfter(TICK_MS)
  }

  /** acting records where the run acts, for the head of the block. */
  acting(places: readonly ActingPlace[]): void {
    this.#places = places
  }

  follow({ label, ...activity }: Activity): Following {
    // a service that is followed again during its rollback keeps its row
    this.#change(label, { ...activity, label })
    return {
      say: (message, brief = message) => {
        this.#events = [...this.#events, `  ${label}: ${brief}`].slice(-EVENTS)
        this.#touch()
      },
      update: now => this.#change(label, now),
      end: (word, isGood) => {
        if (this.#rows.get(label)?.outcome === undefined)
          this.#change(label, { outcome: { word, isGood, at: this.#ports.clock.now() } })
      }
    }
  }

  asking(operation: string, trouble?: () => string | undefined): () => void {
    return this.#calls.begin(operation, trouble)
  }

  said(): void {
    this.#saidAt = this.#ports.clock.now()
  }

  /** print writes lines above the block. */
  print(text: Shown): void {
    this.#update.clear()
    this.#ports.terminal.write(text)
    this.said()
    if (this.#rows.size > 0) this.#draw()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#update.clear()
    this.#rows.clear()
  }

  #change(label: string, now: Partial<Row>): void {
    const { outcome: _, ...before } = this.#rows.get(label) ?? {}
    this.#rows.set(label, { ...before, ...now } as Row)
    this.#touch()
  }

  #touch(): void {
    if (this.#isDue) return
    this.#isDue = true
    this.#drawAfter(SETTLE_MS)
  }

  #drawAfter(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#isDue = false
      this.#draw()
      this.#drawAfter(TICK_MS)
    }, milliseconds)
    this.#timer.unref()
  }

  #draw(): void {
    const { gate } = this.#ports
    const frame = gate.write(this.#view(), lines => lines.map(line => this.#painted(line)).join('\n'))
    if (frame === '') this.#update.clear()
    else this.#update(frame)
  }

  /** The lines of the block: the head, a row for each activity, and the last events; or the call that is waited for. */
  #view(): readonly string[] {
    const { clock, terminal } = this.#ports
    const now = clock.now()
    const rows = [...this.#rows.values()]
    if (rows.length === 0) {
      const words = Math.abs(now - this.#saidAt) < CALL_SHOWN_AFTER_MS ? undefined : this.#calls.inWords()
      return words === undefined ? [] : [this.#fitted(words)]
    }
    const ended = rows.filter(({ outcome }) => outcome !== undefined).length
    const head = `${placesInWords(this.#places)}  ${ended} of ${rows.length} done`
    const shown = this.#chosen(rows, terminal.rows - 3 - this.#events.length)
    const hidden = rows.length - shown.length
    return [
      head,
      ...shown.map(row => rowInWords(row, now)),
      ...(hidden > 0 ? [`  … ${hidden} more`] : []),
      ...this.#events
    ].map(line => this.#fitted(line))
  }

  /** If not all activities fit, failed and open ones come before successful ones. */
  #chosen(rows: readonly Row[], room: number): readonly Row[] {
    if (rows.length <= room) return rows
    const open = rows.filter(({ outcome }) => outcome === undefined)
    const ended = rows.filter(({ outcome }) => outcome !== undefined)
    const bad = ended.filter(({ outcome }) => outcome?.isGood === false)
    const good = ended.filter(({ outcome }) => outcome?.isGood === true)
    const first = new Set([...bad, ...failingFirst(open), ...good].slice(0, Math.max(1, room)))
    return rows.filter(row => first.has(row))
  }

  #fitted(line: string): string {
    const clean = stripVTControlCharacters(plain(line))
    const { columns } = this.#ports.terminal
    return clean.length < columns ? clean : `${clean.slice(0, Math.max(0, columns - 2))}…`
  }

  #painted(line: string): string {
    const style = line.startsWith('✔') ? 'green' : line.startsWith('✘') ? 'red' : undefined
    return style === undefined || !this.#ports.hasColors
      ? line
      : styleText(style, line, { validateStream: false })
  }
}

function placesInWords([first, ...others]: readonly ActingPlace[]): string {
  if (first === undefined) return ''
  const clusters = first.clusters.map(cluster => cluster.slice(cluster.lastIndexOf('/') + 1)).join(', ')
  const words = [clusters, first.region, first.account ?? ''].filter(word => word !== '')
  return `${words.join(' · ')}${others.length === 0 ? '' : `, and ${others.length} more`}`
}

function rowInWords({ outcome, ...activity }: Row, now: number): string {
  if (outcome) return `${outcome.isGood ? '✔' : '✘'} ${activity.label}: ${outcome.word}`
  const isBad = activity.phase === 'failing' || activity.phase === 'rolling back'
  return `${isBad ? '✘' : '•'} ${activityInWords(activity, now)}`
}
