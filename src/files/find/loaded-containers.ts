import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { posix, relative, resolve, sep } from 'node:path'
import { isAbsence } from '../../errors.ts'
import { distinctBy } from '../../list.ts'
import { isTerraformFile, isVariableFile } from '../document/tree.ts'
import { systemReason } from '../read.ts'
import type { Discovered, Unread } from './discover.ts'

const CONTAINERS = /^[ \t]{0,256}container_definitions[ \t]{0,64}=(.*)/
const FILE = /\bfile\(\s{0,64}"([^"]{1,1024})"|\btemplatefile\(\s{0,64}"([^"]{1,1024})"/g
const NAMED = /\b(data\.template_file|local)\.([\w-]{1,128})/g
const TEMPLATE = /^[ \t]{0,256}data[ \t]{1,64}"template_file"[ \t]{1,64}"([\w-]{1,128})"/
const GIVEN = /^[ \t]{0,256}([\w-]{1,128})[ \t]{0,64}=.{0,256}?\b(?:template)?file\(\s{0,64}"([^"]{1,1024})"/

const PATH_ROOT = /^\$\{\s*path\.(?:module|root|cwd)\s*\}\//

/** A line that begins the next argument of a block, or ends the block. */
const NEXT = /^[ \t]{0,256}(?:[\w"-]{1,256}[ \t]{0,64}=|\}[ \t]{0,64}$)/
const MOST_LINES = 16

type Load = { readonly from: string; readonly line: number; readonly path: string }

/** What names stand for in a folder: `local.x` and `data.template_file.x`, with the file that is loaded. */
type Names = ReadonlyMap<string, string>

/**
 * withLoadedContainers adds the files that Terraform loads as containers, with `container_definitions = file("…")`,
 * `templatefile` or, in the same folder, a `template_file` or a local value: whatever their extension and content.
 * One that is not there is unread, at the line that loads it. A path that Terraform puts together is not followed.
 */
export function withLoadedContainers(
  workspace: string,
  found: Discovered,
  paths: readonly string[]
): Discovered {
  const folders = new Map<string, Names>()
  const namesIn = (folder: string) => {
    const names = folders.get(folder) ?? namesOf(workspace, folder, paths)
    folders.set(folder, names)
    return names
  }
  const loads = found.files
    .filter(file => isTerraformFile(file))
    .flatMap(file => loadsIn(file, linesOf(workspace, file), namesIn))
  if (loads.length === 0) return found
  const files = new Set(found.files)
  const unread = new Map(found.unread.map(one => [one.file, one]))
  for (const load of loads) {
    const target = targetOf(workspace, load)
    if (typeof target === 'string') {
      if (!unread.has(target)) files.add(target)
    } else if (target && !unread.has(`${load.from}:${load.line}`))
      unread.set(`${load.from}:${load.line}`, target)
  }
  return { ...found, files: [...files].toSorted((a, b) => (a < b ? -1 : 1)), unread: [...unread.values()] }
}

/** moduleOf returns the folder that a file of Terraform is in, which is its module; undefined for another file. */
export function moduleOf(file: string): string | undefined {
  return isTerraformFile(file) ? posix.dirname(file) : undefined
}

/**
 * moduleFiles returns the files of a module and the values of its variables, sorted; none for no folder. The values
 * may be in folders without a module, in the module's one or beside it, as `-var-file` names them.
 */
export function moduleFiles(workspace: string, folder: string | undefined): readonly string[] {
  if (folder === undefined) return []
  const own = entriesIn(workspace, folder).flatMap(({ name }) =>
    isTerraformFile(name) ? [posix.join(folder, name)] : []
  )
  const beside = folder === '.' ? [] : valuesIn(workspace, posix.dirname(folder), 1)
  const all = new Set([...own, ...valuesIn(workspace, folder), ...beside])
  return [...all].toSorted((a, b) => (a < b ? -1 : 1))
}

/** How deep in folders values are looked for. */
const DEEPEST = 3

function valuesIn(workspace: string, folder: string, depth = 0): readonly string[] {
  const entries = entriesIn(workspace, folder)
  // values of another module
  if (depth > 0 && entries.some(({ name }) => isTerraformFile(name))) return []
  return entries.flatMap(entry => {
    const path = posix.join(folder, entry.name)
    if (!entry.isDirectory()) return isVariableFile(path) ? [path] : []
    const isSkipped = depth === DEEPEST || /^(?:\.|node_modules$)/.test(entry.name)
    return isSkipped ? [] : valuesIn(workspace, path, depth + 1)
  })
}

function entriesIn(workspace: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(resolve(workspace, folder), { withFileTypes: true })
  } catch {
    return []
  }
}

const LOADED = /\bfile\(\s{0,64}"([^"\n]{1,512}\.(?:json|ya?ml))"/g

/** moduleSources returns moduleFiles, and the JSON and YAML that they load, by all names that may be meant. */
export function moduleSources(workspace: string, folder: string | undefined): readonly string[] {
  const files = moduleFiles(workspace, folder)
  const found = files.filter(isTerraformFile).flatMap(from =>
    [...linesOf(workspace, from).join('\n').matchAll(LOADED)].flatMap(([, path = '']) => {
      const load = { from, line: 0, path }
      const target = targetOf(workspace, load)
      if (typeof target === 'string') return target
      const above = posix.join(posix.dirname(from), posix.dirname(path.replace(PATH_ROOT, './')))
      if (target || above.startsWith('..') || above.includes('$')) return []
      return entriesIn(workspace, above).flatMap(({ name }) =>
        posix.extname(name) === posix.extname(path) ? posix.join(above, name) : []
      )
    })
  )
  return [...new Set([...files, ...found])]
}

/** loadedByTerraform returns files with those that they load as containers. */
export function loadedByTerraform(workspace: string, files: readonly string[]): Discovered {
  const paths = distinctBy(files, moduleOf).flatMap(file => moduleFiles(workspace, moduleOf(file)))
  return withLoadedContainers(workspace, { files, unread: [], beyond: [] }, paths)
}

/** Nothing for a file that cannot be read, which the search has reported. */
function linesOf(workspace: string, file: string): readonly string[] {
  try {
    return readFileSync(resolve(workspace, file), 'utf8').split(/\r?\n/)
  } catch {
    return []
  }
}

function loadsIn(
  from: string,
  lines: readonly string[],
  namesIn: (folder: string) => Names
): readonly Load[] {
  return lines.flatMap((text, index) => {
    const [, first] = CONTAINERS.exec(text) ?? []
    if (first === undefined) return []
    const rest = lines.slice(index + 1, index + MOST_LINES)
    const end = rest.findIndex(line => NEXT.test(line))
    const value = [first, ...rest.slice(0, end < 0 ? rest.length : end)].join('\n')
    const direct = [...value.matchAll(FILE)].map(([, file, template]) => file ?? template)
    const named = [...value.matchAll(NAMED)].map(([, kind, name]) =>
      namesIn(posix.dirname(from)).get(`${kind}.${name}`)
    )
    return [...direct, ...named].flatMap(path => (path === undefined ? [] : { from, line: index + 1, path }))
  })
}

function namesOf(workspace: string, folder: string, paths: readonly string[]): Names {
  const names = new Map<string, string>()
  const files = paths.filter(path => isTerraformFile(path) && posix.dirname(path) === folder)
  for (const file of files) {
    let template: string | undefined
    for (const line of linesOf(workspace, file)) {
      const [, name] = TEMPLATE.exec(line) ?? []
      if (name !== undefined) template = name
      const [, key, path] = GIVEN.exec(line) ?? []
      if (key !== undefined && path !== undefined)
        names.set(
          key === 'template' && template !== undefined ? `data.template_file.${template}` : `local.${key}`,
          path
        )
      if (/^\}/.test(line)) template = undefined
    }
  }
  return names
}

/**
 * The file that is loaded, in the workspace, or why it is not read. A path without `path.module` starts at the folder
 * where Terraform runs, which may be any of those above.
 */
function targetOf(workspace: string, { from, line, path }: Load): string | Unread | undefined {
  const plain = path.replace(PATH_ROOT, './')
  if (/[$%]\{/.test(plain)) return undefined
  const isOwn = /^\$\{\s*path\.module\b/.test(path)
  const root = realpathSync(workspace)
  let folder = posix.dirname(from)
  let why = 'is not there'
  for (;;) {
    try {
      const full = realpathSync(resolve(root, folder, plain))
      const inside = relative(root, full).split(sep).join('/')
      if (inside.startsWith('../') || inside === '..') why = 'is outside the workspace'
      else if (statSync(full).isFile()) return inside
      else why = 'is not a regular file'
    } catch (error) {
      if (!isAbsence(error)) why = `cannot be read: ${systemReason(error)}`
    }
    if (isOwn || folder === '.') break
    folder = posix.dirname(folder)
  }
  const message = `${from}:${line}: the file that container_definitions loads ${why}.`
  return { file: from, line, code: 'file-not-readable', message, hint: HINT }
}

const HINT = 'Check it out or generate it before the check.'
