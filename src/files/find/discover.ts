import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isAbsence, systemCodeOf } from '../../errors.ts'
import { maxFileBytes } from '../document/tree.ts'
import { encodingOf, maxCheckedBytes, readBytes, readingAdvice, systemReason } from '../read.ts'
import type { ClosedPath } from './find-problems.ts'

/** A file or folder that could not be read, with the reason as a sentence, and what to do about it if that is known. */
export type Unread = {
  readonly file: string
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly line?: number
}

/** Sorted: files that contain a task definition, those that could not be read, and what is not there to be read. */
export type Discovered = {
  readonly files: readonly string[]
  readonly unread: readonly Unread[]
  readonly beyond: readonly Beyond[]
}

/**
 * What may hold task definitions and is not there to be searched: a submodule, a file that git tracks and that was
 * removed from the working tree, one that a sparse checkout leaves out, a pointer of Git LFS, a link to a folder or to
 * nothing. A `large-pointer` stands for more than a deployment reads: data.
 */
export type Beyond = {
  readonly kind:
    | 'submodule'
    | 'absent'
    | 'sparse'
    | 'pointer'
    | 'large-pointer'
    | 'linked-folder'
    | 'broken-link'
  readonly file: string
}

/** What there is to search: files, links, submodules, and folders that could not be read. */
export type Tracked = {
  readonly paths: readonly string[]
  readonly links?: readonly string[]
  readonly modules?: readonly string[]
  readonly sparse?: ReadonlySet<string>
  readonly closed?: readonly ClosedPath[]
}

/** Extensions of task definitions and their templates. */
const CANDIDATE =
  /\.(?:json[c5l]?|ya?ml|tpl|tmpl|tftpl|gotmpl|j2|jinja2?|erb|tf|tofu|hcl|tfvars|jsonnet|libsonnet|template|mustache|hbs|ejs|dist|in|tfstate)$/i

/**
 * Source code, pages and images: they mention task definitions and are none. Everything else is read, whatever its
 * extension.
 */
const OTHERS =
  /\.(?:md|mdx|markdown|rst|adoc|html?|css|s[ac]ss|less|svg|[cm]?[jt]sx?|vue|svelte|pyi?|ipynb|rb|go|java|kts?|groovy|gradle|scala|rs|c|h|cc|cpp|hpp|cs|fs|php|swift|ex|exs|clj|lua|pl|r|dart|sql|sh|bash|zsh|fish|ps1|bat|cmd|patch|diff|log|csv|tsv|parquet|png|jpe?g|gif|webp|ico|pdf|zip|t?gz|bz2|xz|7z|jar|war|class|so|dylib|dll|exe|bin|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|lock|sum|snap|map|po|mo)$/i

/** isOtherText returns whether a file is a script, a program or a page, which is not searched for definitions. */
export function isOtherText(file: string): boolean {
  return (
    !SKIPPED.test(file) &&
    !CANDIDATE.test(file) &&
    /\.(?:md|[cm]?[jt]sx?|py|rb|go|java|kts?|groovy|cs|php|sh|bash|ps1)$/i.test(file)
  )
}

const SKIPPED = /(?:^|\/)node_modules\//

/** How services of Express Mode are written (AWS API, CloudFormation, Terraform), which have no task definition. */
export const EXPRESS_MARKS = [
  ...['primaryContainer', 'AWS::ECS::ExpressGatewayService', 'aws_ecs_express_gateway_service']
]

/** Every task definition contains one of these, in some spelling (AWS API, CloudFormation, Terraform, Ansible). */
const MARKS = [
  ...['ontainerDefinitions', 'container_definitions', 'AWS::ECS::TaskDefinition', '_taskdefinition:'],
  ...EXPRESS_MARKS
]
const MARK_BYTES = MARKS.flatMap(mark => [Buffer.from(mark), Buffer.from(mark, 'utf16le')])

