import { lastPartOf } from '../../arn.ts'
import { someOf } from '../../list.ts'
import type { Difference } from '../../plan/compare.ts'
import type { PlannedReference } from '../../plan/plan.ts'
import { clipped } from '../fitting.ts'
import { code, escapeHtml, escapeMarkdown, tableHead, tableRow } from '../markdown.ts'
import type { PlanStory } from './plan-stories.ts'

/** A longer name would make the table scroll; the output `plan` contains the full name. */
export const NAME_LENGTH = 160
/** The maximum length where several names are adjacent. */
export const SHORT_NAME = 60

/** titleOf names the services of a definition, or the definition if it has none. */
export function titleOf({ services, family }: PlanStory): readonly string[] {
  return services.length === 0 ? [family] : services.map(({ service }) => service)
}

/** hasDetails reports whether there are details about a definition to show. */
export function hasDetails({ differences, references, services }: PlanStory): boolean {
  return differences.length + references.length > 0 || services.some(({ risks }) => risks.length > 0)
}

/** The maximum number of services named in the title of a shared definition. */
const TITLES_SHOWN = 5
/** A block with more lines than this is folded, even if it is the only one. */
const OPEN_LINES = 20

/** blockOf renders all details of one definition and its services, folded. */
export function blockOf(story: PlanStory, isAlone: boolean): string {
  const { differences, references, services, files, registration, comparedWith } = story
  const risks = services.flatMap(one => one.risks)
  const names = titleOf(story)
  const title = someOf(
    names.map(name => escapeHtml(clipped(name, SHORT_NAME))),
    TITLES_SHOWN
  )
  const counts = [
    counted(differences.length, 'change'),
    counted(references.length, 'reference'),
    counted(risks.length, 'risk')
  ].filter(text => text !== '')
  const opens = isAlone && differences.length + references.length <= OPEN_LINES ? ' open' : ''
  const against =
    comparedWith === undefined
      ? ''
      : `, compared with ${code(clipped(lastPartOf(comparedWith), NAME_LENGTH))}`
  const from = files.map(file => code(clipped(file, NAME_LENGTH))).join(', ')
  return [
    `<details${opens}><summary><b>${title}</b>: ${counts.join(', ')}</summary>`,
    `${[from, escapeMarkdown(registration)].filter(text => text !== '').join(': ')}${against}.`,
    risksToMarkdown(story),
    differencesToMarkdown(differences),
    referencesToMarkdown(references),
    '</details>'
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`
}

function risksToMarkdown({ services }: PlanStory): string {
  const isShared = services.length > 1
  return services
    .flatMap(({ service, risks }) =>
      risks.map(({ message }) => {
        const of = isShared ? `${code(clipped(service, SHORT_NAME))}: ` : ''
        return `- ⚠️ ${of}${escapeMarkdown(clipped(message, MESSAGE_LENGTH))}`
      })
    )
    .join('\n')
}

const MESSAGE_LENGTH = 600
const ROWS_SHOWN = 50

/**
 * differencesToMarkdown returns a table of the differing places, with the values that may be shown. Empty without
 * differences.
 */
export function differencesToMarkdown(differences: readonly Difference[]): string {
  return cappedTable(
    ['', 'place', 'before', 'after'],
    differences.map(({ change, path, before, after }) => [
      change,
      code(clipped(path, NAME_LENGTH)),
      change === 'added' ? '' : valueCell(before),
      change === 'removed' ? '' : valueCell(after)
    ])
  )
}

function valueCell(value: string | undefined): string {
  return value === undefined ? '*not shown*' : code(clipped(value, NAME_LENGTH))
}

function referencesToMarkdown(references: readonly PlannedReference[]): string {
  return cappedTable(
    ['variable', 'reference', 'ECS gets'],
    references.map(({ name, written, arn }) =>
      [name, written, arn].map(text => code(clipped(text, NAME_LENGTH)))
    )
  )
}

function cappedTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const left = rows.length - ROWS_SHOWN
  const shown = rows.slice(0, ROWS_SHOWN).map(tableRow)
  return [...tableHead(columns), ...shown, ...(left > 0 ? ['', `… and ${left} more`] : [])].join('\n')
}
