import type { Problem } from '../errors.ts'
import { childOf, type DocumentNode, stringOf, toJson } from '../files/document/tree.ts'
import type { Layout } from '../inputs/configuration/layout.ts'
import type { ResolvedEntry, ResolvedLayout } from '../inputs/configuration/resolve-layout.ts'
import { resolveLayout } from '../inputs/configuration/resolve-layout.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import type { ImageTarget, Overrides } from '../template/overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'
import { contextsFor, contextsForEntry } from './contexts.ts'
import { configurationValues } from './examine.ts'
import { type FamilySubject, familyProblems, unknownEnvironment } from './layout-for-run.ts'
import { findEntries, finderIn } from './layout-sources.ts'
import { type LoadedForCheck, loadOneForCheck } from './load-for-check.ts'
import { ofEntry, onceForServices } from './load-sources.ts'
import type { CheckSource, RenderedTarget } from './source.ts'

/** What a check of the configuration file adds to a check of the files. */
export type CheckedLayout = {
  /**
   * Files that only the configuration file names, and the configuration file itself in the form that the rules read.
   */
  readonly sources: readonly CheckSource[]
  /** The files from which task definitions were rendered. */
  readonly made: ReadonlySet<string>
  /**
   * Each task definition in each environment, limited to those that the rules have to examine, because there can be
   * tens of thousands.
   */
  readonly rendered: readonly RenderedTarget[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

type Checking = {
  readonly configuration: CheckConfiguration
  readonly layout: Layout
  readonly loaded: LoadedForCheck
  readonly overridesOf: (target: ImageTarget) => Overrides
  readonly ports: ModePorts
}

/**
 * checkLayout renders every task definition of the configuration file in every environment, without inputs, so that the
 * variables of the file are checked like the values in templates. It works without information from AWS or GitHub.
 */
export async function checkLayout(checking: Checking): Promise<CheckedLayout> {
  const { configuration, layout } = checking
  if (rendersNothing(layout)) return NOTHING
  const known = [...layout.environments.keys()]
  const { environment } = configuration
  if (environment !== undefined && known.length > 0 && !known.includes(environment))
    return { ...NOTHING, problems: [unknownEnvironment(environment, known)] }
  const environments = environment === undefined && known.length > 0 ? known : [environment]
  const resolved = environments.map(name => resolveLayout(layout, name))
  const opened = new Opened(checking)
  checking.ports.keepSource(layout.document.file, layout.document.text)
  const done: CheckedLayout[] = []
  for (const one of resolved) done.push(await checkOne(one, checking, opened))
  return {
    sources: [
      ...opened.sources,
      ...configurationValues(layout).map(one => ({ ...one, kind: 'template' as const }))
    ],
    unscanned: opened.unscanned,
    made: new Set(done.flatMap(one => [...one.made])),
    rendered: done.flatMap(one => one.rendered),
    problems: onceForServices([...opened.problems, ...done.flatMap(one => one.problems)]),
    remarks: onceForServices([...done.flatMap(one => one.remarks), ...liveRemarks(resolved)])
  }
}

/** Whether the configuration file renders nothing. */
function rendersNothing({ services, tasks, environments, defaults }: Layout): boolean {
  return services.size + tasks.size + environments.size === 0 && defaults === undefined
}

const NOTHING: CheckedLayout = {
  sources: [],
  made: new Set(),
  rendered: [],
  unscanned: [],
  problems: [],
  remarks: []
}

/**
 * The files of the layout: those that the check has already read and, if the check finds its files itself, also the
 * others.
 */
class Opened {
  readonly sources: CheckSource[] = []
  readonly problems: Problem[] = []
  readonly unscanned: Unscanned[] = []
  readonly #checking: Checking
  readonly #known: Map<string, CheckSource | undefined>

  constructor(checking: Checking) {
    this.#checking = checking
    this.#known = new Map(checking.loaded.targets.map(target => [target.document.file, target]))
  }

  /** Whether the check covers all files, not only named or changed ones. */
  get isWhole(): boolean {
    return this.#checking.loaded.isWhole
  }

  async open(file: string): Promise<CheckSource | undefined> {
    if (this.#known.has(file) || !this.isWhole) return this.#known.get(file)
    const { targets, problems, unscanned } = await loadOneForCheck(file, this.#checking.ports)
    const [source] = targets
    this.#known.set(file, source)
    this.problems.push(...problems)
    this.unscanned.push(...unscanned)
    if (source) this.sources.push(source)
    return source
  }
}

async function checkOne(
  resolved: ResolvedLayout,
  checking: Checking,
  opened: Opened
): Promise<CheckedLayout> {
  const entries = [...resolved.services, ...resolved.tasks].filter(({ base }) => base !== undefined)
  const found = findEntries(entries, finderIn(checking.ports.workspace))
  const problems: Problem[] = [...resolved.problems, ...(opened.isWhole ? found.problems : [])]
  const remarks: Remark[] = []
  const made = new Set<string>()
  const rendered: RenderedTarget[] = []
  const subjects: FamilySubject[] = []
  for (const { file, entry } of found.files) {
    const source = await opened.open(file)
    if (source === undefined || source.kind === 'template' || entry === undefined) continue
    const target = { ...source, service: entry.key, ...ofEntry(source, entry, resolved) }
    const { root, ...said } = await renderEntry(target, entry, {
      checking,
      environment: resolved.environment
    })
    problems.push(...said.problems)
    remarks.push(...said.remarks)
    if (root === undefined) continue
    made.add(file)
    rendered.push({ target, root })
    subjects.push({ entry, family: familyOf(root), content: JSON.stringify(toJson(root)), site: entry.site })
  }
  return { ...NOTHING, made, rendered, remarks, problems: [...problems, ...familyProblems(subjects)] }
}

function familyOf(root: DocumentNode): string {
  return stringOf(childOf(root, 'family')) ?? ''
}

async function renderEntry(
  target: CheckSource,
  entry: ResolvedEntry,
  run: { readonly checking: Checking; readonly environment: string | undefined }
): Promise<{
  readonly root?: DocumentNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}> {
  const { configuration, layout, overridesOf, ports } = run.checking
  const chosen = { ...configuration, ...present({ environment: run.environment }) }
  const { region, cluster } = entry.site
  const site = region === undefined ? undefined : { region, ...present({ cluster }) }
  const contexts = contextsFor(chosen, { ...target, ...present({ site }) }, ports)
  const own = await contextsForEntry(entry, layout, { contexts, mode: 'lenient' })
  const prepared = await prepareLeniently(target.document, {
    overrides: overridesOf({ ...target, entry }),
    ...own
  })
  return {
    ...present({ root: prepared.root }),
    problems: [...own.problems, ...prepared.problems],
    remarks: prepared.remarks
  }
}

/** Live task definitions are checked by a plan and a deployment. */
function liveRemarks(resolved: readonly ResolvedLayout[]): readonly Remark[] {
  const live = resolved.flatMap(({ services, tasks }) =>
    [...services, ...tasks].flatMap(({ key, base }) => (base?.kind === 'live' ? [key] : []))
  )
  if (live.length === 0) return []
  const keys = [...new Set(live)].join(', ')
  return [
    {
      message: `The definitions of ${keys} are those that ECS has: a plan and a deploy check them; mode check cannot.`
    }
  ]
}
