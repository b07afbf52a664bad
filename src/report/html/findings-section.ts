import type { Finding, Level } from '../../detector/finding.ts'
import type { Place } from '../../errors.ts'
import { groupBy } from '../../group.ts'
import { andMore } from '../../list.ts'
import { adviceOn, commonEnding, withoutEnding } from '../check/check-page.ts'
import {
  countsOf,
  LEVELS,
  type LineShower,
  positionOf,
  type SourceLine,
  type Sources,
  showersOf
} from '../check/findings.ts'
import { sourceUrl } from '../links.ts'
import type { Report } from '../report.ts'
import { placeToText } from '../text.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, lines, link, list, section } from './html.ts'

const FINDINGS = 2000
/** Number of files that are not folded. */
const FILES_OPEN = 12

const SIGNS: Readonly<Record<Level, HtmlPart>> = {
  error: html`<b class="bad">✗ error</b>`,
  warning: html`<b class="warn">⚠ warning</b>`,
  notice: html`<b class="soft">ℹ notice</b>`
}

/**
 * findingsSections shows the advice, each given once, then the findings by file, each with its source line, in which
 * every value is blanked.
 */
export function findingsSections(report: Report, sources: Sources): readonly HtmlPart[] {
  const { findings } = report
  const sorted = findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  const shown = sorted.slice(0, FINDINGS)
  const showers = showersOf(shown, sources)
  const files = groupBy(shown, ({ file }) => file)
  const common = commonEnding(shown)
  const blocks = files.map((ofFile, index) => {
    const [{ file }] = ofFile as readonly [Finding]
    const rows = ofFile
      .toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0))
      .map(finding => findingRow(finding, { report, common, show: showers.get(file) }))
    return folded(
      html`<b>${file}</b> <span class="soft">${countsOf(ofFile).replace(/ in 1 file$/, '')}</span>`,
      list(rows, 'findings'),
      index < FILES_OPEN
    )
  })
  return [
    section('fix', 'What to write instead', [list(fixes(shown), 'cards')]),
    section('findings', 'Findings by file', [
      common !== '' && html`<p class="soft">${common}</p>`,
      ...blocks,
      sorted.length > FINDINGS && html`<p>… and ${sorted.length - FINDINGS} more.</p>`
    ]),
    exceptedSection(report),
    unscannedSection(report)
  ]
}

const NAMES_SHOWN = 12

function fixes(findings: readonly Finding[]): readonly Html[] {
  return adviceOn(findings).map(({ names, hint }) => {
    const shown = names.slice(0, NAMES_SHOWN).map(name => html`<code>${name}</code>`)
    return html`${joinedHtml(shown, ', ')}${andMore(names.length - NAMES_SHOWN)}<br>${hint}`
  })
}

type FindingContext = {
  readonly report: Report
  readonly common: string
  readonly show: LineShower | undefined
}

function findingRow(finding: Finding, { report: { run }, common, show }: FindingContext): Html {
  const { level, name, container, rule, message, place } = finding
  const line = place && show?.(place)
  const url = place && sourceUrl(run?.filesUrl, place)
  const where = place === undefined ? positionOf(finding) : `line ${place.line}`
  const of = container === undefined ? '' : ` in container ${container}`
  return html`${SIGNS[level]} ${url === undefined ? where : link(where, url)} <code>${name}</code>${of} <span class="soft">${rule}</span>
<p>${withoutEnding(message, common)}</p>${line && place && sourceLine(place, line)}`
}

/** The source line without its indentation, and below it a marker at the place. */
function sourceLine({ file, line: number }: Place, { text, marker }: SourceLine): Html {
  const indent = Math.min(text.search(/\S|$/), marker.search(/\S|$/))
  const below = ' '.repeat(String(number).length)
  const rows = [
    `${number} | ${text.slice(indent)}`,
    html`<b class="bad">${below} | ${marker.slice(indent)}</b>`
  ]
  return lines(`Line ${number} of ${file}, values blanked`, rows, 'source')
}

function exceptedSection({ excepted }: Report): Html | undefined {
  if (excepted.length === 0) return undefined
  const rows = excepted
    .slice(0, FINDINGS)
    .map(
      ({ finding, place, until }) =>
        html`${positionOf(finding)} <code>${finding.name}</code> <span class="soft">${finding.rule}, excepted at ${placeToText(place)}${until === undefined ? '' : ` until ${until}`}</span>`
    )
  return section('excepted', 'Excepted', [folded(`${excepted.length} excepted`, list(rows))])
}

function unscannedSection({ unscanned }: Report): Html | undefined {
  return section('unscanned', 'Not scanned', [
    list(
      unscanned.map(
        ({ file, line, reason }) => html`${file}${line > 1 ? `, from line ${line}` : ''}: ${reason}`
      )
    )
  ])
}
