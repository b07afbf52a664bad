import { type Layout, NO_LAYOUT } from '../configuration/layout.ts'
import { NO_PLACEMENT, type Placement } from '../configuration/placement.ts'
import { NO_PROJECT_FILE, type ProjectFile } from '../configuration/project-file.ts'
import { NOTHING_RESOLVED, type ResolvedLayout } from '../configuration/resolved.ts'
import { roleProblems } from '../configuration/role-problems.ts'
import { knownValue } from '../detector/known-value.ts'
import type { Rule } from '../detector/rule.ts'
import { OPTIONAL_RULES, rulesWith } from '../detector/rules.ts'
import type { Problem } from '../errors.ts'
import type { PullRequestBase } from '../exceptions/base.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { noRegion } from '../inputs/missing.ts'
import type { Mode } from '../inputs/specification.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { isOutsideOf, readTextFile } from '../workspace/read.ts'
import { type HouseDecisions, knownRules } from './apply-decisions.ts'
import type { LayoutOfRun } from './layout-for-run.ts'
import { credentialValues } from './template-environment.ts'

/** The rules of this run, and what the project's configuration file says. */
export type HouseRules = HouseDecisions & {
  readonly configuration: ProjectFile['decisions']
  /** What the file says of services, tasks and environments, as it is written. */
  readonly layout: Layout
  /** The same in the environment of the run. */
  readonly resolved: ResolvedLayout
  /** Where services run and in which order. */
  readonly placement: Placement
  /** The file's text; empty where there is none. */
  readonly text: string
  readonly problems: readonly Problem[]
  /** The environment is not known; nothing can be made of the layout. */
  readonly isUndecided?: true
  /** What is wrong with the layout as it is written. */
  readonly layoutProblems: readonly Problem[]
  /** The same, and what is wrong with it in the environment of the run or contradicts the inputs. */
  readonly placementProblems: readonly Problem[]
}

/** readHouseRules reads the configuration file, if there is one, and decides which rules apply. */
export async function readHouseRules(
  configuration: Pick<CommonConfiguration, 'config' | 'policy' | 'trustExceptions'> & WrittenInputs,
  { workspace, clock, gate, base, env }: Pick<ModePorts, 'workspace' | 'clock' | 'gate' | 'base' | 'env'>
): Promise<HouseRules> {
  const { config, policy, trustExceptions, allowedRoles } = configuration
  const read = readTextFile(workspace, config.file)
  const text = 'text' in read ? read.text : ''
  // what stands in it is quoted where an exception is used or refused
  gate.learn(text)
  const missing = 'problems' in read ? read.problems : []
  const problems = missing
    .filter(({ code }) => config.named || code !== 'file-not-found')
    .map(problem => ({ ...problem, hint: 'Check the input "config".' }))
  const project = await readText(config.file, text, clock.now())
  const { layout } = project
  const { resolved, placement, problems: unplaced, isUndecided } = await layoutFor(configuration, project)
  const { decisions, standing } = await decided(project.decisions, {
    file: config.file,
    now: clock.now(),
    base: trustExceptions === 'head' ? undefined : base,
    isOutside: isOutsideOf(workspace, config.file)
  })
  const usual = rulesWith(decisions.optionalRules)
  const all = policy === 'detect' ? usual : await strictly(decisions.allowedNames, usual)
  const known = credentialValues(env)
  return {
    rules: known.size === 0 ? all : [...all, knownValue(known)],
    configuration: decisions,
    ...present({ standing }),
    layout,
    resolved,
    placement,
    ...present({ isUndecided }),
    layoutProblems: project.layoutProblems,
    placementProblems: [
      ...project.layoutProblems,
      ...unplaced,
      ...(await contradictions(configuration, placement)),
      ...roleProblems(placement, { isPullRequest: base !== undefined, ...present({ allowed: allowedRoles }) })
    ],
    text,
    problems: [...problems, ...decisions.problems]
  }
}

/** What resolves a layout is loaded where there is a configuration file. */
async function layoutFor(inputs: WrittenInputs, { layout }: ProjectFile): Promise<LayoutOfRun> {
  if (layout !== NO_LAYOUT) return (await import('./layout-for-run.ts')).layoutForRun(inputs, layout)
  const { order = [], region, mode } = inputs
  const problems = region === '' && mode !== undefined ? [noRegion(mode)] : []
  return { resolved: NOTHING_RESOLVED, placement: { ...NO_PLACEMENT, order }, problems }
}

function isUnsaid({ usual, places }: Placement): boolean {
  return usual === undefined && places.size === 0
}

/** What the inputs say that the configuration file may say too. */
type WrittenInputs = Partial<
  Pick<CommonConfiguration, 'cluster' | 'region' | 'writtenRegion' | 'services' | 'environment'>
> & {
  readonly mode?: Mode
  readonly order?: Placement['order']
  readonly allowedRoles?: readonly string[]
}

type Decided = {
  readonly file: string
  readonly now: number
  readonly base: PullRequestBase | undefined
  readonly isOutside: boolean
}

/** On a pull request only what is merged decides. */
async function decided(
  decisions: ProjectFile['decisions'],
  { file, now, base, isOutside }: Decided
): Promise<{ readonly decisions: ProjectFile['decisions'] } & Pick<Partial<HouseRules>, 'standing'>> {
  if (base === undefined) return { decisions }
  // Somebody named a file that no commit of this repository can bring.
  if (isOutside) return { decisions, standing: { base, pending: [] } }
  const { standingDecisions } = await import('./base-decisions.ts')
  const read = (name: string, text: string) => readText(name, text, now)
  const { counted, pending, doubt } = await standingDecisions({ file, decisions, now, read }, base)
  return { decisions: counted, standing: { base, pending, ...present({ doubt }) } }
}

/** Two words on where a run goes; what finds them is loaded where there can be any. */
async function contradictions(
  { cluster, region, writtenRegion, services }: WrittenInputs,
  placement: Placement
): Promise<readonly Problem[]> {
  if (isUnsaid(placement) && !cluster?.startsWith('arn:')) return []
  const { placeProblems } = await import('../configuration/place-problems.ts')
  const named = Array.isArray(services) ? (services as readonly string[]) : undefined
  const given = present({ cluster, region: writtenRegion, usualRegion: region, services: named })
  return placeProblems(given, placement)
}

/** readText reads a configuration file's text; a project without one loads nothing of that. */
export async function readText(file: string, text: string, now: number): Promise<ProjectFile> {
  if (text === '') return NO_PROJECT_FILE
  const { loadProjectFile } = await import('../configuration/load.ts')
  return loadProjectFile(file, text, {
    rules: knownRules(),
    optional: OPTIONAL_RULES.map(({ id }) => id),
    now
  })
}

async function strictly(allowed: readonly string[], rules: readonly Rule[]): Promise<readonly Rule[]> {
  const { strictRules } = await import('../detector/strict.ts')
  return strictRules(allowed, rules)
}
