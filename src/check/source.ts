import type { CheckedFile } from '../detector/formats/read-for-check.ts'
import { hasContainerList } from '../detector/formats/structure.ts'
import type { Problem } from '../errors.ts'
import { type PlaceFinder, placeFinder, placesIn } from '../files/document/place.ts'
import { childOf, type DocumentNode, type SourceDocument } from '../files/document/tree.ts'
import type { ResolvedEntry } from '../inputs/configuration/resolve-layout.ts'
import { groupBy } from '../list.ts'
import { present } from '../present.ts'
import type { Remark, Unscanned } from '../report/report.ts'

/**
 * A file for a service, identified by its key. A file without a service is only checked or registered. Several services
 * can share a file.
 */
export type DefinitionSource = {
  readonly service?: string
  /** The entry of the configuration file for the file's service or task. */
  readonly entry?: ResolvedEntry
  readonly document: SourceDocument
  readonly place: PlaceFinder
  /**
   * Set if part of the file could not be read. What was read can be checked, but nothing can be reported as missing.
   */
  readonly partial?: true
}

/** The targets that could be loaded, and what could not be. */
export type LoadedDefinitionSources = {
  readonly files: readonly string[]
  /** All files before a selection by service or by what has changed. Absent if they are the same as `files`. */
  readonly all?: readonly string[]
  readonly targets: readonly DefinitionSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
}

/** A target of a check. A `template` is checked as it is written. Only a `definition` can be rendered. */
export type CheckSource = DefinitionSource & {
  readonly kind: 'definition' | 'template'
}

/** A target with its rendered task definition, as far as it could be rendered. */
export type RenderedTarget = { readonly target: DefinitionSource; readonly root: DocumentNode }

const NOT_WHOLE = 'Not all of it could be read.'

/** unscannedFor returns where the unread part of a file begins, which is the place of its first problem. */
export function unscannedFor(file: string, problems: readonly Problem[]): Unscanned {
  const [first] = problems
  return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE }
}

/** The sources made from the files of a check: what to examine, and what could not be read. */
type MadeSources = {
  readonly targets: readonly CheckSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
  /** Problems that would only stop a deployment. */
  readonly remarks: readonly Remark[]
}

/**
 * sourcesFrom converts files that were read to what the rules examine. A `discovered` file without a task definition is
 * left out. A named file without one is a problem.
 */
export async function sourcesFrom(
  read: ReadonlyMap<string, CheckedFile>,
  found: {
    readonly targets: readonly { readonly file: string; readonly service?: string }[]
    readonly discovered: boolean
    readonly guessed?: ReadonlySet<string>
  }
): Promise<MadeSources> {
  const problems: Problem[] = []
  const remarks: Remark[] = []
  const unscanned: Unscanned[] = []
  for (const [file, result] of read) {
    if (result.kind === 'unreadable') {
      problems.push(...result.problems)
      unscanned.push(unscannedFor(file, result.problems))
      continue
    }
    if (result.kind === 'nothing') {
      if (!found.discovered && found.guessed?.has(file) !== true) problems.push(...result.problems)
      continue
    }
    const isPlain = PLAIN.test(file) && !MARKS.test(result.document.text)
    const isBroken = ({ code }: Problem) => isPlain && BROKEN.has(code)
    problems.push(...result.notes.filter(isBroken), ...(isPlain ? withoutList(result.document) : []))
    remarks.push(...remarksOf(result.notes.filter(one => !isBroken(one))))
    if (result.unread === undefined) continue
    problems.push(result.unread)
    unscanned.push(unscannedFor(file, [result.unread]))
  }
  // what a container gets from another file stands there
  const place = placesIn([...read.values()].flatMap(one => (one.kind === 'unreadable' ? [] : one.document)))
  const targets = found.targets.flatMap(({ file, service }) =>
    targetOf(read.get(file), { place, ...present({ service }) })
  )
  return { targets, unscanned, problems, remarks }
}

/** What a deployment refuses in JSON and YAML. A template of another program is neither before it is filled in. */
const BROKEN: ReadonlySet<string> = new Set([
  'invalid-json',
  'invalid-yaml',
  'trailing-comma',
  'repeated-key'
])
const PLAIN = /\.(?:jsonc?|ya?ml)$/i
const MARKS = /[$%]\{(?!\{)|\{[{%]|<%|<[\w-]+>|@@\w/

/** A file with a family is meant as a task definition, also if its containers are no list or are misspelled. */
function withoutList({ root, ...document }: SourceDocument): readonly Problem[] {
  const list = childOf(root, 'containerDefinitions')
  if (childOf(root, 'family') === undefined || list?.kind === 'array') return []
  // spelled as another program has it: `container_definitions` of variables of Terraform or Ansible
  if (list === undefined && hasContainerList(root)) return []
  return [
    {
      code: 'no-containers',
      fault: 'user',
      message: `"containerDefinitions" is ${list ? 'no list' : 'missing'}.`,
      hint: 'A task definition has a list of containers under this name.',
      ...present({ place: placeFinder(document)((list ?? root).origin) })
    }
  ]
}

/** What the rules examine in a file: nothing if the file contains no task definition. */
function targetOf(
  read: CheckedFile | undefined,
  more: Pick<CheckSource, 'service' | 'place'>
): readonly CheckSource[] {
  if (read?.kind !== 'definition' && read?.kind !== 'template') return []
  const { kind, document } = read
  return [{ kind, document, ...more }]
}

/**
 * remarksOf reports each kind of problem once per file, at its first place, because a template can have the same
 * problem on every line.
 */
export function remarksOf(problems: readonly Problem[]): readonly Remark[] {
  return groupBy(problems, ({ code }) => code).map(([first, ...others]) => {
    const { message, hint, place } = first as Problem
    const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`
    const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`
    return place === undefined ? { message: text } : { message: text, place }
  })
}

/** isLiveName distinguishes the name of a live source from that of a file. */
export function isLiveName(file: string): boolean {
  return file.startsWith('live:')
}
