import type { ActingPlace, Activity } from '../../log.ts'
import { failingFirst, failuresInWords } from '../progress/activity-words.ts'
import { cutTo, paddedTo, widthOf } from './text-width.ts'

/** An activity as drawn, with its outcome once it has ended. Times are milliseconds since 1970. */
export type Drawn = Activity & {
  readonly outcome?: { readonly word: string; readonly isGood: boolean; readonly at: number }
}

/** A line that was printed about an activity. */
export type Event = { readonly at: number; readonly label: string; readonly text: string }

/** The contents of a frame. */
export type View = {
  readonly places: readonly ActingPlace[]
  readonly activities: readonly Drawn[]
  readonly events: readonly Event[]
  /** When the block started. */
  readonly since: number
  readonly now: number
}

/** The space for a frame, and the characters that it may use. */
export type Room = { readonly columns: number; readonly rows: number; readonly signs: Signs }

/** The characters for states, and for the parts of a bar. */
export type Signs = Readonly<
  Record<'good' | 'bad' | 'open' | 'back' | 'paused' | 'full' | 'empty' | 'dot', string>
>

export const UNICODE: Signs = {
  good: '✔',
  bad: '✘',
  open: '•',
  back: '↩',
  paused: '‖',
  full: '█',
  empty: '░',
  dot: '·'
}

/** For a terminal that is not set to UTF-8. */
export const ASCII: Signs = {
  good: '+',
  bad: 'x',
  open: '*',
  back: '<',
  paused: '=',
  full: '#',
  empty: '.',
  dot: '-'
}

/** The style of a part of a row. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** A part of a row. */
export type Piece = readonly [text: string, style?: Style | undefined]

/** With fewer columns, there is no room for bars and stages. */
const NARROW = 60
const WIDE = 100
const EVENTS = 5

/**
 * frameOf returns the rows of the live view within the given columns and rows: where the run acts, a row for each
 * activity, and the last printed lines. Pure.
 */
export function frameOf(view: View, room: Room): readonly (readonly Piece[])[] {
  const most = Math.max(1, room.rows - 1)
  const head = headOf(view, room)
  const left = most - 1
  const shown = chosen(view.activities, left)
  const hidden = view.activities.length - shown.length
  const rows = shown.map(activity => rowOf(activity, view, room))
  const more: readonly (readonly Piece[])[] =
    hidden > 0 ? [[[cutTo(`  … ${hidden} more`, room.columns), 'dim']]] : []
  const rest = left - rows.length - more.length - 1
  const events = view.events.slice(-Math.min(EVENTS, Math.max(0, rest))).map(event => eventRow(event, room))
  const below = rest > 0 && events.length > 0 ? [[], ...events] : []
  return [head, ...rows, ...more, ...below].slice(0, most)
}

/** If not all activities fit, failed and open ones take precedence over successful ones; the order is kept. */
function chosen(activities: readonly Drawn[], rows: number): readonly Drawn[] {
  if (activities.length <= rows) return activities
  const open = failingFirst(activities.filter(({ outcome }) => outcome === undefined))
  const bad = activities.filter(({ outcome }) => outcome?.isGood === false)
  const good = activities.filter(({ outcome }) => outcome?.isGood === true)
  const kept = new Set([...bad, ...open, ...good].slice(0, Math.max(0, rows - 1)))
  return activities.filter(activity => kept.has(activity))
}

function headOf({ places, activities, since, now }: View, { columns, signs }: Room): readonly Piece[] {
  const ended = activities.filter(({ outcome }) => outcome !== undefined).length
  const right = `${ended} of ${activities.length} done  ${clockOf(now - since)}`
  const left = placesInWords(places, ` ${signs.dot} `)
  const room = columns - widthOf(right) - 2
  return room < 8 ? [[cutTo(right, columns), 'bold']] : [[paddedTo(left, room), 'bold'], [`  ${right}`]]
}

