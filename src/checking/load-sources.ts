import { loadDocument } from '../document/load.ts'
import type { LoadedDocument } from '../document/loaded.ts'
import { type PlaceFinder, placeFinder } from '../document/place.ts'
import type { SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Unscanned } from '../report/report.ts'
import { findTaskDefinitions } from '../workspace/find.ts'
import { readTextFile } from '../workspace/read.ts'
import { selectServices } from '../workspace/select.ts'

/** A file for a service; a plain file without one is only checked or registered. Several services can share a file. */
export type DefinitionSource = {
  readonly service?: string
  readonly document: SourceDocument
  readonly place: PlaceFinder
  /**
   * Set when some of the file could not be read: what is there can be checked, but nothing missing can be
   * complained of.
   */
  readonly partial?: true
}

/** The targets that could be loaded, and what could not be. */
export type LoadedDefinitionSources = {
  readonly files: readonly string[]
  /** All files before a selection by service or by what has changed; absent where these are `files`. */
  readonly all?: readonly string[]
  readonly targets: readonly DefinitionSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
}

/**
 * loadSources finds the files, gives each its service and reads each file once. Every problem of every file comes
 * back.
 */
export async function loadSources(
  configuration: CommonConfiguration,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): Promise<LoadedDefinitionSources> {
  const { workspace } = ports
  const found = await findTaskDefinitions(workspace, configuration.taskDefinition)
  const selected = selectServices(found.files, configuration.services)
  // Where no file was found it is plain that none is tied to a service.
  const nothing = found.files.length === 0 && found.problems.length > 0
  const problems: Problem[] = [...found.problems, ...(nothing ? [] : selected.problems)]
  const files = [...new Set(selected.targets.map(({ file }) => file))]
  const loaded = await Promise.all(files.map(file => loadFile(workspace, file)))
  const documents = new Map<string, DefinitionSource>()
  const unscanned: Unscanned[] = []
  for (const [index, result] of loaded.entries()) {
    const file = files[index] as string
    problems.push(...result.problems)
    if (result.document) {
      documents.set(file, targetOf(result.document, result.partial))
      ports.keepSource(file, result.document.text)
    }
    // A file that was read in part is not clean because its readable part is.
    if (!result.document || result.partial) {
      unscanned.push(unscannedFor(file, result.problems))
    }
  }
  const targets = selected.targets.flatMap(({ file, service }) => {
    const source = documents.get(file)
    return source ? [{ ...source, ...present({ service }) }] : []
  })
  return { files, all: found.files.map(({ file }) => file), targets, unscanned, problems }
}

/** unscannedFor says of a file that was not read whole where that begins, by its first problem. */
export function unscannedFor(file: string, problems: readonly Problem[]): Unscanned {
  const [first] = problems
  return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE }
}

const NOT_WHOLE = 'Not all of it could be read.'

function targetOf(document: SourceDocument, partial: boolean | undefined): DefinitionSource {
  const target = { document, place: placeFinder(document) }
  return partial ? { ...target, partial } : target
}

async function loadFile(workspace: string, file: string): Promise<LoadedDocument> {
  const read = readTextFile(workspace, file)
  return 'text' in read ? loadDocument(file, read.text) : { problems: read.problems }
}
