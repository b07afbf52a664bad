import { someOf } from '../../list.ts'
import type { Plan } from '../../plan/plan.ts'
import { bytesOf, clipped, linesWithin } from '../fitting.ts'
import { code, escapeMarkdown, tableHead, tableRow } from '../markdown.ts'
import { blockOf, hasDetails, NAME_LENGTH, SHORT_NAME, titleOf } from './plan-block.ts'
import { type PlannedService, type PlanSection, type PlanStory, planSections } from './plan-stories.ts'

/** A page has a heading for the plan; below the title of a folded part, or in a comment, it needs none. */
export type PlanSurface = 'page' | 'folded' | 'comment'

const ENVIRONMENT_LEVEL: Readonly<Record<PlanSurface, string>> = {
  page: '###',
  folded: '###',
  comment: '####'
}

/** The fraction of the room for the tables of services; the rest is for the changes. */
const TABLE_PART = 0.5
/** The space for the heading and the note about omitted services with some names, in bytes. */
const FRAME_BYTES = 2000

/**
 * planToMarkdown renders a plan in at most `room` bytes: per environment a table of the services, changes first, and
 * below it, folded, the differences, resolved references and risks. If the plan does not fit, whole services are
 * omitted and named. Values are those in `Difference`.
 */
export function planToMarkdown(plan: Plan, room: number, surface: PlanSurface = 'page'): string {
  const sections = planSections(plan)
  const inner = room - FRAME_BYTES
  const heads = headsWithin(sections, inner * TABLE_PART, surface)
  const shown = sections.slice(0, heads.length)
  const used = heads.reduce((sum, head) => sum + bytesOf(head) + 2, 0)
  const { blocks, untold } = blocksWithin(shown, inner - used)
  const left = sections.length - shown.length
  return [
    ...(surface === 'page' ? ['## Plan'] : []),
    ...heads.flatMap((head, index) => [head, ...(blocks[index] ?? [])]),
    ...(left > 0 ? [`… and ${left} more environments; all are in the output \`plan\`.`] : []),
    ...omittedNote(untold)
  ].join('\n\n')
}

/** isEmptyPlan reports whether there is nothing to show: none of the services of the run has changed. */
export function isEmptyPlan({ definitions, services, stops = [] }: Plan): boolean {
  return definitions.length + services.length + stops.length === 0
}

/** The name and table of each environment, as many as fit. */
function headsWithin(
  sections: readonly PlanSection[],
  room: number,
  surface: PlanSurface
): readonly string[] {
  let rest = room
  const heads: string[] = []
  for (const section of sections) {
    const { environment } = section
    const name = environment === undefined ? undefined : escapeMarkdown(clipped(environment, SHORT_NAME))
    const title = name === undefined ? [] : [`${ENVIRONMENT_LEVEL[surface]} ${name}`]
    const head = [...title, tableOf(section, room / sections.length)].join('\n\n')
    rest -= bytesOf(head) + 2
    if (rest < 0 && heads.length > 0) break
    heads.push(head)
  }
  return heads
}

type Told = {
  /** By section. */
  readonly blocks: readonly (readonly string[])[]
  readonly untold: readonly PlanStory[]
}

/** The minimum size of a block, in bytes. */
const SMALLEST_BLOCK = 150

/** Continues after a block that is too large, because smaller ones may still fit. */
function blocksWithin(sections: readonly PlanSection[], room: number): Told {
  const all = sections.flatMap(({ stories }) => stories.filter(hasDetails))
  let rest = room
  const untold: PlanStory[] = []
  const blocks = sections.map(({ stories }) =>
    stories.filter(hasDetails).flatMap(story => {
      // once the page is full, no more blocks are rendered
      const block = rest < SMALLEST_BLOCK ? '' : blockOf(story, all.length === 1)
      const bytes = bytesOf(block) + 2
      if (block === '' || bytes > rest) {
        untold.push(story)
        return []
      }
      rest -= bytes
      return [block]
    })
  )
  return { blocks, untold }
}

const NAMES_SHOWN = 10

function omittedNote(untold: readonly PlanStory[]): readonly string[] {
  if (untold.length === 0) return []
  const names = untold.flatMap(titleOf)
  const listed = names.map(name => code(clipped(name, SHORT_NAME)))
  return [`What changes is left out here for ${someOf(listed, NAMES_SHOWN)}: it is in the output \`plan\`.`]
}

/** The maximum rows of unchanged services; further ones are only named. */
const UNCHANGED_ROWS = 15
/** A table with more rows is folded. */
const OPEN_ROWS = 30
/** The space for the text around folded or omitted rows, in bytes. */
const NOTE_BYTES = 200

function tableOf({ stories }: PlanSection, room: number): string {
  const rows = stories.flatMap(rowsOf)
  const changing = rows.filter(({ isUnchanged }) => !isUnchanged)
  const same = rows.filter(({ isUnchanged }) => isUnchanged)
  const namesOnly = same.length > UNCHANGED_ROWS
  const shown = (namesOnly ? changing : rows).map(({ cells }) => tableRow(cells))
  const head = tableHead(['service', 'what happens', 'runs now', 'risks'])
  const { lines, left, room: rest } = linesWithin(shown, room - bytesOf(head.join('\n')) - NOTE_BYTES)
  const more = left === 0 ? [] : ['', `… and ${left} more services; all are in the output \`plan\`.`]
  const table = shown.length === 0 ? '' : [...head, ...lines, ...more].join('\n')
  const folded = lines.length > OPEN_ROWS ? fold(`${changing.length} change`, table) : table
  return [folded, namesOnly ? unchangedWithin(same, rest) : ''].filter(part => part !== '').join('\n\n')
}

function unchangedWithin(rows: readonly Row[], room: number): string {
  const names = rows.map(({ name }) => `${name},`)
  const { lines, left } = linesWithin(names, room - NOTE_BYTES)
  const more = left > 0 ? ` … and ${left} more` : ''
  return fold(`${rows.length} unchanged`, `${lines.join(' ').replace(/,$/, '')}${more}`)
}

function fold(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`
}

type Row = { readonly name: string; readonly cells: readonly string[]; readonly isUnchanged: boolean }

/** Returns a row per service; a definition without a service has its own row. */
function rowsOf(story: PlanStory): readonly Row[] {
  if (story.services.length > 0) return story.services.map(serviceRow)
  const name = `${code(clipped(story.family, NAME_LENGTH))} (no service)`
  return [{ name, cells: [name, escapeMarkdown(story.registration), '', ''], isUnchanged: story.isUnchanged }]
}

function serviceRow({ kind, service, what, action, running, isUnchanged, risks }: PlannedService): Row {
  const name = `${kind === 'task' ? 'task ' : ''}${code(clipped(service, NAME_LENGTH))}`
  const said = ['new revision', 'created', 'unchanged'].includes(what) ? what : action
  const cells = [
    name,
    isUnchanged ? what : `**${escapeMarkdown(clipped(said, NAME_LENGTH))}**`,
    escapeMarkdown(clipped(running, NAME_LENGTH)),
    risks.length === 0 ? '' : `⚠️ ${risks.length}`
  ]
  return { name, cells, isUnchanged }
}
