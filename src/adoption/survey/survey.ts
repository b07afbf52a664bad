import { parse } from 'yaml'
import { isObject } from '../../json.ts'
import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import type { Cell } from '../workflow/cell.ts'
import { PATHS_FILTER } from '../workflow/run-time-matrix.ts'
import { memberNamed } from '../workflow/texts.ts'
import type { Step, Workflow } from '../workflow/workflow.ts'
import {
  entryOf,
  entryOfFile,
  type FoundDefinition,
  type FoundPaths,
  knownValueOf,
  type SurveyEntry,
  withFamily
} from './entry.ts'
import { type FilledImage, filledImages } from './filled-images.ts'
import { type DeploySite, findSites } from './find-sites.ts'
import { type FoundTask, findTasks } from './find-tasks.ts'
import { type FoundOrder, findOrder } from './order.ts'
import { pathsOf } from './paths.ts'

/** What a repository reveals about its deployments. */
export type Survey = {
  readonly entries: readonly SurveyEntry[]
  /** Files that no workflow deploys. */
  readonly unused: readonly FoundDefinition[]
  readonly tasks: readonly FoundTask[]
  readonly order?: FoundOrder
  /** The images that workflows fill in today. */
  readonly images: readonly FilledImage[]
  /** What a user has to review, as sentences. */
  readonly notes: readonly string[]
}

/** Other actions that report which files have changed. */
const CHANGED_FILES = /^(?:tj-actions|step-security)\/changed-files@/

type Filter = { readonly values: readonly string[]; readonly step: Step; readonly isGuess?: true }

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
    images: filledImages(sites, definitions),
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
  const entry = withFamily(entryOf(site), definitions)
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

/**
 * filteredPathsOf reads the paths of a service from actions that report changed files, if a condition of its step, its
 * job or a preceding job uses their outputs, or if its matrix is made from them.
 */
function filteredPathsOf(site: DeploySite): FoundPaths | undefined {
  const filters = [...conditionsOf(site).flatMap(one => filtersIn(one, site)), ...filtersOfRow(site)]
  const values = [...new Set(filters.flatMap(one => one.values))]
  const [first, ...others] = filters
  if (first === undefined || values.length === 0) return undefined
  const from = `${site.workflow.file}:${site.workflow.lineOf(first.step.path)}`
  // A filter that is combined with other conditions may cover less than the service's files.
  const isGuess = filters.some(one => one.isGuess) || (others.length > 0 && conditionsOf(site).some(hasAnd))
  return { values, from, ...(isGuess ? { isGuess, why: 'whose answer is one condition of several' } : {}) }
}

type Condition = { readonly text: string; readonly job: string }

const hasAnd = ({ text }: Condition) => text.includes('&&')

/** Conditions of the step, of its job, and of the jobs that it depends on. */
function conditionsOf({ workflow, job, step }: DeploySite): readonly Condition[] {
  const before = new Set([job.name])
  for (const name of before)
    for (const needed of workflow.jobs.find(one => one.name === name)?.needs ?? []) before.add(needed)
  return [
    ...(step.if === undefined ? [] : [{ text: step.if, job: job.name }]),
    ...[...before].flatMap(name => {
      const text = memberNamed(jobIn(workflow, name), 'if')
      return typeof text === 'string' ? [{ text, job: name }] : []
    })
  ]
}

/** The filters that a condition uses: `… == 'true'`, the output alone, or a list of files that contains something. */
function filtersIn({ text, job }: Condition, { workflow }: DeploySite): readonly Filter[] {
  const asked = [
    ...text.matchAll(
      /(steps|needs)\.([\w-]+)\.outputs(?:\.([\w-]+)|\['([\w-]+)'\])(?:\s*(==|!=)\s*'?(true|false)'?)?/g
    )
  ]
  return asked.flatMap(([all, context, id = '', dotted, quoted, sign, value]) => {
    const name = dotted ?? quoted ?? ''
    const isWanted = sign === undefined || (sign === '==') === (value === 'true')
    const made = context === 'steps' ? { job, id, name } : outputOf(workflow, { job: id, name })
    const step = made && stepIn(workflow, made)
    if (!isWanted || step === undefined || made === undefined) return []
    const contained = new RegExp(`contains\\(\\s*${escapePattern(all)}\\s*,\\s*'([^']+)'`).exec(text)?.[1]
    return filterNamed(step, made.name, contained)
  })
}

/** A matrix made from the names of the filters that matched. */
function filtersOfRow({ workflow, job, row }: DeploySite): readonly Filter[] {
  const matrix = JSON.stringify(
    memberNamed(memberNamed(jobIn(workflow, job.name), 'strategy'), 'matrix') ?? ''
  )
  return [...matrix.matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g)].flatMap(([, from = '', name = '']) => {
    const made = outputOf(workflow, { job: from, name })
    const step = made && stepIn(workflow, made)
    if (step === undefined || made?.name !== 'changes') return []
    return Object.values(row).flatMap(value => filterNamed(step, value))
  })
}

function filterNamed(step: Step, name: string, contained?: string): readonly Filter[] {
  if (PATHS_FILTER.test(step.uses ?? '')) return filterOf(step, valuesIn(step.with['filters'], name))
  if (!CHANGED_FILES.test(step.uses ?? '')) return []
  if (contained !== undefined)
    return [{ values: [contained.endsWith('/') ? `${contained}**` : contained], step, isGuess: true }]
  const [, named] = /^(?:(.+)_)?any_(?:changed|modified|deleted)$/.exec(name) ?? ['', name]
  const files = (step.with['files'] ?? '').split(/[\n,]/).map(one => one.trim())
  return filterOf(
    step,
    named === undefined ? files.filter(Boolean) : valuesIn(step.with['files_yaml'], named)
  )
}

/** In these actions a negated pattern means "any file except these". */
function filterOf(step: Step, values: readonly string[]): readonly Filter[] {
  const plain = values.filter(value => !value.startsWith('!'))
  if (plain.length === 0) return []
  return [{ values: plain, step, ...(plain.length < values.length ? { isGuess: true as const } : {}) }]
}

/** The patterns of one filter, including those of one kind of change (`added: src/**`). */
function valuesIn(filters: string | undefined, name: string): readonly string[] {
  try {
    const read: unknown = parse(filters ?? '')
    const own = memberNamed(read, name)
    const list: readonly unknown[] = Array.isArray(own) ? own.flat(3) : [own]
    return list
      .flatMap(one => (isObject(one) ? Object.values(one).flat() : [one]))
      .filter(one => typeof one === 'string')
  } catch {
    return []
  }
}

type Output = { readonly job: string; readonly id: string; readonly name: string }

/** The step output that a job passes on. */
function outputOf(workflow: Workflow, { job, name }: Omit<Output, 'id'>): Output | undefined {
  const text = memberNamed(memberNamed(jobIn(workflow, job), 'outputs'), name)
  const [, id, own, quoted] =
    /steps\.([\w-]+)\.outputs(?:\.([\w-]+)|\['([\w-]+)'\])/.exec(typeof text === 'string' ? text : '') ?? []
  return id === undefined ? undefined : { job, id, name: own ?? quoted ?? '' }
}

const stepIn = (workflow: Workflow, { job, id }: Output) =>
  workflow.jobs.find(one => one.name === job)?.steps.find(one => one.id === id)

const jobIn = ({ root }: Workflow, name: string) => memberNamed(root['jobs'], name)
