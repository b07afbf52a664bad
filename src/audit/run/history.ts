import type { Clock } from '../../clock.ts'
import { readForCheck } from '../../detector/formats/read-for-check.ts'
import { formsOf } from '../../detector/values/describe.ts'
import { EXPRESS_MARKS } from '../../files/find/discover.ts'
import { gitFailure } from '../../files/git/git.ts'
import { type GitPlace, runGit } from '../../files/git/run-git.ts'
import type { CommitName, Exposure, HistoryHit, HistoryReport, KnownValue } from '../audit.ts'
import { SHORTEST_VALUE, scanTree } from '../scan.ts'

/** The size of the largest file version that is read, and the time of a search: enough for years of a repository. */
const LARGEST_BYTES = 2 * 1024 * 1024
const SEARCH_MS = 5 * 60_000

/** Where git runs, and what receives the values before anything is reported about them. */
export type HistoryPorts = GitPlace & {
  readonly clock: Clock
  readonly mask: (values: readonly string[]) => void
}

/** A file version: its blob, its size in bytes, and a path under which a commit contains it. */
type Version = { readonly blob: string; readonly size: number; readonly path: string }

/** Every task definition contains one of these, in some spelling. */
const MARKS = [
  ...['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'],
  ...EXPRESS_MARKS
].map(mark => Buffer.from(mark))

/**
 * searchHistory reads every file version that a ref leads to, twice: first to find the task definitions with
 * credentials, then to find these and the `live` values anywhere. Everything stays in memory, and nothing is fetched.
 * Never throws if git fails: `cut` contains what was not read.
 */
export async function searchHistory(
  live: readonly KnownValue[],
  ports: HistoryPorts
): Promise<HistoryReport> {
  const cut = new Set(incompleteness(ports))
  const versions = listVersions(ports, cut)
  const reading = { ports, until: ports.clock.now() + SEARCH_MS, cut }
  const exposures = new Map<string, readonly Exposure[]>()
  const needles = [...live]
  for (const { version, bytes } of contentsOf(versions, reading)) {
    if (!MARKS.some(mark => bytes.includes(mark))) continue
    const read = await readForCheck(version.path, bytes.toString('utf8'))
    if (read.kind !== 'definition' && read.kind !== 'template') continue
    const found = scanTree(read.document.root)
    if (found.exposures.length > 0) exposures.set(version.blob, found.exposures)
    needles.push(...found.values)
  }
  const long = needles.filter(({ value }) => value.length >= SHORTEST_VALUE)
  ports.mask([...new Set(long.map(({ value }) => value))])
  const forms = long.flatMap(({ name, value }) =>
    formsOf(value).map(form => ({ name, bytes: Buffer.from(form) }))
  )
  const hits: HistoryHit[] = []
  let blobsLookedAt = 0
  for (const { version, bytes } of contentsOf(versions, reading)) {
    const { blob, path } = version
    blobsLookedAt++
    const valuesOf = [...new Set(forms.filter(one => bytes.includes(one.bytes)).map(({ name }) => name))]
    const own = exposures.get(blob) ?? []
    if (own.length + valuesOf.length > 0) hits.push({ paths: [path], blob, exposures: own, valuesOf })
  }
  return {
    hits: withCommits(hits, ports).toSorted((a, b) => ((a.paths[0] ?? '') < (b.paths[0] ?? '') ? -1 : 1)),
    blobsLookedAt,
    cut: [...cut],
    tooShort: [...new Set(needles.filter(one => !long.includes(one)).map(({ name }) => name))]
  }
}

function listVersions(ports: HistoryPorts, cut: Set<string>): readonly Version[] {
  const listed = runGit(ports, ['rev-list', '--all', '--objects'])
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)'
  const checked = listed.ok ? runGit(ports, ['cat-file', format, '--buffer'], listed.out.toString()) : listed
  if (!checked.ok) {
    cut.add(`git’s history could not be read: ${gitFailure(checked.error)}`)
    return []
  }
  const versions = new Map<string, Version>()
  for (const line of checked.out.toString('utf8').split('\n')) {
    const [, blob, size, path] = /^(\w+) blob (\d+) (.+)$/.exec(line) ?? []
    if (blob !== undefined && path !== undefined) versions.set(blob, { blob, size: Number(size), path })
  }
  const small = [...versions.values()].filter(({ size }) => size <= LARGEST_BYTES)
  const large = versions.size - small.length
  if (large > 0) cut.add(`${large} file versions of more than 2 MB were not searched`)
  return small
}

