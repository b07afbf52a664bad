import { doze } from '../clock.ts'
import { plain } from '../report/text.ts'
import { wantsColours } from './colours.ts'
import type { Environment } from './github-context.ts'
import { ASCII, UNICODE } from './live/frame.ts'
import { LiveView } from './live/live-view.ts'
import type { Terminal } from './live/screen.ts'
import { cutTo } from './live/text-width.ts'
import { PassingLine } from './passing-line.ts'
import type { StreamLogRequest } from './stream-log.ts'

/** What a terminal shows of a run besides log lines: the block of its rollouts, and the AWS call it waits for. */
export type Drawing = { readonly live: LiveView | undefined; readonly calls: PassingLine }

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
        hasColours: wantsColours(environment, true),
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
