import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '../errors.ts'
import type { WrittenFile } from '../workspace/write/placing.ts'
import { writeProjectFile } from '../workspace/write/writer.ts'

const REPLACED = '***REMOVED***'

/**
 * replacementText creates the input of `git filter-repo --replace-text`: one expression per line. `literal:` prevents a
 * value from being read as an expression; filter-repo splits at the last `==>`. A multiline value can only be a regular
 * expression. Pure.
 */
export function replacementText(texts: readonly string[]): string {
  return texts.map(text => `${expression(text)}==>${REPLACED}\n`).join('')
}

function expression(text: string): string {
  if (!/[\r\n]/.test(text)) return `literal:${text}`
  const escaped = text.replace(/[\\^$.*+?()[\]{}|#&~\s-]/g, character => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    return character === ' ' ? '\\ ' : `\\${character}`
  })
  return `regex:${escaped}`
}

/**
 * placeProblem says why a replacement file must not be written to a path: it contains the values, so it must not get
 * into a repository, and it never replaces another file.
 */
export function placeProblem(
  file: string,
  repositories: readonly string[],
  workspace: string
): Problem | undefined {
  const path = realPlace(isAbsolute(file) ? file : resolve(workspace, file))
  const inside = repositories.some(folder => {
    const way = relative(realPlace(folder), path)
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
  })
  if (inside) {
    return {
      code: 'replacements-in-repository',
      fault: 'user',
      message: `${file} is inside the repository. The replacement file holds the credentials in plaintext and would be committed sooner or later.`,
      hint: 'Name a file outside of it, for example history-replacements: ${{ runner.temp }}/replacements.txt, and delete it when git filter-repo is done.'
    }
  }
  if (!existsSync(path)) return undefined
  return {
    code: 'replacements-exist',
    fault: 'user',
    message: `${file} exists already; the replacement file never overwrites another file.`,
    hint: 'Name a file that does not exist, or delete this one.'
  }
}

/**
 * writeReplacements writes the file for its owner only (mode 0600), never through a link and never over another file.
 */
export function writeReplacements(target: WrittenFile, text: string): Problem | undefined {
  return writeProjectFile(target, text, { isNew: true, isPrivate: true, mode: 0o600 })
}

/** The path without links, as far as its folders exist. */
function realPlace(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  const parent = dirname(path)
  return parent === path ? path : join(realPlace(parent), basename(path))
}
