import type { CheckConfiguration } from '../../inputs/configuration.ts'
import { findTaskDefinitions, folderAt, withoutExcluded } from '../../workspace/find/find.ts'
import { selectServices } from '../../workspace/find/select.ts'
import { sparseCheckouts } from '../../workspace/find/sparse.ts'
import { type CheckFiles, type CheckPlace, type FoundInFolders, unscannedFor } from './check-files.ts'

/**
 * findCheckFiles returns the files that the input `task-definition` names or, without it, every task definition that
 * Git tracks, recognized by content. With `changed-since`, it returns only those that differ from that revision. The
 * configuration file affects every task definition, so if it differs, all of them are checked.
 */
export async function findCheckFiles(
  configuration: CheckConfiguration,
  place: CheckPlace
): Promise<CheckFiles> {
  const { standardInput } = place
  const { taskDefinition, changedSince } = configuration
  const given = taskDefinition.filter(line => line !== '-')
  if (given.length < taskDefinition.length && standardInput === undefined)
    return (await searching()).nothingToRead()
  const { wanted } = withoutExcluded(given)
  const hasNames = wanted.length > 0 || standardInput !== undefined
  const all = hasNames
    ? await named({ ...configuration, taskDefinition: given }, place)
    : await (await searching()).discovered(place, configuration)
  const found =
    changedSince === undefined
      ? all
      : await (await searching()).limited(all, { ...configuration, changedSince }, place)
  return standardInput === undefined
    ? found
    : { ...found, targets: [{ file: standardInput.file }, ...found.targets] }
}

/** A check of named files does not load the file search. */
function searching(): Promise<typeof import('./search-check-files.ts')> {
  return import('./search-check-files.ts')
}

async function named(configuration: CheckConfiguration, place: CheckPlace): Promise<CheckFiles> {
  const { workspace } = place
  const { taskDefinition, changedSince } = configuration
  const folders = taskDefinition.filter(line => folderAt(workspace, line) !== undefined)
  const patterns = taskDefinition.filter(line => !folders.includes(line))
  const below =
    folders.length === 0 ? NOTHING_BELOW : await (await searching()).inFolders(place, folders, configuration)
  const found = await findTaskDefinitions(workspace, patterns)
  const one = new Map([...below.targets, ...found.files].map(target => [target.file, target]))
  const files = [...one.values()]
  const selected = await selectServices(files, configuration.services, patterns)
  const guessed = new Set(below.targets.map(({ file }) => file))
  for (const { file } of found.files) guessed.delete(file)
  const result = {
    ...below,
    targets: selected.targets,
    all: files.map(({ file }) => file),
    discovered: false,
    ...(guessed.size === 0 ? {} : { guessed }),
    problems: [...found.problems, ...below.problems, ...selected.problems],
    unscanned: [
      ...below.unscanned,
      ...found.unread.map(({ file, problem }) => unscannedFor(file, [problem]))
    ],
    isWhole: false
  }
  // A file that is named is read or reported as missing.
  const isOpen = folders.length > 0 || taskDefinition.some(line => /[*?[{(]/.test(line))
  if (!isOpen || changedSince) return result
  const sparse = sparseCheckouts(workspace, taskDefinition)
  return sparse.length > 0
    ? (await searching()).withSparse(result, { lines: taskDefinition, sparse }, place)
    : result
}

const NOTHING_BELOW: FoundInFolders = { targets: [], problems: [], unscanned: [], remarks: [] }
