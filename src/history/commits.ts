import type { CommitName } from './history.ts'

/** The oldest and the newest commit that brought a version of a file in or took it out. */
export type Lifetime = {
  readonly first: CommitName
  readonly last: CommitName
  readonly paths: readonly string[]
}

/** The format of `git log` that parseLog reads: a mark, the commit and its time in seconds. */
export const LOG_FORMAT = '--format=%x01%H %ct'

/**
 * parseLog reads `git log --raw --no-abbrev -m` in that format. For each blob it gives the commits that touch it, the oldest first
 * by commit time. Pure.
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