function placesInWords(places: readonly ActingPlace[], separator: string): string {
  const [first, ...others] = places
  if (first === undefined) return ''
  // The parts that distinguish runs come first, because the end is cut if there is no room.
  const words = [
    [...first.clusters.map(afterSlash)].join(', '),
    first.region,
    first.account ?? '',
    first.identity === undefined ? '' : first.identity.replace(/^.*?:(?:assumed-role|user)\//, '')
  ].filter(word => word !== '')
  return `${words.join(separator)}${others.length === 0 ? '' : `, and ${others.length} more`}`
}

function afterSlash(cluster: string): string {
  return cluster.slice(cluster.lastIndexOf('/') + 1)
}

function rowOf(activity: Drawn, view: View, room: Room): readonly Piece[] {
  const { columns, signs } = room
  const { outcome } = activity
  const style = styleOf(activity)
  const elapsed = clockOf((outcome?.at ?? view.now) - activity.since).padStart(5)
  const longest = Math.max(...view.activities.map(({ label }) => widthOf(label)))
  const isNarrow = columns < NARROW
  const name = Math.min(longest, isNarrow ? Math.max(8, columns - 24) : Math.floor(columns * 0.4))
  const bar = isNarrow || activity.tasks === undefined ? '' : barOf(activity, signs, columns < WIDE ? 10 : 20)
  const lead: readonly Piece[] = [
    [`${signOf(activity, signs)} `, style],
    [paddedTo(activity.label, name)],
    [bar === '' ? '' : `  ${bar}`, style],
    [` ${countsOf(activity).padStart(6)}`]
  ]
  const used = lead.reduce((sum, [text]) => sum + widthOf(text), 0)
  const middle = Math.max(0, columns - used - elapsed.length - 3)
  return fitted([...lead, [`  ${paddedTo(stateOf(activity, isNarrow), middle)} `, style], [elapsed]], columns)
}

/** The part of a row that fits a terminal that is too narrow to be readable. */
function fitted(spans: readonly Piece[], columns: number): readonly Piece[] {
  let left = columns
  return spans.flatMap(([text, style]): readonly Piece[] => {
    const cut = cutTo(text, left)
    left -= widthOf(cut)
    return cut === '' ? [] : [[cut, style]]
  })
}

function signOf({ outcome, phase }: Drawn, signs: Signs): string {
  if (outcome) return outcome.isGood ? signs.good : signs.bad
  if (phase === 'rolling back') return signs.back
  if (phase === 'paused') return signs.paused
  return phase === 'failing' ? signs.bad : signs.open
}

function styleOf({ outcome, phase, failedStarts = 0 }: Drawn): Style | undefined {
  if (outcome) return outcome.isGood ? 'green' : 'red'
  if (phase === 'failing' || phase === 'rolling back') return 'red'
  return phase === 'paused' || failedStarts > 0 ? 'yellow' : undefined
}

function barOf({ tasks }: Drawn, { full, empty }: Signs, width: number): string {
  const { running = 0, desired = 0 } = tasks ?? {}
  // A bar is full only if all desired tasks run; with none desired it is empty.
  const share = desired === 0 ? 0 : Math.min(1, running / desired)
  const filled = Math.floor(share * width)
  return full.repeat(filled) + empty.repeat(width - filled)
}

function countsOf({ tasks }: Drawn): string {
  return tasks === undefined ? '' : `${tasks.running}/${tasks.desired}`
}

/** The most urgent part comes first, because the end is cut if there is no room. */
function stateOf(activity: Drawn, isNarrow: boolean): string {
  const { outcome, phase, stage, tasks, failedStarts = 0 } = activity
  if (outcome) return outcome.word
  const failures = isNarrow && failedStarts > 0 ? `${failedStarts} failed` : failuresInWords(activity)
  // The sign and the number of failures already show these.
  const isSaid = (phase === 'failing' && failedStarts > 0) || (phase === 'rolling back' && isNarrow)
  const isPlain = isSaid || phase === 'rolling out' || phase === 'running'
  return [
    isPlain ? '' : phase,
    failures,
    stage ?? '',
    tasks && tasks.pending > 0 ? `${tasks.pending} pending` : '',
    tasks && tasks.old > 0 ? `${tasks.old} old` : ''
  ]
    .filter(part => part !== '')
    .join(', ')
}

function eventRow({ at, label, text }: Event, { columns }: Room): readonly Piece[] {
  const time = new Date(at).toISOString().slice(11, 19)
  return [[cutTo(columns < NARROW ? `${label}: ${text}` : `  ${time}Z ${label}: ${text}`, columns), 'dim']]
}

/** clockOf formats a duration as `0:45`, `12:05` or `1:02:05`. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const tail = pad(seconds % 60)
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${tail}`
}
