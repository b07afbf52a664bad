import { someOf } from '../../list.ts'
import type { Changes } from '../../organization/changes.ts'
import type { MergedAudit, SharedCredential } from '../../organization/merge-audits.ts'
import type { MergedChecks } from '../../organization/merge-checks.ts'
import { isGoodEnd, type MergedResults, type PlaceResults } from '../../organization/merge-results.ts'
import { placeId } from '../../organization/place.ts'
import type { PlaceAudit } from '../../organization/place-audit.ts'
import { present } from '../../present.ts'
import { linesWithin } from '../fitting.ts'
import { code, escapeMarkdown, tableHead, tableRow } from '../markdown.ts'
import { outcomeInWords } from '../rollouts/service-facts.ts'
import { count, plain } from '../text.ts'
import { checksSections, checksSentence, nonZero, othersInWords } from './organization-checks.ts'
import {
  afterOutcome,
  isNotVerified,
  pointsSection,
  pointsSentence,
  TO_DO,
  type ToldSection,
  unknownReason,
  whatToDo
} from './organization-open.ts'

/** A merged document of any kind. */
export type Merged = MergedAudit | MergedResults | MergedChecks

/** The totals, the items that need action, and the details to find them; as lines of a log or of Markdown. */
type Told = { readonly sentence: string; readonly sections: readonly ToldSection[] }

/** GitHub accepts a step summary of 1 MiB; the rest is for the other steps of the job. */
const MARKDOWN_BYTES = 800_000
const SHOWN = 6

/** mergedToText returns the lines of a log: the verdict first, then the worst items before the rest. Without values. */
export function mergedToText(merged: Merged): readonly string[] {
  const { sentence, sections } = tell(merged)
  return [
    sentence,
    ...sections.flatMap(({ title, columns, rows }) =>
      rows.length === 0 ? [] : ['', title, ...rows.flatMap(cells => linesOf(columns, cells))]
    )
  ].map(plain)
}

/** What to do is a line of its own. */
function linesOf(columns: readonly string[], cells: readonly string[]): readonly string[] {
  const next = columns.indexOf(TO_DO)
  const named = cells.filter((cell, index) => cell !== '' && index !== next)
  const advice = cells[next] ?? ''
  return [`  ${named.join(' | ')}`, ...(advice === '' ? [] : [`    ${advice}`])]
}

/** mergedToMarkdown returns the same as tables within the limit of a step summary; what does not fit is counted. */
export function mergedToMarkdown(merged: Merged): string {
  const { sentence, sections } = tell(merged)
  let room = MARKDOWN_BYTES
  const parts = [`## ${escapeMarkdown(sentence)}`]
  for (const { title, columns, rows } of sections) {
    if (rows.length === 0) continue
    const made = rows.map(([first = '', ...rest]) => tableRow([code(first), ...rest.map(escapeMarkdown)]))
    const fitted = linesWithin(made, room)
    room = fitted.room
    const left = fitted.left > 0 ? [`\n${fitted.left} more are in the JSON.`] : []
    parts.push([`### ${title}`, '', ...tableHead(columns), ...fitted.lines, ...left].join('\n'))
  }
  return `${parts.join('\n\n')}\n`
}

/** mergedSentence returns the verdict as a sentence with its numbers. */
export function mergedSentence(merged: Merged): string {
  return tell(merged).sentence
}

function tell(merged: Merged): Told {
  switch (merged.kind) {
    case 'organization-audit':
      return tellAudit(merged)
    case 'organization-results':
      return tellResults(merged)
    case 'organization-check':
      return { sentence: checksSentence(merged), sections: checksSections(merged) }
  }
}

const AUDIT_WORDS = {
  exposed: 'Exposed',
  unknown: 'Not verified',
  'old-revisions': 'Clean, with plaintext in old revisions',
  clean: 'Clean'
} as const

function tellAudit({ verdict, places, rotate, changes, isFirst }: MergedAudit): Told {
  return {
    sentence: `${AUDIT_WORDS[verdict]}: ${auditNumbers(verdict, places)}.${pointsSentence(places)}`,
    sections: [
      {
        title: changes === undefined ? 'Changes' : `Changes since ${changes.since.slice(0, 10)}`,
        columns: ['', 'what'],
        rows: changes !== undefined ? changeRows(changes) : isFirst ? [['unknown', NO_EARLIER]] : []
      },
      {
        title: 'Rotate first',
        columns: ['variable', 'kind', 'found in plaintext in', 'replace it at'],
        rows: rotate.map(credentialCells)
      },
      {
        title: 'Exposed',
        columns: ['account and Region', 'what runs plaintext', 'variables'],
        rows: places.flatMap(place =>
          place.exposed.map(item => [
            placeId(place),
            `${item.kind} ${item.name} (${item.cluster})`,
            some(item.plaintext)
          ])
        )
      },
      {
        title: 'Not verified',
        columns: ['account and Region', 'why', 'what', TO_DO],
        rows: places
          .filter(isNotVerified)
          .map(place => [
            placeId(place),
            place.why ?? unknownReason(place.unknown),
            some(place.unknown.map(({ name }) => name)),
            whatToDo(place)
          ])
      },
      pointsSection(places),
      {
        title: 'Old revisions with plaintext',
        columns: ['account and Region', 'revisions'],
        rows: places
          .filter(({ oldRevisions }) => oldRevisions > 0)
          .map(place => [placeId(place), String(place.oldRevisions)])
      }
    ]
  }
}

