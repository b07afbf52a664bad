import type { Problem } from '../errors.ts'
import { type FoundFile, type FoundFiles, findNamedFile } from '../files/find/find.ts'
import type { ResolvedEntry, ResolvedLayout } from '../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'

/** The files of a run, each with its service or entry. */
export type FoundSources = {
  readonly selected: readonly FoundEntry[]
  /** All files before a selection. */
  readonly all: readonly string[]
  readonly problems: readonly Problem[]
  /** What inputs name and the system did not let the search look at. */
  readonly unread: FoundFiles['unread']
}

/** A file with its service or task, and that entry of the configuration file. */
export type FoundEntry = FoundFile & { readonly entry?: ResolvedEntry }

/** The files of a run, and the problems with how they are named. */
export type FoundEntries = { readonly files: readonly FoundEntry[]; readonly problems: readonly Problem[] }

/** A service of the configuration file. */
type ServiceEntry = ResolvedLayout['services'][number]

/** listsFiles reports whether the configuration file defines what is deployed, so that no input has to. */
export function listsFiles({ services, tasks }: ResolvedLayout): boolean {
  return [...services, ...tasks].some(({ base }) => base !== undefined)
}

/**
 * chosenServices returns the services of the file that a run is for, or why a name is not one of them. Those that the
 * environment has not are a problem of the layout.
 */
export function chosenServices(
  { services: selection }: Pick<CommonConfiguration, 'services'>,
  { services, tasks, absent }: Pick<ResolvedLayout, 'services' | 'tasks' | 'absent'>
): { readonly services: readonly ServiceEntry[]; readonly problems: readonly Problem[] } {
  if (!Array.isArray(selection)) return { services, problems: [] }
  const names = selection as readonly string[]
  const known = [...services, ...tasks.filter(isScheduled)].map(({ key }) => key)
  return {
    services: services.filter(({ key }) => names.includes(key)),
    problems: names
      .filter(name => !known.includes(name) && !absent?.has(name))
      .map(name => unknownKey(name, services))
  }
}

function isScheduled({ task }: ResolvedLayout['tasks'][number]): boolean {
  return task.schedules === true
}

/** The values that the input accepts besides names. */
const WORDS = ['all', 'changed']

/** The input may contain a service's name in ECS instead of its key, but two keys can have the same name. */
function unknownKey(name: string, services: readonly ServiceEntry[]): Problem {
  const known = services.map(({ key }) => key)
  const same = services.filter(one => one.name === name).map(({ key }) => `"${key}"`)
  const meant = same.length > 0 ? ` Its key is ${same.join(' or ')}.` : didYouMean(name, [...known, ...WORDS])
  return {
    code: 'unknown-service',
    fault: 'user',
    service: name,
    message: `Input "service" has "${name}", which the configuration file does not have.${meant}`,
    hint: `Services: ${known.join(', ')}.`
  }
}

/**
 * chosenTasks returns the tasks of a run: those that run before its services, and those that schedules run. A scheduled
 * task that is not for a particular service belongs to a run for all services, or to one that lists it like a service.
 */
export function chosenTasks(
  services: readonly { readonly key: string }[],
  { tasks }: Pick<ResolvedLayout, 'tasks'>,
  selection: CommonConfiguration['services']
): ResolvedLayout['tasks'] {
  return tasks.filter(one => {
    const { key, task } = one
    const isFor = services.some(service => task.for.includes(service.key))
    const runsBefore = task.run === 'before' && (task.for.length === 0 ? services.length > 0 : isFor)
    if (!isScheduled(one)) return runsBefore
    const isNamed = Array.isArray(selection) && (selection as readonly string[]).includes(key)
    return runsBefore || isFor || isNamed || (task.for.length === 0 && !Array.isArray(selection))
  })
}

/** tasksBefore returns the tasks that run before a service. What applies to them applies to the service. */
export function tasksBefore(key: string, { tasks }: Pick<ResolvedLayout, 'tasks'>): ResolvedLayout['tasks'] {
  return tasks.filter(
    ({ task }) => task.run === 'before' && (task.for.length === 0 || task.for.includes(key))
  )
}

/** Finds the only file of a path. The label identifies the path in messages. */
type FindFile = (path: string, label: string) => ReturnType<typeof findNamedFile>

/** finderIn finds files of a workspace. */
export function finderIn(workspace: string): FindFile {
  return (path, label) => findNamedFile(workspace, path, label)
}

