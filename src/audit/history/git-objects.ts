import { assertNever } from '../../errors.ts'
import { type GitPlace, runGit, startGit } from '../../files/git/run-git.ts'
import type { CommitName } from './history.ts'

/** A file version: its blob, and a path under which a commit contains it. */
export type BlobName = { readonly blob: string; readonly path: string }

/** Limits on how much of a repository is read. */
export type Bounds = {
  /** Size of the largest blob that is read, in bytes. */
  readonly blobBytes: number
  /** Total size of all blobs, in bytes. */
  readonly totalBytes: number
  readonly blobs: number
  readonly milliseconds: number
}

/** The output of `git`, or the reason for its failure. */
export type HistoryAnswer = { readonly out: Buffer } | { readonly error: string }

/**
 * askGit queries git about the history of the repository that contains a folder; `input` is passed to standard input.
 */
export function askGit(place: GitPlace, args: readonly string[], input = ''): HistoryAnswer {
  const answer = runGit(place, args, input)
  if (answer.ok) return { out: answer.out }
  switch (answer.error) {
    case 'not-installed':
      return { error: 'git is not installed' }
    case 'too-large':
      return { error: 'git’s answer is larger than 512 MB' }
    case 'not-owned':
      return { error: 'the repository belongs to another user' }
    case 'not-a-repository':
      return { error: 'the folder is not in a git repository' }
    case 'refused':
      return { error: `git ${args[0] ?? ''} failed` }
    default:
      return assertNever(answer.error)
  }
}

/** parseObjects parses `git rev-list --objects`: each object that has a path, each pair of blob and path once. Pure. */
export function parseObjects(out: Buffer): readonly BlobName[] {
  const names = new Map<string, BlobName>()
  for (const line of out.toString('utf8').split('\n')) {
    const blank = line.indexOf(' ')
    if (blank < 0 || blank === line.length - 1) continue
    const name = { blob: line.slice(0, blank), path: line.slice(blank + 1) }
    names.set(line, name)
  }
  return [...names.values()]
}

/** Size in bytes by object name, for objects that are files. */
export type BlobSizes = ReadonlyMap<string, number>

/** parseSizes parses `git cat-file --batch-check`: `NAME TYPE SIZE` per line. Pure. */
export function parseSizes(out: Buffer): BlobSizes {
  const lines = out.toString('latin1').split('\n')
  return new Map(
    lines.flatMap(line => {
      const [name = '', type, size] = line.split(' ')
      return type === 'blob' && size !== undefined ? [[name, Number(size)] as const] : []
    })
  )
}

/**
 * readBlobs passes the blobs one by one to `take`, using one `git cat-file --batch`; if `take` returns false, the
 * reading ends. Rejects if git cannot be run.
 */
export function readBlobs(
  place: GitPlace,
  blobs: readonly string[],
  take: (object: ReadObject) => boolean
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = startGit(place, ['cat-file', '--batch', '--buffer'])
    const parser = new BatchParser(object => {
      if (!take(object)) child.kill()
    })
    child.on('error', () => reject(new Error('git cat-file could not be run')))
    child.on('close', () => resolve())
    child.stdout.on('data', (chunk: Buffer) => parser.push(chunk))
    // git exits early when stopped; the rest of the input is discarded
    child.stdin.on('error', () => {})
    child.stdin.end(`${blobs.join('\n')}\n`)
  })
}

/** The oldest and the newest commit that added or removed a version of a file. */
export type Lifetime = {
  readonly first: CommitName
  readonly last: CommitName
  readonly paths: readonly string[]
}

/** The format of `git log` that parseLog reads: a marker, the commit and its time in seconds. */
export const LOG_FORMAT = '--format=%x01%H %ct'

/**
 * parseLog parses `git log --raw --no-abbrev -m` in that format. For each blob, it returns the commits that touch it,
 * oldest first by commit time. Pure.
 */
export function parseLog(out: string): ReadonlyMap<string, Lifetime> {
  const found = new Map<string, Lifetime>()
  for (const part of out.split('\u0001')) {
    const [head = '', ...lines] = part.split('\n')
    const [hash = '', seconds = '0'] = head.split(' ')
    if (hash === '') continue
    const commit = { commit: hash.slice(0, 12), at: Number(seconds) * 1000 }
    for (const line of lines) {
      // :100644 100644 OLD NEW M<tab>PATH
      const [, old, now, path] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(.*)$/.exec(line) ?? []
      if (old === undefined || now === undefined || path === undefined) continue
      for (const blob of [old, now]) found.set(blob, widen(found.get(blob), commit, path))
    }
  }
  return found
}

function widen(known: Lifetime | undefined, commit: CommitName, path: string): Lifetime {
  if (known === undefined) return { first: commit, last: commit, paths: [path] }
  return {
    first: commit.at < known.first.at ? commit : known.first,
    last: commit.at > known.last.at ? commit : known.last,
    paths: known.paths.includes(path) ? known.paths : [...known.paths, path]
  }
}

/** The result for one requested object. */
export type ReadObject =
  | { readonly kind: 'blob'; readonly blob: string; readonly bytes: Buffer }
  | { readonly kind: 'missing'; readonly blob: string }

/**
 * BatchParser parses the stream of `git cat-file --batch`: `NAME TYPE SIZE`, the content, a newline; or `NAME missing`.
 */
export class BatchParser {
  readonly #give: (object: ReadObject) => void
  #chunks: Buffer[] = []
  #length = 0
  #wanted: { readonly blob: string; readonly type: string; readonly size: number } | undefined

  constructor(give: (object: ReadObject) => void) {
    this.#give = give
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    while (this.#step()) {
      // while there is a complete header or content
    }
  }

  #step(): boolean {
    if (this.#wanted) return this.#readContent(this.#wanted)
    if (this.#length === 0) return false
    const all = this.#join()
    const end = all.indexOf(10)
    if (end < 0) return false
    const [blob = '', type = '', size = '0'] = all.subarray(0, end).toString('latin1').split(' ')
    this.#keep(all.subarray(end + 1))
    if (type === 'missing' || type === 'ambiguous') this.#give({ kind: 'missing', blob })
    else this.#wanted = { blob, type, size: Number(size) }
    return true
  }

  #readContent({ blob, type, size }: { blob: string; type: string; size: number }): boolean {
    if (this.#length < size + 1) return false
    const all = this.#join()
    const bytes = all.subarray(0, size)
    this.#keep(all.subarray(size + 1))
    this.#wanted = undefined
    if (type === 'blob') this.#give({ kind: 'blob', blob, bytes })
    return true
  }

  /** Chunks are joined only when something is consumed, so that a large blob in many chunks is copied once. */
  #join(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
  }
}