/** In a file with an unknown extension, the name must be a key, because prose mentions it too. */
const AS_A_NAME =
  /ontainerDefinitions["']?\s{0,8}[:=]|container_definitions["']?\s{0,8}[:=]|primaryContainer["']\s{0,8}:|AWS::ECS::(?:TaskDefinition|ExpressGatewayService)["']?\s/

/**
 * discoverDefinitions finds task definitions among the tracked files by their content, even if names are written with
 * escapes or in UTF-16. A link counts unless it leads to a file that is itself tracked and read. Reads each file once.
 * `isOther` returns whether a file counts although it names no definition.
 */
export function discoverDefinitions(
  workspace: string,
  tracked: Tracked,
  isOther?: (file: string, bytes: Buffer) => boolean
): Discovered {
  const files: string[] = []
  const unread: Unread[] = []
  const { own, leading, away } = linksOf(workspace, tracked)
  unread.push(...(tracked.closed ?? []).map(notLookedAt), ...leading)
  const beyond: Beyond[] = [
    ...(tracked.modules ?? []).map(file => ({ kind: 'submodule' as const, file })),
    ...away
  ]
  for (const file of [...tracked.paths, ...own]) {
    const isCandidate = CANDIDATE.test(file)
    if (SKIPPED.test(file) || (!isCandidate && OTHERS.test(file))) continue
    const read = readBytes(workspace, file)
    if (read.kind === 'bytes') {
      if (isDefinition(read.bytes, isCandidate) || isOther?.(file, read.bytes)) files.push(file)
      else if (isCandidate && isPointer(read.bytes)) beyond.push({ kind: pointerTo(read.bytes), file })
    }
    if (read.kind === 'none' && isCandidate) {
      if (file.includes('\ufffd')) unread.push(unnamed(file))
      else if (!existsSync(join(workspace, file))) beyond.push({ kind: missing(file, tracked), file })
      else unread.push(noFile(file))
    }
    if (read.kind === 'too-large' && isCandidate && mayHold(workspace, file))
      unread.push(tooLarge(file, read.size))
    else if (read.kind === 'refused') unread.push(notLookedAt({ file, error: read.error }))
  }
  const byName = (a: string, b: string) => (a < b ? -1 : 1)
  return { files: files.toSorted(byName), unread: unread.toSorted((a, b) => byName(a.file, b.file)), beyond }
}

/** Whether a file that is too large to be checked contains one of the names; true if it cannot be read. */
function mayHold(workspace: string, file: string): boolean {
  try {
    const bytes = readFileSync(join(workspace, file))
    return MARK_BYTES.some(mark => bytes.includes(mark))
  } catch {
    return true
  }
}

function missing(file: string, { sparse }: Tracked): 'sparse' | 'absent' {
  return sparse?.has(file) ? 'sparse' : 'absent'
}

/** What Git LFS leaves in place of a file that was not fetched (its specification, "The Pointer"). */
function isPointer(bytes: Buffer): boolean {
  return bytes.length < 1024 && bytes.includes('version https://git-lfs.github.com/spec/')
}

function pointerTo(bytes: Buffer): 'pointer' | 'large-pointer' {
  const [, size = '0'] = /^size (\d{1,15})$/m.exec(bytes.toString('latin1')) ?? []
  return Number(size) > maxFileBytes ? 'large-pointer' : 'pointer'
}

function isDefinition(bytes: Buffer, isCandidate: boolean): boolean {
  const isWide = encodingOf(bytes) !== 'utf-8' || (isCandidate && bytes.includes(0))
  const isEscaped = ESCAPES.some(written => bytes.includes(written))
  const isPlain = !isWide && MARK_BYTES.some(mark => bytes.includes(mark))
  if (isPlain && isCandidate) return true
  if (!isPlain && !isWide && !isEscaped) return false
  const text = unescaped(isWide ? wideText(bytes) : bytes.toString('latin1'))
  return isCandidate ? MARKS.some(mark => text.includes(mark)) : AS_A_NAME.test(text)
}

/** UTF-16 and UTF-32, with and without a byte order mark: the names that are searched for are ASCII. */
function wideText(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\0', '')
}

/** Escapes in JSON and YAML that can be part of a name; the last ones continue it on the next line. */
const ESCAPES = ['\\u00', '\\x', '\\U0000', '\\\n', '\\\r']

function unescaped(text: string): string {
  return text.replace(/\\(?:(?:u00|U000000|x)([0-9a-fA-F]{2})|\r?\n\s*)/g, (_, code?: string) =>
    code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16))
  )
}

