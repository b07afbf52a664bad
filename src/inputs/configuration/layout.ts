import type { Exception } from '../../check/exceptions/exception.ts'
import type { Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode, Member, Origin, SourceDocument } from '../../files/document/tree.ts'
import { didYouMean, namesToChoose, pageUrl } from '../../nearest.ts'
import { present } from '../../present.ts'
import type { EntryKey } from './keys.ts'

/** One entry of the configuration file as written: the nodes of its keys, each in the form that the table requires. */
export type LayoutEntry = {
  readonly origin: Origin
  readonly values: ReadonlyMap<EntryKey, DocumentNode>
}

/** The entries of services and tasks, by key. */
export type LayoutEntries = {
  readonly services: ReadonlyMap<string, LayoutEntry>
  readonly tasks: ReadonlyMap<string, LayoutEntry>
}

/** What an environment sets: for all entries, and for single services and tasks. */
export type EnvironmentLayout = LayoutEntries & { readonly general: LayoutEntry }

/**
 * The part of the configuration file that defines what is deployed, from what and where, before an environment is
 * selected.
 */
export type Layout = LayoutEntries & {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly place: PlaceFinder
  readonly defaults?: LayoutEntry
  readonly environments: ReadonlyMap<string, EnvironmentLayout>
  /** Waves of service keys, and the position of the list. */
  readonly order: readonly (readonly string[])[]
  readonly orderOrigin?: Origin
}

/** The layout without a configuration file. */
export const NO_LAYOUT: Layout = {
  document: { file: '', text: '' },
  place: () => undefined,
  services: new Map(),
  tasks: new Map(),
  environments: new Map(),
  order: []
}

/**
 * absentServices returns the services that an environment has not, each with the others that have it: only these set
 * its
 * task definition.
 */
export function absentServices(
  { defaults, services, environments }: Layout,
  own: EnvironmentLayout | undefined
): ReadonlyMap<string, readonly string[]> {
  const sets = (level: LayoutEntry | undefined) => level?.values.has('task-definition') === true
  return new Map(
    [...(own ? services : [])].flatMap(([key, entry]) => {
      if ([defaults, own?.general, entry, own?.services.get(key)].some(sets)) return []
      const others = [...environments].flatMap(([name, one]) => (sets(one.services.get(key)) ? [name] : []))
      return others.length > 0 ? [[key, others] as const] : []
    })
  )
}

/** The decisions of the project about findings. */
export type ProjectDecisions = {
  readonly exceptions: readonly Exception[]
  /** Names that the policy references-only allows. */
  readonly allowedNames: readonly string[]
  /** IDs of the optional rules to apply. */
  readonly optionalRules: readonly string[]
}

/** The decisions in the file, or its problems. Nothing is applied if there are problems. */
export type ReadExceptions = ProjectDecisions & { readonly problems: readonly Problem[] }

/** The decisions without a configuration file. */
export const NO_DECISIONS: ReadExceptions = {
  exceptions: [],
  allowedNames: [],
  optionalRules: [],
  problems: []
}

/** The content of the project's configuration file, each part with its problems. */
export type ProjectFile = {
  /** Decisions about findings: exceptions, allowed names, optional rules. */
  readonly decisions: ReadExceptions
  /** Services and tasks: where they run, from what, in which order, and the settings of each environment. */
  readonly layout: Layout
  readonly layoutProblems: readonly Problem[]
}

/** The content without a configuration file. */
export const NO_PROJECT_FILE: ProjectFile = {
  decisions: NO_DECISIONS,
  layout: NO_LAYOUT,
  layoutProblems: []
}

/** Adds a problem of the configuration file, at the place of a node. */
export type ReportProblem = (
  node: Pick<DocumentNode, 'origin'>,
  message: string,
  /** What to do, with the code if it is not the usual one. */
  hint: string | { readonly text: string; readonly code: string }
) => void

/** reporterTo returns the function that adds to `problems`, with the code that applies if none is given. */
export function reporterTo(
  problems: Problem[],
  place: PlaceFinder,
  usual: Pick<Problem, 'code'>
): ReportProblem {
  return ({ origin }, message, advice) => {
    const { text: hint, code } = typeof advice === 'string' ? { text: advice, ...usual } : advice
    problems.push({ code, fault: 'user', message, hint, ...present({ place: place(origin) }) })
  }
}

/** reportUnknownKey shows a key only if it looks like one, because something else may have been pasted there. */
export function reportUnknownKey(
  { key, keyOrigin }: Pick<Member, 'key' | 'keyOrigin'>,
  known: readonly string[],
  report: ReportProblem
): void {
  const shown = /^[A-Za-z][\w-]{0,29}$/.test(key) ? `"${key}"` : `of ${key.length} characters`
  report({ origin: keyOrigin }, `Unknown key ${shown}.${didYouMean(key, known)}`, {
    text: namesToChoose(known, pageUrl('configuration')),
    code: 'unknown-config-key'
  })
}
