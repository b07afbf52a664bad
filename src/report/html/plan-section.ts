import { lastPartOf } from '../../arn.ts'
import { someOf } from '../../list.ts'
import type { Difference } from '../../plan/compare.ts'
import type { PlannedReference } from '../../plan/plan.ts'
import { clipped } from '../fitting.ts'
import { allowedTitle, type PermissionCells, permissionCells } from '../permissions.ts'
import { type PlanStory, planSections } from '../plan/plan-stories.ts'
import type { Report } from '../report.ts'
import { type SelectedService, selectedName } from '../selection.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, list, section, table } from './html.ts'
import { counted } from './units.ts'

const ROWS = 200
const TEXT_LENGTH = 300
const STORIES = 300
const NAMES = 5

/** selectionSection shows which services a run with `service: changed` includes, and why; empty for other runs. */
export function selectionSection({ selection = [] }: Pick<Report, 'selection'>): Html | undefined {
  const rowOf = (one: SelectedService) => [
    html`<b>${selectedName(one)}</b>`,
    clipped(one.reason, TEXT_LENGTH),
    one.commit === undefined ? '' : html`<code>${one.commit.slice(0, COMMIT)}</code>`
  ]
  const part = (title: string, some: readonly SelectedService[], isOpen: boolean) =>
    some.length > 0 &&
    folded(
      `${title} (${some.length})`,
      [
        table(title, ['service', 'why', 'runs commit'], some.slice(0, ROWS).map(rowOf)),
        some.length > ROWS &&
          html`<p>… and ${some.length - ROWS} more, in the data at the end of this page.</p>`
      ],
      isOpen
    )
  const chosen = selection.filter(({ isIncluded }) => isIncluded)
  const left = selection.filter(({ isIncluded }) => !isIncluded)
  return section('selection', 'Which services changed', [
    part('Part of this run', chosen, chosen.length <= OPEN),
    part('Skipped', left, false)
  ])
}

/** Characters of a commit hash shown, and the number of services that are not folded. */
const COMMIT = 7
const OPEN = 20

type PlanReport = Pick<Report, 'plan' | 'results' | 'taskDefinitionArns'>

/**
 * planSection shows what changes in each definition and service, changes first; after a run that applied them, they are
 * folded.
 */
export function planSection({ plan, results, taskDefinitionArns }: PlanReport): Html | undefined {
  if (plan === undefined) return undefined
  const isDone = results.length + taskDefinitionArns.length > 0
  const sections = planSections(plan)
  const content = sections.flatMap(({ environment, stories }) => {
    const changing = stories.filter(({ isUnchanged }) => !isUnchanged)
    const same = stories.filter(({ isUnchanged }) => isUnchanged)
    return [
      environment !== undefined && html`<h3>${environment}</h3>`,
      ...changing.slice(0, STORIES).map(story => storyBlock(story, !isDone && changing.length <= 3)),
      changing.length > STORIES &&
        html`<p>… and ${changing.length - STORIES} more, in the data at the end of this page.</p>`,
      same.length > 0 && folded(`${same.length} unchanged`, html`<p>${same.map(nameOf).join(', ')}</p>`)
    ]
  })
  return section('changes', isDone ? 'The plan, service by service' : 'What would change', content)
}

function nameOf({ services, family }: PlanStory): string {
  const names = services.map(({ service }) => service)
  if (names.length === 0) return family
  return someOf(names, NAMES)
}

