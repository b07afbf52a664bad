import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * sparseCheckouts returns the folders of the working trees from which git has left files out, among those that may have
 * files of the given patterns: that of the workspace, which may be a subfolder of one, and those below it, as
 * actions/checkout makes them with `path`. Relative to the workspace; `.` also for one that contains it. Needs no
 * process, which most checks can do without.
 */
export function sparseCheckouts(workspace: string, patterns: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const pattern of ['.', ...patterns]) {
    const line = pattern.replace(/^!/, '')
    const folder = resolve(workspace, line.replace(/[^/]*[*?[{(].*$/s, ''))
    for (const start of /[*?[{(]/.test(line) ? [folder, ...foldersIn(folder)] : [folder]) {
      const tree = treeOf(start)
      if (tree !== undefined && isSparse(tree)) found.add(fromWorkspace(workspace, tree))
    }
  }
  return [...found]
}

function fromWorkspace(workspace: string, tree: string): string {
  const path = relative(workspace, tree)
  return path === '' || path.startsWith('..') ? '.' : path
}

/** The working tree that a path is in: the nearest folder with `.git`. */
function treeOf(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

/** `.git` is a file in a submodule and in a further working tree: `gitdir: <path>`. */
function isSparse(tree: string): boolean {
  try {
    const git = join(tree, '.git')
    const [, path] = statSync(git).isFile() ? (/^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8')) ?? []) : []
    return existsSync(join(path === undefined ? git : resolve(tree, path.trim()), 'info/sparse-checkout'))
  } catch {
    return false
  }
}

/** The working trees directly in a folder. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .map(name => join(folder, name))
      .filter(path => existsSync(join(path, '.git')))
  } catch {
    return []
  }
}
