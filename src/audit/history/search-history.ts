import type { Clock } from '../../clock.ts'
import type { GitPlace } from '../../files/git/run-git.ts'
import type { Exposure } from '../audit.ts'
import type { ReadObject } from './git-objects.ts'
import {
  askGit,
  type BlobName,
  type BlobSizes,
  type Bounds,
  LOG_FORMAT,
  parseLog,
  parseObjects,
  parseSizes,
  readBlobs
} from './git-objects.ts'
import type { HistoryHit, HistoryReport } from './history.ts'
import { type Needle, Needles, SHORTEST_NEEDLE } from './needles.ts'

/** What one file version contains as a task definition: places for the report, values for the search in memory. */
export type Inspected = { readonly exposures: readonly Exposure[]; readonly needles: readonly Needle[] }

export type HistoryPorts = {
  /** A folder in the repository. */
  readonly place: GitPlace
  readonly clock: Clock
  /** Runs the detector on a text. */
  readonly inspect: (path: string, text: string) => Promise<Inspected>
  /** Reports progress if the search takes a while. */
  readonly count?: (what: string, total: number) => { step(): void; end(): void }
  /** Receives the values before anything is reported about them. */
  readonly mask: (values: readonly string[]) => void
}

/** Enough for years of a large repository; what exceeds it is reported. */
export const USUAL_BOUNDS: Bounds = {
  blobBytes: 2 * 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  blobs: 400_000,
  milliseconds: 5 * 60_000
}

/** Every task definition contains one of these, in some spelling. */
const MARKS = ['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition'].map(mark =>
  Buffer.from(mark)
)

/**
 * searchHistory reads every file version that a ref leads to, twice: first to find the task definitions, then to find
 * the values in those and in `needles`. Everything stays in memory. Never throws if git fails: `cut` contains what was
 * not read.
 */
export async function searchHistory(
  needles: readonly Needle[],
  ports: HistoryPorts,
  bounds: Bounds = USUAL_BOUNDS
): Promise<HistoryReport> {
  const listed = askGit(ports.place, ['rev-list', '--all', '--objects'])
  if ('error' in listed) return nothing(ports, `git’s history could not be read: ${listed.error}`)
  const objects = parseObjects(listed.out)
  const wanted = [...new Set(objects.map(({ blob }) => blob))].join('\n')
  const checked = askGit(ports.place, ['cat-file', '--batch-check', '--buffer'], `${wanted}\n`)
  if ('error' in checked) return nothing(ports, `git’s objects could not be listed: ${checked.error}`)
  const sizes = parseSizes(checked.out)
  const names = objects.filter(({ blob }) => sizes.has(blob))
  const reading = new Reading(ports, bounds, sizes)
  const first = await findDefinitions(names, reading)
  const all = [...needles, ...first.needles]
  ports.mask([...new Set(all.map(({ value }) => value).filter(value => value.length >= SHORTEST_NEEDLE))])
  const search = new Needles(all)
  const byBlob = new Map<string, readonly string[]>()
  await reading.each(names, object => {
    const found = search.namesIn(object.bytes)
    if (found.length > 0) byBlob.set(object.blob, found)
  })
  const hits = hitsOf(names, first.exposures, byBlob)
  return {
    hits: withCommits(hits, ports),
    blobsLookedAt: reading.looked.size,
    cut: [...incompleteness(ports), ...reading.cut()],
    hasPullRefs: hasPullRefs(ports),
    tooShort: [...new Set(all.filter(({ value }) => value.length < SHORTEST_NEEDLE).map(({ name }) => name))]
  }
}

function nothing(ports: HistoryPorts, why: string): HistoryReport {
  const cut = [...incompleteness(ports), why]
  return { hits: [], blobsLookedAt: 0, cut, hasPullRefs: false, tooShort: [] }
}

type DefinitionsFound = {
  readonly needles: readonly Needle[]
  readonly exposures: ReadonlyMap<string, readonly Exposure[]>
  readonly tooShort: readonly string[]
}

async function findDefinitions(names: readonly BlobName[], reading: Reading): Promise<DefinitionsFound> {
  const texts = new Map<string, string>()
  await reading.each(names, ({ blob, bytes }) => {
    if (MARKS.some(mark => bytes.includes(mark))) texts.set(blob, bytes.toString('utf8'))
  })
  const needles: Needle[] = []
  const exposures = new Map<string, readonly Exposure[]>()
  const paths = new Map(names.map(({ blob, path }) => [blob, path]))
  for (const [blob, text] of texts) {
    const inspected = await reading.ports.inspect(paths.get(blob) ?? '', text)
    if (inspected.exposures.length > 0) exposures.set(blob, inspected.exposures)
    needles.push(...inspected.needles)
  }
  const named = new Set(needles.map(({ name }) => name))
  const all = [...exposures.values()].flat().map(({ name }) => name)
  return { needles, exposures, tooShort: [...new Set(all)].filter(name => !named.has(name)) }
}

