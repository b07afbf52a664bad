import { andMore } from '../../../list.ts'
import type { GitPlace } from '../../../workspace/git/run-git.ts'
import { eachTrackedText, type NotRead } from '../../../workspace/git/tracked-texts.ts'
import { type KnownValue, linesWith } from './same-values.ts'
import { ValueFinder } from './value-finder.ts'

/** Places of values that the migration moves or has moved, and what could not be searched. */
export type RepositoryPlaces = { readonly places: readonly string[]; readonly remarks: readonly string[] }

/**
 * searchRepository searches all text files that git tracks for values, except the files of the project (`own`):
 * everyone with access to the repository can still read a value in a compose file or a script. Places are `file:line`.
 */
export function searchRepository(
  place: GitPlace,
  own: ReadonlySet<string>,
  known: readonly KnownValue[]
): RepositoryPlaces {
  const places: string[] = []
  if (known.length === 0) return { places, remarks: [] }
  const finder = new ValueFinder(known.map(({ value }) => value.reveal()))
  const notRead = eachTrackedText(place, own, (file, text) => {
    for (const line of linesWith(text, finder)) places.push(`${file}:${line}`)
  })
  return { places, remarks: notRead === undefined ? [] : notLooked(notRead) }
}

const SHOWN = 5

function notLooked({ large, unreadable, total, problem }: NotRead): readonly string[] {
  if (problem) return [`Not searched for values that move: the repository. ${problem.message}`]
  const files = [...large, ...unreadable]
  const count = files.length + total
  if (count === 0) return []
  const named = files.slice(0, SHOWN)
  const all = `${named.join(', ')}${andMore(count - named.length)}`
  return [`Not searched for values that move, because too large or not readable: ${all}.`]
}
