import { isGlob, matchesPath } from '../../exceptions/glob.ts'

/**
 * countedPaths returns the paths that match patterns, like `paths` of a workflow: `!` excludes, and the last matching
 * pattern decides. A plain name, or one with a trailing slash, also matches a folder and everything in it. All are
 * relative to the root of the repository.
 */
export function countedPaths(patterns: readonly string[], paths: readonly string[]): readonly string[] {
  const rules = patterns.map(ruleOf)
  return paths.filter(path => rules.findLast(({ pattern }) => fits(pattern, path))?.isIncluded === true)
}

/**
 * idlePatterns returns the patterns that match nothing: they are probably misspelled, and would never include their
 * service.
 */
export function idlePatterns(patterns: readonly string[], tracked: readonly string[]): readonly string[] {
  return patterns.filter(text => {
    const { pattern, isIncluded } = ruleOf(text)
    return isIncluded && !tracked.some(path => fits(pattern, path))
  })
}

type PathRule = { readonly pattern: string; readonly isIncluded: boolean }

function ruleOf(text: string): PathRule {
  const isIncluded = !text.startsWith('!')
  const written = text.replace(/^!/, '')
  const isFolder = written.endsWith('/')
  const plain = written.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  const pattern = plain === '.' || plain === '' ? '**' : plain
  return { pattern: isFolder && isGlob(pattern) ? `${pattern}/**` : pattern, isIncluded }
}

function fits(pattern: string, path: string): boolean {
  return matchesPath(pattern, path) || (!isGlob(pattern) && path.startsWith(`${pattern}/`))
}
