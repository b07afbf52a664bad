import { present } from '../present.ts'
import type { Cell } from './cell.ts'
import { type EnvironmentWord, environmentIn, localNameOf } from './environments.ts'
import { type DeploySite, findSites, type SiteCells } from './find-sites.ts'
import { type FoundTask, findTasks } from './find-tasks.ts'
import { type FoundOrder, findOrder } from './survey-order.ts'
import { type FoundPaths, pathsOf } from './survey-paths.ts'
import type { Workflow } from './workflow.ts'

/** A task definition that was found by its content. */
export type FoundDefinition = {
  readonly file: string
  readonly text: string
  readonly family?: string
  readonly containers: readonly { readonly name: string; readonly image: string }[]
}

/** What is deployed in one environment under one local name, with where each part was read. */
export type SurveyEntry = {
  readonly key: string
  readonly environment?: EnvironmentWord & { readonly from: string; readonly isGuess?: true }
  readonly cells: SiteCells
  readonly paths?: FoundPaths
}

/** What a repository says of its deployments. */
export type Survey = {
  readonly entries: readonly SurveyEntry[]
  /** Files that no workflow was seen to deploy. */
  readonly unused: readonly FoundDefinition[]
  readonly tasks: readonly FoundTask[]
  readonly order?: FoundOrder
  /** What somebody has to look at, as sentences. */
  readonly notes: readonly string[]
}

/** surveyRepository puts together what workflows and files say. Nothing is asked of AWS, and nothing is guessed without a mark. */
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

/** inGit makes of a definition's file that git does not track, since a step makes it, something that has to be added. */
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
  return { ...entry, ...present({ paths: pathsOf(site, own.size, definitions) }) }
}

/** knownValueOf gives a cell's value where it is known. */
export function knownValueOf(cell: Cell | undefined): string | undefined {
  return cell?.kind === 'known' ? cell.value : undefined
}

/** entryOf names what one place deploys, and finds its environment. */
export function entryOf(site: DeploySite): SurveyEntry {
  const { cells, job, workflow } = site
  const environment = environmentOf(site)
  const name = knownValueOf(cells.service) ?? stemOf(knownValueOf(cells['task-definition']) ?? job.name)
  return {
    key: localNameOf(name, environment?.word ?? environmentIn(workflow.file)?.word),
    ...present({ environment }),
    cells
  }
}

/** Names and files say it; a title or the job's `environment:`, which is often copied along, is a guess. */
function environmentOf({ cells, job, workflow }: DeploySite): SurveyEntry['environment'] {
  const told = [cells['task-definition'], cells.live, cells.service, cells.cluster]
  for (const cell of told) {
    const word = cell?.kind === 'known' ? environmentIn(cell.value) : undefined
    if (cell && word) return { ...word, from: cell.from }
  }
  const { file, name = '' } = workflow
  const [, base = ''] = /([^/]*)\.ya?ml$/.exec(file) ?? []
  const around: readonly (readonly [string, string])[] = [
    [base, file],
    [name, `${file}:${workflow.lineOf(['name'])}`],
    [job.environment ?? '', `${file}:${workflow.lineOf([...job.path, 'environment'])}`]
  ]
  for (const [text, from] of around) {
    const word = environmentIn(text)
    if (word) return { ...word, from, isGuess: true }
  }
  return undefined
}

/** Without a workflow that deploys it, a file is all there is: its family is the best guess at the service. */
function entryOfFile({ file, family }: FoundDefinition): SurveyEntry {
  const environment = environmentIn(file)
  const name = family !== undefined && !family.includes('$') ? family : stemOf(file)
  return {
    key: localNameOf(name, environment?.word),
    ...(environment ? { environment: { ...environment, from: file } } : {}),
    cells: {
      service: { kind: 'known', value: name, from: `${file}, its family`, isGuess: true },
      'task-definition': { kind: 'known', value: file, from: file }
    }
  }
}

/** The name of a file without what every such file is called. */
function stemOf(file: string): string {
  const base = (file.split('/').at(-1) ?? file).replace(/\.[a-z0-9]+$/i, '')
  const stem = base
    .replaceAll(/(?:ecs[-_.])?task[-_.]?def(?:inition)?s?/gi, '')
    .replaceAll(/^[-_.]+|[-_.]+$/g, '')
  return stem.replaceAll('.', '-') || 'app'
}

/** Two places that deploy the same service to the same environment are one entry; the first one's words hold. */
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

/** What goes into an image no task definition shows. */
function imageNotes(workflows: readonly Workflow[]): readonly string[] {
  return workflows.flatMap(({ file, text }) =>
    /--build-arg[^\n]*secrets\.|build-args:(?:(?!\n\s*- )[\s\S]){0,400}secrets\./.test(text)
      ? [
          `${file} puts secrets into the image as build arguments. They stay there; no task definition shows them.`
        ]
      : []
  )
}
