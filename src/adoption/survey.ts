import { present } from '../present.ts'
import type { Cell } from './cell.ts'
import { entryOf, entryOfFile, type FoundDefinition, knownValueOf, type SurveyEntry } from './entry.ts'
import { type DeploySite, findSites } from './find-sites.ts'
import { type FoundTask, findTasks } from './find-tasks.ts'
import { filteredPathsOf } from './survey-filters.ts'
import { type FoundOrder, findOrder } from './survey-order.ts'
import { pathsOf } from './survey-paths.ts'
import type { Workflow } from './workflow.ts'

/** What a repository reveals about its deployments. */
export type Survey = {
  readonly entries: readonly SurveyEntry[]
  /** Files that no workflow deploys. */
  readonly unused: readonly FoundDefinition[]
  readonly tasks: readonly FoundTask[]
  readonly order?: FoundOrder
  /** What a user has to review, as sentences. */
  readonly notes: readonly string[]
}

/** surveyRepository combines the information of workflows and files. It calls no AWS API, and it marks every guess. */
export function surveyRepository(
  workflows: readonly Workflow[],
  definitions: readonly FoundDefinition[]
): Survey {
  const sites = workflows.flatMap(findSites)
  const read =
    sites.length > 0 ? sites.map(site => withPaths(site, sites, definitions)) : definitions.map(entryOfFile)
  const { entries, notes } = merged(read)
  const named = new Set(entries.map(({ cells }) => knownValueOf(cells['task-definition'])))
  const idle = definitions.filter(({ file }) => !named.has(file))
  const found = findTasks(workflows, definitions, sites.length > 0 ? idle : [])
  const taken = new Set(
    found.tasks.flatMap(({ definition }) => ('file' in definition ? [definition.file] : []))
  )
  const order = findOrder(
    sites.map(site => {
      const { key, environment } = entryOf(site)
      return { site, key, environment: environment?.meaning ?? '' }
    })
  )
  return {
    entries,
    unused: idle.filter(({ file }) => !taken.has(file)),
    tasks: found.tasks,
    ...present({ order }),
    notes: [...notes, ...found.notes, ...imageNotes(workflows)]
  }
}

/**
 * inGit replaces a task definition file that Git does not track, because a step creates it, with a note that it must be
 * added.
 */
export function inGit(survey: Survey, files: ReadonlySet<string>): Survey {
  const entries = survey.entries.map(entry => {
    const cell = entry.cells['task-definition']
    if (cell?.kind !== 'known' || cell.value === 'live' || files.has(cell.value)) return entry
    const open: Cell = { kind: 'open', why: `${cell.value} is not in git`, from: cell.from }
    return { ...entry, cells: { ...entry.cells, 'task-definition': open } }
  })
  return { ...survey, entries }
}

function withPaths(
  site: DeploySite,
  sites: readonly DeploySite[],
  definitions: readonly FoundDefinition[]
): SurveyEntry {
  const entry = entryOf(site)
  const own = new Set(sites.filter(({ workflow }) => workflow === site.workflow).map(one => entryOf(one).key))
  return { ...entry, ...present({ paths: filteredPathsOf(site) ?? pathsOf(site, own.size, definitions) }) }
}

/** Merges places that deploy the same service to the same environment. The values of the first one are kept. */
function merged(entries: readonly SurveyEntry[]): Pick<Survey, 'entries' | 'notes'> {
  const found = new Map<string, SurveyEntry>()
  const notes: string[] = []
  for (const entry of entries) {
    const id = (key: string) => `${key} ${entry.environment?.meaning ?? ''}`
    const before = found.get(id(entry.key))
    if (before === undefined) found.set(id(entry.key), entry)
    else if (knownValueOf(before.cells.service) === knownValueOf(entry.cells.service)) {
      found.set(id(entry.key), { ...entry, ...before, cells: { ...entry.cells, ...before.cells } })
      notes.push(...differences(before, entry))
    } else {
      const own = knownValueOf(entry.cells.service) ?? `${entry.key}-2`
      found.set(id(own), { ...entry, key: own })
    }
  }
  return { entries: [...found.values()], notes }
}

function differences(one: SurveyEntry, other: SurveyEntry): readonly string[] {
  return (['task-definition', 'cluster', 'region'] as const).flatMap(name => {
    const [a, b] = [one.cells[name], other.cells[name]]
    if (a?.kind !== 'known' || b?.kind !== 'known' || a.value === b.value) return []
    return [
      `"${one.key}" is deployed from two places that differ in ${name}: ${a.from} (taken) and ${b.from}.`
    ]
  })
}

/** Secrets passed to an image build, which no task definition shows. */
function imageNotes(workflows: readonly Workflow[]): readonly string[] {
  return workflows.flatMap(({ file, text }) =>
    /--build-arg[^\n]*secrets\.|build-args:(?:(?!\n\s*- )[\s\S]){0,400}secrets\./.test(text)
      ? [
          `${file} puts secrets into the image as build arguments. They stay there; no task definition shows them.`
        ]
      : []
  )
}
