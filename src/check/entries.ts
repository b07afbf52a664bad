import type { Problem } from '../errors.ts'
import { type ObjectNode, type Origin, toJson } from '../files/document/tree.ts'
import type { Layout, ProjectDecisions } from '../inputs/configuration/layout.ts'
import type { ResolvedEntry } from '../inputs/configuration/resolve-layout.ts'
import { resolveLayout } from '../inputs/configuration/resolve-layout.ts'
import type { JsonValue } from '../json.ts'
import { present } from '../present.ts'
import type { RenderContexts } from '../template/expressions.ts'
import type { Overrides } from '../template/overrides.ts'
import { type ImageTarget, type SplitImages, splitImages } from '../template/overrides.ts'
import { type RenderMode, renderTree } from '../template/render.ts'

/** The names that a template can use, with the variables of its entry. */
export type EntryContexts = { readonly contexts: RenderContexts; readonly problems: readonly Problem[] }

const NOWHERE: Origin = { kind: 'input', input: 'config' }

/**
 * contextsForEntry evaluates the expressions in an entry's `variables` and adds these to `vars`. The input `variables`
 * takes precedence over the file, whose variables can refer to those of the input.
 */
export async function contextsForEntry(
  entry: ResolvedEntry,
  layout: Layout,
  run: { readonly contexts: RenderContexts; readonly mode?: RenderMode }
): Promise<EntryContexts> {
  const { contexts, mode = 'strict' } = run
  if (entry.variables.size === 0) return { contexts, problems: [] }
  const members = [...entry.variables].map(([key, node]) => ({
    key,
    keyOrigin: node.origin,
    value: node
  }))
  const tree: ObjectNode = { kind: 'object', members, origin: NOWHERE }
  const { root, problems } = await renderTree({ root: tree, document: layout.document }, contexts, mode)
  const own: Record<string, JsonValue> = {}
  if (root.kind === 'object') for (const { key, value } of root.members) own[key] = toJson(value)
  return { contexts: { ...contexts, vars: { ...own, ...contexts.vars } }, problems }
}

/** A task definition of one environment, as it would be registered. `content` is its JSON. */
export type FamilySubject = {
  readonly entry: ResolvedEntry
  readonly family: string
  readonly content: string
  readonly site: { readonly region?: string; readonly roleArn?: string }
}

/**
 * familyProblems finds different task definitions of the same family in one account and Region. Each run would register
 * both, and the newest revision could be either of them.
 */
export function familyProblems(subjects: readonly FamilySubject[]): readonly Problem[] {
  const known = new Map<string, FamilySubject>()
  return subjects.flatMap(subject => {
    const { family, site, entry } = subject
    // A family that is not fully known cannot be compared.
    if (family === '' || family.includes('${{')) return []
    const id = JSON.stringify([site.region, site.roleArn, family])
    const before = known.get(id) ?? subject
    known.set(id, before)
    return before.content === subject.content ? [] : [familyTwice(family, before.entry, entry)]
  })
}

function familyTwice(family: string, before: ResolvedEntry, entry: ResolvedEntry): Problem {
  return {
    code: 'family-twice',
    fault: 'user',
    message: `${described(before)} and ${described(entry)} make two different task definitions of the same family "${family}".`,
    hint: 'Give one of them its own family (key "family"), or make both the same.',
    ...present({ place: entry.written })
  }
}

function described({ key, base, written }: ResolvedEntry): string {
  const where = written ? ` (${written.file}:${written.line})` : ''
  return `"${key}"${where}${base?.kind === 'file' ? ` from ${base.path}` : ''}`
}

/**
 * withRenderedBefore applies the configuration file's exceptions to the files that an earlier step rendered. Such a
 * file is outside the workspace and has a different name, so only rule, container and variable identify its source.
 */
export function withRenderedBefore<Project extends { readonly configuration: ProjectDecisions }>(
  project: Project,
  { files }: { readonly files: readonly string[] }
): Project {
  const handed = files.filter(isRenderedBefore)
  if (handed.length === 0) return project
  const { configuration } = project
  const derived = configuration.exceptions.flatMap(exception =>
    handed.map(file => ({ ...exception, file, isDerived: true as const }))
  )
  return {
    ...project,
    configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
  }
}

/** isRenderedBefore reports whether a file is one that an earlier step rendered: its path is absolute. */
function isRenderedBefore(file: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(file)
}

/**
 * imagesByService gives each definition of a check the lines of `image` that are for it, as a deployment does. A check
 * renders the services of every environment, also those whose files it has not read.
 */
export function imagesByService(
  overrides: Overrides,
  targets: readonly ImageTarget[],
  layout: Layout
): SplitImages {
  if (overrides.images.length === 0) return { overridesOf: () => overrides, problems: [] }
  return splitImages(overrides, [...targets, ...entriesOf(layout)])
}

function entriesOf(layout: Layout): readonly ImageTarget[] {
  const environments = [undefined, ...layout.environments.keys()]
  return environments.flatMap(environment => {
    const { services, tasks } = resolveLayout(layout, environment)
    return [...services, ...tasks].map(entry => ({ service: entry.key, entry, document: { root: NOTHING } }))
  })
}

const NOTHING: ObjectNode = {
  kind: 'object',
  members: [],
  origin: { kind: 'input', input: 'image' }
}