/** The verdicts of the accounts and Regions; each is counted once. */
function auditNumbers(verdict: MergedAudit['verdict'], places: readonly PlaceAudit[]): string {
  const of = (wanted: PlaceAudit['verdict']) => places.filter(place => place.verdict === wanted).length
  const exposed = places.reduce((sum, place) => sum + place.exposed.length, 0)
  const what = verdict === 'exposed' ? `${count(exposed, 'service or task', 'services and tasks')} in ` : ''
  const worst = `${what}${of(verdict)} of ${placesIn(places)}`
  return [worst, ...othersInWords(OTHER_WORDS, verdict, of)].join(', ')
}

/** The verdicts that follow the number of the worst one. */
const OTHER_WORDS = {
  unknown: 'not verified',
  'old-revisions': 'with plaintext in old revisions only',
  clean: 'clean'
} as const

function placesIn(places: readonly unknown[]): string {
  return count(places.length, 'account and Region', 'accounts and Regions')
}

const NO_EARLIER = 'no earlier report to compare with'

/** The change of an item since the earlier merge, worst first. */
export const CHANGE_WORDS = {
  newlyExposed: 'newly exposed',
  firstSeen: 'exposed, not verified before',
  renamed: 'still exposed, under another name',
  lost: 'exposed before, not verified now',
  dropped: 'exposed before, no longer audited',
  fixed: 'no longer exposed'
} as const

/** changeItems returns the items of one kind of change. */
export function changeItems(changes: Changes, kind: keyof typeof CHANGE_WORDS): readonly string[] {
  return kind === 'renamed' ? changes.renamed.map(({ from, to }) => `${from} is now ${to}`) : changes[kind]
}

function changeRows(changes: Changes): readonly (readonly string[])[] {
  const kinds = Object.keys(CHANGE_WORDS) as (keyof typeof CHANGE_WORDS)[]
  const rows = kinds.flatMap(kind => changeItems(changes, kind).map(item => [CHANGE_WORDS[kind], item]))
  return rows.length > 0 ? rows : [['none', 'the same is exposed as before']]
}

function credentialCells({ name, what, where, issuedAt }: SharedCredential): readonly string[] {
  const places = [...new Set(where.map(placeId))]
  return [
    name,
    what,
    `${count(places.length, 'account and Region', 'accounts and Regions')}: ${some(places)}`,
    issuedAt
  ]
}

const RESULT_WORDS = { failed: 'Failed', unknown: 'Incomplete', succeeded: 'Succeeded' } as const

function tellResults({ verdict, counts, places }: MergedResults): Told {
  const bad = places.flatMap(place =>
    place.services.filter(service => !isGoodEnd(service)).map(service => ({ place, service }))
  )
  return {
    sentence: `${RESULT_WORDS[verdict]}: ${resultNumbers(counts)}, in ${placesIn(places)}.${pointsSentence(places)}`,
    sections: [
      {
        title: 'Failed or unknown',
        columns: ['account and Region', 'service', 'outcome', 'reason', TO_DO],
        rows: [
          ...bad.map(({ place, service }) => [
            placeId(place),
            `${service.service} (${service.cluster})`,
            outcomeInWords(service.outcome),
            service.reason,
            whatToDo({ hint: afterOutcome(service), ...present({ url: place.url }) })
          ]),
          ...places.flatMap(place =>
            place.why === undefined ? [] : [[placeId(place), '', 'unknown', place.why, whatToDo(place)]]
          )
        ]
      },
      pointsSection(places),
      {
        title: 'Succeeded',
        columns: ['account and Region', 'services'],
        rows: places.flatMap(place => succeededCells(place))
      }
    ]
  }
}

function resultNumbers(counts: MergedResults['counts']): string {
  const { failed, unknown, succeeded } = counts
  return [
    failed === 0 ? '' : `${count(failed, 'service')} failed`,
    nonZero(unknown, 'unknown'),
    succeeded === 0 ? '' : `${count(succeeded, 'service')} succeeded`
  ]
    .filter(text => text !== '')
    .join(', ')
}

function succeededCells(place: PlaceResults): readonly (readonly string[])[] {
  const names = place.services.filter(isGoodEnd).map(({ service }) => service)
  return names.length === 0 ? [] : [[placeId(place), some(names)]]
}

function some(names: readonly string[]): string {
  return someOf(names, SHOWN)
}
