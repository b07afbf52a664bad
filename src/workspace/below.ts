import { type Dirent, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import type { Tracked } from './discover.ts'

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * filesBelow lists the files and links of a folder and its subfolders, and the folders that may not be read, relative to
 * the workspace, tracked by git or not.
 */
export function filesBelow(workspace: string, folder: string): Required<Omit<Tracked, 'modules'>> {
  const paths: string[] = []
  const links: string[] = []
  const closed: string[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = entriesOf(resolve(workspace, next))
    if (entries === undefined) closed.push(next)
    for (const entry of entries ?? []) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path)
      } else if (entry.isSymbolicLink()) links.push(path)
      else if (entry.isFile()) paths.push(path)
    }
  }
  return { paths, links, closed }
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return undefined
  }
}

/** The files that `!` patterns do not exclude. */
export type LeftFiles<File> = { readonly files: readonly File[]; readonly problems: readonly Problem[] }

/**
 * leaveOut excludes the files that patterns name: a path, everything below a folder, or a glob, without the leading
 * `!`. A pattern that matches nothing is a problem, because it was meant to exclude something.
 */
export async function leaveOut<File extends { readonly file: string }>(
  root: string,
  files: readonly File[],
  patterns: readonly string[]
): Promise<LeftFiles<File>> {
  const problems: Problem[] = []
  const out = new Set<string>()
  const folders: string[] = []
  for (const pattern of patterns) {
    const path = pattern.replace(/^\.\//, '').replace(/\/$/, '')
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    if (found?.isDirectory()) folders.push(`${path}/`)
    else if (found) out.add(path)
    else {
      const { expandPattern } = await import('./expand.ts')
      const matches = await expandPattern(root, path)
      for (const match of matches) out.add(match.path)
      if (matches.length === 0) problems.push(excludesNothing(pattern))
    }
  }
  const isOut = (file: string) => out.has(file) || folders.some(folder => file.startsWith(folder))
  return { files: files.filter(({ file }) => !isOut(file)), problems }
}

function excludesNothing(pattern: string): Problem {
  return {
    code: 'pattern-without-match',
    fault: 'user',
    message: `Input "task-definition": "!${pattern}" matches no file to exclude.`,
    hint: 'Patterns are relative to the workspace. A file whose name begins with "!" is written ./!name.'
  }
}
