import picomatch from 'picomatch'

/** isGlob returns whether a pattern is more than a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern)
}

/** `[` and `(` are parts of names; only `*`, `**` and `?` are special. */
const OPTIONS = { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true } as const

/**
 * matchesPath compares a path with a pattern: `*` and `?` match within one folder or file name, and a segment `**`
 * matches any number of folders.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return isGlob(pattern) ? picomatch.isMatch(path, pattern, OPTIONS) : pattern === path
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
