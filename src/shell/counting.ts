import type { Clock } from '../clock.ts'
import type { Counter } from '../log.ts'

/** Something that is read at once says nothing of it. */
const DRAWN_AFTER_MS = 500
const DRAWN_EVERY_MS = 100
const SAID_EVERY_MS = 10_000
/** A look at the clock for every piece would take longer than some pieces. */
const PIECES = 16

/** Where a counter speaks: a line that is redrawn, where there is a terminal, or line after line. */
export type CountingPorts = {
  readonly clock: Clock
  readonly say: (line: string) => void
  /** Puts a line in the place of the one before; an empty one takes it away. */
  readonly redraw?: ((line: string) => void) | undefined
}

/** countPieces counts what is read, and says how far it is where that takes a while. What reads gives the timers no turn, so that it looks at the clock itself. */
export function countPieces(
  { clock, say, redraw }: CountingPorts,
  what: string,
  total: number | undefined
): Counter {
  let done = 0
  let isDrawn = false
  let due = clock.now() + (redraw ? DRAWN_AFTER_MS : SAID_EVERY_MS)
  return {
    step: () => {
      done += 1
      if (done % PIECES !== 0 || clock.now() < due) return
      const of = total === undefined ? '' : ` of ${total}`
      const line = `Reading ${what}: ${done}${of}`
      if (redraw) redraw(line)
      else say(line)
      isDrawn = redraw !== undefined
      due = clock.now() + (redraw ? DRAWN_EVERY_MS : SAID_EVERY_MS)
    },
    end: () => {
      if (isDrawn) redraw?.('')
      isDrawn = false
    }
  }
}
