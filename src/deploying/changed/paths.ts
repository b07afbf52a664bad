import { isGlob, matchesPath } from '../../exceptions/glob.ts'

/**
 * countedPaths picks the paths that patterns are about, as `paths` of a workflow does: `!` takes out again, the last pattern that fits
 * decides. A plain name, or one with a slash at its end, is also a folder with all that is in it. All are from the root of the repository.
 */
export function countedPaths(patterns: readonly string[], paths: readonly string[]): readonly string[] {
  const rules = patterns.map(ruleOf)
  return paths.filter(path => rules.findLast(({ pattern }) => fits(pattern, path))?.isIncluded === true)
}

/** idlePatterns are those that fit nothing at all: most probably misspelt, and then nothing would ever bring their service in. */
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