/** Reads blobs within the limits, and remembers what was skipped. */
class Reading {
  readonly ports: HistoryPorts
  readonly looked = new Set<string>()
  readonly #bounds: Bounds
  readonly #sizes: BlobSizes
  readonly #until: number
  readonly #large = new Set<string>()
  #missing = 0
  #stopped: string | undefined

  constructor(ports: HistoryPorts, bounds: Bounds, sizes: BlobSizes) {
    this.ports = ports
    this.#bounds = bounds
    this.#sizes = sizes
    this.#until = ports.clock.now() + bounds.milliseconds
  }

  async each(
    names: readonly BlobName[],
    look: (blob: { readonly blob: string; readonly bytes: Buffer }) => void
  ): Promise<void> {
    const wanted = this.#withinBounds([...new Set(names.map(({ blob }) => blob))])
    if (wanted.length === 0) return
    let answers = 0
    let isStopped = false
    const take = (object: ReadObject): boolean => {
      if (object.kind === 'blob' && !isStopped) {
        answers += 1
        this.looked.add(object.blob)
        look(object)
      }
      isStopped ||= this.ports.clock.now() > this.#until
      if (isStopped) this.#stopped ??= `stopped after ${Math.round(this.#bounds.milliseconds / 1000)} s`
      return !isStopped
    }
    await readBlobs(this.ports.place, wanted, take)
    if (!isStopped) this.#missing = Math.max(this.#missing, wanted.length - answers)
  }

  /** The first ones, which belong to the newest commits, up to the limits of size and number. */
  #withinBounds(blobs: readonly string[]): readonly string[] {
    const wanted: string[] = []
    let bytes = 0
    for (const blob of blobs) {
      const size = this.#sizes.get(blob) ?? 0
      if (size > this.#bounds.blobBytes) {
        this.#large.add(blob)
        continue
      }
      bytes += size
      if (bytes > this.#bounds.totalBytes || wanted.length >= this.#bounds.blobs) {
        this.#stopped ??= `only the newest ${wanted.length} of ${blobs.length} file versions`
        break
      }
      wanted.push(blob)
    }
    return wanted
  }

  /** Describes what was skipped. */
  cut(): readonly string[] {
    const megabytes = Math.round(this.#bounds.blobBytes / 1_000_000)
    return [
      ...(this.#stopped === undefined ? [] : [`git’s history was not searched to its end: ${this.#stopped}`]),
      ...(this.#large.size === 0
        ? []
        : [`${this.#large.size} file versions of more than ${megabytes} MB were not searched`]),
      ...(this.#missing === 0
        ? []
        : [
            `${this.#missing} file versions could not be read; in a partial clone they are not there, and nothing was fetched`
          ])
    ]
  }
}

function hitsOf(
  names: readonly BlobName[],
  exposures: ReadonlyMap<string, readonly Exposure[]>,
  valuesOf: ReadonlyMap<string, readonly string[]>
): readonly HistoryHit[] {
  return names
    .filter(({ blob }) => exposures.has(blob) || valuesOf.has(blob))
    .map(({ blob, path }) => ({
      paths: [path],
      blob,
      exposures: exposures.get(blob) ?? [],
      valuesOf: valuesOf.get(blob) ?? []
    }))
    .toSorted((a, b) => ((a.paths[0] ?? '') < (b.paths[0] ?? '') ? -1 : 1))
}

/** One `git log` over the relevant paths, instead of one per blob. */
function withCommits(hits: readonly HistoryHit[], ports: HistoryPorts): readonly HistoryHit[] {
  if (hits.length === 0) return hits
  const log = ['log', '--all', '-m', '--raw', '--no-abbrev', '--no-renames', '--full-history', LOG_FORMAT]
  const found = askGit(ports.place, log)
  if ('error' in found) return hits
  const lifetimes = parseLog(found.out.toString('utf8'))
  return hits.map(hit => {
    const { paths = [], ...lifetime } = lifetimes.get(hit.blob) ?? {}
    return { ...hit, ...lifetime, paths: [...new Set([...hit.paths, ...paths])] }
  })
}

/** What this clone lacks of the repository. */
function incompleteness({ place }: HistoryPorts): readonly string[] {
  const shallow = askGit(place, ['rev-parse', '--is-shallow-repository'])
  const isShallow = 'out' in shallow && shallow.out.toString('utf8').trim() === 'true'
  const partial = askGit(place, ['config', '--get-regexp', '^remote\\..*\\.promisor$'])
  const isPartial = 'out' in partial && /\btrue\b/.test(partial.out.toString('utf8'))
  return [
    ...(isShallow
      ? ['this clone is shallow: older commits are not in it (actions/checkout: set fetch-depth: 0)']
      : []),
    ...(isPartial
      ? [
          'this clone is partial: file versions are missing from it (actions/checkout: remove filter and sparse-checkout)'
        ]
      : [])
  ]
}

function hasPullRefs({ place }: HistoryPorts): boolean {
  const found = askGit(place, ['for-each-ref', '--format=%(refname)', 'refs/pull', 'refs/remotes/pull'])
  return !('error' in found) && found.out.toString('utf8').trim() !== ''
}
