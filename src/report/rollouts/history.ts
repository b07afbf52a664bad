import type { HistoryHit, HistoryReport } from '../../audit/audit.ts'
import { someOf } from '../../list.ts'
import { day, exposureInWords, isoTime, spotToJson } from '../audit/audit-words.ts'
import {
  codePiece,
  listBlock,
  paragraphBlock,
  type ReportSection,
  type TextRow,
  tableBlock
} from '../section.ts'
import { plain } from '../text.ts'

/** historyToText prints the results for the Git history and what to do about them. */
export function historyToText(history: HistoryReport): readonly string[] {
  const { hits, blobsLookedAt, cut } = history
  const notes = cut.map(why => `not verified: ${why}`)
  if (hits.length === 0) {
    const found = cut.length === 0 ? 'no credential found' : 'no credential found in what was searched'
    return [`git history: ${found} in ${blobsLookedAt} file versions`, ...notes].map(plain)
  }
  return [...hits.map(hitToText), ...notes, ...adviceFor(history)].map(plain)
}

function hitToText({ paths, first, last, exposures, valuesOf }: HistoryHit): string {
  const what = new Set([...exposures.map(exposureInWords), ...valuesOf.map(name => `the value of ${name}`)])
  const since = first === undefined ? '' : `, ${first.commit} (${day(first.at)})`
  const until =
    last === undefined || last.commit === first?.commit ? '' : ` to ${last.commit} (${day(last.at)})`
  return `git history: ${someOf(paths)}${since}${until} holds ${someOf([...what])}`
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

/** historySection shows the same as a table. */
export function historySection(history: HistoryReport): ReportSection {
  const { hits, cut, blobsLookedAt } = history
  const rows = hits.map(({ paths, first, last, exposures, valuesOf }): TextRow => {
    const commit = (at: typeof first) => (at === undefined ? '' : [codePiece(at.commit), ` ${day(at.at)}`])
    const holds = [...new Set([...exposures.map(exposureInWords), ...valuesOf])]
    return { cells: [[codePiece(someOf(paths))], commit(first), commit(last), someOf(holds)] }
  })
  const none = cut.length === 0 ? '' : ' in what was searched'
  return {
    ...{ id: 'history', heading: 'Git history', share: 0.06 },
    blocks: [
      ...tableBlock(['file', 'first', 'last touched', 'holds'], rows),
      ...(rows.length > 0 ? [] : paragraphBlock(`No credential${none} in ${blobsLookedAt} file versions.`)),
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
