import { lastPartOf } from '../../arn.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import type { DefinitionPlan, Plan, ServicePlan, TaskPlan } from '../../deploy/comparison/plan.ts'
import { risksOf } from '../../deploy/comparison/risks.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { clipped } from '../markdown.ts'
import {
  codePiece,
  detailsBlock,
  joinedTexts,
  listBlock,
  namesInCode,
  paragraphBlock,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  sectionToText,
  strongPiece,
  type TextRow,
  tableBlock
} from '../section.ts'
import { count } from '../text.ts'
import { describeAction, describeRegistration, describeRunning, describeTask } from './plan-words.ts'

/** planToText formats a plan for a terminal or log. */
export function planToText(plan: Plan): readonly string[] {
  return sectionToText(planSection(plan, false))
}

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
  const { definitions = [], services = [], tasks = [] } = plan ?? {}
  const stories = definitions.map(definition => {
    const own = <One extends { readonly definitionId: string }>(all: readonly One[]) =>
      all.filter(({ definitionId }) => definitionId === definition.id)
    return storyOf(definition, own(services), own(tasks))
  })
  const detailed = stories.filter(({ details }) => details.length > 0).length
  const blocks = groupBy(stories, ({ environment }) => environment ?? '').flatMap(group => [
    ...paragraphBlock(group[0]?.environment === undefined ? '' : [strongPiece(short(group[0].environment))]),
    ...serviceTable(group.flatMap(({ rows }) => rows)),
    ...group.flatMap(({ details }) =>
      details.map(block => (detailed > 1 && block.kind === 'details' ? { ...block, isOpen: false } : block))
    )
  ])
  return {
    ...{ id: 'plan', heading: 'Plan', isFolded, rest: '; all are in the output `plan`' },
    blocks,
    ...(isFolded ? { share: 0.1 } : {})
  }
}

function short(name: string): string {
  return clipped(name, NAME_LENGTH)
}

type PlanRow = { readonly name: string; readonly isUnchanged: boolean; readonly cells: TextRow }

/** What a plan contains about one definition: a row for each service and task that runs it, and what differs. */
function storyOf(
  definition: DefinitionPlan,
  services: readonly ServicePlan[],
  tasks: readonly TaskPlan[]
): {
  readonly environment: string | undefined
  readonly rows: readonly PlanRow[]
  readonly details: readonly SectionBlock[]
} {
  const { registration, family, environment } = definition
  const isRegistered = registration.kind === 'register'
  const before = [
    ...tasks.map(task => ({ key: task.key, action: describeTask(task) })),
    ...(definition.runsTask ? [{ key: 'run-task', action: 'run before the services' }] : [])
  ]
  const rows = [
    ...before.map(({ key, action }) => rowOf({ name: key, kind: 'task ', action })),
    ...services.map(one => serviceRow(one, definition))
  ]
  const alone = {
    name: family,
    isUnchanged: !isRegistered,
    cells: [[codePiece(short(family)), ' (no service)'], describeRegistration(definition), '', '']
  }
  const isMoved = services.some(
    ({ action }) => action.kind === 'update' && action.because === 'new-definition'
  )
  const details = storyDetails(definition, { services, isNew: isRegistered || isMoved })
  return { environment, rows: rows.length === 0 ? [alone] : rows, details }
}

function rowOf(row: {
  name: string
  action: string
  kind?: string
  running?: string
  risks?: number
}): PlanRow {
  const { name, action, kind = '', running = '', risks = 0 } = row
  const isUnchanged = action === 'unchanged'
  const happens = isUnchanged ? action : [strongPiece(short(action))]
  const cells = [[kind, codePiece(short(name))], happens, short(running), risks === 0 ? '' : `⚠️ ${risks}`]
  return { name, isUnchanged, cells }
}