/** Number of bytes that one call of git returns. */
const BATCH_BYTES = 64 * 1024 * 1024

type Reading = {
  readonly ports: HistoryPorts
  /** In milliseconds since 1970. */
  readonly until: number
  readonly cut: Set<string>
}

/** Reads the versions from `git cat-file --batch`: a line `NAME TYPE SIZE`, the content and a newline for each. */
function* contentsOf(
  versions: readonly Version[],
  { ports, until, cut }: Reading
): Generator<{ readonly version: Version; readonly bytes: Buffer }> {
  let missing = 0
  for (const batch of batchesOf(versions)) {
    const answer = runGit(
      ports,
      ['cat-file', '--batch', '--buffer'],
      batch.map(one => `${one.blob}\n`).join('')
    )
    let rest = answer.ok ? answer.out : Buffer.alloc(0)
    for (const version of batch) {
      if (ports.clock.now() > until) {
        cut.add('git’s history was not searched to its end: stopped after 5 minutes')
        return
      }
      const end = rest.indexOf(10)
      const isThere = rest.subarray(0, Math.max(end, 0)).toString('latin1').includes(' blob ')
      const bytes = rest.subarray(end + 1, end + 1 + version.size)
      rest = rest.subarray(isThere ? end + version.size + 2 : end + 1)
      if (isThere) yield { version, bytes }
      else missing++
    }
  }
  if (missing > 0)
    cut.add(
      `${missing} file versions could not be read; in a partial clone they are not there, and nothing was fetched`
    )
}

function batchesOf(versions: readonly Version[]): readonly (readonly Version[])[] {
  const batches: Version[][] = []
  let bytes = BATCH_BYTES
  for (const version of versions) {
    bytes += version.size
    if (bytes >= BATCH_BYTES) {
      batches.push([])
      bytes = version.size
    }
    batches.at(-1)?.push(version)
  }
  return batches
}

/** Adds the oldest and the newest commit that added or removed each version, and its other paths. */
function withCommits(hits: readonly HistoryHit[], ports: HistoryPorts): readonly HistoryHit[] {
  if (hits.length === 0) return hits
  const log = runGit(ports, [
    ...['log', '--all', '-m', '--raw', '--no-abbrev', '--no-renames', '--full-history'],
    '--format=%x01%H %ct'
  ])
  if (!log.ok) return hits
  const byBlob = new Map(hits.map(hit => [hit.blob, { ...hit, paths: new Set(hit.paths) }]))
  for (const part of log.out.toString('utf8').split('\u0001')) {
    const [head = '', ...lines] = part.split('\n')
    const [hash = '', seconds] = head.split(' ')
    const commit = { commit: hash.slice(0, 12), at: Number(seconds) * 1000 }
    for (const line of lines) {
      // :100644 100644 OLD NEW M<tab>PATH
      const [, old = '', now = '', path = ''] =
        /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(.*)$/.exec(line) ?? []
      for (const blob of [old, now]) {
        const hit = byBlob.get(blob)
        if (hit === undefined) continue
        hit.paths.add(path)
        byBlob.set(blob, { ...hit, ...lifetime(hit, commit) })
      }
    }
  }
  return [...byBlob.values()].map(hit => ({ ...hit, paths: [...hit.paths] }))
}

function lifetime({ first, last }: Pick<HistoryHit, 'first' | 'last'>, commit: CommitName) {
  return {
    first: first && first.at <= commit.at ? first : commit,
    last: last && last.at >= commit.at ? last : commit
  }
}

/** What this clone lacks of the repository. */
function incompleteness(ports: HistoryPorts): readonly string[] {
  const isTrue = (args: readonly string[]) => {
    const answer = runGit(ports, args)
    return answer.ok && /\btrue\b/.test(answer.out.toString('utf8'))
  }
  const cut: string[] = []
  if (isTrue(['rev-parse', '--is-shallow-repository']))
    cut.push('this clone is shallow: older commits are not in it (actions/checkout: set fetch-depth: 0)')
  if (isTrue(['config', '--get-regexp', '^remote\\..*\\.promisor$']))
    cut.push(
      'this clone is partial: file versions are missing from it (actions/checkout: remove filter and sparse-checkout)'
    )
  return cut
}
