/** isGlob returns whether a pattern is more than a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern)
}

/**
 * matchesPath compares a path with a pattern: `*` and `?` match within one folder or file name, and a segment `**`
 * matches any number of folders. It is implemented here, because the pattern may come from a stranger's pull request:
 * it takes at most (length of pattern × length of path) steps, while a regular expression can take forever.
 */
export function matchesPath(pattern: string, path: string): boolean {
  if (!isGlob(pattern)) return pattern === path
  const wanted = pattern.split('/')
  const given = path.split('/')
  // reached[i]: the segments of the pattern so far match the first i segments of the path
  let reached = given.map(() => false)
  reached = [true, ...reached]
  for (const segment of wanted) {
    if (segment === '**') {
      const first = reached.indexOf(true)
      reached = reached.map((_, index) => first >= 0 && index >= first)
    } else {
      reached = reached.map(
        (_, index) => index > 0 && reached[index - 1] === true && matchesName(segment, given[index - 1] ?? '')
      )
    }
  }
  return reached.at(-1) === true
}

/** The usual two-pointer match: on a failure, the last star takes one more character. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at++
      resume = index
    } else if (pattern[at] === '?' || pattern[at] === name[index]) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

/** Number of letters that make a name with a wildcard specific: `d*` is not, `api*` is. */
const NAMING_LETTERS = 3

/** isWholeRepository returns whether a pattern is unspecific: `**`, `*`, any file with one extension, `d*` and `**`. */
export function isWholeRepository(pattern: string): boolean {
  if (!isGlob(pattern)) return false
  const segments = pattern.replace(/\.[A-Za-z0-9]+$/, '').split('/')
  return !segments.some(segment => {
    const letters = segment.replaceAll(/[*?.]/g, '')
    return isGlob(segment) ? letters.length >= NAMING_LETTERS : letters !== ''
  })
}
