import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { pathIn } from '../read.ts'

/**
 * sparseCheckouts returns the folders of the working trees from which git has left files out, among those that may have
 * files of the given patterns: that of the workspace, which may be a subfolder of one, and those below it, as
 * actions/checkout makes them with `path`. Relative to the workspace; `.` also for one that contains it. Needs no
 * process, which most checks can do without.
 */
export function sparseCheckouts(workspace: string, patterns: readonly string[]): readonly string[] {
  const root = isAbsolute(workspace) ? workspace : resolve(workspace)
  const known: KnownTrees = new Map()
  treeOf(root, known)
  for (const pattern of patterns) {
    const line = pattern.replace(/^!/, '')
    const start = line.replace(/\/?[^/]*[*?[{(].*$/s, '')
    const folder = start === '' ? root : pathIn(root, start)
    treeOf(folder, known)
    if (/[*?[{(]/.test(line)) for (const inner of foldersIn(folder)) treeOf(inner, known)
  }
  const sparse = [...new Set(known.values())].filter(isSparse)
  return [...new Set(sparse.map(tree => fromWorkspace(root, tree)))]
}

function fromWorkspace(workspace: string, tree: string): string {
  const path = relative(workspace, tree)
  return path === '' || path.startsWith('..') ? '.' : path
}

/** The working tree of each folder that was asked about, and of those above it. Empty: none. */
type KnownTrees = Map<string, string>

/** The working tree that a path is in: the nearest folder with `.git`. */
function treeOf(path: string, known: KnownTrees): string {
  const above = dirname(path)
  // Every check asks for every folder above it. `join` would read the path character by character each time.
  const tree =
    known.get(path) ?? (existsSync(`${path}/.git`) ? path : above === path ? '' : treeOf(above, known))
  known.set(path, tree)
  return tree
}

/** `.git` is a file in a submodule and in a further working tree: `gitdir: <path>`. */
function isSparse(tree: string): boolean {
  if (tree === '') return false
  try {
    const git = join(tree, '.git')
    const [, path] = statSync(git).isFile() ? (/^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8')) ?? []) : []
    return existsSync(join(path === undefined ? git : resolve(tree, path.trim()), 'info/sparse-checkout'))
  } catch {
    return false
  }
}

/** The folders directly in a folder, and what links may lead to. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() || entry.isSymbolicLink() ? [join(folder, entry.name)] : []
    )
  } catch {
    return []
  }
}
