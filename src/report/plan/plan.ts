import { lastPartOf } from '../../arn.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import type { DefinitionPlan, Plan, ServicePlan, TaskPlan } from '../../deploy/comparison/plan.ts'
import { risksOf } from '../../deploy/comparison/risks.ts'
import { someOf } from '../../list.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { clipped } from '../markdown.ts'
import { changedImages } from '../rollouts/service-facts.ts'
import {
  BREAK,
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
/** A plan with more differences, references and risks is folded below its table. */
const OPEN_ROWS = 60
const NAMES_SHOWN = 5

/**
 * planSection shows a plan: a table of the services with their images, changes first, then what
 * differs, what references of a first revision become and what is risky. After outcomes it is less important and is
 * folded. Values are those in `Difference`.
 */
export function planSection(plan: Plan | undefined, isFolded: boolean): ReportSection {
  const { definitions = [], services = [], tasks = [] } = plan ?? {}
  const stories = definitions.map(definition => {
    const own = <One extends { readonly definitionId: string }>(all: readonly One[]) =>
      all.filter(({ definitionId }) => definitionId === definition.id)
    return storyOf(definition, own(services), own(tasks))
  })
  const isSmall = stories.reduce((sum, { length }) => sum + length, 0) <= OPEN_ROWS
  const blocks = [
    ...serviceTable(stories.flatMap(({ rows }) => rows)),
    ...stories.flatMap(({ details }) => details.map(block => ({ ...block, isOpen: isSmall })))
  ]
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
  readonly rows: readonly PlanRow[]
  readonly details: readonly SectionBlock[]
  /** The number of lines in the details. */
  readonly length: number
} {
  const { registration, family } = definition
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
    cells: [
      [codePiece(short(family)), ' (no service)'],
      describeRegistration(definition),
      imagesInWords(definition),
      '',
      ''
    ]
  }
  const isMoved = services.some(
    ({ action }) => action.kind === 'update' && action.because === 'new-definition'
  )
  const told = storyDetails(definition, { services, isNew: isRegistered || isMoved })
  return { rows: rows.length === 0 ? [alone] : rows, ...told }
}

function rowOf(row: {
  name: string
  action: string
  kind?: string
  image?: SectionText
  running?: string
  risks?: number
}): PlanRow {
  const { name, action, kind = '', image = '', running = '', risks = 0 } = row
  const isUnchanged = action === 'unchanged'
  const happens = isUnchanged ? action : [strongPiece(short(action))]
  const risky = risks === 0 ? '' : `⚠️ ${risks}`
  const cells = [[kind, codePiece(short(name))], happens, image, short(running), risky]
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
    image: isMoved ? imagesInWords(definition) : '',
    running: describeRunning(service),
    risks: risksOf(service, definition).length
  })
}

/** `v1 → v2`, the images in full if their repository changes, and with their containers if they are several. */
function imagesInWords(definition: DefinitionPlan): SectionText {
  const images = changedImages(definition).filter(({ before, after }) => (before ?? after) !== undefined)
  const words = images.map(({ container, before = 'none', after = 'none' }): SectionText => {
    const [[repository, old], [other, tag]] = [splitImage(before), splitImage(after)]
    const [from, to] = repository === other ? [old, tag] : [before, after]
    const name = images.length > 1 ? `${container} ` : ''
    return [name, codePiece(short(from)), ' → ', codePiece(short(to))]
  })
  return joinedTexts(words, BREAK)
}

/** The repository of an image, and its tag or digest. */
function splitImage(image: string): readonly [repository: string, tag: string] {
  const [, repository = image, tag = 'latest'] = /^(.*?)[:@]([^/]*)$/.exec(image) ?? []
  return [repository, tag.replace(/(?<=sha256:[0-9a-f]{12})[0-9a-f]+$/, '…')]
}

function serviceTable(rows: readonly PlanRow[]): readonly SectionBlock[] {
  const changing = rows.filter(({ isUnchanged }) => !isUnchanged)
  const same = rows.filter(({ isUnchanged }) => isUnchanged)
  const isLong = same.length > UNCHANGED_ROWS
  const names = same.map(({ name }) => short(name))
  const shown = [...changing, ...(isLong ? [] : same)].map(({ cells }) => cells)
  // without a changed image, the column would be empty
  const hasImages = shown.some(cells => cells[IMAGE]?.length !== 0)
  const isMember = (column: number) => column !== IMAGE || hasImages
  return [
    ...tableBlock(
      ['service', 'what happens', 'image', 'runs now', 'risks'].filter((_, column) => isMember(column)),
      shown.map(cells => cells.filter((_, column) => isMember(column)))
    ),
    ...(isLong
      ? detailsBlock(`${same.length} unchanged`, paragraphBlock(namesInCode(names, names.length)))
      : [])
  ]
}

/** The index of the column of images. */
const IMAGE = 2

/**
 * Differences and references only if a service gets a different revision, or one is registered. What is compared with a
 * revision has its new references among the differences.
 */
function storyDetails(
  definition: DefinitionPlan,
  { services, isNew }: { readonly services: readonly ServicePlan[]; readonly isNew: boolean }
): { readonly details: readonly SectionBlock[]; readonly length: number } {
  const { files, registration, comparedWith, family } = definition
  const differences = isNew ? definition.differences : []
  const references = isNew && comparedWith === undefined ? (definition.references ?? []) : []
  const risks = services.flatMap(one =>
    risksOf(one, definition).map(({ message }) => ({ of: labelOf(one), message }))
  )
  const counts = [
    [differences.length, 'change'],
    [references.length, 'reference'],
    [risks.length, 'risk']
  ] as const
  const shown = counts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun))
  const length = counts.reduce((sum, [number]) => sum + number, 0)
  if (length === 0) return { details: [], length }
  const names = services.length === 0 ? [family] : services.map(labelOf)
  // a mode that deploys a registered revision shows it instead of a file
  const isRevision = registration.kind === 'reuse' && files.every(file => file === registration.arn)
  const from: SectionText = isRevision
    ? `Revision ${lastPartOf(registration.arn)}.`
    : [
        ...namesInCode(files.map(short), NAMES_SHOWN),
        `: ${describeRegistration(definition)}`,
        ...(comparedWith === undefined ? [] : [', compared with ', codePiece(lastPartOf(comparedWith))]),
        '.'
      ]
  const details = detailsBlock(
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
    ]
  )
  return { details, length }
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
