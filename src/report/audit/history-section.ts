import type { HistoryHit, HistoryReport } from '../../audit/audit.ts'
import { someOf } from '../../list.ts'
import {
  codePiece,
  listBlock,
  paragraphBlock,
  type ReportSection,
  sectionsToText,
  tableBlock
} from '../section.ts'
import { day, exposureInWords, isoTime, spotToJson } from './audit-words.ts'

/** historyToText formats the results for the Git history for a terminal or log. */
export function historyToText(history: HistoryReport): readonly string[] {
  return sectionsToText([historySection(history)])
}

/** How to rewrite the history after rotation, and what a rewrite does not reach. */
function adviceFor(history: HistoryReport): readonly string[] {
  const { tooShort } = history
  return [
    'Rotate first: rewriting history does not help against existing copies. Nothing was rewritten here.',
    'In a fresh clone (git clone --mirror): git filter-repo --replace-text FILE, with a file of the values.',
    'What a rewrite does not reach: forks, clones, caches of CI, artifacts, and on GitHub refs/pull of every pull request and cached views (ask GitHub Support to purge them); commit messages need --replace-message.',
    ...(tooShort.length === 0
      ? []
      : [
          `Too short to be searched for or replaced as text: ${someOf(tooShort)}. Rotate them and edit by hand.`
        ])
  ]
}

/** historySection shows the results for the Git history and what to do about them. */
export function historySection(history: HistoryReport): ReportSection {
  const { hits, cut, blobsLookedAt } = history
  const commit = (at: HistoryHit['first']) => (at === undefined ? '' : `${at.commit} (${day(at.at)})`)
  const rows = hits.map(({ paths, first, last, exposures, valuesOf }) => {
    const holds = [...exposures.map(exposureInWords), ...valuesOf.map(name => `the value of ${name}`)]
    return [[codePiece(someOf(paths))], commit(first), commit(last), someOf([...new Set(holds)])]
  })
  const none = cut.length === 0 ? '' : ' in what was searched'
  return {
    ...{ id: 'history', heading: 'Git history', share: 0.06 },
    blocks: [
      ...tableBlock(['file', 'first', 'last touched', 'holds'], rows),
      ...paragraphBlock(
        rows.length > 0 ? '' : `No credential found${none} in ${blobsLookedAt} file versions.`
      ),
      ...listBlock([
        ...cut.map(why => `Not verified: ${why}`),
        ...(rows.length > 0 ? adviceFor(history) : [])
      ])
    ]
  }
}

/** historyToJson returns the part `history` of the output `audit`, with ISO 8601 times and without values. */
export function historyToJson(history: HistoryReport): object {
  return {
    hits: history.hits.map(({ paths, blob, first, last, exposures, valuesOf }) => ({
      paths,
      blob,
      first: first && { commit: first.commit, at: isoTime(first.at) },
      last: last && { commit: last.commit, at: isoTime(last.at) },
      plaintext: exposures.map(spotToJson),
      valuesOf
    })),
    fileVersionsLookedAt: history.blobsLookedAt,
    notVerified: history.cut,
    tooShort: history.tooShort
  }
}
