/** isGlob returns whether a pattern is more than a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern)
}

/**
 * matchesPath compares a path with a pattern: `*` and `?` match within one folder or file name, and a segment `**`
 * matches any number of folders; nothing else is special. At most as many steps as both are long, multiplied: a pull
 * request may bring the pattern and the path.
 */
export function matchesPath(pattern: string, path: string): boolean {
  if (!isGlob(pattern)) return pattern === path
  return matches(pattern.split('/'), path.split('/'), {
    isAny: segment => segment === '**',
    fits: (segment, name) =>
      matches([...segment], [...name], { isAny: one => one === '*', fits: (a, b) => a === '?' || a === b })
  })
}

type Steps = {
  readonly isAny: (step: string) => boolean
  readonly fits: (step: string, item: string) => boolean
}

/** What follows the last "any" is tried at each later item; what was before it never has to be tried again. */
function matches(steps: readonly string[], items: readonly string[], { isAny, fits }: Steps): boolean {
  let [step, item, any, from] = [0, 0, -1, 0]
  while (item < items.length) {
    const next = steps[step]
    if (next !== undefined && isAny(next)) {
      any = step++
      from = item
    } else if (next !== undefined && fits(next, items[item] as string)) {
      step++
      item++
    } else if (any >= 0) {
      step = any + 1
      item = ++from
    } else return false
  }
  return steps.slice(step).every(isAny)
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

/** isForAll returns whether a pattern matches every one of several files. */
export function isForAll(pattern: string, files: readonly string[]): boolean {
  return isGlob(pattern) && files.length > 1 && files.every(file => matchesPath(pattern, file))
}
