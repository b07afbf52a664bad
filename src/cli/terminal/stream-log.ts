import { styleText } from 'node:util'
import type { Clock } from '../../clock.ts'
import { type Log, plainly } from '../../log.ts'
import type { RunGate, Shown } from '../../report/gate/shown.ts'
import { targetToText } from '../../report/run-sections.ts'
import { plain } from '../../report/text.ts'
import type { Judgment } from '../../report/verdict.ts'
import type { Environment } from '../../run/github-context.ts'
import { callsAws, Heartbeat } from '../../run/progress/heartbeat.ts'
import { LiveView, type Terminal } from '../../run/progress/live-view.ts'
import { asFlags } from '../at-terminal.ts'

/** The streams of a command-line run, so that tests need no process. */
export type Streams = {
  readonly out: (text: Shown) => void
  readonly err: (text: Shown) => void
  /** All of standard input; throws what node:fs throws. */
  readonly input?: () => Uint8Array
  /** The terminal that a stream is connected to; undefined if there is none. */
  readonly terminal?: (stream: 'out' | 'err') => Terminal | undefined
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

/** How a line of text becomes what a person reads at the end of a stream. */
export type LineLook = {
  /** Colors a line if the stream supports colors; the line of a verdict as a whole. */
  readonly paint: (line: string, verdict?: Judgment['kind']) => string
  /** Names inputs as flags; a command in a workflow step keeps them. */
  readonly phrase: (line: string) => string
}

/** A log that may hold a terminal, the function that releases it, and the look of its lines. */
export type StreamLog = LineLook & { readonly log: Log; readonly close: () => void }

/**
 * wantsColors decides once per run: NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) take precedence over the
 * kind of stream. Text for a program has no colors.
 */
export function wantsColors(environment: Environment, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && TERM !== 'dumb'
}

/** phraseIn returns how a line shows inputs: as flags, except for a check and in a workflow step. */
function phraseIn({ mode, environment }: StreamLogRequest): LineLook['phrase'] {
  return mode === 'check' || environment['GITHUB_ACTIONS'] === 'true' ? line => line : asFlags
}

/** openStreamLog creates the log of a command-line run: a live view on a terminal, otherwise lines with timestamps. */
export function openStreamLog(request: StreamLogRequest): StreamLog {
  const { mode, isQuiet, environment, gate, clock, streams, progress } = request
  const terminal = streams.terminal?.(progress)
  const hasColors = wantsColors(environment, terminal !== undefined)
  const look: LineLook = { paint: hasColors ? paintLine : line => line, phrase: phraseIn(request) }
  const isDrawn = terminal !== undefined && environment['TERM'] !== 'dumb' && !environment['CI']
  const isFollowed = !isQuiet && callsAws(mode)
  const live = isFollowed && isDrawn ? new LiveView({ clock, gate, terminal, hasColors }) : undefined

  const print = (stream: 'out' | 'err', lines: readonly string[]) => {
    const text = gate.write(lines, clean =>
      clean.map(line => `${look.paint(look.phrase(plain(line)))}\n`).join('')
    )
    if (live) live.print(text)
    else streams[stream](text)
    follower?.said()
  }
  const info = (message: string) => {
    if (!isQuiet) print(progress, [message])
  }
  /** A line about an activity that is read later states when it was written. */
  const stamped = (message: string) => {
    const time = new Date(clock.now()).toISOString().replace(/\.\d+/, '')
    info(terminal === undefined ? `${time} ${message}` : message)
  }
  const follower = live ?? (isFollowed ? new Heartbeat(clock, stamped) : undefined)
  const log: Log = {
    debug: message => {
      if (environment['RUNNER_DEBUG'] === '1') print('err', message.split('\n'))
    },
    info: message => (message.startsWith('[') ? stamped(message) : info(message)),
    notice: message => info(`notice: ${message}`),
    warning: message => print('err', [`warning: ${message}`]),
    group: (title, lines) => print(progress, [title, ...lines.map(line => `  ${line}`)]),
    acting: places => {
      live?.acting(places)
      for (const line of targetToText(places)) info(line)
    },
    follow: activity => follower?.follow(activity) ?? plainly(activity, stamped),
    ...(follower ? { asking: (operation, trouble) => follower.asking(operation, trouble) } : {})
  }
  return { ...look, log, close: () => follower?.close() }
}

type Format = Parameters<typeof styleText>[0]

/** The titles of what a run prints: a terminal that was scrolled is searched for them. */
const TITLES =
  /^(?:Permissions|Plan|Audit|Status|Git history|Migration(?: plan)?|What to do next|What changed since what runs|Why \S+ failed|Policy for execution role \S+|Where .+ comes from)(?: \([a-z ]+\))?$/

/** The part of a line to style, and its style; the first match applies. */
const LOOKS: readonly (readonly [shape: RegExp, format: Format])[] = [
  [/^error(?=: )|(?<=: )error(?=: )/, ['red', 'bold']],
  [/(?<=: )warning(?=: )|^warning(?=: )/, ['yellow', 'bold']],
  [/(?<=: )notice(?=: )|^(?:notice|note)(?=: )/, ['blue', 'bold']],
  [/^\[[^\]]+\](?= FAILED)/, ['red', 'bold']],
  [/^\[[^\]]+\]/, 'cyan'],
  [/^ {2}\d* *\| [\s^~]*\^[\s^~]*$/, 'red'],
  [/^ +\+ .*$/, 'green'],
  [/^ +- .*$/, 'red'],
  [/^ +~ .*$/, 'yellow'],
  [/^ +❌ [a-z]+/, ['red', 'bold']],
  [/^ +❔ [a-z]+/, ['yellow', 'bold']],
  [/^ +✅ [a-z]+/, 'green'],
  [/^Every service runs its desired/, 'green'],
  [/^(?:Down|Not serving|Fewer tasks than desired|Tasks keep stopping|Unknown):/, ['red', 'bold']],
  [TITLES, 'bold'],
  [/^\S+ {2,}(?:succeeded|unchanged)\b.*$/, 'green'],
  [/^\S+ {2,}(?:failed|rolled-back|timed-out|superseded|cancelled|not-started)\b.*$/, 'red']
]

/** paintLine colors the relevant part of a line, or the line of a verdict; the text stays the same. */
export function paintLine(line: string, verdict?: Judgment['kind']): string {
  if (verdict !== undefined) return styled(['bold', verdict === 'good' ? 'green' : 'red'], line)
  for (const [shape, format] of LOOKS) {
    const found = shape.exec(line)
    if (found === null) continue
    const end = found.index + found[0].length
    return `${line.slice(0, found.index)}${styled(format, found[0])}${line.slice(end)}`
  }
  return line
}

/** Whether colors are used was decided for the whole run. */
function styled(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false })
}
