import type { ResolvedLayout } from '../../configuration/resolved.ts'
import type { CommonConfiguration } from '../../inputs/configuration.ts'
import { noFiles } from '../../inputs/problems/missing.ts'
import {
  chosenServices,
  chosenTasks,
  type FoundSources,
  findEntries,
  finderIn,
  listsFiles
} from './layout-sources.ts'

/** findListed finds the files of the services and tasks that the configuration file lists, if no input names files. */
export function findListed(
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