type Links = {
  readonly own: readonly string[]
  readonly leading: readonly Unread[]
  readonly away: readonly Beyond[]
}

/**
 * The links to follow, those that lead out of the workspace or that cannot be followed, and those to nothing, or to a
 * folder whose files are not searched anyway.
 */
function linksOf(workspace: string, { paths, links = [], sparse }: Tracked): Links {
  if (links.length === 0) return { own: [], leading: [], away: [] }
  const known = new Set(paths)
  const root = realpathSync(workspace)
  const isLeftOut = (link: string) =>
    sparse?.has(link) && lstatSync(join(root, link), { throwIfNoEntry: false }) === undefined
  const own: string[] = []
  const leading: Unread[] = []
  const away: Beyond[] = []
  for (const link of links) {
    if (SKIPPED.test(`${link}/`)) continue
    const found = targetOf(root, link)
    if ('error' in found) {
      const isCandidate = CANDIDATE.test(link)
      // no one can read a link to nothing or a circle of links, whatever its name is
      const isNothing = isAbsence(found.error) || (systemCodeOf(found.error) === 'ELOOP' && !isCandidate)
      if (isNothing && isCandidate)
        away.push({ kind: isLeftOut(link) ? 'sparse' : 'broken-link', file: link })
      else if (!isNothing && (isCandidate || !OTHERS.test(link)))
        leading.push(notLookedAt({ file: link, error: found.error }))
      continue
    }
    const { target } = found
    if (found.isFolder) {
      const isSearched = target === '' || paths.some(path => path.startsWith(`${target}/`))
      if (!isSearched) away.push({ kind: 'linked-folder', file: link })
    } else if (target.startsWith('../')) {
      if (CANDIDATE.test(link)) leading.push(outside(link))
    } else if (!known.has(target) || OTHERS.test(target)) own.push(link)
  }
  return { own, leading, away }
}

/** The target of a link, relative to the workspace, or why it cannot be followed. */
function targetOf(
  root: string,
  link: string
): { readonly target: string; readonly isFolder: boolean } | { readonly error: unknown } {
  try {
    const path = realpathSync(join(root, link))
    return { target: relative(root, path).split(sep).join('/'), isFolder: statSync(path).isDirectory() }
  } catch (error) {
    return { error }
  }
}

function tooLarge(file: string, bytes: number): Unread {
  const message = `${file} looks like a task definition and has ${bytes} bytes; at most ${maxCheckedBytes} are read.`
  return { file, code: 'file-too-large', message }
}

function notLookedAt({ file, error }: ClosedPath): Unread {
  const message = `${file} cannot be read: ${systemReason(error)}.`
  return { file, code: 'file-not-readable', message, hint: readingAdvice(error) }
}

function unnamed(file: string): Unread {
  return { file, code: 'file-not-readable', message: `${file} cannot be read: its name is not UTF-8 text.` }
}

/** Git tracks a file, and a step of the job has put a pipe or a folder in its place. */
function noFile(file: string): Unread {
  return { file, code: 'not-a-file', message: `${file} is not a regular file.` }
}

function outside(file: string): Unread {
  return { file, code: 'outside-workspace', message: `${file} is a link that leads outside the workspace.` }
}
