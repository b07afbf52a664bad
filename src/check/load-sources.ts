import type { Problem } from '../errors.ts'
import { loadDocument, loadYaml } from '../files/document/load.ts'
import { placeFinder } from '../files/document/place.ts'
import type { LoadedDocument, SourceDocument } from '../files/document/tree.ts'
import { findTaskDefinitions, selectServices } from '../files/find/find.ts'
import { readTextFile } from '../files/read.ts'
import {
  NOTHING_RESOLVED,
  type ResolvedEntry,
  type ResolvedLayout
} from '../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { noFiles } from '../inputs/problems.ts'
import { distinctBy } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Unscanned } from '../report/report.ts'
import {
  chosenServices,
  chosenTasks,
  type FoundSources,
  findEntries,
  finderIn,
  listsFiles,
  tiedToEntries
} from './layout-sources.ts'
import { type DefinitionSource, type LoadedDefinitionSources, unscannedFor } from './source.ts'

/** The folder outside the workspace in which an earlier step of the job may have rendered files. */
type TemporaryFolder = {
  readonly temporary?: string
  /** How a file is read; a migration also reads other languages. */
  readonly load?: typeof loadDocument
}

/**
 * loadSources finds the files, assigns each to its service and reads each file once. It returns every problem of every
 * file.
 */
export async function loadSources(
  configuration: CommonConfiguration,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'> & TemporaryFolder,
  resolved: ResolvedLayout = NOTHING_RESOLVED
): Promise<LoadedDefinitionSources> {
  const { workspace } = ports
  const { selected, all, unread, problems: notFound } = await findSources(configuration, ports, resolved)
  const problems: Problem[] = [...notFound]
  const files = [...new Set(selected.map(({ file }) => file))]
  const documents = new Map<string, DefinitionSource>()
  const unscanned: Unscanned[] = unread.map(({ file, problem }) => unscannedFor(file, [problem]))
  for (const file of files) {
    const result = await loadFile(workspace, file, { ...configuration, ...present({ load: ports.load }) })
    const { document, partial } = result
    problems.push(...result.problems)
    if (document) {
      documents.set(file, targetOf(document, partial))
      ports.keepSource(file, document.text)
    }
    // A partly read file is not clean just because its readable part is.
    if (!document || partial) unscanned.push(unscannedFor(file, result.problems))
  }
  const targets = selected.flatMap(({ file, service, entry }) => {
    const source = documents.get(file)
    return source ? [{ ...source, ...present({ service }), ...ofEntry(source, entry, resolved) }] : []
  })
  return { files, all, targets, unscanned, problems }
}

/**
 * findSources finds the files that inputs name or, without any, those of the configuration file. The file's tasks are
 * included in both cases.
 */
export async function findSources(
  configuration: CommonConfiguration,
  { workspace, temporary }: Pick<ModePorts, 'workspace'> & TemporaryFolder,
  resolved: ResolvedLayout
): Promise<FoundSources> {
  const { taskDefinition, services, isDropIn = false, registersOnly = false } = configuration
  if (taskDefinition.length === 0) return findListed(configuration, workspace, resolved)
  const found = await findTaskDefinitions(workspace, taskDefinition, present({ temporary }))
  const selected = selectServices(found.files, services, taskDefinition)
  // If no file was found, it is not reported that none is assigned to a service.
  const nothing = found.files.length === 0 && found.problems.length > 0
  const problems = [...found.problems, ...(nothing ? [] : selected.problems)]
  const all = found.files.map(({ file }) => file)
  const { unread } = found
  if (resolved === NOTHING_RESOLVED) return { selected: selected.targets, all, problems, unread }
  const given = tiedToEntries(selected.targets, resolved, { workspace, isDropIn, registersOnly })
  const keys = selected.targets.flatMap(({ service: key }) => (key === undefined ? [] : [{ key }]))
  const wanted = isDropIn ? [] : chosenTasks(keys, resolved, services)
  const tasks = findEntries(wanted, finderIn(workspace))
  return {
    selected: [...given.files, ...tasks.files],
    all,
    unread,
    problems: [...problems, ...given.problems, ...tasks.problems]
  }
}

/** Values from the configuration file have their place in that file. */
export function ofEntry(
  { place }: Pick<DefinitionSource, 'place'>,
  entry: ResolvedEntry | undefined,
  resolved: Pick<ResolvedLayout, 'place'>
): Partial<Pick<DefinitionSource, 'entry' | 'place'>> {
  return entry ? { entry, place: origin => place(origin) ?? resolved.place(origin) } : {}
}

function targetOf(document: SourceDocument, partial: boolean | undefined): DefinitionSource {
  const target = { document, place: placeFinder(document) }
  return partial ? { ...target, partial } : target
}

async function loadFile(
  workspace: string,
  file: string,
  {
    compatibility,
    load = loadDocument
  }: Pick<CommonConfiguration, 'compatibility'> & Pick<TemporaryFolder, 'load'>
): Promise<LoadedDocument> {
  const read = readTextFile(workspace, file)
  if (!('text' in read)) return { problems: read.problems }
  const loaded = await load(file, read.text)
  if (compatibility === undefined || loaded.problems.length === 0 || !/\.jsonc?$/i.test(file)) return loaded
  // AWS's deploy action reads every file as YAML, which accepts trailing commas and single-quoted texts.
  const asYaml = await loadYaml(file, read.text.replace(/^\uFEFF/, ''))
  return asYaml.problems.length === 0 && asYaml.document?.root.kind === 'object' ? asYaml : loaded
}

/** onceForServices keeps problems and remarks once that differ only in the service: services can share a file. */
export function onceForServices<Item extends { readonly message: string }>(
  items: readonly Item[]
): readonly Item[] {
  return distinctBy(items, item => JSON.stringify({ ...item, service: undefined }))
}

/** Finds the files of the services and tasks that the configuration file lists, if no input names files. */
function findListed(
  configuration: CommonConfiguration,
  workspace: string,
  resolved: ResolvedLayout
): FoundSources {
  if (!listsFiles(resolved)) return { selected: [], all: [], problems: [noFiles()], unread: [] }
  const chosen = chosenServices(configuration, resolved)
  const tasks = chosenTasks(chosen.services, resolved, configuration.services)
  const found = findEntries([...chosen.services, ...tasks], finderIn(workspace))
  const every = [...resolved.services, ...resolved.tasks].flatMap(({ base }) =>
    base?.kind === 'file' ? [base.path] : []
  )
  return {
    selected: found.files,
    all: [...new Set(every)],
    unread: [],
    problems: [...chosen.problems, ...found.problems]
  }
}
