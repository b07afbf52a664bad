import type { Finding, Level } from '../../detector/rule.ts'
import { groupBy } from '../../list.ts'
import { sourceUrl } from '../links.ts'
import { problemGroups, waysOut } from '../problem-text.ts'
import type { Report } from '../report.ts'
import {
  BREAK,
  codePiece,
  detailsBlock,
  listBlock,
  NO_BREAK,
  namesInCode,
  paragraphBlock,
  piecesOf,
  type ReportSection,
  type SectionText,
  strongPiece,
  tableBlock
} from '../section.ts'
import { count, placeToText } from '../text.ts'
import { adviceOn, commonEnding, countsOf, LEVELS, positionOf, rulePage, withoutEnding } from './findings.ts'

const SIGNS: Record<Level, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' }
/** Files that are not folded, and advice that is not. */
const FILES_OPEN = 12
const ADVICE_OPEN = 6
const NAMES_SHOWN = 10

/**
 * findingsSections shows what to write instead, each advice once, and a table per file, worst first; below them the
 * excepted findings and what was not read. `filesUrl` is the base URL of the files that lines link to.
 */
export function findingsSections(
  report: Pick<Report, 'mode' | 'findings' | 'excepted' | 'unscanned' | 'problems'>,
  filesUrl: string | undefined
): readonly ReportSection[] {
  const { findings } = report
  const rank = ({ level }: Finding) => LEVELS.indexOf(level)
  const files = groupBy(
    findings.toSorted((a, b) => rank(a) - rank(b)),
    ({ file, place }) => place?.file ?? file
  )
  const common = commonEnding(findings)
  const advice = adviceOn(findings).map(({ names, hint }): SectionText => {
    return [...piecesOf(namesInCode(names, NAMES_SHOWN)), `: ${hint}`]
  })
  const tables = files.flatMap((ofFile, index) => {
    const [{ file, place }] = ofFile as readonly [Finding]
    const rows = ofFile.map(finding => findingRow(finding, { common, filesUrl }))
    const title = [strongPiece(place?.file ?? file), `: ${countsOf(ofFile).replace(/ in 1 file$/, '')}`]
    return detailsBlock(title, tableBlock(['line', 'name', 'finding'], rows), index < FILES_OPEN)
  })
  const help = [
    ...paragraphBlock(common),
    ...detailsBlock('What to write instead', listBlock(advice), advice.length <= ADVICE_OPEN),
    ...(findings.length === 0 ? [] : waysOut(report).flatMap(way => paragraphBlock(withLink(way))))
  ]
  return [
    {
      id: 'findings',
      heading: 'Findings',
      share: 0.25,
      rest: '; all are in the output `findings`',
      // the tables of many files leave no room for what follows them
      blocks: files.length > FILES_OPEN ? [...help, ...tables] : [...tables, ...help]
    },
    exceptedSection(report),
    unscannedSection(report)
  ]
}

/** The address at the end of a sentence of this program stays a link. */
function withLink(sentence: string): SectionText {
  const [, text = sentence, url] = /^(.*?)(https:\/\/\S+)$/.exec(sentence) ?? []
  const name = url?.split(/[/#]/).at(-1)?.replace(/\.md$/, '') ?? ''
  return url === undefined ? sentence : [text, { link: name, url }]
}

function findingRow(
  finding: Finding,
  { common, filesUrl }: { readonly common: string; readonly filesUrl: string | undefined }
) {
  const { level, container, name, rule, message, place } = finding
  const url = place && sourceUrl(filesUrl, place)
  const where = place ? String(place.line) : positionOf(finding)
  // the name has a column of its own
  const own = container === undefined ? '' : ` of container "${container}"`
  const said = withoutEnding(message, common).replace(`Variable ${name}${own} `, '')
  return [
    [`${SIGNS[level]}${NO_BREAK}`, url === undefined ? where : { link: where, url }],
    [codePiece(name), ...(container === undefined ? [] : [' in ', codePiece(container)])],
    [`${said} `, { link: [codePiece(rule)], url: rulePage(rule) }]
  ]
}

/** Reasons are omitted: they are free text, which a report never shows. */
function exceptedSection({ excepted }: Pick<Report, 'excepted'>): ReportSection {
  const rows = excepted.map(({ finding, place, until = '' }) => {
    const { container = '', name, rule } = finding
    const cells = [positionOf(finding), container, name, rule, placeToText(place)]
    return [...cells.map((text): SectionText => (text === '' ? '' : [codePiece(text)])), until]
  })
  const columns = ['location', 'container', 'name', 'rule', 'excepted at', 'until']
  return {
    id: 'excepted',
    heading: `${excepted.length} excepted`,
    share: 0.05,
    isFolded: true,
    blocks: tableBlock(columns, rows)
  }
}

/** Files that a problem does not name already. */
function unscannedSection({ unscanned, problems }: Pick<Report, 'unscanned' | 'problems'>): ReportSection {
  const said = new Set(problems.map(({ message }) => message))
  const files = unscanned.filter(({ reason }) => !said.has(reason))
  const items = files.map(
    ({ file, line, reason }): SectionText => [
      codePiece(file),
      `${line > 1 ? `, from line ${line}` : ''}: ${reason}`
    ]
  )
  return { id: 'unscanned', heading: 'Not checked', share: 0.05, blocks: listBlock(items) }
}

/** problemsSection lists what to fix; many problems with the same hint are folded below it. */
export function problemsSection(problems: Report['problems']): ReportSection {
  const blocks = problemGroups(problems).flatMap(({ problems: alike, hint = '' }) => {
    const items = alike.map(({ service, place, message }): SectionText => {
      const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
      const said = [...(where === '' ? [] : [strongPiece(where), ': ']), message]
      return alike.length > 1 || hint === '' ? said : [...said, BREAK, hint]
    })
    const title = [strongPiece(count(alike.length, 'problem')), `: ${hint}`]
    return alike.length === 1
      ? listBlock(items)
      : detailsBlock(title, listBlock(items), items.length <= ADVICE_OPEN)
  })
  return { id: 'problems', heading: 'Problems', share: 0.15, blocks }
}

/** remarksSection lists the notes. */
export function remarksSection(remarks: Report['remarks']): ReportSection {
  const items = remarks.map(({ message, place }) => `${place ? `${placeToText(place)}: ` : ''}${message}`)
  return { id: 'notes', heading: 'Notes', share: 0.05, blocks: listBlock(items) }
}
