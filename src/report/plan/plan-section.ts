import { lastPartOf } from '../../arn.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import type { Plan } from '../../deploy/comparison/plan.ts'
import { clipped } from '../markdown.ts'
import {
  codePiece,
  detailsBlock,
  listBlock,
  namesInCode,
  paragraphBlock,
  piecesOf,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  strongPiece,
  tableBlock
} from '../section.ts'
import { count } from '../text.ts'
import { type PlannedService, type PlanStory, planSections } from './plan.ts'

/** The output `plan` has the full name. */
const NAME_LENGTH = 160
/** Unchanged services that have a row; more are only named. */
const UNCHANGED_ROWS = 15
/** Differences that are open if there is only one definition. */
const OPEN_ROWS = 20
const NAMES_SHOWN = 5

/**
 * planSection shows a plan: per environment a table of the services, changes first, then, folded, what differs, what
 * references become and what is risky. After outcomes it is less important and is folded. Values are those in
 * `Difference`.
 */
export function planSection(plan: Plan | undefined, isFolded: boolean): ReportSection {
  const parts = plan === undefined ? [] : planSections(plan)
  const stories = parts.flatMap(part => part.stories.filter(hasDetails))
  const blocks = parts.flatMap(part => [
    ...(part.environment === undefined ? [] : paragraphBlock([strongPiece(short(part.environment))])),
    ...serviceTable(part.stories.flatMap(rowsOf)),
    ...part.stories.filter(hasDetails).flatMap(story => storyDetails(story, stories.length === 1))
  ])
  return {
    id: 'plan',
    heading: 'Plan',
    blocks,
    isFolded,
    rest: '; all are in the output `plan`',
    ...(isFolded ? { share: 0.1 } : {})
  }
}

function short(name: string): string {
  return clipped(name, NAME_LENGTH)
}

function hasDetails({ differences, references, services }: PlanStory): boolean {
  return differences.length + references.length > 0 || services.some(({ risks }) => risks.length > 0)
}

type PlanRow = {
  readonly name: string
  readonly isUnchanged: boolean
  readonly cells: readonly SectionText[]
}

/** A row per service; a definition without a service has its own. */
function rowsOf({ services, family, registration, isUnchanged }: PlanStory): readonly PlanRow[] {
  if (services.length > 0) return services.map(serviceRow)
  const name = [codePiece(short(family)), ' (no service)']
  return [{ name: family, isUnchanged, cells: [name, registration, '', ''] }]
}

function serviceRow({ kind, service, what, action, running, isUnchanged, risks }: PlannedService): PlanRow {
  const said = ['new revision', 'created', 'unchanged'].includes(what) ? what : action
  const name = [kind === 'task' ? 'task ' : '', codePiece(short(service))]
  const happens: SectionText = isUnchanged ? what : [strongPiece(short(said))]
  const risk = risks.length === 0 ? '' : `⚠️ ${risks.length}`
  return { name: service, isUnchanged, cells: [name, happens, short(running), risk] }
}

function serviceTable(rows: readonly PlanRow[]): readonly SectionBlock[] {
  const same = rows.filter(({ isUnchanged }) => isUnchanged)
  const isLong = same.length > UNCHANGED_ROWS
  const names = namesInCode(
    same.map(({ name }) => short(name)),
    same.length
  )
  return [
    ...tableBlock(
      ['service', 'what happens', 'runs now', 'risks'],
      isLong ? rows.filter(({ isUnchanged }) => !isUnchanged) : rows
    ),
    ...(isLong ? detailsBlock(`${same.length} unchanged`, paragraphBlock(names)) : [])
  ]
}

function storyDetails(story: PlanStory, isAlone: boolean): readonly SectionBlock[] {
  const { differences, references, services, files, registration, comparedWith, family } = story
  const risks = services.flatMap(one => one.risks.map(({ message }) => ({ of: one.service, message })))
  const counts = [
    differences.length > 0 ? count(differences.length, 'change') : '',
    references.length > 0 ? count(references.length, 'reference') : '',
    risks.length > 0 ? count(risks.length, 'risk') : ''
  ].filter(text => text !== '')
  const names = services.length === 0 ? [family] : services.map(({ service }) => service)
  const shown = names.slice(0, NAMES_SHOWN).map(short).join(', ')
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ''
  const from = files.length === 0 ? [] : [...piecesOf(namesInCode(files.map(short), NAMES_SHOWN)), ': ']
  const against = comparedWith === undefined ? [] : [', compared with ', codePiece(lastPartOf(comparedWith))]
  return detailsBlock(
    [strongPiece(`${shown}${more}`), `: ${counts.join(', ')}`],
    [
      ...paragraphBlock([...from, registration, ...against, '.']),
      ...listBlock(
        risks.map(
          ({ of, message }): SectionText =>
            services.length > 1 ? ['⚠️ ', codePiece(short(of)), `: ${message}`] : `⚠️ ${message}`
        )
      ),
      ...differencesBlock(differences),
      ...tableBlock(
        ['variable', 'reference', 'ECS gets'],
        references.map(({ name, written, arn }) => ({
          cells: [name, written, arn].map(text => [codePiece(short(text))])
        }))
      )
    ],
    isAlone && differences.length + references.length <= OPEN_ROWS
  )
}

/** differencesBlock is a table of the differing places, with the values that may be shown. */
export function differencesBlock(differences: readonly Difference[]): readonly SectionBlock[] {
  const valueCell = (value: string | undefined): SectionText =>
    value === undefined ? '(not shown)' : [codePiece(short(value))]
  return tableBlock(
    ['', 'place', 'before', 'after'],
    differences.map(({ change, path, before, after }) => ({
      cells: [
        change,
        [codePiece(short(path))],
        change === 'added' ? '' : valueCell(before),
        change === 'removed' ? '' : valueCell(after)
      ]
    }))
  )
}
