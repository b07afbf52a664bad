import type { Clock } from '../../clock.ts'
import type { Counter } from '../../log.ts'

/** Reading that finishes sooner shows no counter. */
const DRAWN_AFTER_MS = 500
const DRAWN_EVERY_MS = 100
const SAID_EVERY_MS = 10_000
/** Reading the clock for every piece would take longer than some pieces. */
const PIECES = 16

/** The output of a counter: a line that is redrawn on a terminal, or separate lines. */
export type CountingPorts = {
  readonly clock: Clock
  readonly say: (line: string) => void
  /** Replaces the previous line; an empty line removes it. */
  readonly redraw?: ((line: string) => void) | undefined
}

/**
 * countPieces counts the pieces that are read, and reports progress if it takes a while. The reading loop does not
 * yield to timers, so the counter checks the clock.
 */
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
