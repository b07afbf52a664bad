import { lastPartOf } from './arn.ts'

/**
 * nearestName returns the candidate that a misspelled word most likely meant, or undefined if none is close
 * enough: one edit for words of one or two letters, two edits for short words, a third of the length for
 * longer ones. Case is ignored.
 */
export function nearestName(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  const limit = wanted.length <= 2 ? 1 : Math.max(2, Math.floor(wanted.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue
    const edits = distanceOf(wanted, candidate.toLowerCase())
    if (edits < bestDistance) {
      best = candidate
      bestDistance = edits
    }
  }
  return best
}

/** distanceOf returns the number of letters to insert, delete or replace (Levenshtein). */
export function distanceOf(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1
      const [corner, above, left] = [before[column - 1], before[column], next[column - 1]] as [
        number,
        number,
        number
      ]
      next.push(Math.min(corner + change, above + 1, left + 1))
    }
    before = next
  }
  return before[other.length] as number
}

/** didYouMean returns ` Did you mean "x"?`, or an empty text, to append to a message. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = nearestName(word, candidates)
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}

/**
 * missingNames returns didYouMean for services that do not exist. The names of their cluster are listed only then;
 * without the permission for it, nothing is suggested.
 */
export async function missingNames(
  services: readonly string[],
  list: () => Promise<readonly string[]>
): Promise<readonly { readonly service: string; readonly meant: string }[]> {
  const listed = services.length === 0 ? [] : await list().catch(() => [])
  // a list can lag behind
  const others = listed.map(lastPartOf).filter(name => !services.includes(name))
  return services.map(service => ({ service, meant: didYouMean(service, others) }))
}

/** A message lists at most this many names; for more, it refers to the documentation. */
const NAMES_TOLD = 8

/** namesToChoose lists the valid names if there are few, and otherwise states where they are documented. */
export function namesToChoose(names: readonly string[], page: string): string {
  return names.length <= NAMES_TOLD
    ? `Allowed keys: ${names.join(', ')}.`
    : `${page} lists the keys that are known here.`
}

/**
 * pageUrl returns the address of a page in docs/, for messages: whoever reads them, in a log or at a terminal, has no
 * checkout of this project.
 */
export function pageUrl(page: string): string {
  return `https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/v1/docs/${page}.md`
}