function storyBlock(story: PlanStory, isOpen: boolean): Html {
  const { services, files, registration, comparedWith, references } = story
  const risks = services.flatMap(one => one.risks.map(({ message }) => ({ service: one.service, message })))
  const counts = [
    ...(story.differences.length === 0 ? [] : [counted(story.differences.length, 'change')]),
    ...(risks.length === 0 ? [] : [counted(risks.length, 'risk')])
  ]
  const actions = services.map(
    ({ service, action, running }) =>
      html`<b>${service}</b>: ${action}${running === '' ? '' : html` <span class="soft">(runs ${running})</span>`}`
  )
  return folded(
    html`<b>${nameOf(story)}</b> <span class="soft">${counts.join(', ')}</span>`,
    [
      list(actions),
      html`<p class="soft">${[files.join(', '), registration].filter(text => text !== '').join(': ')}${comparedWith === undefined ? '' : `, compared with ${lastPartOf(comparedWith)}`}</p>`,
      list(
        risks.map(
          ({ service, message }) =>
            html`<span class="warn">⚠</span> ${services.length > 1 ? `${service}: ` : ''}${message}`
        )
      ),
      story.differences.length > 0 && differences(story.differences),
      references.length > 0 && referenceTable(references)
    ],
    isOpen
  )
}

/** differences renders the table of differing places, with the values that may be shown. */
export function differences(all: readonly Difference[]): Html {
  const rows = all
    .slice(0, ROWS)
    .map(({ change, path, before, after }) => [
      pathOf(path),
      change === 'added' ? NOTHING : value(before),
      change === 'removed' ? NOTHING : value(after)
    ])
  const left = all.length - rows.length
  return html`${html`<div class="differences">${table('What differs', ['what differs', 'before', 'after'], rows)}</div>`}${left > 0 && html`<p>… and ${left} more.</p>`}`
}

const NOTHING = html`<span class="soft none">–</span>`

/** A long path can wrap after a dot. */
function pathOf(path: string): Html {
  return html`<code>${joinedHtml(clipped(path, TEXT_LENGTH).split(/(?<=\.)/), html`<wbr>`)}</code>`
}

function value(text: string | undefined): HtmlPart {
  return text === undefined
    ? html`<i class="soft">not shown</i>`
    : html`<code>${clipped(text, TEXT_LENGTH)}</code>`
}

function referenceTable(references: readonly PlannedReference[]): Html {
  const rows = references
    .slice(0, ROWS)
    .map(({ name, written, arn }) => [
      html`<code>${name}</code>`,
      html`<code>${clipped(written, TEXT_LENGTH)}</code>`,
      html`<code>${clipped(arn, TEXT_LENGTH)}</code>`
    ])
  return html`<h3>References</h3>${table('References', ['variable', 'reference', 'ECS gets'], rows)}`
}

const SIGNS = { allowed: '✓', denied: '✗', 'not-verified': '?' } as const
const TONES = { allowed: 'good', denied: 'bad', 'not-verified': 'warn' } as const

/** permissionsSection shows what is missing or not verified; allowed actions are folded. */
export function permissionsSection({ permissions }: Pick<Report, 'permissions'>): Html | undefined {
  const cells = permissionCells(permissions)
  const open = cells.filter(({ verdict }) => verdict !== 'allowed')
  const allowed = cells.filter(({ verdict }) => verdict === 'allowed')
  return section('permissions', 'Permissions', [
    open.length > 0 && permissionTable('Missing or not verified', open),
    allowed.length > 0 && folded(allowedTitle(permissions), permissionTable('Allowed and passed', allowed))
  ])
}

function permissionTable(title: string, cells: readonly PermissionCells[]): Html {
  const rows = cells.map(({ verdict, who, needs, on, said, why }) => [
    who,
    // an action can wrap after its colon
    joinedHtml(needs.split(/(?<=:)/), html`<wbr>`),
    joinedHtml(
      on.map(thing => html`<code>${thing}</code>`),
      ', '
    ),
    html`<span class="whole ${TONES[verdict]}">${SIGNS[verdict]} ${said}</span>`,
    why
  ])
  return html`<div class="permissions">${table(title, ['who', 'needs', 'on', 'verdict', 'why'], rows)}</div>`
}

/** Joins the parts of a text with dots. */
export function dotted(parts: readonly HtmlPart[]): Html {
  return joinedHtml(
    parts.filter(part => part !== undefined && part !== false && part !== ''),
    ' · '
  )
}