function serviceRow(service: ServicePlan, definition: DefinitionPlan): PlanRow {
  const { action } = service
  const { registration } = definition
  const isMoved = action.kind === 'update' && action.because === 'new-definition'
  const moved =
    registration.kind === 'register' ? 'new revision' : `update to ${lastPartOf(registration.arn)}`
  return rowOf({
    name: labelOf(service),
    action: isMoved ? moved : describeAction(action),
    running: describeRunning(service),
    risks: risksOf(service, definition).length
  })
}

function serviceTable(rows: readonly PlanRow[]): readonly SectionBlock[] {
  const changing = rows.filter(({ isUnchanged }) => !isUnchanged)
  const same = rows.filter(({ isUnchanged }) => isUnchanged)
  const isLong = same.length > UNCHANGED_ROWS
  const names = same.map(({ name }) => short(name))
  return [
    ...tableBlock(
      ['service', 'what happens', 'runs now', 'risks'],
      [...changing, ...(isLong ? [] : same)].map(({ cells }) => cells)
    ),
    ...(isLong
      ? detailsBlock(`${same.length} unchanged`, paragraphBlock(namesInCode(names, names.length)))
      : [])
  ]
}

/** Differences and references only if a service gets a different revision, or one is registered. */
function storyDetails(
  definition: DefinitionPlan,
  { services, isNew }: { readonly services: readonly ServicePlan[]; readonly isNew: boolean }
): readonly SectionBlock[] {
  const { files, registration, comparedWith, family } = definition
  const differences = isNew ? definition.differences : []
  const references = isNew ? (definition.references ?? []) : []
  const risks = services.flatMap(one =>
    risksOf(one, definition).map(({ message }) => ({ of: labelOf(one), message }))
  )
  const counts = [
    [differences.length, 'change'],
    [references.length, 'reference'],
    [risks.length, 'risk']
  ] as const
  const shown = counts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun))
  if (shown.length === 0) return []
  const names = services.length === 0 ? [family] : services.map(labelOf)
  // a mode that deploys a registered revision names it instead of a file
  const isRevision = registration.kind === 'reuse' && files.every(file => file === registration.arn)
  const from: SectionText = isRevision
    ? `Revision ${lastPartOf(registration.arn)}.`
    : [
        ...namesInCode(files.map(short), NAMES_SHOWN),
        `: ${describeRegistration(definition)}`,
        ...(comparedWith === undefined ? [] : [', compared with ', codePiece(lastPartOf(comparedWith))]),
        '.'
      ]
  return detailsBlock(
    [strongPiece(someOf(names.map(short), NAMES_SHOWN)), `: ${shown.join(', ')}`],
    [
      ...paragraphBlock(from),
      ...listBlock(
        risks.map(({ of, message }) =>
          services.length > 1 ? ['⚠️ ', codePiece(short(of)), `: ${message}`] : `⚠️ ${message}`
        )
      ),
      ...differencesBlock(differences),
      ...listBlock(
        references.map(({ name, written, arn }) => [
          codePiece(short(name)),
          ': ',
          ...joinedTexts(
            [...new Set([written, arn])].map(text => [codePiece(short(text))]),
            ' → '
          )
        ])
      )
    ],
    differences.length + references.length <= OPEN_ROWS
  )
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** differencesBlock lists the differing places, with the values that may be shown. */
export function differencesBlock(differences: readonly Difference[]): readonly SectionBlock[] {
  return listBlock(differences.map(differenceText))
}

/** differenceText describes a difference: `~ containerDefinitions[web].cpu: 256 → 512`. */
export function differenceText({ change, path, before, after }: Difference): SectionText {
  const shown = (value: string | undefined): SectionText =>
    value === undefined ? '(not shown)' : [codePiece(short(value))]
  const isShown = before !== undefined || after !== undefined
  const values = change === 'changed' ? [shown(before), shown(after)] : [shown(before ?? after)]
  const said = isShown ? [': ', ...joinedTexts(values, ' → ')] : []
  return [codePiece(`${SIGNS[change]} ${short(path)}`), ...said]
}