/** findEntries finds the file of each entry. Entries with a live task definition have none. */
export function findEntries(entries: readonly ResolvedEntry[], find: FindFile): FoundEntries {
  const problems: Problem[] = []
  const files = entries.flatMap((entry): readonly FoundEntry[] => {
    const { base, key } = entry
    const service = entry.kind === 'service' ? key : undefined
    if (base === undefined) {
      problems.push(withoutFile(entry))
      return []
    }
    if (base.kind === 'live') return []
    const found = find(base.path, `"task-definition" of "${key}"`)
    if ('problem' in found) {
      problems.push({ ...found.problem, ...present({ place: base.place, service }) })
      return []
    }
    return [{ file: found.file, entry, ...present({ service }) }]
  })
  return { files, problems }
}

function withoutFile({ key, kind, written }: ResolvedEntry): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `The configuration file has no task definition from which "${key}" is ${kind === 'task' ? 'run' : 'deployed'}.`,
    hint: 'Write task-definition: PATH in its entry or in "defaults", or name the file in the input "task-definition".',
    ...present({ place: written })
  }
}

/** keyOfNamed returns the key of the service with a name in ECS. A name that ECS does not have can be a key. */
export function keyOfNamed(name: string, { services }: Pick<ResolvedLayout, 'services'>): string {
  const same = services.filter(one => one.name === name)
  return same.length === 1 && same[0] ? same[0].key : name
}

/**
 * tiedToEntries adds the entries of the configuration file to the files that inputs name, and finds where the two
 * contradict each other. A step in the place of one of AWS's actions (`isDropIn`) has its service as in ECS, its file
 * can be one that an earlier step rendered, and without a service it only renders or registers. With `registersOnly`, a
 * file has the settings of its service, but not the service.
 */
export function tiedToEntries(
  files: readonly FoundFile[],
  resolved: ResolvedLayout,
  {
    workspace,
    isDropIn,
    registersOnly
  }: { readonly workspace: string; readonly isDropIn: boolean; readonly registersOnly: boolean }
): FoundEntries {
  const problems: Problem[] = []
  const { services } = resolved
  const isAt = ({ base }: ServiceEntry, file: string) => {
    const written = base?.kind === 'file' ? findNamedFile(workspace, base.path, '') : undefined
    return written !== undefined && 'file' in written && written.file === file
  }
  const found = files.flatMap((one): readonly FoundEntry[] => {
    const { file, service: name } = one
    const key = name !== undefined && isDropIn ? keyOfNamed(name, resolved) : name
    const owners = services.filter(entry => (key === undefined ? isAt(entry, file) : entry.key === key))
    const [entry] = owners
    if (isDropIn) {
      if (owners.length > 1) problems.push(ownersUnclear(file, owners))
      return [{ ...one, ...present({ service: entry && key, entry }) }]
    }
    if (entry === undefined && listsFiles(resolved)) problems.push(notListed(file, resolved))
    if (entry?.base !== undefined && !isAt(entry, file)) problems.push(contradiction(file, entry))
    return entry === undefined
      ? [one]
      : owners.map(own => ({ ...one, ...(registersOnly ? {} : { service: own.key }), entry: own }))
  })
  return { files: found, problems }
}

function ownersUnclear(file: string, owners: readonly ServiceEntry[]): Problem {
  return {
    code: 'service-ambiguous',
    fault: 'user',
    message: `${file} is the task definition of several services in the configuration file (${owners.map(({ key }) => key).join(', ')}), and none is named.`,
    hint: `Name the one whose settings apply in the input "service", for example service: ${owners[0]?.name ?? ''}.`
  }
}

function notListed(file: string, { services }: ResolvedLayout): Problem {
  return {
    code: 'place-contradiction',
    fault: 'user',
    message: `Input "task-definition" has ${file}, which is the task definition of no service in the configuration file.`,
    hint: `Omit the input: the configuration file defines the services (${services.map(({ key }) => key).join(', ')}). To deploy this file, too, add an entry with it.`,
    place: { file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  }
}

function contradiction(file: string, { key, base }: ServiceEntry): Problem {
  const place = base?.place
  const where = place ? ` (${place.file}:${place.line})` : ''
  const written = base?.kind === 'file' ? base.path : 'live'
  return {
    code: 'place-contradiction',
    fault: 'user',
    service: key,
    message: `Input "task-definition" has ${file} for "${key}", but the configuration file has ${written}${where}.`,
    hint: 'Leave the input out, or correct the file.',
    ...present({ place })
  }
}
