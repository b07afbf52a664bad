import { eachTrackedText, type NotRead } from '../../workspace/tracked-texts.ts'
import { type KnownValue, linesWith } from './same-values.ts'

/** Where values stand that the migration moves or has moved, and what could not be looked into. */
export type RepositoryPlaces = { readonly places: readonly string[]; readonly remarks: readonly string[] }

/**
 * searchRepository looks for values in every text file that git tracks besides the files of the project (`own`): what stands
 * in a compose file or a script stays known to everyone with the repository. Places are `file:line`.
 */
export function searchRepository(
  workspace: string,
  own: ReadonlySet<string>,
  known: readonly KnownValue[]
): RepositoryPlaces {
  const places: string[] = []
  if (known.length === 0) return { places, remarks: [] }
  const notRead = eachTrackedText(workspace, own, (file, text) => {
    places.push(...linesWith(text, known).map(line => `${file}:${line}`))
  })
  return { places, remarks: notRead === undefined ? [] : notLooked(notRead) }
}

const SHOWN = 5

function notLooked({ large, unreadable, total }: NotRead): readonly string[] {
  const files = [...large, ...unreadable]
  const count = files.length + total
  if (count === 0) return []
  const more = count > SHOWN ? ` and ${count - SHOWN} more` : ''
  const named = files.slice(0, SHOWN).join(', ')
  return [`Not searched for values that move, because too large or not readable: ${named}${more}.`]
}
